//! What is learned of a corpus, in memory or in the index file.

use std::borrow::Cow;

use bytemuck::{cast_slice, try_cast_slice};
use rayon::prelude::*;

use super::algebra::{Row, Triangle, WIDTH, ZERO, add, less, orthonormal, unit};
use super::matrix::Matrix;
use crate::matching::engine::Space;
use crate::matching::signature::splitmix;

/// Offerings below which there is too little to learn from.
const LEAST: usize = 512;
/// Offerings above which learning would delay the first answer: it takes 0.1 to 0.2 seconds
/// of processor for 2,810 and grows with the number of offerings.
const MOST: usize = 8_192;

/// Passes from the random start towards the directions that hold most: with fewer the
/// ranking depends on the start.
const PASSES: usize = 3;

/// The latent space of a corpus: where its offerings lie, and what makes coordinates of
/// terms.
#[derive(Debug, Clone)]
pub(in crate::matching) struct LatentSpace<'a> {
    /// The length of each offering's weights of the terms that topics are made of.
    pub(super) lengths: Cow<'a, [f64]>,
    /// Each offering's row of an orthonormal basis of the offerings.
    pub(super) basis: Cow<'a, [Row]>,
    /// Makes coordinates of sums of terms.
    pub(super) triangle: Triangle,
    /// The mean of the offerings' directions: what all of them have in common tells none
    /// of them apart.
    pub(super) mean: Row,
    /// The offerings' directions, less the mean.
    pub(super) offerings: Cow<'a, [Row]>,
}

impl<'a> LatentSpace<'a> {
    /// Learns the topics of a space; `None` if it has too few documents or too many.
    pub(in crate::matching) fn learn(space: &Space<'_>) -> Option<Self> {
        if !(LEAST..=MOST).contains(&space.documents()) {
            return None;
        }
        let matrix = Matrix::new(space);
        let mut basis: Vec<Row> =
            space.prints.iter().map(|&print| signs(print)).collect();
        for _ in 0..PASSES {
            basis = orthonormal(matrix.smooth(&basis));
        }
        let smooth = matrix.smooth(&basis);
        let triangle = Triangle::of_products(&basis, &smooth);
        let mut offerings: Vec<Row> =
            smooth.into_par_iter().map(|row| unit(triangle.solve(row))).collect();
        let mean = mean(&offerings);
        offerings.par_iter_mut().for_each(|row| *row = unit(less(row, &mean)));
        Some(Self {
            lengths: matrix.lengths.into(),
            basis: basis.into(),
            triangle,
            mean,
            offerings: offerings.into(),
        })
    }

    /// Its bytes: lengths, triangle, mean, basis, offerings, little-endian.
    pub(in crate::matching) fn bytes(&self) -> Vec<u8> {
        let triangle = self.triangle.values();
        [
            cast_slice(&self.lengths),
            cast_slice(&triangle),
            cast_slice(&self.mean),
            cast_slice(&self.basis),
            cast_slice(&self.offerings),
        ]
        .concat()
    }

    /// The space of such bytes, at a multiple of eight, of so many offerings.
    pub(in crate::matching) fn of_bytes(
        bytes: &'a [u8],
        documents: usize,
    ) -> Option<Self> {
        let (lengths, rest) = bytes.split_at_checked(documents.checked_mul(8)?)?;
        let values: &[f32] = try_cast_slice(rest).ok()?;
        let (triangle, rest) = values.split_at_checked(Triangle::SIZE)?;
        let (mean, rest) = rest.split_at_checked(WIDTH)?;
        let rows: &[Row] = try_cast_slice(rest).ok()?;
        let (basis, offerings) = rows.split_at_checked(documents)?;
        let fits = offerings.len() == documents;
        let space = Self {
            lengths: Cow::Borrowed(try_cast_slice(lengths).ok()?),
            basis: Cow::Borrowed(basis),
            triangle: Triangle::of_values(triangle)?,
            mean: *try_cast_slice::<_, Row>(mean).ok()?.first()?,
            offerings: Cow::Borrowed(offerings),
        };
        fits.then_some(space)
    }
}

/// The row of the random start of a document that holds a text: signs, the same every time.
fn signs(print: u64) -> Row {
    let mut row = ZERO;
    for (block, lanes) in row.iter_mut().enumerate() {
        let bits = splitmix(print << 8 | block as u64);
        for (lane, value) in lanes.iter_mut().enumerate() {
            *value = if bits >> lane & 1 == 1 { 1.0 } else { -1.0 };
        }
    }
    row
}

fn mean(rows: &[Row]) -> Row {
    let mut sum = ZERO;
    #[expect(clippy::cast_precision_loss, reason = "at most MOST rows")]
    let share = 1.0 / rows.len().max(1) as f32;
    for row in rows {
        add(&mut sum, share, row);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::engine::{Bag, Builder, Scheme};
    use crate::text::Key;

    #[test]
    fn what_is_written_is_read() {
        let scheme = Scheme { single: 1.0, concept: 1.0, broader: 1.0, slope: 1.0 };
        let mut builder = Builder::new(scheme);
        for number in 0..600_u64 {
            let word = |at: u64| (Key(2 << 62 | (1 + splitmix(number * 8 + at) % 90)), 1);
            builder.push(&Bag::new((0..5).map(word).collect()));
        }
        let learned = LatentSpace::learn(&builder.finish()).unwrap();
        let bytes = learned.bytes();
        let word = |word: &[u8; 8]| u64::from_le_bytes(*word);
        let words: Vec<u64> = bytes.as_chunks().0.iter().map(word).collect();
        let read = LatentSpace::of_bytes(cast_slice(&words), 600).unwrap();
        assert_eq!(read.bytes(), bytes);
        assert!(LatentSpace::of_bytes(cast_slice(&words), 599).is_none());
        assert!(LatentSpace::of_bytes(&bytes[..bytes.len() - 640], 600).is_none());
        assert!(LatentSpace::of_bytes(&[], 600).is_none());
    }
}
