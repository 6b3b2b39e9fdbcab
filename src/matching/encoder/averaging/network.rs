//! The network: a deep averaging network over n-gram features, as in Yang et al.,
//! *Multilingual Universal Sentence Encoder for Semantic Retrieval*, 2019. Embeddings
//! and three branches of two convolutions each are averaged over the text; four dense
//! layers in two residual blocks follow.

use super::embedding::Embedding;
use super::matrix::{Matrix, Weights};
use crate::matching::encoder::file::{ModelError, ModelFile, Section};
use crate::matching::encoder::layers::{Dense, Norm, Rounded, Values};
use crate::matching::encoder::layers::{Weigh as _, add, rectify};

/// The lengths of the n-grams that the branches see.
pub(in crate::matching::encoder) const WINDOWS: [usize; 3] = [2, 3, 5];

/// Widths of the layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::matching::encoder) struct Widths {
    /// Of embeddings and of the result.
    pub(in crate::matching::encoder) text: usize,
    /// Of a branch.
    pub(in crate::matching::encoder) branch: usize,
    /// Of the layer inside the first residual block.
    pub(in crate::matching::encoder) hidden: usize,
}

impl Widths {
    /// Of a token's features: its embedding and what the branches make of it.
    pub(in crate::matching::encoder) fn features(self) -> usize {
        self.text + WINDOWS.len() * self.branch
    }
}

/// The layers, ready to run.
#[derive(Debug)]
pub(in crate::matching::encoder) struct Network<'a> {
    embedding: Embedding<'a>,
    projections: Vec<Dense<Matrix<'a>>>,
    projected: Norm,
    branches: Vec<Branch<'a>>,
    features: Norm,
    pool: Dense<Matrix<'a>>,
    first: Block<'a>,
    second: Block<'a>,
}

/// One branch: two convolutions with short cuts.
#[derive(Debug)]
struct Branch<'a> {
    window: usize,
    width: usize,
    convolutions: [Dense<Matrix<'a>>; 2],
}

/// A residual block: `beside · x + above · rectified(below · x)`.
#[derive(Debug)]
struct Block<'a> {
    below: Matrix<'a>,
    beside: Matrix<'a>,
    above: Matrix<'a>,
}

impl<'a> Network<'a> {
    pub(in crate::matching::encoder) fn open(
        file: &ModelFile<'a>,
    ) -> Result<Self, ModelError> {
        let widths = widths(file)?;
        let features = widths.features();
        let weights = &mut Weights(file.section(Section::Weights)?);
        let biases = &mut Values(file.section(Section::Biases)?);
        let mut projection = |_| Dense::open(widths.text, widths.branch, weights, biases);
        Ok(Self {
            embedding: Embedding::open(file, widths.text)?,
            projections: WINDOWS
                .map(&mut projection)
                .into_iter()
                .collect::<Result<_, _>>()?,
            projected: Norm::open(WINDOWS.len() * widths.branch, biases)?,
            branches: WINDOWS
                .map(|window| Branch::open(window, widths.branch, weights, biases))
                .into_iter()
                .collect::<Result<_, _>>()?,
            features: Norm::open(features, biases)?,
            pool: Dense::open(features, widths.text, weights, biases)?,
            first: Block::open(widths.text, widths.hidden, widths.hidden, weights)?,
            second: Block::open(widths.hidden, widths.text, widths.text, weights)?,
        })
    }

    /// The vector of a text of these pieces, components within ±1.
    pub(in crate::matching::encoder) fn run(&self, pieces: &[u32]) -> Vec<f32> {
        let mean = self.pool(&self.features(pieces), pieces.len());
        let mut inner = self.first.apply(&mean);
        rectify(&mut inner);
        let mut outer = self.second.apply(&inner);
        for value in &mut outer {
            *value = libm::tanhf(*value);
        }
        outer
    }

    /// Normed features, one row per piece.
    fn features(&self, pieces: &[u32]) -> Vec<f32> {
        let mut parts = vec![self.embedding.rows(pieces)];
        let rounded = Rounded::new(&parts[0], self.pool.weights.outputs());
        let projected: Vec<_> =
            self.projections.iter().map(|dense| dense.apply(&rounded)).collect();
        let mut projected = side_by_side(&projected, pieces.len());
        self.projected.apply(&mut projected);
        for (place, branch) in self.branches.iter().enumerate() {
            let own = projected.chunks_exact(branch.width);
            let own = own.skip(place).step_by(self.branches.len());
            parts.push(branch.apply(own.flatten().copied().collect()));
        }
        let mut features = side_by_side(&parts, pieces.len());
        self.features.apply(&mut features);
        features
    }

    /// Sum over the pieces, projected, over the square root of their number. The sum
    /// commutes with the projection and is taken first.
    fn pool(&self, features: &[f32], pieces: usize) -> Vec<f32> {
        let mut sum = vec![0.0; self.pool.weights.inputs()];
        for row in features.chunks_exact(sum.len()) {
            add(&mut sum, row);
        }
        let mut mean = self.pool.weights.apply(&Rounded::new(&sum, sum.len()));
        let pieces = pieces as f32;
        let factor = 1.0 / pieces.sqrt();
        for (value, bias) in mean.iter_mut().zip(&self.pool.bias) {
            *value = (*value + pieces * bias) * factor;
        }
        mean
    }
}

/// The widths follow from the sizes of three sections' first matrices; a file states
/// them so that it can be checked against them.
fn widths(file: &ModelFile<'_>) -> Result<Widths, ModelError> {
    let stated = file.numbers(Section::Widths)?;
    let width = |index| {
        let width = stated.get(index).filter(|width| (1..=4096).contains(width));
        width.map(|width| width as usize).ok_or(ModelError::Misfit(Section::Widths))
    };
    Ok(Widths { text: width(0)?, branch: width(1)?, hidden: width(2)? })
}

impl<'a> Dense<Matrix<'a>> {
    fn open(
        inputs: usize,
        outputs: usize,
        weights: &mut Weights<'a>,
        biases: &mut Values<'a>,
    ) -> Result<Self, ModelError> {
        Ok(Self {
            weights: weights.matrix(inputs, outputs)?,
            bias: biases.next(outputs)?,
        })
    }
}

impl<'a> Branch<'a> {
    fn open(
        window: usize,
        width: usize,
        weights: &mut Weights<'a>,
        biases: &mut Values<'a>,
    ) -> Result<Self, ModelError> {
        let mut convolution = || Dense::open(window * width, width, weights, biases);
        Ok(Self { window, width, convolutions: [convolution()?, convolution()?] })
    }

    fn apply(&self, mut rows: Vec<f32>) -> Vec<f32> {
        // Beyond the ends of the text every window sees zeros.
        let before = (self.window - 1) / 2 * self.width;
        let beyond = (self.window - 1) * self.width;
        for convolution in &self.convolutions {
            let mut padded = vec![0.0; rows.len() + beyond];
            padded[before..before + rows.len()].copy_from_slice(&rows);
            let mut seen = convolution.apply(&Rounded::new(&padded, self.width));
            rectify(&mut seen);
            add(&mut rows, &seen);
        }
        rows
    }
}

/// Rows that hold the rows of all parts one after the other.
fn side_by_side(parts: &[Vec<f32>], rows: usize) -> Vec<f32> {
    let mut joined = Vec::with_capacity(parts.iter().map(Vec::len).sum());
    for row in 0..rows {
        for part in parts {
            let width = part.len() / rows;
            joined.extend_from_slice(&part[row * width..][..width]);
        }
    }
    joined
}

impl<'a> Block<'a> {
    fn open(
        inputs: usize,
        inside: usize,
        outputs: usize,
        weights: &mut Weights<'a>,
    ) -> Result<Self, ModelError> {
        Ok(Self {
            below: weights.matrix(inputs, inside)?,
            beside: weights.matrix(inputs, outputs)?,
            above: weights.matrix(inside, outputs)?,
        })
    }

    fn apply(&self, input: &[f32]) -> Vec<f32> {
        let input = Rounded::new(input, input.len());
        let mut inside = self.below.apply(&input);
        rectify(&mut inside);
        let mut output = self.beside.apply(&input);
        let inside = Rounded::new(&inside, inside.len());
        add(&mut output, &self.above.apply(&inside));
        output
    }
}
