//! The best documents of a query: rare terms for all, common terms for the best.

use super::query::Query;
use super::shard::{SHARD, Shard, index, to_u32};
use super::space::Space;
use crate::text::Key;

/// A document and its cosine with the query, in two parts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The document's number.
    pub document: u32,
    /// What the terms add.
    pub text: f32,
    /// What the concepts add.
    pub concepts: f32,
}

impl Candidate {
    /// The cosine, in [0, 1].
    pub fn cosine(&self) -> f32 {
        self.text + self.concepts
    }
}

/// Memory that is used again from query to query.
#[derive(Debug, Default)]
pub struct Scratch {
    text: Vec<f32>,
    concepts: Vec<f32>,
    best: Vec<Candidate>,
}

/// Candidates that are completed at once.
const SIDE_BY_SIDE: usize = 4;

/// Documents whose scores are added up together: the sums stay in the nearest cache.
const NEAR: usize = 1 << 13;

/// Documents looked at together: hardly any of them is among the best.
const TOGETHER: usize = 32;

impl Scratch {
    /// Adds the documents of a shard that have more than the least of the best, and says
    /// what the least of the best has now.
    fn collect(
        &mut self,
        first: usize,
        reciprocals: &[f32],
        mut least: f32,
        most: usize,
    ) -> f32 {
        let texts = self.text.chunks(TOGETHER).zip(self.concepts.chunks(TOGETHER));
        let together = texts.zip(reciprocals.chunks(TOGETHER));
        for (place, ((texts, concepts), reciprocals)) in together.enumerate() {
            if !some_above(least, texts, concepts, reciprocals) {
                continue;
            }
            let each = texts.iter().zip(concepts).zip(reciprocals);
            for (at, ((text, concepts), reciprocal)) in each.enumerate() {
                if (text + concepts) * reciprocal > least {
                    self.best.push(Candidate {
                        document: to_u32(first + place * TOGETHER + at),
                        text: text * reciprocal,
                        concepts: concepts * reciprocal,
                    });
                }
            }
            if self.best.len() >= 2 * most {
                least = cut(&mut self.best, most);
            }
        }
        least
    }
}

impl Space<'_> {
    /// The documents most like the query, at most `most`, best first, ties by number.
    ///
    /// All documents are scored on the query's rare terms; the `most` best of them, and
    /// where these are too few also the rest, get the common terms' part as well.
    pub fn search(
        &self,
        query: &Query,
        most: usize,
        scratch: &mut Scratch,
    ) -> Vec<Candidate> {
        self.score_rare(query, most, scratch);
        if scratch.best.len() < most && !query.common.is_empty() {
            self.add_rest(&mut scratch.best);
        }
        let mut found = scratch.best.clone();
        let (together, rest) = found.as_chunks_mut::<SIDE_BY_SIDE>();
        for candidates in together {
            self.complete(query, candidates);
        }
        for candidate in rest {
            self.complete(query, std::array::from_mut(candidate));
        }
        found.retain(|candidate| candidate.cosine() > 0.0);
        found.sort_unstable_by(order);
        found.truncate(most);
        found
    }

    /// Finds the documents with the best scores on the rare terms.
    fn score_rare(&self, query: &Query, most: usize, scratch: &mut Scratch) {
        scratch.best.clear();
        let mut least = 0.0;
        for (number, shard) in self.shards.iter().enumerate() {
            let first = number * SHARD;
            let end = (first + SHARD).min(self.documents());
            let mut terms = lists(shard, &query.terms);
            let mut concepts = lists(shard, &query.concepts);
            for (place, lengths) in self.reciprocals[first..end].chunks(NEAR).enumerate()
            {
                let from = place * NEAR;
                accumulate(&mut terms, from, lengths.len(), &mut scratch.text);
                accumulate(&mut concepts, from, lengths.len(), &mut scratch.concepts);
                least = scratch.collect(first + from, lengths, least, most);
            }
        }
        cut(&mut scratch.best, most);
    }

    /// The cosine of a query and a document.
    pub fn cosine(&self, query: &Query, document: u32) -> Candidate {
        let shard = &self.shards[index(document) / SHARD];
        let at = place(document);
        let part = |impacts: &[(u32, f32)]| {
            let rare = |&(term, impact): &(u32, f32)| {
                let (documents, weights) = shard.postings(term);
                let found = documents.binary_search(&at).ok()?;
                Some(impact * f32::from(*weights.get(found)?))
            };
            let score: f32 = impacts.iter().filter_map(rare).sum();
            score * self.reciprocals[index(document)]
        };
        let text = part(&query.terms);
        let concepts = part(&query.concepts);
        let mut candidate = Candidate { document, text, concepts };
        self.complete(query, std::array::from_mut(&mut candidate));
        candidate
    }

    /// What each term and concept that the two share adds to their cosine, by key.
    pub fn shared(&self, query: &Query, document: u32) -> Vec<(Key, f32)> {
        let shard = &self.shards[index(document) / SHARD];
        let at = place(document);
        let (terms, common_weights) = shard.common(usize::from(at));
        let unit = query.reciprocal * self.reciprocals[index(document)];
        let mut found = Vec::new();
        for &(term, impact) in query.terms.iter().chain(&query.concepts) {
            let (documents, weights) = shard.postings(term);
            let posting = documents.binary_search(&at).ok();
            if let Some(&weight) = posting.and_then(|posting| weights.get(posting)) {
                found.push((term, impact * f32::from(weight) * unit));
            }
        }
        for (&term, &weight) in terms.iter().zip(common_weights) {
            let place = usize::from(term);
            let impacts = query.common.get(place).copied().unwrap_or_default();
            for impact in impacts.into_iter().filter(|impact| *impact > 0.0) {
                found.push((self.common[place], impact * f32::from(weight) * unit));
            }
        }
        let mut found: Vec<_> =
            found.into_iter().map(|(term, s)| (query.key(term), s)).collect();
        found.sort_unstable_by_key(|&(key, _)| key);
        found
    }

    /// Adds the common terms' part and the query's length to some candidates.
    fn complete<const N: usize>(&self, query: &Query, candidates: &mut [Candidate; N]) {
        let common = query.common(candidates.map(|candidate| {
            let document = index(candidate.document);
            self.shards[document / SHARD].common(document % SHARD)
        }));
        for (candidate, [text, concepts]) in candidates.iter_mut().zip(common) {
            let length = self.reciprocals[index(candidate.document)];
            candidate.text = (candidate.text + text * length) * query.reciprocal;
            candidate.concepts =
                (candidate.concepts + concepts * length) * query.reciprocal;
        }
    }

    /// Adds every document that has no rare term of the query.
    fn add_rest(&self, best: &mut Vec<Candidate>) {
        best.sort_unstable_by_key(|candidate| candidate.document);
        let known = best.len();
        for document in 0..to_u32(self.documents()) {
            if best[..known].binary_search_by_key(&document, |c| c.document).is_err() {
                best.push(Candidate { document, text: 0.0, concepts: 0.0 });
            }
        }
    }
}

fn place(document: u32) -> u16 {
    u16::try_from(index(document) % SHARD).expect("below 2^16")
}

/// Whether some of the documents looked at together have more than `least`: those of a
/// whole group are compared at once, without branches.
fn some_above(least: f32, texts: &[f32], concepts: &[f32], reciprocals: &[f32]) -> bool {
    let whole = |numbers: &[f32]| <[f32; TOGETHER]>::try_from(numbers).ok();
    let (Some(texts), Some(concepts), Some(reciprocals)) =
        (whole(texts), whole(concepts), whole(reciprocals))
    else {
        return true;
    };
    let mut some = 0_u32;
    for at in 0..TOGETHER {
        some |= u32::from((texts[at] + concepts[at]) * reciprocals[at] > least);
    }
    some != 0
}

/// The postings of a term that are still to be added up, and what a unit of weight adds.
struct List<'a> {
    documents: &'a [u16],
    weights: &'a [u8],
    impact: f32,
}

fn lists<'a>(shard: &'a Shard<'_>, impacts: &[(u32, f32)]) -> Vec<List<'a>> {
    let list = |&(term, impact): &(u32, f32)| {
        let (documents, weights) = shard.postings(term);
        List { documents, weights, impact }
    };
    impacts.iter().map(list).filter(|list| !list.documents.is_empty()).collect()
}

/// Adds up the scores of the documents from one on, and takes their postings off the lists.
fn accumulate(
    lists: &mut [List<'_>],
    from: usize,
    documents: usize,
    scores: &mut Vec<f32>,
) {
    scores.clear();
    scores.resize(documents, 0.0);
    for list in lists {
        let before = |document: &u16| usize::from(*document) < from + documents;
        let count = match list.documents.last() {
            Some(last) if before(last) => list.documents.len(),
            _ => list.documents.partition_point(before),
        };
        let (documents, later) = list.documents.split_at(count);
        let (weights, rest) = list.weights.split_at(count.min(list.weights.len()));
        (list.documents, list.weights) = (later, rest);
        let mut add = |document: u16, sum: f32| {
            let place = usize::from(document).wrapping_sub(from);
            if let Some(score) = scores.get_mut(place) {
                *score += sum;
            }
        };
        let (documents, last_documents) = documents.as_chunks::<LANES>();
        let (weights, last_weights) = weights.as_chunks::<LANES>();
        for (documents, weights) in documents.iter().zip(weights) {
            let sums = weights.map(|weight| list.impact * f32::from(weight));
            documents.iter().zip(sums).for_each(|(&document, sum)| add(document, sum));
        }
        for (&document, &weight) in last_documents.iter().zip(last_weights) {
            add(document, list.impact * f32::from(weight));
        }
    }
}

/// Postings whose products are made at once.
const LANES: usize = 8;

/// Keeps the best and says what the least of them has.
fn cut(best: &mut Vec<Candidate>, most: usize) -> f32 {
    if best.len() <= most || most == 0 {
        best.truncate(most);
        return 0.0;
    }
    best.select_nth_unstable_by(most - 1, order);
    best.truncate(most);
    best[most - 1].cosine()
}

/// Best first, ties by number.
fn order(a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
    b.cosine().total_cmp(&a.cosine()).then(a.document.cmp(&b.document))
}

#[cfg(test)]
mod tests {
    use super::super::{Bag, Builder, Scheme};
    use super::*;

    const PLAIN: Scheme = Scheme { single: 1.0, concept: 1.0, broader: 1.0, slope: 1.0 };

    fn bag(keys: &[u64]) -> Bag {
        Bag::new(keys.iter().map(|&key| (Key(key), 1)).collect())
    }

    fn space(documents: &[&[u64]]) -> Space<'static> {
        let mut builder = Builder::new(PLAIN);
        for document in documents {
            builder.push(&bag(document));
        }
        builder.finish()
    }

    #[test]
    fn the_same_text_has_cosine_one_and_foreign_ones_do_not_appear() {
        let space = space(&[&[1, 2], &[3, 4], &[1, 5]]);
        let query = Query::new(&bag(&[1, 2]), &space);
        let found = space.search(&query, 10, &mut Scratch::default());
        assert_eq!(found.iter().map(|c| c.document).collect::<Vec<_>>(), [0, 2]);
        assert!((found[0].cosine() - 1.0).abs() < 1e-6);
        // rarity of 1: ln(4/2.5), of 2 and 5: ln(4/1.5), in 1/1024
        let (one, two) = (481.0_f32 / 1024.0, 1004.0_f32 / 1024.0);
        let expected = one * one / (one * one + two * two);
        assert!((found[1].cosine() - expected).abs() < 1e-6);
    }

    #[test]
    fn common_terms_count_for_the_best() {
        let mut documents: Vec<Vec<u64>> = (0..600).map(|i| vec![1, 1000 + i]).collect();
        documents.push(vec![7, 8]);
        let refs: Vec<&[u64]> = documents.iter().map(Vec::as_slice).collect();
        let space = space(&refs);
        assert_eq!(space.common.len(), 1);
        let query = Query::new(&bag(&[1, 1003]), &space);
        let found = space.search(&query, 3, &mut Scratch::default());
        assert_eq!(found[0].document, 3);
        assert!((found[0].cosine() - 1.0).abs() < 1e-6);
        assert!((found[0].cosine() - space.cosine(&query, 3).cosine()).abs() < 1e-6);
        assert_eq!(found.len(), 3);
        let shared: f32 = space.shared(&query, 3).iter().map(|(_, share)| share).sum();
        assert!((shared - 1.0).abs() < 1e-6);
        let common_only = Query::new(&bag(&[1]), &space);
        assert_eq!(space.search(&common_only, 5, &mut Scratch::default()).len(), 5);
    }

    #[test]
    fn concepts_are_a_part_of_their_own() {
        let concept = Key::concept("pump").0;
        let space = space(&[&[1, concept], &[2, 3]]);
        let query = Query::new(&bag(&[1, concept]), &space);
        let found = space.search(&query, 1, &mut Scratch::default())[0];
        assert!((found.text - 0.5).abs() < 1e-6 && (found.concepts - 0.5).abs() < 1e-6);
    }

    #[test]
    fn ties_fall_by_number() {
        let space = space(&[&[1], &[1], &[1]]);
        let query = Query::new(&bag(&[1]), &space);
        let found = space.search(&query, 2, &mut Scratch::default());
        assert_eq!(found.iter().map(|c| c.document).collect::<Vec<_>>(), [0, 1]);
    }
}
