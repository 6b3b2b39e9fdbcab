//! The vocabulary file of Google's `SentencePiece`: a protocol buffer with pieces and
//! their scores, and a table of characters to replace, itself a double-array trie.
//!
//! Of the wire format only what occurs in it is read: varints (skipped), fixed words
//! and length-delimited fields.

use crate::matching::encoder::tokenizer::Vocabulary;

/// Stands for a space inside pieces.
pub(super) const SPACE: char = '\u{2581}';

/// Field numbers of the message and of the messages in it.
const PIECES: u64 = 1;
const PIECE_TEXT: u64 = 1;
const PIECE_SCORE: u64 = 2;
const NORMALIZER: u64 = 3;
const CHARACTER_MAP: u64 = 2;

/// The vocabulary; `None` if the bytes are not one.
pub(super) fn read(bytes: &[u8]) -> Option<Vocabulary> {
    let mut vocabulary = Vocabulary::default();
    for (number, content) in fields(bytes)? {
        match number {
            PIECES => {
                let (text, score) = piece(content)?;
                vocabulary.pieces.push(text);
                vocabulary.scores.push(score);
            }
            NORMALIZER => {
                let map = fields(content)?.into_iter().find(|f| f.0 == CHARACTER_MAP);
                vocabulary.replacements =
                    map.map_or(Some(Vec::new()), |map| replacements(map.1))?;
            }
            _ => {}
        }
    }
    Some(vocabulary)
}

fn piece(bytes: &[u8]) -> Option<(String, f32)> {
    let (mut text, mut score) = (None, 0.0);
    for (number, content) in fields(bytes)? {
        match number {
            PIECE_TEXT => text = String::from_utf8(content.to_vec()).ok(),
            PIECE_SCORE => score = f32::from_le_bytes(content.try_into().ok()?),
            _ => {}
        }
    }
    Some((text?, score))
}

/// Number and content of each field that has content.
fn fields(mut bytes: &[u8]) -> Option<Vec<(u64, &[u8])>> {
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let tag = varint(&mut bytes)?;
        let length = match tag & 7 {
            0 => {
                varint(&mut bytes)?;
                continue;
            }
            1 => 8,
            2 => usize::try_from(varint(&mut bytes)?).ok()?,
            5 => 4,
            _ => return None,
        };
        let (content, rest) = bytes.split_at_checked(length)?;
        fields.push((tag >> 3, content));
        bytes = rest;
    }
    Some(fields)
}

/// Seven bits a byte, low ones first, the eighth says that more follow.
fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// What each single character becomes. Sequences of characters (a letter and a
/// combining mark) are left out: they don't occur in typed Chinese and English.
fn replacements(map: &[u8]) -> Option<Vec<(char, String)>> {
    let (size, rest) = map.split_at_checked(4)?;
    let size = u32::from_le_bytes(size.try_into().ok()?);
    let (units, texts) = rest.split_at_checked(usize::try_from(size).ok()?)?;
    let (units, _) = units.as_chunks();
    let units: Vec<Unit> = units.iter().map(|&unit| Unit::new(unit)).collect();
    let replacement = |character: char| {
        let start = find(&units, character.encode_utf8(&mut [0; 4]).as_bytes())?;
        let text = texts.get(start..)?.split(|&byte| byte == 0).next()?;
        Some((character, String::from_utf8(text.to_vec()).ok()?))
    };
    Some(('\0'..=char::MAX).filter_map(replacement).collect())
}

/// A cell of a double-array trie in the layout of the library darts-clone.
#[derive(Debug, Clone, Copy)]
struct Unit(u32);

impl Unit {
    fn new(bytes: [u8; 4]) -> Self {
        Self(u32::from_le_bytes(bytes))
    }

    fn label(self) -> u32 {
        self.0 & 0x8000_00ff
    }

    fn has_value(self) -> bool {
        self.0 & 0x100 != 0
    }

    fn value(self) -> u32 {
        self.0 & 0x7fff_ffff
    }

    /// Distance to the children.
    fn offset(self) -> usize {
        ((self.0 >> 10) << ((self.0 & 0x200) >> 6)) as usize
    }
}

/// The value that the trie has for exactly this key.
fn find(units: &[Unit], key: &[u8]) -> Option<usize> {
    let mut position = units.first()?.offset();
    let mut found = None;
    for &byte in key {
        position ^= usize::from(byte);
        let unit = units.get(position)?;
        if unit.label() != u32::from(byte) {
            return None;
        }
        position ^= unit.offset();
        let value = || units.get(position).map(|unit| unit.value());
        found = if unit.has_value() { value() } else { None };
    }
    found.and_then(|value| usize::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_and_scores_are_read() {
        // 1: { 1: "钛", 2: -2.5 }, then a varint field 9 that is skipped.
        let bytes = [
            &[0x0a, 10, 0x0a, 3, 0xe9, 0x92, 0x9b, 0x15][..],
            &(-2.5_f32).to_le_bytes(),
            &[0x48, 0x96, 0x01],
        ]
        .concat();
        let vocabulary = read(&bytes).unwrap();
        assert_eq!(vocabulary.pieces, ["钛"]);
        assert_eq!(vocabulary.scores, [-2.5]);
        assert!(read(&bytes[..7]).is_none());
    }

    #[test]
    fn a_trie_gives_the_value_of_a_whole_key() {
        // Root's children begin at 1: "a" at 1 ^ 'a', whose children begin 2 further:
        // its value lies there.
        let mut units = vec![Unit(0); 256];
        let child = 1 ^ usize::from(b'a');
        units[0] = Unit(1 << 10);
        units[child] = Unit(2 << 10 | 0x100 | u32::from(b'a'));
        units[child ^ 2] = Unit(0x8000_002a);
        assert_eq!(find(&units, b"a"), Some(42));
        assert_eq!(find(&units, b"ab"), None);
        assert_eq!(find(&units, b""), None);
    }
}
