//! Tokens: Han characters and their pairs, words of other scripts, numbers with units.
//!
//! No dictionary cuts the words: single characters and bigrams of a run, weighted by
//! how rare they are, rank better than dictionary words on the judged needs and on
//! other Chinese collections, and cost nothing at start.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::hash::{FNV_OFFSET, fnv};
use super::normal::is_han;
use super::spelling::singular;

/// What a token is, in 64 bits: equal tokens have equal keys in every text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u64);

const PAIR: u64 = 1 << 62;
const WORD: u64 = 2 << 62;
const CONCEPT: u64 = 3 << 62;
const BROADER: u64 = CONCEPT | 1 << 61;

/// The kinds of keys; the engine gives each kind a weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// A single Han character.
    Single,
    /// A pair of Han characters.
    Pair,
    /// A word of another script, or a number with its unit.
    Word,
    /// A concept named in the text.
    Concept,
    /// A concept that one named in the text is a kind of, or is itself.
    Broader,
}

impl Key {
    fn single(c: char) -> Self {
        Self(u64::from(u32::from(c)))
    }

    fn pair(a: char, b: char) -> Self {
        Self(PAIR | u64::from(u32::from(a)) << 21 | u64::from(u32::from(b)))
    }

    /// The key of a word: 62 bits of its FNV-1a hash, mixed.
    pub fn word(word: &str) -> Self {
        let hash = word.bytes().fold(FNV_OFFSET, |hash, byte| fnv(hash, byte.into()));
        Self(WORD | (hash ^ (hash >> 29)) >> 2)
    }

    /// The key of a concept's id.
    pub fn concept(id: &str) -> Self {
        Self(CONCEPT | Self::word(id).0 >> 3 & ((1 << 59) - 1))
    }

    /// The key that a concept shares with those that are a kind of it.
    pub fn broader(id: &str) -> Self {
        Self(BROADER | Self::concept(id).0 & ((1 << 59) - 1))
    }

    /// What kind of key it is.
    pub fn kind(self) -> KeyKind {
        match self.0 >> 62 {
            0 => KeyKind::Single,
            1 => KeyKind::Pair,
            2 => KeyKind::Word,
            _ if self.0 >= BROADER => KeyKind::Broader,
            _ => KeyKind::Concept,
        }
    }
}

/// A token and where it stands in the normal text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub key: Key,
    /// First byte.
    pub start: usize,
    /// First byte after.
    pub end: usize,
}

/// The tokens of a text in normal form, in order.
pub fn tokens(text: &str, mut each: impl FnMut(Token)) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let start = text.len() - rest.len();
        let length = if is_han(c) {
            han_run(rest, start, &mut each)
        } else if c.is_ascii_digit() {
            number(rest, start, &mut each)
        } else if is_letter(c) {
            word(rest, start, &mut each)
        } else {
            c.len_utf8()
        };
        rest = &rest[length..];
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c)
}

fn han_run(rest: &str, start: usize, each: &mut impl FnMut(Token)) -> usize {
    let mut before: Option<(usize, char)> = None;
    for (at, c) in rest.char_indices() {
        if !is_han(c) {
            return at;
        }
        let end = start + at + c.len_utf8();
        if let Some((from, b)) = before {
            each(Token { key: Key::pair(b, c), start: start + from, end });
        }
        each(Token { key: Key::single(c), start: start + at, end });
        before = Some((at, c));
    }
    rest.len()
}

/// A run of letters and digits; an English plural counts as its singular.
fn word(rest: &str, start: usize, each: &mut impl FnMut(Token)) -> usize {
    let length = run(rest, is_letter);
    let word = singular(&rest[..length]);
    if !is_stop_word(&word) {
        each(Token { key: Key::word(&word), start, end: start + length });
    }
    length
}

/// A number with its unit (`800mn`, `0.5°c`), or what starts with a digit (`3d`). A
/// bare number says little and an amount of money nothing about a technology.
fn number(rest: &str, start: usize, each: &mut impl FnMut(Token)) -> usize {
    let digits = run(rest, |c| c.is_ascii_digit() || c == '.');
    let figure = rest[..digits].trim_end_matches('.');
    let digits = figure.len();
    let after = &rest[digits..];
    if let Some(money) = MONEY.iter().find(|unit| after.starts_with(**unit)) {
        return digits + money.len();
    }
    let gap = run(after, |c| c == ' ');
    if gap > 1 {
        return digits;
    }
    if let Some((name, unit)) = units().iter().find(|(name, _)| after.starts_with(name)) {
        let key = Key::word(&format!("{figure}{unit}"));
        each(Token { key, start, end: start + digits + name.len() });
        // what the unit is called says something, too: 纳米 of 50纳米材料
        return digits;
    }
    let unit = &after[gap..][..run(&after[gap..], |c| is_letter(c) || is_sign(c))];
    if unit.is_empty() {
        return digits;
    }
    let key = Key::word(&format!("{figure}{}", if unit == "um" { "μm" } else { unit }));
    let end = start + digits + gap + unit.len();
    each(Token { key, start, end });
    end - start
}

/// Units by their Chinese names, longest first.
fn units() -> &'static [(&'static str, &'static str)] {
    static UNITS: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    UNITS.get_or_init(|| {
        let units: BTreeMap<&str, Vec<&str>> =
            toml::from_str(include_str!("../../data/vocabulary/units.toml"))
                .expect("the units are well formed");
        let named = units
            .into_iter()
            .flat_map(|(unit, names)| names.into_iter().map(move |name| (name, unit)));
        let mut named: Vec<(&str, &str)> = named.collect();
        named.sort_by_key(|(name, _)| Reverse(name.len()));
        named
    })
}

/// Units of money, longest first.
const MONEY: &[&str] = &["万元", "亿元", "千元", "万", "亿", "元"];

/// Signs that are units: degrees, per cent, per mille, ohm is a letter.
fn is_sign(c: char) -> bool {
    matches!(c, '°' | '%' | '‰' | '/')
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// English words that carry no content.
fn is_stop_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "a", "about", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been",
        "both", "but", "by", "can", "etc", "for", "from", "had", "has", "have", "how",
        "if", "in", "into", "is", "it", "its", "may", "more", "must", "need", "no",
        "not", "of", "on", "or", "other", "our", "over", "such", "than", "that", "the",
        "their", "them", "there", "these", "they", "this", "those", "to", "under", "use",
        "using", "want", "was", "we", "were", "which", "while", "will", "with", "would",
    ];
    WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        tokens(text, |token| found.push(&text[token.start..token.end]));
        found
    }

    #[test]
    fn han_runs_give_characters_and_pairs() {
        assert_eq!(words("永磁体"), ["永", "永磁", "磁", "磁体", "体"]);
        assert_eq!(words("永、磁"), ["永", "磁"]);
    }

    #[test]
    fn numbers_keep_their_unit_and_bare_ones_go() {
        assert_eq!(
            words("压力 800 mn, 精度±0.5°c"),
            ["压", "压力", "力", "800 mn", "精", "精度", "度", "0.5°c"]
        );
        assert_eq!(words("1、2019"), [""; 0]);
        assert_eq!(words("200万元、3元"), [""; 0]);
        assert_eq!(Key::word("800mn"), {
            let mut key = None;
            tokens("800 mn", |token| key = Some(token.key));
            key.unwrap()
        });
    }

    #[test]
    fn a_unit_is_the_same_in_words() {
        let keys = |text: &str| {
            let mut keys = Vec::new();
            tokens(text, |token| keys.push(token.key));
            keys
        };
        assert!(keys("厚10微米").contains(&keys("10 μm")[0]));
        assert_eq!(keys("10um"), keys("10μm"));
        assert!(keys("1000摄氏度").contains(&keys("1000°c")[0]));
        assert!(keys("50纳米材料").contains(&keys("纳米")[1]), "the word stays");
    }

    #[test]
    fn english_is_reduced_to_content() {
        let mut keys = Vec::new();
        tokens("the alloys of titanium", |token| keys.push(token.key));
        assert_eq!(keys, [Key::word("alloy"), Key::word("titanium")]);
    }

    #[test]
    fn kinds_are_told_by_the_key() {
        assert_eq!(Key::single('永').kind(), KeyKind::Single);
        assert_eq!(Key::pair('永', '磁').kind(), KeyKind::Pair);
        assert_eq!(Key::word("led").kind(), KeyKind::Word);
        assert_eq!(Key::concept("led").kind(), KeyKind::Concept);
        assert_eq!(Key::broader("led").kind(), KeyKind::Broader);
    }

    #[test]
    fn stop_words_are_sorted() {
        assert!(is_stop_word("a") && is_stop_word("would") && is_stop_word("need"));
    }
}
