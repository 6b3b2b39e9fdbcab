//! What the layers of both networks are made of. Products are of integers: weights of 8
//! or 4 bits times activations of 14, summed exactly, so that no order of summation and
//! no width of the machine's vectors changes a bit. The little that is done in floats
//! (norms, scales) has one written order.

use wide::i16x8;

use super::file::{ModelError, Section, floats};

/// Activations are rounded to whole numbers up to this size.
const FULL: f32 = 8191.0;
/// Inputs taken in one step.
pub(super) const STEP: usize = 8;
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

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.steps.len()
    }

    /// The whole numbers of a row.
    pub(super) fn row(&self, row: usize) -> &[i16] {
        &self.codes[row * self.width..][..self.width]
    }

    /// What 1 stands for in a row.
    pub(super) fn step(&self, row: usize) -> f32 {
        self.steps[row]
    }

    /// Numbers of a row.
    pub(super) fn width(&self) -> usize {
        self.width
    }
}

/// The nearest whole number of a value within ±[`FULL`].
fn nearest(value: f32) -> i16 {
    let bits = (value + ROUNDER).to_bits();
    #[expect(clippy::cast_possible_truncation, reason = "within ±FULL")]
    let nearest = bits.wrapping_sub(ROUNDER.to_bits()).cast_signed() as i16;
    nearest
}

/// Eight whole numbers from `start` on.
pub(super) fn eight(values: &[i16], start: usize) -> i16x8 {
    let mut eight = [0; STEP];
    eight.copy_from_slice(&values[start..start + STEP]);
    i16x8::from(eight)
}

pub(super) fn to_f32(sum: i32) -> f32 {
    sum as f32
}

/// Brings each row of as many values as `gain` to mean 0 and variance 1, then
/// scales and shifts it (Ba, Kiros, Hinton, *Layer Normalization*, 2016).
fn normalize(values: &mut [f32], gain: &[f32], shift: &[f32]) {
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
fn sum(values: impl Iterator<Item = f32>) -> f32 {
    let mut parts = [0.0_f32; 8];
    for (index, value) in values.enumerate() {
        parts[index % 8] += value;
    }
    parts.into_iter().sum()
}

/// Adds `shift` to each row of its width.
fn add_to_rows(values: &mut [f32], shift: &[f32]) {
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

/// A matrix of any kind of weights.
pub(super) trait Weigh {
    /// A row of outputs for each row, or window of rows, of inputs.
    fn apply(&self, input: &Rounded) -> Vec<f32>;
}

/// A matrix and what is added to its result.
#[derive(Debug)]
pub(super) struct Dense<M> {
    pub(super) weights: M,
    pub(super) bias: Vec<f32>,
}

impl<M: Weigh> Dense<M> {
    /// The rows that the matrix gives, with the bias.
    pub(super) fn apply(&self, input: &Rounded) -> Vec<f32> {
        let mut output = self.weights.apply(input);
        add_to_rows(&mut output, &self.bias);
        output
    }
}

/// Gain and shift of a norm.
#[derive(Debug)]
pub(super) struct Norm {
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Norm {
    /// The next norm of rows of `width` values.
    pub(super) fn open(
        width: usize,
        values: &mut Values<'_>,
    ) -> Result<Self, ModelError> {
        Ok(Self { gain: values.next(width)?, shift: values.next(width)? })
    }

    /// Norms each row.
    pub(super) fn apply(&self, values: &mut [f32]) {
        normalize(values, &self.gain, &self.shift);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn near(values: &[f32], expected: &[f32]) -> bool {
        values.len() == expected.len()
            && values.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-3)
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
