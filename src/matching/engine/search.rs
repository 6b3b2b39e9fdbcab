//! The best documents of a query: rare terms for all, common terms for the best.

use super::best::{Best, ranked};
use super::candidate::Candidate;
use super::query::{LANES, Query};
use super::scores::{NEAR, Scores, lists};
use super::shard::{SHARD, Shard, index, to_u32};
use super::space::Space;
use crate::text::{Key, KeyKind};

/// Memory that is used again from query to query.
#[derive(Debug, Default)]
pub struct Scratch {
    scores: Scores,
    best: Best,
    /// Places of some documents of a shard, plus one; zero for all others.
    pub(super) places: Vec<u32>,
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
        let mut found = self.score_rare(query, most, scratch);
        if found.len() < most && query.has_common() {
            self.add_rest(&mut found);
        }
        for candidates in found.chunks_mut(LANES) {
            self.complete(query, candidates);
        }
        ranked(&found, most)
    }

    /// The documents with the best scores on the rare terms, in no order.
    fn score_rare(
        &self,
        query: &Query,
        most: usize,
        scratch: &mut Scratch,
    ) -> Vec<Candidate> {
        let Scratch { scores, best, .. } = scratch;
        best.start(most);
        for (number, shard) in self.shards.iter().enumerate() {
            let first = number * SHARD;
            let end = (first + SHARD).min(self.documents());
            let mut lists = [&query.terms, &query.concepts].map(|l| lists(shard, l));
            for (place, lengths) in self.reciprocals[first..end].chunks(NEAR).enumerate()
            {
                let from = place * NEAR;
                scores.add_up(&mut lists, from, lengths.len());
                best.collect(first + from, scores, lengths);
            }
        }
        best.take()
    }

    /// How many postings the rare terms of a query have: so many are read, three bytes
    /// each.
    pub fn postings(&self, query: &Query) -> usize {
        let each = |shard: &Shard<'_>| -> usize {
            query.rare().map(|(term, _)| shard.postings(term).0.len()).sum()
        };
        self.shards.iter().map(each).sum()
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
        let common = shard.common(usize::from(at), self.common.len());
        let length = self.reciprocals[index(document)];
        let mut found = Vec::new();
        for &(term, impact) in query.terms.iter().chain(&query.concepts) {
            let (documents, weights) = shard.postings(term);
            let posting = documents.binary_search(&at).ok();
            if let Some(&weight) = posting.and_then(|posting| weights.get(posting)) {
                found.push((term, impact * f32::from(weight) * length));
            }
        }
        for &(place, impact) in query.common.iter().flatten() {
            let place = usize::from(place);
            let weight = common.get(place).copied().unwrap_or(0);
            if weight > 0 {
                found.push((self.common[place], impact * f32::from(weight) * length));
            }
        }
        let part = |(term, share): (u32, f32)| {
            let key = query.key(term);
            let concept = matches!(key.kind(), KeyKind::Concept | KeyKind::Broader);
            (key, share * query.reciprocals[usize::from(concept)])
        };
        let mut found: Vec<_> = found.into_iter().map(part).collect();
        found.sort_unstable_by_key(|&(key, _)| key);
        found
    }

    /// Adds the common terms' part and the query's length to some candidates.
    fn complete(&self, query: &Query, candidates: &mut [Candidate]) {
        let mut rows = [self.row(candidates[0]); LANES];
        for (row, candidate) in rows.iter_mut().zip(candidates.iter()) {
            *row = self.row(*candidate);
        }
        let [texts, concepts] = query.common(rows);
        let common = texts.into_iter().zip(concepts);
        for (candidate, (text, concepts)) in candidates.iter_mut().zip(common) {
            let length = self.reciprocals[index(candidate.document)];
            candidate.text = (candidate.text + text * length) * query.reciprocals[0];
            candidate.concepts =
                (candidate.concepts + concepts * length) * query.reciprocals[1];
        }
    }

    /// The weights of the common terms of a candidate.
    pub(super) fn row(&self, candidate: Candidate) -> &[u8] {
        let document = index(candidate.document);
        self.shards[document / SHARD].common(document % SHARD, self.common.len())
    }

    /// Adds every document that has no rare term of the query.
    fn add_rest(&self, best: &mut Vec<Candidate>) {
        let mut known = std::mem::take(best).into_iter().peekable();
        let rest = |document| Candidate { document, text: 0.0, concepts: 0.0 };
        best.extend((0..to_u32(self.documents())).map(|document| {
            known.next_if(|c| c.document == document).unwrap_or_else(|| rest(document))
        }));
    }
}

/// A document's place in its shard.
pub(super) fn place(document: u32) -> u16 {
    u16::try_from(index(document) % SHARD).expect("below 2^16")
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

    /// Numbers that look drawn at random, the same in every run.
    fn drawn(seed: &mut u64, below: u64) -> u64 {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (*seed >> 33) % below
    }

    #[test]
    fn the_best_of_many_are_those_that_one_by_one_are_best() {
        let mut seed = 7;
        let mut builder = Builder::new(PLAIN);
        for _ in 0..2 * NEAR + 77 {
            let terms = (0..6).map(|_| (Key(1 + drawn(&mut seed, 900)), 1)).collect();
            builder.push(&Bag::new(terms));
        }
        let space = builder.finish();
        assert!(space.common.is_empty());
        let mut scratch = Scratch::default();
        for most in [0, 1, 40, 1500] {
            let query = Query::new(&bag(&[3, 5, 7, 11, 13, 17, 19, 23, 29]), &space);
            let documents = 0..to_u32(space.documents());
            let mut expected: Vec<Candidate> =
                documents.map(|document| space.cosine(&query, document)).collect();
            expected.retain(|candidate| candidate.cosine() > 0.0);
            expected.sort_by(|a, b| b.cosine().total_cmp(&a.cosine()));
            expected.truncate(most);
            assert_eq!(space.search(&query, most, &mut scratch), expected);
        }
    }

    #[test]
    fn common_terms_complete_a_candidate_as_they_complete_it_alone() {
        let mut seed = 3;
        let mut builder = Builder::new(PLAIN);
        for _ in 0..1000 {
            let mut terms: Vec<u64> =
                (1..=9).map(|of| of * drawn(&mut seed, 2)).collect();
            terms.push(100 + drawn(&mut seed, 50));
            builder.push(&Bag::new(
                terms.into_iter().filter(|t| *t > 0).map(|t| (Key(t), 3)).collect(),
            ));
        }
        let space = builder.finish();
        assert_eq!(space.common.len(), 9);
        let query = Query::new(&bag(&[1, 4, 6, 9, 101, 102, 120]), &space);
        let found = space.search(&query, 57, &mut Scratch::default());
        assert_eq!(found.len(), 57);
        for candidate in &found {
            assert_eq!(space.cosine(&query, candidate.document), *candidate);
        }
    }

    #[test]
    fn the_same_text_again_says_nothing_new() {
        let cosine = |offerings: &[&[u64]]| {
            let space = space(offerings);
            let query = Query::new(&bag(&[1, 2, 3, 4, 5, 6, 7, 8, 90]), &space);
            space.search(&query, 1, &mut Scratch::default())[0].cosine()
        };
        let (own, other): (&[u64], &[u64]) = (&[1, 2, 3, 4, 5, 6, 7, 8, 9], &[1, 20, 21]);
        let alone = cosine(&[own]);
        assert!((0.47..0.49).contains(&alone), "{alone}");
        assert!((cosine(&vec![own; 1000]) - alone).abs() < 1e-6);
        let many = vec![own, other, other, own, other, own];
        assert!((cosine(&many) - cosine(&[own, other])).abs() < 0.05);
    }
}
