//! The table of embeddings: rows of levels of their own width in bits, without loss.
//!
//! A row is the number of its scale, its least level and then, for each component,
//! how far its level is above the least, in as few bits as the widest needs (mostly
//! four), low bits first.

use crate::matching::encoder::file::{
    ModelError, ModelFile, ModelWriter, Numbers, Section,
};

/// Bytes of a row before its components.
const HEAD: usize = 2;
/// Most bits of a level.
const MOST_BITS: usize = 8;

/// One row per piece, read where it lies.
#[derive(Debug, Clone)]
pub(in crate::matching::encoder) struct Embedding<'a> {
    /// Value of level 0 and step between levels, for each scale.
    scales: Vec<[f32; 2]>,
    starts: Numbers<'a>,
    rows: &'a [u8],
    width: usize,
}

/// A piece's embedding as a package holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::matching::encoder) struct Row {
    /// Which scale the levels are of.
    pub(in crate::matching::encoder) scale: u8,
    /// One level a component.
    pub(in crate::matching::encoder) levels: Vec<u8>,
}

impl<'a> Embedding<'a> {
    /// Embeddings of `width` components, a multiple of 8.
    pub(in crate::matching::encoder) fn open(
        file: &ModelFile<'a>,
        width: usize,
    ) -> Result<Self, ModelError> {
        if !width.is_multiple_of(8) {
            return Err(ModelError::Misfit(Section::Widths));
        }
        let scales = file.floats(Section::RowScales)?;
        Ok(Self {
            scales: scales.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect(),
            starts: file.numbers(Section::RowStarts)?,
            rows: file.section(Section::Rows)?,
            width,
        })
    }

    /// The embeddings of the pieces, one after the other; zeros for a piece that the
    /// table lacks.
    pub(in crate::matching::encoder) fn rows(&self, pieces: &[u32]) -> Vec<f32> {
        let mut rows = Vec::with_capacity(pieces.len() * self.width);
        for (&piece, end) in pieces.iter().zip((self.width..).step_by(self.width)) {
            if let Some(row) = self.row(piece as usize) {
                rows.extend(row);
            }
            rows.resize(end, 0.0);
        }
        rows
    }

    fn row(&self, piece: usize) -> Option<impl Iterator<Item = f32>> {
        let start = self.starts.get(piece)? as usize;
        let end = self.starts.get(piece + 1)? as usize;
        let (head, packed) = self.rows.get(start..end)?.split_at_checked(HEAD)?;
        let bits = packed.len() * 8 / self.width;
        let [zero, step] = *self.scales.get(usize::from(head[0]))?;
        let least = f32::from(head[1]);
        (bits <= MOST_BITS).then(|| {
            unpack(packed, bits, self.width)
                .map(move |code| (least + f32::from(code)) * step + zero)
        })
    }
}

/// Writes the sections that [`Embedding::open`] reads; `scales` are pairs of the
/// value of level 0 and the step.
pub(in crate::matching::encoder) fn write(
    rows: impl Iterator<Item = Row>,
    scales: &[[f32; 2]],
    writer: &mut ModelWriter,
) {
    let (mut starts, mut packed) = (vec![0], Vec::new());
    for Row { scale, levels } in rows {
        let least = levels.iter().copied().min().unwrap_or(0);
        let codes: Vec<u8> = levels.iter().map(|level| level - least).collect();
        packed.extend([scale, least]);
        pack(&codes, &mut packed);
        starts.push(u32::try_from(packed.len()).expect("a vocabulary fits 4 GB"));
    }
    writer.floats(Section::RowScales, scales.as_flattened());
    writer.numbers(Section::RowStarts, &starts);
    writer.bytes(Section::Rows, packed);
}

/// Codes in as many bits each as the largest needs.
fn pack(codes: &[u8], packed: &mut Vec<u8>) {
    let largest = codes.iter().copied().max().unwrap_or(0);
    let bits = u8::BITS - largest.leading_zeros();
    let (mut buffer, mut held) = (0_u16, 0);
    for &code in codes {
        buffer |= u16::from(code) << held;
        held += bits;
        if held >= u8::BITS {
            packed.push(buffer.to_le_bytes()[0]);
            buffer >>= u8::BITS;
            held -= u8::BITS;
        }
    }
}

/// `count` codes of `bits` bits each.
fn unpack(packed: &[u8], bits: usize, count: usize) -> impl Iterator<Item = u8> {
    let mask = (1_u16 << bits) - 1;
    let byte = |index: usize| packed.get(index).copied().unwrap_or(0);
    (0..count).map(move |index| {
        let position = index * bits;
        let pair = u16::from_le_bytes([byte(position / 8), byte(position / 8 + 1)]);
        ((pair >> (position % 8)) & mask).to_le_bytes()[0]
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table(rows: &[Row]) -> Vec<u8> {
        let mut writer = ModelWriter::default();
        write(rows.iter().cloned(), &[[-1.0, 0.5], [0.0, 2.0]], &mut writer);
        writer.finish([0; 32])
    }

    #[test]
    fn levels_become_values_of_their_scale() {
        let row = |scale, level| Row { scale, levels: vec![level, 9, 9, 9, 9, 9, 9, 9] };
        let bytes = table(&[row(0, 3), row(1, 255)]);
        let file = ModelFile::open(&bytes).unwrap();
        let values = Embedding::open(&file, 8).unwrap().rows(&[1, 0, 7]);
        assert_eq!(values[..2], [510.0, 18.0]);
        assert_eq!(values[8..10], [0.5, 3.5]);
        assert_eq!(values[16..], [0.0; 8]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn packing_loses_nothing(levels in proptest::collection::vec(0..=255_u8, 16)) {
            let bytes = table(&[Row { scale: 1, levels: levels.clone() }]);
            let file = ModelFile::open(&bytes).unwrap();
            let values = Embedding::open(&file, 16).unwrap().rows(&[0]);
            let expected: Vec<f32> = levels.iter().map(|&l| f32::from(l) * 2.0).collect();
            prop_assert_eq!(values, expected);
        }
    }
}
