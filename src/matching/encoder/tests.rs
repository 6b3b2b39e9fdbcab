//! Tiny models: what the encoders give, and that no bytes make them panic.

use proptest::prelude::*;

use super::averaging::embedding;
use super::averaging::matrix::write_matrix;
use super::averaging::network::WINDOWS;
use super::file::{ModelWriter, Section};
use super::tokenizer::Vocabulary;
use super::*;

/// Width of every layer of the tiny model.
const WIDTH: usize = 8;

/// A model with a vocabulary of four pieces and weights of ±1 in a fixed pattern.
fn tiny() -> Vec<u8> {
    let pieces = ["<unk>", "<s>", "</s>", "\u{2581}", "钛", "箔", "a"];
    let vocabulary = Vocabulary {
        pieces: pieces.map(String::from).to_vec(),
        scores: vec![0.0, 0.0, 0.0, -1.0, -2.0, -2.0, -2.0],
        replacements: vec![('Ａ', "a".into())],
    };
    let mut writer = ModelWriter::default();
    vocabulary.write(&mut writer);
    let row = |piece: u8| embedding::Row {
        scale: 0,
        levels: (0..8).map(|component| (piece * 5 + component * 3) % 8).collect(),
    };
    embedding::write((0..7).map(row), &[[-1.0, 0.25]], &mut writer);
    let mut weights = Vec::new();
    let mut matrix = |inputs: usize| {
        let codes: Vec<i8> =
            (0..inputs * WIDTH).map(|i| if i * i % 7 > 2 { 1 } else { -1 }).collect();
        write_matrix(inputs, 0.125, &codes, &mut weights);
    };
    let convolutions = [2, 2, 3, 3, 5, 5];
    let pool = 1 + WINDOWS.len();
    let inputs = [[1; 3].as_slice(), &convolutions, &[pool], &[1; 6]].concat();
    for times in inputs {
        matrix(times * WIDTH);
    }
    // 3 projections, 2 norms of 24, 6 convolutions, 2 norms of 32, the pool.
    let biases = WIDTH * (3 + 2 * 3 + 6 + 2 * 4 + 1);
    writer.numbers(Section::Widths, &[8, 8, 8]);
    writer.bytes(Section::Weights, weights);
    writer.floats(Section::Biases, &vec![0.5; biases]);
    writer.finish([0; 32])
}

#[test]
fn alike_is_nearer_than_unlike() {
    let model = tiny();
    let encoder = Encoder::open(&model).unwrap();
    let [titanium, foil, both] =
        ["钛", "箔", "钛箔"].map(|text| encoder.encode(Role::Query, text));
    assert_eq!(encoder.encode(Role::Query, "Ａ"), encoder.encode(Role::Query, "a"));
    assert_ne!(titanium, foil);
    assert!(titanium.cosine(&both) > titanium.cosine(&foil));
}

#[test]
fn vectors_do_not_depend_on_company() {
    let model = tiny();
    let encoder = Encoder::open(&model).unwrap();
    let texts = ["钛箔", "", "a 钛", "箔箔箔箔箔箔箔"];
    let alone: Vec<Vector> =
        texts.iter().map(|text| encoder.encode(Role::Query, text)).collect();
    assert_eq!(encoder.vectors(Role::Query, &texts), alone);
}

#[test]
fn a_file_without_a_part_is_refused() {
    let mut writer = ModelWriter::default();
    writer.numbers(Section::Widths, &[8, 8, 8]);
    let error = Encoder::open(&writer.finish([0; 32])).unwrap_err();
    assert_eq!(error, ModelError::Misfit(Section::Weights));
}

/// `bytes` with a checksum that fits them.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let length = bytes.len() as u64;
    bytes[16..24].copy_from_slice(&length.to_le_bytes());
    let checksum = crc32fast::hash(&bytes[16..]);
    bytes[12..16].copy_from_slice(&checksum.to_le_bytes());
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn no_bytes_make_it_panic(
        at in 16..4000_usize,
        value in any::<[u8; 4]>(),
        cut in 64..8000_usize,
        text in "[钛箔aＡ ]{0,9}",
    ) {
        let mut bytes = tiny();
        bytes.truncate(cut);
        let at = at.min(bytes.len() - 4);
        bytes[at..at + 4].copy_from_slice(&value);
        if let Ok(encoder) = Encoder::open(&sealed(bytes)) {
            prop_assert_eq!(encoder.encode(Role::Query, &text).codes().len(), WIDTH);
        }
    }
}

/// A transformer of one layer, 32 numbers wide, all of whose weights are 1/8.
fn tiny_transformer() -> Vec<u8> {
    let pieces = ["<unk>", "<s>", "</s>", "\u{2581}", "钛", "箔", "a"];
    let vocabulary = Vocabulary {
        pieces: pieces.map(String::from).to_vec(),
        scores: vec![0.0, 0.0, 0.0, -1.0, -2.0, -2.0, -2.0],
        replacements: Vec::new(),
    };
    let mut writer = ModelWriter::default();
    vocabulary.write(&mut writer);
    // 2^-3 as a 16-bit float.
    let block = |codes: u8| [[0x00, 0x30].as_slice(), &[codes; 16]].concat();
    writer.numbers(Section::Shape, &[32, 1, 4, 64]);
    let rows = (0..7_u8).map(|piece| block(0x87 + piece * 16)).collect::<Vec<_>>();
    writer.bytes(Section::PieceBlocks, rows.concat());
    writer.floats(Section::Places, &[0.5; 32 * 9]);
    writer.bytes(Section::LayerBlocks, block(0x99).repeat(4 * 32 + 64 + 32 * 2));
    writer.floats(Section::Biases, &vec![0.5; 32 * 11 + 64]);
    writer.finish([0; 32])
}

#[test]
fn a_transformer_gives_a_text_one_vector_in_any_company() {
    let model = tiny_transformer();
    let encoder = Encoder::open(&model).unwrap();
    assert_eq!(encoder.kind(), Kind::Transformer);
    let texts =
        ["钛箔", "", "a 钛", "箔箔箔箔箔箔箔箔箔箔箔箔", "a", "钛", "箔", "aa", "钛a"];
    let alone: Vec<Vector> =
        texts.iter().map(|text| encoder.encode(Role::Passage, text)).collect();
    assert_eq!(encoder.vectors(Role::Passage, &texts), alone);
    assert_eq!(alone[0].codes().len(), 32);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn no_bytes_make_a_transformer_panic(
        at in 16..9000_usize,
        value in any::<[u8; 4]>(),
        cut in 64..12_000_usize,
        text in "[钛箔a ]{0,9}",
    ) {
        let mut bytes = tiny_transformer();
        bytes.truncate(cut);
        let at = at.min(bytes.len() - 4);
        bytes[at..at + 4].copy_from_slice(&value);
        if let Ok(encoder) = Encoder::open(&sealed(bytes)) {
            encoder.encode(Role::Query, &text);
        }
    }
}
