//! How far a technology has come: words, TRL levels, levels of GB/T 22900.

use std::sync::OnceLock;

use super::{Parsed, is_blank};
use crate::domain::Maturity;
use crate::domain::problem::Problem;
use crate::domain::vocabulary::{Piece, Vocabulary};
use crate::text::plain::plain;

/// Reads a maturity; the words of the source are kept. Of several words or a range the
/// lower end counts; levels above 9 are 9.
pub fn maturity(cell: &str) -> Parsed<Option<Maturity>> {
    if is_blank(cell) {
        return Parsed::fine(None);
    }
    let text = plain(cell);
    let trl = level(&text).or_else(|| level_of_words(&text));
    let found = Some(Maturity { trl, raw: cell.trim().to_owned() });
    match trl {
        Some(_) => Parsed::fine(found),
        None => Parsed::odd(found, Problem::warning("unknown_vocabulary")),
    }
}

/// The numbers of levels in Roman figures, as they stand once folded.
const ROMAN: [&str; 9] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];

/// The level written in figures: `TRL6`, `6级`, `第七级`, `6-7`, `Ⅴ级`, a bare `6`.
fn level(text: &str) -> Option<u8> {
    let lower = text.to_ascii_lowercase();
    let after_trl = lower.split_once("trl").map(|(_, after)| after);
    let figure = |c: char| c.is_ascii_digit() || is_roman(c);
    let level = match after_trl {
        Some(after) => {
            first_number(after.trim_start_matches([' ', ':', '：', '-', '=', '为']))
        }
        None if lower
            .chars()
            .all(|c| figure(c) || matches!(c, '.' | '-' | '~' | ' ')) =>
        {
            first_number(&lower)
        }
        None => before_level_word(&lower),
    };
    level.filter(|level| (1..=13).contains(level)).map(|level| level.min(9))
}

/// The number before 级, lower end of a range.
fn before_level_word(text: &str) -> Option<u8> {
    let (before, _) = text.split_once('级')?;
    let number = |c: char| {
        c.is_ascii_digit()
            || super::money::is_chinese_digit(c)
            || is_roman(c)
            || matches!(c, '-' | '~' | '至' | '到')
    };
    let rest = before.trim_end_matches(number);
    let numbers = &before[rest.len()..];
    let in_a_word = rest.ends_with(|c: char| c.is_ascii_alphabetic());
    first_number(numbers).filter(|_| !(in_a_word && numbers.starts_with(is_roman)))
}

/// The number a text starts with, in Arabic, Chinese or Roman figures.
fn first_number(text: &str) -> Option<u8> {
    let until =
        |figure: fn(char) -> bool| text.find(|c| !figure(c)).unwrap_or(text.len());
    let digits = &text[..until(|c| c.is_ascii_digit())];
    if !digits.is_empty() {
        return digits.parse().ok();
    }
    // A word may start with such letters: in production.
    let roman = &text[..until(|c| c.is_ascii_alphabetic())];
    if let Some(at) = ROMAN.iter().position(|figures| *figures == roman) {
        return u8::try_from(at + 1).ok();
    }
    let han = &text[..until(super::money::is_chinese_digit)];
    super::money::chinese_number(han).and_then(|number| u8::try_from(number).ok())
}

/// Whether a letter stands in Roman figures.
fn is_roman(c: char) -> bool {
    matches!(c, 'i' | 'v' | 'x')
}

fn level_of_words(text: &str) -> Option<u8> {
    if let Some(level) = words().meaning(text) {
        return Some(level);
    }
    let known = words().pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Known(_, level) => Some(level),
        Piece::Unknown(_) | Piece::Break => None,
    });
    known.min()
}

fn words() -> &'static Vocabulary<u8> {
    static WORDS: OnceLock<Vocabulary<u8>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let file = include_str!("../../../data/vocabulary/maturity.toml");
        Vocabulary::read(file, |group| group.strip_prefix("trl")?.parse().ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_in_figures_and_words() {
        let table = [
            ("TRL 6", 6),
            ("TRL6-7", 6),
            ("trl6", 6),
            ("技术成熟度6级", 6),
            ("第七级 环境级", 7),
            ("TRL：8", 8),
            ("6", 6),
            ("6-7", 6),
            ("7.0", 7),
            ("九级", 9),
            ("12级", 9),
            ("第十级 销售级", 9),
            ("概念", 2),
            ("正在研发", 2),
            ("实验室", 4),
            ("已有样品", 4),
            ("通过小试", 5),
            ("小试", 5),
            ("中试阶段", 7),
            ("通过中试", 7),
            ("可以量产", 9),
            ("产业化", 9),
            ("小试/中试", 5),
            ("小试→中试", 5),
            ("已完成中试，可以产业化", 7),
            ("实验室样品", 4),
            ("具备量产条件", 9),
            ("pilot", 7),
            ("mass production", 9),
            ("ＴＲＬ５", 5),
            ("5-6级", 5),
            ("Ⅴ级", 5),
            ("V级", 5),
            ("TRL Ⅳ", 4),
            ("TRL-IX", 9),
            ("第Ⅵ级", 6),
            ("Ⅵ-Ⅶ级", 6),
            ("ⅲ", 3),
            ("技术就绪度五级", 5),
        ];
        for (cell, trl) in table {
            assert_eq!(maturity(cell).value.unwrap().trl, Some(trl), "{cell}");
        }
    }

    #[test]
    fn other_words_are_kept_and_named() {
        let parsed = maturity("国际领先");
        assert_eq!(parsed.value.as_ref().unwrap().raw, "国际领先");
        assert_eq!(super::super::codes_of(&parsed), ["unknown_vocabulary"]);
        for none in ["14级", "XX级", "X", "TRL验证中", "Xi级", "IVD级"] {
            assert_eq!(maturity(none).value.unwrap().trl, None, "{none}");
        }
        assert_eq!(maturity("无").value, None);
    }
}
