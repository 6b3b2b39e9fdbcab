//! Matrices of 4-bit weights in blocks, each with a scale of its own.
//!
//! A block is 32 weights in 18 bytes: the scale as a 16-bit float, then 16 bytes whose
//! low halves are the first 16 weights and whose high halves are the others, each 8 above
//! its value. Products within a block are whole numbers and exact.

use wide::{f32x4, i32x4};

use crate::matching::encoder::file::{ModelError, Section};
use crate::matching::encoder::layers::{Rounded, STEP, Weigh, eight};

/// Weights of a block.
pub(in crate::matching::encoder) const BLOCK: usize = 32;
/// Bytes of a block.
pub(in crate::matching::encoder) const BYTES: usize = 2 + BLOCK / 2;
/// What a weight of 0 is written as.
const ZERO: i16 = 8;
/// Outputs computed together.
const TILE: usize = 4;

/// A row of `inputs` weights for each output.
#[derive(Debug, Clone, Copy)]
pub(super) struct Blocks<'a> {
    bytes: &'a [u8],
    inputs: usize,
}

/// Some outputs' weights, unpacked once for all rows of activations.
struct Tile {
    codes: Vec<i16>,
    scales: Vec<f32>,
    inputs: usize,
}

impl<'a> Blocks<'a> {
    /// The matrix in `bytes`, whole rows of blocks.
    pub(super) fn new(bytes: &'a [u8], inputs: usize) -> Self {
        Self { bytes, inputs }
    }

    pub(super) fn outputs(&self) -> usize {
        self.bytes.len() / row_bytes(self.inputs)
    }

    /// The weights of one output.
    pub(super) fn row(&self, output: usize) -> Option<Vec<f32>> {
        let start = output.checked_mul(row_bytes(self.inputs))?;
        let bytes = self.bytes.get(start..)?.get(..row_bytes(self.inputs))?;
        let mut tile = Tile::new(self.inputs);
        tile.fill(bytes);
        let scales = tile.scales.iter().flat_map(|&scale| [scale; BLOCK]);
        let values = scales.zip(&tile.codes).map(|(scale, &c)| scale * f32::from(c));
        Some(values.take(self.inputs).collect())
    }
}

impl Weigh for Blocks<'_> {
    /// A row of outputs for each row of inputs; one does not depend on the others.
    fn apply(&self, input: &Rounded) -> Vec<f32> {
        let outputs = self.outputs();
        let mut output = vec![0.0; input.rows() * outputs];
        let mut tile = Tile::new(self.inputs);
        let tiles = self.bytes.chunks(TILE * row_bytes(self.inputs));
        for (bytes, first) in tiles.zip((0..).step_by(TILE)) {
            tile.fill(bytes);
            for row in (0..input.rows()).step_by(2) {
                let pair = [row, (row + 1).min(input.rows() - 1)];
                let sums = tile.products(pair.map(|row| input.row(row)));
                for (row, sums) in (row..input.rows()).zip(sums) {
                    let start = row * outputs + first;
                    let end = (start + TILE).min((row + 1) * outputs);
                    for (value, sum) in output[start..end].iter_mut().zip(sums) {
                        *value = sum * input.step(row);
                    }
                }
            }
        }
        output
    }
}

fn row_bytes(inputs: usize) -> usize {
    inputs / BLOCK * BYTES
}

impl Tile {
    fn new(inputs: usize) -> Self {
        let codes = vec![0; TILE * inputs];
        Self { codes, scales: vec![0.0; TILE * inputs / BLOCK], inputs }
    }

    /// Unpacks the blocks of at most [`TILE`] outputs.
    fn fill(&mut self, bytes: &[u8]) {
        let codes = self.codes.chunks_exact_mut(BLOCK);
        let blocks = bytes.chunks_exact(BYTES).zip(codes).zip(&mut self.scales);
        for ((block, codes), scale) in blocks {
            let (head, packed) = block.split_at(2);
            *scale = half(u16::from_le_bytes([head[0], head[1]]));
            let (low, high) = codes.split_at_mut(BLOCK / 2);
            for ((low, high), &pair) in low.iter_mut().zip(high).zip(packed) {
                *low = i16::from(pair & 15) - ZERO;
                *high = i16::from(pair >> 4) - ZERO;
            }
        }
    }

    /// Products of two rows of activations with the outputs' weights: exact within a
    /// block (2^15 · 8 · 32 fits), blocks one after the other in four interleaved parts.
    fn products(&self, rows: [&[i16]; 2]) -> [[f32; TILE]; 2] {
        let mut sums = [[f32x4::ZERO; TILE]; 2];
        let blocks = self.inputs / BLOCK;
        for block in 0..blocks {
            let rows = rows.map(|row| &row[block * BLOCK..][..BLOCK]);
            let [first, second] = &mut sums;
            for (output, (first, second)) in first.iter_mut().zip(second).enumerate() {
                let place = output * blocks + block;
                let weights = &self.codes[place * BLOCK..][..BLOCK];
                let scale = f32x4::splat(self.scales[place]);
                let mut exact = [i32x4::ZERO; 2];
                for start in (0..BLOCK).step_by(STEP) {
                    let weights = eight(weights, start);
                    exact[0] += eight(rows[0], start).dot(weights);
                    exact[1] += eight(rows[1], start).dot(weights);
                }
                *first += exact[0].round_float() * scale;
                *second += exact[1].round_float() * scale;
            }
        }
        sums.map(|row| {
            row.map(|sum| sum.to_array().into_iter().fold(0.0, |sum, part| sum + part))
        })
    }
}

/// The value of a 16-bit float (IEEE 754); infinite and undefined ones count as 0.
fn half(bits: u16) -> f32 {
    let exponent = u32::from(bits >> 10 & 0x1f);
    let fraction = u32::from(bits & 0x3ff);
    let size = match exponent {
        0 => f32::from(bits & 0x3ff) / 16_777_216.0,
        31 => 0.0,
        _ => f32::from_bits((exponent + 112) << 23 | fraction << 13),
    };
    if bits >> 15 == 1 { -size } else { size }
}

/// Hands out the matrices of a section in the order in which they were written.
#[derive(Debug)]
pub(super) struct Matrices<'a>(pub(super) &'a [u8]);

impl<'a> Matrices<'a> {
    /// The next matrix, of this shape.
    pub(super) fn next(
        &mut self,
        inputs: usize,
        outputs: usize,
    ) -> Result<Blocks<'a>, ModelError> {
        let size = row_bytes(inputs) * outputs;
        let (bytes, rest) = self
            .0
            .split_at_checked(size)
            .ok_or(ModelError::Misfit(Section::LayerBlocks))?;
        self.0 = rest;
        Ok(Blocks::new(bytes, inputs))
    }
}
