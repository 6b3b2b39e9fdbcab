//! Documents × terms, term by term.

use std::ops::Range;

use rayon::prelude::*;

use super::algebra::{BLOCKS, LANES, Lanes, Row, ZERO, add, add_lanes};
use crate::matching::engine::Space;
use crate::text::KeyKind;

/// Documents below which a term tells nothing of what goes together.
const LEAST: usize = 3;

/// The terms that topics are made of, each with the documents that have it.
pub(super) struct Matrix {
    /// First entry of each column, and the end.
    starts: Vec<usize>,
    /// Document and TF-IDF weight, each document's weights of length 1.
    entries: Vec<(u32, f32)>,
    /// The column of each term of the space, if it has one.
    columns: Vec<Option<u32>>,
    /// How rare the term of each column is.
    rarities: Vec<f32>,
    documents: usize,
}

impl Matrix {
    /// The matrix of a space: pairs, words and concepts that are neither in fewer than
    /// three documents nor common.
    pub(super) fn new(space: &Space<'_>) -> Self {
        let mut columns = vec![None; space.terms()];
        let mut starts = vec![0];
        let mut rarities = Vec::new();
        let mut entries: Vec<(u32, f32)> = Vec::new();
        let mut squares = vec![0.0_f64; space.documents()];
        for term in space.terms_by_number() {
            let start = entries.len();
            if term.key.kind() == KeyKind::Single || term.rarity <= 0.0 {
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
            columns[index(term.number)] = u32::try_from(starts.len() - 1).ok();
            starts.push(entries.len());
            rarities.push(term.rarity);
        }
        let lengths: Vec<f64> = squares.into_iter().map(f64::sqrt).collect();
        #[expect(clippy::cast_possible_truncation, reason = "a weight needs no more")]
        for (document, value) in &mut entries {
            *value = (f64::from(*value) / lengths[index(*document)]) as f32;
        }
        Self { starts, entries, columns, rarities, documents: space.documents() }
    }

    /// The column of a term.
    pub(super) fn column(&self, term: u32) -> Option<usize> {
        self.columns.get(index(term)).copied().flatten().map(index)
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
        (0..self.documents).map(row).collect()
    }

    fn smooth_block(&self, basis: &[Row], block: usize) -> Vec<Lanes> {
        let mut out = vec![[0.0; LANES]; self.documents];
        for column in self.ranges() {
            let column = &self.entries[column];
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

    /// Mᵀ `basis`: a row for each column, for a query's weights × rarity².
    pub(super) fn fold(&self, basis: &[Row]) -> Vec<Row> {
        let ranges: Vec<_> = self.ranges().zip(&self.rarities).collect();
        let row = |(column, rarity): (Range<usize>, &f32)| {
            let mut sum = ZERO;
            for &(document, value) in &self.entries[column] {
                add(&mut sum, value / rarity, &basis[index(document)]);
            }
            sum
        };
        ranges.into_par_iter().map(row).collect()
    }

    fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.starts.windows(2).map(|ends| ends[0]..ends[1])
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).expect("32 bits fit")
}
