//! Documents × terms, term by term, for learning.

use rayon::prelude::*;

use super::algebra::{BLOCKS, LANES, Lanes, Row, ZERO, add_lanes};
use crate::matching::engine::Space;
use crate::text::{Key, KeyKind};

/// Documents below which a term tells nothing of what goes together.
pub(super) const LEAST: usize = 3;

/// Whether topics are made of a kind of term: of pairs, words and concepts.
pub(super) fn is_telling(key: Key) -> bool {
    key.kind() != KeyKind::Single
}

/// A term's weight in a document whose weights have a length, so that it becomes 1.
pub(super) fn value(weight: f32, length: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a weight needs no more")]
    let value = (f64::from(weight) / length) as f32;
    value
}

/// The terms that topics are made of, each with the documents that have it.
pub(super) struct Matrix {
    /// First entry of each column, and the end.
    starts: Vec<usize>,
    /// Document and TF-IDF weight, each document's weights of length 1.
    entries: Vec<(u32, f32)>,
    /// The length of each document's weights before.
    pub(super) lengths: Vec<f64>,
}

impl Matrix {
    /// The matrix of a space: pairs, words and concepts that are neither in fewer than
    /// three documents nor common.
    pub(super) fn new(space: &Space<'_>) -> Self {
        let mut starts = vec![0];
        let mut entries: Vec<(u32, f32)> = Vec::new();
        let mut squares = vec![0.0_f64; space.documents()];
        for term in space.terms_by_number() {
            let start = entries.len();
            if !is_telling(term.key) {
                continue;
            }
            let weighed = |(document, weight)| (document, term.rarity * weight);
            entries.extend(space.documents_of(term.number).map(weighed));
            if entries.len() - start < LEAST {
                entries.truncate(start);
                continue;
            }
            for &(document, value) in &entries[start..] {
                squares[index(document)] += f64::from(value).powi(2);
            }
            starts.push(entries.len());
        }
        let lengths: Vec<f64> = squares.into_iter().map(f64::sqrt).collect();
        for (document, weight) in &mut entries {
            *weight = value(*weight, lengths[index(*document)]);
        }
        Self { starts, entries, lengths }
    }

    /// M Mᵀ `basis`, a block of columns at a time: what each document shares with the
    /// others.
    pub(super) fn smooth(&self, basis: &[Row]) -> Vec<Row> {
        let blocks: Vec<Vec<Lanes>> =
            (0..BLOCKS).into_par_iter().map(|b| self.smooth_block(basis, b)).collect();
        let row = |document: usize| {
            let mut row = ZERO;
            for (lanes, block) in row.iter_mut().zip(&blocks) {
                *lanes = block[document];
            }
            row
        };
        (0..self.lengths.len()).map(row).collect()
    }

    fn smooth_block(&self, basis: &[Row], block: usize) -> Vec<Lanes> {
        let mut out = vec![[0.0; LANES]; self.lengths.len()];
        for ends in self.starts.windows(2) {
            let column = &self.entries[ends[0]..ends[1]];
            let mut sum = [0.0; LANES];
            for &(document, value) in column {
                add_lanes(&mut sum, value, &basis[index(document)][block]);
            }
            for &(document, value) in column {
                add_lanes(&mut out[index(document)], value, &sum);
            }
        }
        out
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).expect("32 bits fit")
}
