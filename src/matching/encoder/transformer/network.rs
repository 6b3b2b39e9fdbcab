//! The network: a transformer's encoder with norms after its layers, as in Devlin et al.,
//! *BERT*, 2019, its last rows averaged over the text; trained as in Wang et al.,
//! *Multilingual E5 Text Embeddings*, 2024.

use super::attention::Asked;
use super::blocks::{BLOCK, Blocks, Matrices};
use crate::matching::encoder::file::{ModelError, ModelFile, Section};
use crate::matching::encoder::layers::{Dense, Norm, Rounded, Values, add};

/// Most inputs and outputs of a matrix.
const WIDEST: u32 = 8192;
/// Most layers.
const DEEPEST: u32 = 64;
/// Numbers of a head come in steps of so many.
const HEAD_STEP: usize = 8;

/// Sizes of the layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shape {
    /// Numbers of a row.
    width: usize,
    layers: usize,
    heads: usize,
    /// Numbers of a row between the two matrices that end a layer.
    inner: usize,
}

/// The layers, ready to run.
#[derive(Debug)]
pub(in crate::matching::encoder) struct Network<'a> {
    shape: Shape,
    pieces: Blocks<'a>,
    /// One row for each place in the text.
    places: Vec<f32>,
    start: Norm,
    layers: Vec<Layer<'a>>,
    bend: Bend,
}

/// Attention, then two matrices; each part's result is added to its input and normed.
#[derive(Debug)]
struct Layer<'a> {
    queries: Dense<Blocks<'a>>,
    keys: Dense<Blocks<'a>>,
    values: Dense<Blocks<'a>>,
    mixed: Dense<Blocks<'a>>,
    attended: Norm,
    inner: Dense<Blocks<'a>>,
    outer: Dense<Blocks<'a>>,
    done: Norm,
}

impl<'a> Network<'a> {
    pub(in crate::matching::encoder) fn open(
        file: &ModelFile<'a>,
    ) -> Result<Self, ModelError> {
        let shape = Shape::open(file)?;
        let matrices = &mut Matrices(file.section(Section::LayerBlocks)?);
        let values = &mut Values(file.section(Section::Biases)?);
        let places = file.floats(Section::Places)?;
        if places.len() < shape.width || !places.len().is_multiple_of(shape.width) {
            return Err(ModelError::Misfit(Section::Places));
        }
        Ok(Self {
            shape,
            pieces: Blocks::new(file.section(Section::PieceBlocks)?, shape.width),
            places,
            start: Norm::open(shape.width, values)?,
            layers: (0..shape.layers)
                .map(|_| Layer::open(shape, matrices, values))
                .collect::<Result<_, _>>()?,
            bend: Bend::new(),
        })
    }

    /// Most pieces of a text; what follows is not looked at.
    pub(in crate::matching::encoder) fn most_pieces(&self) -> usize {
        self.places.len() / self.shape.width
    }

    /// The vectors of texts of these pieces. Their rows go through the matrices together,
    /// which unpacks each weight once; no text's vector depends on the others.
    pub(in crate::matching::encoder) fn run(&self, texts: &[Vec<u32>]) -> Vec<Vec<f32>> {
        let lengths: Vec<usize> =
            texts.iter().map(|text| text.len().min(self.most_pieces())).collect();
        let mut rows = Vec::new();
        for text in texts {
            for (&piece, place) in
                text.iter().zip(self.places.chunks_exact(self.shape.width))
            {
                let unknown = || vec![0.0; self.shape.width];
                let mut row = self.pieces.row(piece as usize).unwrap_or_else(unknown);
                add(&mut row, place);
                rows.extend(row);
            }
        }
        self.start.apply(&mut rows);
        for layer in &self.layers {
            layer.apply(&mut rows, &lengths, self);
        }
        let mut rest = rows.as_slice();
        let mean = |&length: &usize| {
            let (own, others) = rest.split_at(length * self.shape.width);
            rest = others;
            let mut sum = vec![0.0; self.shape.width];
            own.chunks_exact(self.shape.width).for_each(|row| add(&mut sum, row));
            sum
        };
        // A vector's length says nothing: the sum points where the mean does.
        lengths.iter().map(mean).collect()
    }
}

impl Shape {
    fn open(file: &ModelFile<'_>) -> Result<Self, ModelError> {
        let stated = file.numbers(Section::Shape)?;
        let number = |index, most| {
            let number = stated.get(index).filter(|number| (1..=most).contains(number));
            number.map(|n| n as usize).ok_or(ModelError::Misfit(Section::Shape))
        };
        let shape = Self {
            width: number(0, WIDEST)?,
            layers: number(1, DEEPEST)?,
            heads: number(2, WIDEST)?,
            inner: number(3, WIDEST)?,
        };
        let fits = shape.width.is_multiple_of(BLOCK)
            && shape.inner.is_multiple_of(BLOCK)
            && shape.width.is_multiple_of(shape.heads * HEAD_STEP);
        if fits { Ok(shape) } else { Err(ModelError::Misfit(Section::Shape)) }
    }
}

impl<'a> Dense<Blocks<'a>> {
    fn open(
        inputs: usize,
        outputs: usize,
        matrices: &mut Matrices<'a>,
        values: &mut Values<'_>,
    ) -> Result<Self, ModelError> {
        Ok(Self { weights: matrices.next(inputs, outputs)?, bias: values.next(outputs)? })
    }
}

impl<'a> Layer<'a> {
    fn open(
        shape: Shape,
        matrices: &mut Matrices<'a>,
        values: &mut Values<'_>,
    ) -> Result<Self, ModelError> {
        let Shape { width, inner, .. } = shape;
        Ok(Self {
            queries: Dense::open(width, width, matrices, values)?,
            keys: Dense::open(width, width, matrices, values)?,
            values: Dense::open(width, width, matrices, values)?,
            mixed: Dense::open(width, width, matrices, values)?,
            attended: Norm::open(width, values)?,
            inner: Dense::open(width, inner, matrices, values)?,
            outer: Dense::open(inner, width, matrices, values)?,
            done: Norm::open(width, values)?,
        })
    }

    /// Works on the rows of texts of these lengths.
    fn apply(&self, rows: &mut [f32], lengths: &[usize], network: &Network<'_>) {
        let Shape { width, inner, heads, .. } = network.shape;
        let input = Rounded::new(rows, width);
        let asked = [&self.queries, &self.keys, &self.values].map(|d| d.apply(&input));
        let mut mixed = Vec::with_capacity(rows.len());
        let mut start = 0;
        for length in lengths {
            let own = start..start + length * width;
            let [queries, keys, values] = asked.each_ref().map(|all| &all[own.clone()]);
            mixed.extend(Asked { queries, keys, values }.attend(width, heads));
            start = own.end;
        }
        add(rows, &self.mixed.apply(&Rounded::new(&mixed, width)));
        self.attended.apply(rows);
        let mut bent = self.inner.apply(&Rounded::new(rows, width));
        for value in &mut bent {
            *value = network.bend.of(*value);
        }
        add(rows, &self.outer.apply(&Rounded::new(&bent, inner)));
        self.done.apply(rows);
    }
}

/// The function between the two matrices that end a layer: x · Φ(x), Φ the normal
/// distribution's (GELU: Hendrycks & Gimpel 2016), read from a table, which is ten times
/// as fast as computing the error function and off by less than two millionths.
#[derive(Debug)]
struct Bend(Vec<f32>);

/// Beyond it the function is x or 0 to six digits.
const BENT: f32 = 6.0;
/// Entries of the table for each 1.
const ENTRIES: f32 = 256.0;

impl Bend {
    fn new() -> Self {
        let entry = |at: u16| {
            let x = f32::from(at) / ENTRIES - BENT;
            0.5 * x * (1.0 + libm::erff(x * std::f32::consts::FRAC_1_SQRT_2))
        };
        Self((0..=3072).map(entry).collect())
    }

    fn of(&self, x: f32) -> f32 {
        if x >= BENT {
            return x;
        }
        let place = ((x + BENT) * ENTRIES).max(0.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the whole part of a small number that is not negative"
        )]
        let at = place as usize;
        match (self.0.get(at), self.0.get(at + 1)) {
            (Some(below), Some(above)) => below + (above - below) * (place - at as f32),
            _ => x,
        }
    }
}
