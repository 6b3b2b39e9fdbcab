//! The layers of the network. Products are of integers: weights of 8 bits times
//! activations of 14, summed exactly, so that no order of summation and no width of
//! the machine's vectors changes a bit. The little that is done in floats (norms,
//! scales) has one written order.

use wide::{i16x8, i32x4};

use super::file::{ModelError, Section, floats};

/// Activations are rounded to whole numbers up to this size: 8191 · 128 ·
/// [`MOST_INPUTS`] still fits 31 bits.
const FULL: f32 = 8191.0;
/// Most inputs of a matrix.
const MOST_INPUTS: usize = 2048;
/// Inputs taken in one step.
const STEP: usize = 8;
/// Outputs computed together.
const TILE: usize = 4;
/// Keeps the variance of a constant row from 0.
const EPSILON: f32 = 1e-12;
/// Added to a float of less than 2^22, leaves its nearest whole number in the low
/// bits.
const ROUNDER: f32 = 12_582_912.0;

/// Rows of activations as whole numbers, each row times a step of its own: a single
/// large value then costs only its own row precision.
#[derive(Debug)]
pub(super) struct Rounded {
    codes: Vec<i16>,
    steps: Vec<f32>,
    width: usize,
}

impl Rounded {
    /// Rounds rows of `width` values.
    pub(super) fn new(values: &[f32], width: usize) -> Self {
        let mut codes = Vec::with_capacity(values.len());
        let mut steps = Vec::with_capacity(values.len() / width);
        for row in values.chunks_exact(width) {
            let largest = row.iter().fold(0.0_f32, |max, value| max.max(value.abs()));
            let inverse = if largest > 0.0 { FULL / largest } else { 0.0 };
            codes.extend(row.iter().map(|value| nearest(value * inverse)));
            steps.push(largest / FULL);
        }
        Self { codes, steps, width }
    }

    fn row(&self, row: usize) -> &[i16] {
        &self.codes[row * self.width..][..self.width]
    }
}

/// The nearest whole number of a value within ±[`FULL`].
fn nearest(value: f32) -> i16 {
    let bits = (value + ROUNDER).to_bits();
    #[expect(clippy::cast_possible_truncation, reason = "within ±FULL")]
    let nearest = bits.wrapping_sub(ROUNDER.to_bits()).cast_signed() as i16;
    nearest
}

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

    /// A row of outputs for each window of rows that together are as wide as the
    /// matrix has inputs; windows slide by one row.
    pub(super) fn apply(&self, input: &Rounded) -> Vec<f32> {
        let outputs = self.outputs();
        let window = self.inputs / input.width;
        let rows = (input.steps.len() + 1).saturating_sub(window);
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

    /// Products of the windows at two rows with [`TILE`] rows of weights.
    fn windows(
        &self,
        input: &Rounded,
        rows: [usize; 2],
        tile: &[i16],
    ) -> [[f32; TILE]; 2] {
        let mut sums = [[0.0; TILE]; 2];
        for place in 0..self.inputs / input.width {
            let rows = rows.map(|row| row + place);
            let weights: [&[i16]; TILE] = std::array::from_fn(|output| {
                &tile[output * self.inputs + place * input.width..][..input.width]
            });
            let exact = products(rows.map(|row| input.row(row)), weights);
            for ((sums, exact), row) in sums.iter_mut().zip(exact).zip(rows) {
                for (sum, exact) in sums.iter_mut().zip(exact) {
                    *sum += to_f32(exact) * input.steps[row];
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

fn eight(values: &[i16], start: usize) -> i16x8 {
    let mut eight = [0; STEP];
    eight.copy_from_slice(&values[start..start + STEP]);
    i16x8::from(eight)
}

fn to_f32(sum: i32) -> f32 {
    sum as f32
}

/// Brings each row of as many values as `gain` to mean 0 and variance 1, then
/// scales and shifts it (Ba, Kiros, Hinton, *Layer Normalization*, 2016).
pub(super) fn normalize(values: &mut [f32], gain: &[f32], shift: &[f32]) {
    let width = gain.len() as f32;
    for row in values.chunks_exact_mut(gain.len()) {
        let mean = sum(row.iter().copied()) / width;
        for value in row.iter_mut() {
            *value -= mean;
        }
        let variance = sum(row.iter().map(|value| value * value)) / width;
        let factor = 1.0 / (variance + EPSILON).sqrt();
        for ((value, gain), shift) in row.iter_mut().zip(gain).zip(shift) {
            *value = *value * factor * gain + shift;
        }
    }
}

/// A sum in eight interleaved parts, which is the written order and vectorises.
pub(super) fn sum(values: impl Iterator<Item = f32>) -> f32 {
    let mut parts = [0.0_f32; 8];
    for (index, value) in values.enumerate() {
        parts[index % 8] += value;
    }
    parts.into_iter().sum()
}

/// Adds `shift` to each row of its width.
pub(super) fn add_to_rows(values: &mut [f32], shift: &[f32]) {
    for row in values.chunks_exact_mut(shift.len()) {
        add(row, shift);
    }
}

/// Adds one row to another.
pub(super) fn add(values: &mut [f32], others: &[f32]) {
    for (value, other) in values.iter_mut().zip(others) {
        *value += other;
    }
}

/// Sets negative values to 0.
pub(super) fn rectify(values: &mut [f32]) {
    for value in values {
        *value = value.max(0.0);
    }
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

/// Hands out the biases and norms of a section in the order in which they were
/// written.
#[derive(Debug)]
pub(super) struct Values<'a>(pub(super) &'a [u8]);

impl Values<'_> {
    /// The next values, which must be `width` many.
    pub(super) fn next(&mut self, width: usize) -> Result<Vec<f32>, ModelError> {
        let (values, rest) = (self.0.split_at_checked(width * 4))
            .ok_or(ModelError::Misfit(Section::Biases))?;
        self.0 = rest;
        Ok(floats(values))
    }
}

/// Appends a matrix to a section, as [`Weights`] reads it: `codes` holds one row of
/// `inputs` for each output.
pub(super) fn write_matrix(
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

    #[test]
    fn normed_rows_have_mean_0_and_variance_1() {
        let mut rows = [[1.0, 3.0], [5.0, 5.0]].concat();
        normalize(&mut rows, &[2.0, 2.0], &[0.5, 0.0]);
        assert!(near(&rows, &[-1.5, 2.0, 0.5, 0.0]), "{rows:?}");
    }

    #[test]
    fn rounding_takes_the_nearest() {
        assert_eq!(
            [-8191.0, -0.6, 0.4, 2.6, 8191.0].map(nearest),
            [-8191, -1, 0, 3, 8191]
        );
    }
}
