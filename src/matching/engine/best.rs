//! The best documents of a query so far; what has no more than the least of them is
//! passed over, eight documents at a time.

use std::cmp::Ordering;

use wide::f32x8;

use super::candidate::Candidate;
use super::scores::Scores;
use super::shard::{index, to_u32};

/// Documents whose scores are compared at once.
const LANES: usize = 8;

/// So many scores in a row: the greatest of each place is that of a group of documents.
const ROWS: usize = 8;

/// The best documents so far.
#[derive(Debug, Default)]
pub(super) struct Best {
    /// By number.
    found: Vec<Candidate>,
    scores: Vec<f32x8>,
    bits: Vec<u32>,
    most: usize,
    least: f32,
}

impl Best {
    /// Nothing yet; at most `most` are kept.
    pub(super) fn start(&mut self, most: usize) {
        self.found.clear();
        (self.most, self.least) = (most, 0.0);
    }

    /// Adds the documents from `first` on that have some score and are among the best.
    pub(super) fn collect(&mut self, first: usize, sums: &Scores, reciprocals: &[f32]) {
        self.scores.clear();
        let (lengths, last) = reciprocals.as_chunks::<LANES>();
        let mut rest = [0.0; LANES];
        rest[..last.len()].copy_from_slice(last);
        let score = |((text, concepts), length): ((f32x8, f32x8), &[f32; LANES])| {
            let length = f32x8::new(*length);
            text * length + concepts * length
        };
        let lengths = lengths.iter().chain((!last.is_empty()).then_some(&rest));
        self.scores.extend(sums.lanes().zip(lengths).map(score));
        if self.found.is_empty() {
            self.expect();
        }
        let scores = std::mem::take(&mut self.scores);
        for (place, scores) in scores.iter().enumerate() {
            let mut above = scores.simd_gt(f32x8::splat(self.least)).to_bitmask();
            while above != 0 {
                let at = place * LANES + index(above.trailing_zeros());
                let [text, concepts] = sums.parts(at).map(|sum| sum * reciprocals[at]);
                let document = to_u32(first + at);
                self.found.push(Candidate { document, text, concepts });
                above &= above - 1;
            }
            if self.found.len() >= self.most.saturating_mul(2) {
                self.cut();
            }
        }
        self.scores = scores;
    }

    /// Begins with what at least `most` documents reach, so that few others are looked
    /// at: so many groups of documents have one that reaches it.
    fn expect(&mut self) {
        let groups = self.scores.chunks_exact(ROWS);
        self.bits.clear();
        self.bits.extend(groups.flat_map(|group| {
            let best = group.iter().fold(f32x8::ZERO, |best, row| best.fast_max(*row));
            best.to_array().map(f32::to_bits)
        }));
        if let Some(place) = self.bits.len().checked_sub(self.most.max(1)) {
            let (_, reached, _) = self.bits.select_nth_unstable(place);
            // the next smaller number, as what has no more than the least is passed over
            self.least = f32::from_bits(reached.saturating_sub(1));
        }
    }

    /// Keeps the best; of those that have as much as the least, the first.
    fn cut(&mut self) {
        let Some(place) = self.found.len().checked_sub(self.most) else { return };
        if place == 0 || self.most == 0 {
            self.found.truncate(self.most);
            return;
        }
        self.bits.clear();
        self.bits.extend(self.found.iter().map(|found| found.cosine().to_bits()));
        let (_, &mut least, better) = self.bits.select_nth_unstable(place);
        let better = better.iter().filter(|bits| **bits > least).count();
        let mut equal = self.most - better;
        self.found.retain(|found| match found.cosine().to_bits().cmp(&least) {
            Ordering::Greater => true,
            Ordering::Equal if equal > 0 => {
                equal -= 1;
                true
            }
            Ordering::Equal | Ordering::Less => false,
        });
        self.least = f32::from_bits(least);
    }

    /// The best documents, by number.
    pub(super) fn take(&mut self) -> Vec<Candidate> {
        self.cut();
        self.found.clone()
    }
}

/// The best of some candidates that are in order of their numbers, at most `most`, best
/// first, ties by number; none whose cosine is nothing.
pub(super) fn ranked(candidates: &[Candidate], most: usize) -> Vec<Candidate> {
    // numbers that are not negative are in the order of their bits
    let rank = |(place, candidate): (u32, &Candidate)| {
        let bits = candidate.cosine().to_bits();
        (bits > 0).then_some(u64::from(!bits) << 32 | u64::from(place))
    };
    let mut ranks: Vec<u64> = (0..).zip(candidates).filter_map(rank).collect();
    ranks.sort_unstable();
    ranks.truncate(most);
    #[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
    let place = |rank: u64| index(rank as u32);
    ranks.into_iter().map(|rank| candidates[place(rank)]).collect()
}
