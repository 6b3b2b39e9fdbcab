//! Several queries at once against a few documents: the postings of their terms are looked
//! at once for all of them.

use super::candidate::Candidate;
use super::query::Query;
use super::search::{Scratch, place};
use super::shard::{SHARD, Shard, index, to_u32};
use super::space::Space;

/// Queries that have many terms in common.
#[derive(Debug, Default)]
pub struct Parts {
    /// All their rare terms, by number.
    terms: Vec<u32>,
    parts: Vec<Part>,
}

/// A query by the places of its terms: rare ones in [`Parts::terms`], common ones among the
/// common; each with what it adds.
#[derive(Debug)]
struct Part {
    rare: Vec<(u32, f32)>,
    common: Vec<(u16, f32)>,
    reciprocal: f32,
}

/// Postings of a term, for each document asked for, up to which all of them are looked at.
const FEW: usize = 8;

impl Parts {
    /// The terms of some queries; their concepts are left out.
    pub fn new(queries: &[Query]) -> Self {
        let rare = queries.iter().flat_map(|query| &query.terms);
        let mut terms: Vec<u32> = rare.map(|&(term, _)| term).collect();
        terms.sort_unstable();
        terms.dedup();
        let place = |&(term, impact): &(u32, f32)| {
            let place = terms.binary_search(&term).expect("a term of some query");
            (to_u32(place), impact)
        };
        let part = |query: &Query| Part {
            rare: query.terms.iter().map(place).collect(),
            common: query.common[0].clone(),
            reciprocal: query.reciprocals[0],
        };
        let parts = queries.iter().map(part).collect();
        Self { terms, parts }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

impl Space<'_> {
    /// The cosine of each of some different documents with the query that is most like it.
    pub fn best_part(
        &self,
        parts: &Parts,
        candidates: &[Candidate],
        scratch: &mut Scratch,
    ) -> Vec<f32> {
        let width = parts.terms.len();
        let mut rows = vec![0_u8; candidates.len() * width];
        for (number, shard) in self.shards.iter().enumerate() {
            let own = (0_u32..).zip(candidates);
            let own = own.filter(|(_, found)| index(found.document) / SHARD == number);
            let own: Vec<(u16, u32)> =
                own.map(|(row, c)| (place(c.document), row)).collect();
            fill(&mut rows, &parts.terms, shard, &own, &mut scratch.places);
        }
        let cosine = |(at, found): (usize, &Candidate)| {
            let row = &rows[at * width..(at + 1) * width];
            let common = self.row(*found);
            let each = parts.parts.iter().map(|part| part.score(row, common));
            each.fold(0.0, f32::max) * self.reciprocals[index(found.document)]
        };
        candidates.iter().enumerate().map(cosine).collect()
    }
}

impl Part {
    /// The cosine, but for the document's length.
    fn score(&self, rare: &[u8], common: &[u8]) -> f32 {
        let rare = self
            .rare
            .iter()
            .map(|&(place, impact)| impact * f32::from(rare[index(place)]));
        let common = self.common.iter().map(|&(place, impact)| {
            impact * f32::from(common.get(usize::from(place)).copied().unwrap_or(0))
        });
        (rare.sum::<f32>() + common.sum::<f32>()) * self.reciprocal
    }
}

/// Puts the weights of terms in some documents of a shard into their rows. `places` is
/// zero, and is so again afterwards.
fn fill(
    rows: &mut [u8],
    terms: &[u32],
    shard: &Shard<'_>,
    own: &[(u16, u32)],
    places: &mut Vec<u32>,
) {
    places.resize(SHARD, 0);
    for &(at, row) in own {
        places[usize::from(at)] = row + 1;
    }
    for (column, &term) in terms.iter().enumerate() {
        let (documents, weights) = shard.postings(term);
        let mut put = |row: u32, weight: u8| {
            rows[index(row) * terms.len() + column] = weight;
        };
        if documents.len() <= own.len() * FEW {
            for (&document, &weight) in documents.iter().zip(weights) {
                if let Some(row) = places[usize::from(document)].checked_sub(1) {
                    put(row, weight);
                }
            }
        } else {
            for &(at, row) in own {
                let found = documents.binary_search(&at).ok();
                if let Some(&weight) = found.and_then(|found| weights.get(found)) {
                    put(row, weight);
                }
            }
        }
    }
    for &(at, _) in own {
        places[usize::from(at)] = 0;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Bag, Builder, Scheme};
    use super::*;
    use crate::text::Key;

    const PLAIN: Scheme = Scheme { single: 1.0, concept: 1.0, broader: 1.0, slope: 0.9 };

    fn bag(words: &[u64]) -> Bag {
        Bag::new(words.iter().map(|word| (Key(2 << 62 | (1 + word)), 1)).collect())
    }

    proptest! {
        /// Together they say what each query says alone.
        #[test]
        fn the_best_part_is_the_best_of_all(
            documents in prop::collection::vec(prop::collection::vec(0..40_u64, 1..9), 1..90),
            queries in prop::collection::vec(prop::collection::vec(0..45_u64, 1..9), 1..5),
            step in 1..30_usize,
        ) {
            let mut builder = Builder::new(PLAIN);
            for words in &documents {
                builder.push(&bag(words));
            }
            let space = builder.finish();
            let queries: Vec<Query> =
                queries.iter().map(|words| Query::new(&bag(words), &space)).collect();
            let some = (0..to_u32(documents.len())).step_by(step);
            let some: Vec<Candidate> =
                some.map(|document| space.cosine(&queries[0], document)).collect();
            let mut scratch = Scratch::default();
            let best = space.best_part(&Parts::new(&queries), &some, &mut scratch);
            for (found, best) in some.iter().zip(best) {
                let alone = queries.iter().map(|q| space.cosine(q, found.document).text);
                let alone = alone.fold(0.0, f32::max);
                prop_assert!((alone - best).abs() < 1e-5, "{} {}", alone, best);
            }
            prop_assert!(scratch.places.iter().all(|&place| place == 0));
        }
    }
}
