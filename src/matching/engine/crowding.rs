//! How crowded it is around each document, and what that makes of its length.
//!
//! General texts are near to everything (hubs: Radovanović, Nanopoulos & Ivanović 2010). A
//! document's vector counts as the longer the more its nearest neighbours have in common with
//! it, so that what it shares with a need says less.

use rayon::prelude::*;

use super::scores::{NEAR, Scores, lists};
use super::shard::{SHARD, Shard, index, to_u32};
use super::space::Space;
use crate::matching::crowding::{drawn, keep};

/// Documents among which neighbours are looked for: between 128 and 512, or all, the judged
/// needs do not tell the difference.
const SAMPLE: usize = 256;
/// Neighbours, but at most a tenth of the documents.
const NEAREST: usize = 5;
/// How much longer a document counts whose surroundings are as crowded as the mean. Between
/// 0.1 and 0.3 the judged needs hardly tell the difference.
const LONGER: f64 = 0.2;

/// A document of the sample: its number, and its terms with what they add.
type Sampled = (usize, Vec<(u32, f32)>);

impl Space<'static> {
    /// Lets crowded documents count as longer and lonely ones as shorter, by at most
    /// [`LONGER`]; one with mean surroundings keeps its length. Nothing changes for fewer
    /// than ten different texts.
    pub(super) fn lengthen_crowded(&mut self) {
        let sample = drawn(&self.prints, SAMPLE);
        let nearest = NEAREST.min(sample.len() / 10);
        if nearest == 0 {
            return;
        }
        let sample = self.sampled(&sample);
        let shards = self.shards.par_iter().enumerate();
        let crowds = shards.map(|(number, shard)| self.crowds(number, shard, &sample));
        let crowds: Vec<[f32; NEAREST]> = crowds.flatten().collect();
        let crowd = |best: &[f32; NEAREST]| -> f64 {
            best[..nearest].iter().map(|&cosine| f64::from(cosine)).sum()
        };
        let mean = crowds.iter().map(crowd).sum::<f64>() / crowds.len() as f64;
        if mean <= 0.0 {
            return;
        }
        for (reciprocal, best) in self.reciprocals.to_mut().iter_mut().zip(&crowds) {
            let longer = (1.0 + LONGER * crowd(best) / mean) / (1.0 + LONGER);
            #[expect(clippy::cast_possible_truncation, reason = "a weight needs no more")]
            let longer = longer as f32;
            *reciprocal /= longer;
        }
    }

    /// Some documents, each with its rare terms.
    fn sampled(&self, sample: &[usize]) -> Vec<Sampled> {
        let count = self.documents();
        let mut sample: Vec<Sampled> =
            sample.iter().map(|&document| (document, Vec::new())).collect();
        for (number, shard) in self.shards.iter().enumerate() {
            let first = number * SHARD;
            let mut places = vec![usize::MAX; SHARD.min(count - first)];
            for (place, (document, _)) in sample.iter().enumerate() {
                if *document / SHARD == number {
                    places[document - first] = place;
                }
            }
            for term in 0..to_u32(self.terms()) {
                let rarity = self.rarity.get(index(term)).unwrap_or_default();
                let (documents, weights) = shard.postings(term);
                for (&document, &weight) in documents.iter().zip(weights) {
                    if let Some((_, terms)) =
                        sample.get_mut(places[usize::from(document)])
                    {
                        terms.push((term, f32::from(weight) * rarity * rarity));
                    }
                }
            }
        }
        sample
    }

    /// The greatest cosines of each document of a shard with those of a sample that hold
    /// another text, by the rare terms alone.
    fn crowds(
        &self,
        number: usize,
        shard: &Shard<'_>,
        sample: &[Sampled],
    ) -> Vec<[f32; NEAREST]> {
        let first = number * SHARD;
        let here = first..(first + SHARD).min(self.documents());
        let (lengths, prints) = (&self.reciprocals[here.clone()], &self.prints[here]);
        let mut crowds = vec![[0.0_f32; NEAREST]; lengths.len()];
        let mut scores = Scores::default();
        for (document, terms) in sample {
            let (own, print) = (self.reciprocals[*document], self.prints[*document]);
            let mut lists = [lists(shard, terms), Vec::new()];
            for (block, lengths) in lengths.chunks(NEAR).enumerate() {
                let from = block * NEAR;
                scores.add_up(&mut lists, from, lengths.len());
                for (at, length) in lengths.iter().enumerate() {
                    if prints[from + at] != print {
                        let [text, _] = scores.parts(at);
                        keep(&mut crowds[from + at], text * length * own);
                    }
                }
            }
        }
        crowds
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::{Bag, Builder, Query, Scheme};
    use crate::matching::signature::splitmix;
    use crate::text::Key;

    const PLAIN: Scheme = Scheme { single: 1.0, concept: 1.0, broader: 1.0, slope: 1.0 };

    fn word(number: u64) -> (Key, u32) {
        (Key(2 << 62 | (1 + number)), 1)
    }

    #[test]
    fn a_lonely_document_counts_more_than_one_in_a_crowd() {
        let mut builder = Builder::new(PLAIN);
        // twenty that share two words with another, and two that share none
        for own in 0..20 {
            let shared = (0..2).map(|at| word(own / 2 * 2 + at));
            builder.push(&Bag::new(shared.chain([word(100 + own), word(200)]).collect()));
        }
        for own in [300, 310] {
            builder.push(&Bag::new((own..own + 4).map(word).collect()));
        }
        let space = builder.finish();
        let itself = |words: &[u64], document| {
            let bag = Bag::new(words.iter().copied().map(word).collect());
            space.cosine(&Query::new(&bag, &space), document).cosine()
        };
        let lonely = itself(&[300, 301, 302, 303], 20);
        assert!((lonely - 1.2).abs() < 1e-5, "{lonely}");
        let crowded = itself(&[0, 1, 100, 200], 0);
        assert!(crowded < 1.0, "{crowded}");
    }

    #[test]
    fn the_order_of_documents_and_repeated_texts_change_nothing() {
        let text = |own: u64| {
            let words = (0..5).map(|at| word(splitmix(own * 8 + at) % 90));
            Bag::new(words.chain([word(1_000 + own)]).collect())
        };
        let lengths = |order: &[u64]| {
            let mut builder = Builder::new(PLAIN);
            for &own in order {
                builder.push(&text(own));
            }
            let space = builder.finish();
            let length = |(&own, &length)| (own, length);
            let each = order.iter().zip(space.reciprocals.iter());
            each.map(length).collect::<BTreeMap<u64, f32>>()
        };
        let order: Vec<u64> = (0..400).collect();
        let turned: Vec<u64> = order.iter().rev().copied().collect();
        let (one, other) = (lengths(&order), lengths(&turned));
        assert!(one.iter().all(|(own, length)| (length - other[own]).abs() < 1e-6));

        let mut builder = Builder::new(PLAIN);
        for &own in order.iter().chain(&order[..100]) {
            builder.push(&text(own));
        }
        let space = builder.finish();
        assert_eq!(space.reciprocals[..100], space.reciprocals[400..]);
    }

    #[test]
    fn few_documents_are_no_crowd() {
        let mut builder = Builder::new(PLAIN);
        for _ in 0..9 {
            builder.push(&Bag::new(vec![word(1), word(2)]));
        }
        let space = builder.finish();
        let query = Query::new(&Bag::new(vec![word(1), word(2)]), &space);
        assert!((space.cosine(&query, 3).cosine() - 1.0).abs() < 1e-6);
    }
}
