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

/// The level written in figures: `TRL6`, `6级`, `第七级`, `6-7`, a bare `6`.
fn level(text: &str) -> Option<u8> {
    let lower = text.to_ascii_lowercase();
    let after_trl = lower.split_once("trl").map(|(_, after)| after);
    let level = match after_trl {
        Some(after) => {
            first_number(after.trim_start_matches([' ', ':', '：', '-', '=', '为']))
        }
        None if lower
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '~' | ' ')) =>
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
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| {
            c.is_ascii_digit()
                || super::money::is_chinese_digit(*c)
                || matches!(c, '-' | '~' | '至' | '到')
        })
        .last()?
        .0;
    first_number(&before[start..])
}

/// The number a text starts with, in Arabic or Chinese figures.
fn first_number(text: &str) -> Option<u8> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    if !digits.is_empty() {
        return digits.parse().ok();
    }
    let han: String =
        text.chars().take_while(|c| super::money::is_chinese_digit(*c)).collect();
    super::money::chinese_number(&han).and_then(|number| u8::try_from(number).ok())
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
        assert_eq!(maturity("14级").value.unwrap().trl, None);
        assert_eq!(maturity("无").value, None);
    }
}
