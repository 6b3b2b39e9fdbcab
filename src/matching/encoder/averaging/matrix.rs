//! Matrices of 8-bit weights.

use wide::i32x4;

use crate::matching::encoder::file::{ModelError, Section, floats};
use crate::matching::encoder::layers::{Rounded, STEP, Weigh, eight, to_f32};

/// Most inputs of a matrix: 8191 · 128 times as many still fits 31 bits.
const MOST_INPUTS: usize = 2048;
/// Outputs computed together.
const TILE: usize = 4;

/// A matrix of weights: one row of `inputs` codes for each output, times `scale`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Matrix<'a> {
    codes: &'a [u8],
    inputs: usize,
    scale: f32,
}

impl Matrix<'_> {
    pub(super) fn inputs(&self) -> usize {
        self.inputs
    }

    pub(super) fn outputs(&self) -> usize {
        self.codes.len() / self.inputs
    }
}

impl Weigh for Matrix<'_> {
    /// A row of outputs for each window of rows that together are as wide as the
    /// matrix has inputs; windows slide by one row.
    fn apply(&self, input: &Rounded) -> Vec<f32> {
        let outputs = self.outputs();
        let window = self.inputs / input.width();
        let rows = (input.rows() + 1).saturating_sub(window);
        let mut output = vec![0.0; rows * outputs];
        let mut tile = vec![0_i16; TILE * self.inputs];
        let tiles = self.codes.chunks(TILE * self.inputs);
        for (codes, first) in tiles.zip((0..).step_by(TILE)) {
            for (wide, &code) in tile.iter_mut().zip(codes) {
                *wide = i16::from(code.cast_signed());
            }
            for row in (0..rows).step_by(2) {
                let pair = [row, (row + 1).min(rows - 1)];
                let sums = self.windows(input, pair, &tile);
                for (row, sums) in (row..rows).zip(sums) {
                    let start = row * outputs + first;
                    let end = (start + TILE).min((row + 1) * outputs);
                    for (value, sum) in output[start..end].iter_mut().zip(sums) {
                        *value = sum * self.scale;
                    }
                }
            }
        }
        output
    }
}

impl Matrix<'_> {
    /// Products of the windows at two rows with [`TILE`] rows of weights.
    fn windows(
        &self,
        input: &Rounded,
        rows: [usize; 2],
        tile: &[i16],
    ) -> [[f32; TILE]; 2] {
        let mut sums = [[0.0; TILE]; 2];
        for place in 0..self.inputs / input.width() {
            let rows = rows.map(|row| row + place);
            let weights: [&[i16]; TILE] = std::array::from_fn(|output| {
                &tile[output * self.inputs + place * input.width()..][..input.width()]
            });
            let exact = products(rows.map(|row| input.row(row)), weights);
            for ((sums, exact), row) in sums.iter_mut().zip(exact).zip(rows) {
                for (sum, exact) in sums.iter_mut().zip(exact) {
                    *sum += to_f32(exact) * input.step(row);
                }
            }
        }
        sums
    }
}

/// Exact sums of products of two rows of activations with rows of weights.
fn products(rows: [&[i16]; 2], weights: [&[i16]; TILE]) -> [[i32; TILE]; 2] {
    let mut sums = [[i32x4::ZERO; TILE]; 2];
    for start in (0..rows[0].len()).step_by(STEP) {
        let a = eight(rows[0], start);
        let b = eight(rows[1], start);
        for (output, weights) in weights.into_iter().enumerate() {
            let weights = eight(weights, start);
            sums[0][output] += a.dot(weights);
            sums[1][output] += b.dot(weights);
        }
    }
    sums.map(|row| row.map(|sum| sum.to_array().into_iter().fold(0, i32::wrapping_add)))
}

/// Hands out the matrices of a section in the order in which they were written.
#[derive(Debug)]
pub(super) struct Weights<'a>(pub(super) &'a [u8]);

impl<'a> Weights<'a> {
    /// The next matrix, which must have this shape.
    pub(super) fn matrix(
        &mut self,
        inputs: usize,
        outputs: usize,
    ) -> Result<Matrix<'a>, ModelError> {
        self.next(inputs, outputs).ok_or(ModelError::Misfit(Section::Weights))
    }

    fn next(&mut self, inputs: usize, outputs: usize) -> Option<Matrix<'a>> {
        let (head, rest) = self.0.split_at_checked(12)?;
        let number = |at: usize| {
            let four = head.get(at..at + 4)?.try_into().ok()?;
            usize::try_from(u32::from_le_bytes(four)).ok()
        };
        let fits = inputs.is_multiple_of(STEP) && (STEP..=MOST_INPUTS).contains(&inputs);
        if !fits || number(0)? != inputs || number(4)? != outputs {
            return None;
        }
        let (codes, rest) = rest.split_at_checked(inputs.checked_mul(outputs)?)?;
        self.0 = rest;
        Some(Matrix { codes, inputs, scale: *floats(&head[8..]).first()? })
    }
}

/// Appends a matrix to a section, as [`Weights`] reads it: `codes` holds one row of
/// `inputs` for each output.
pub(in crate::matching::encoder) fn write_matrix(
    inputs: usize,
    scale: f32,
    codes: &[i8],
    section: &mut Vec<u8>,
) {
    for number in [inputs, codes.len() / inputs] {
        let number = u32::try_from(number).expect("sizes of layers are thousands");
        section.extend(number.to_le_bytes());
    }
    section.extend(scale.to_le_bytes());
    section.extend(codes.iter().map(|code| code.cast_unsigned()));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A matrix of the given rows, one an output, times `scale`.
    fn matrix(rows: &[Vec<i8>], scale: f32) -> Vec<u8> {
        let mut section = Vec::new();
        write_matrix(rows[0].len(), scale, &rows.concat(), &mut section);
        section
    }

    fn near(values: &[f32], expected: &[f32]) -> bool {
        values.len() == expected.len()
            && values.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-3)
    }

    #[test]
    fn outputs_are_products_with_each_row() {
        // Five outputs: a whole tile and one more.
        let rows: Vec<Vec<i8>> = (1..=5).map(|row| vec![row; 8]).collect();
        let section = matrix(&rows, 0.5);
        let matrix = Weights(&section).matrix(8, 5).unwrap();
        let input = Rounded::new(&[[1.0; 8], [0.0; 8], [-2.0; 8]].concat(), 8);
        let expected =
            [[4.0, 8.0, 12.0, 16.0, 20.0], [0.0; 5], [-8.0, -16.0, -24.0, -32.0, -40.0]];
        assert!(near(&matrix.apply(&input), &expected.concat()));
    }

    #[test]
    fn a_window_sees_rows_side_by_side_each_with_its_own_step() {
        let row = [[1_i8; 8], [2; 8], [3; 8]].concat();
        let section = matrix(&[row], 1.0);
        let matrix = Weights(&section).matrix(24, 1).unwrap();
        let rows = [[0.0; 8], [1000.0; 8], [0.5; 8], [1.0; 8]].concat();
        let output = matrix.apply(&Rounded::new(&rows, 8));
        assert!(near(&output, &[16_012.0, 8_032.0]), "{output:?}");
        assert!(matrix.apply(&Rounded::new(&rows[..16], 8)).is_empty());
    }

    #[test]
    fn a_matrix_of_another_shape_is_refused() {
        let section = matrix(&[vec![1; 8]], 1.0);
        assert!(Weights(&section).matrix(8, 2).is_err());
        assert!(Weights(&section).matrix(16, 1).is_err());
        assert!(Weights(&section[..19]).matrix(8, 1).is_err());
    }
}
