//! Yes and no: 是, √, ☑, Y, 1 and their opposites.

use std::sync::OnceLock;

use super::{Parsed, is_blank};
use crate::domain::problem::Problem;
use crate::domain::vocabulary::{Piece, Vocabulary};
use crate::text::plain::plain;

/// Reads a yes or no. A ticked box among empty ones decides: `□是 ☑否` is no.
pub fn boolean(cell: &str) -> Parsed<Option<bool>> {
    let text = plain(cell);
    if let Some(answer) = answers().meaning(&text) {
        return Parsed::fine(Some(answer));
    }
    if is_blank(&text) {
        return Parsed::fine(None);
    }
    match ticked(&text).or_else(|| with_reason(&text)) {
        Some(answer) => Parsed::fine(Some(answer)),
        None => Parsed::odd(None, Problem::warning("unknown_vocabulary")),
    }
}

/// The answer before a reason for it: 否（涉及商业秘密）.
fn with_reason(text: &str) -> Option<bool> {
    let (answer, reason) = text.split_once(['(', ',', ';', '。'])?;
    let reason = reason.trim_matches(|c: char| !c.is_alphanumeric());
    let other = answers().pieces(reason);
    let open = reason.is_empty() || matches!(other.first(), Some(Piece::Known(..)));
    answers().meaning(answer.trim()).filter(|_| !open)
}

/// The answer beside the only ticked box.
fn ticked(text: &str) -> Option<bool> {
    let tick = text.find(is_tick)?;
    let after = text[tick..].trim_start_matches(is_tick).trim_start_matches([')', ' ']);
    let before = text[..tick].trim_end_matches(['(', ' ']);
    let first = |text: &str| match answers().pieces(text).first() {
        Some(Piece::Known(_, answer)) => Some(*answer),
        _ => None,
    };
    let last = |text: &str| match answers().pieces(text).last() {
        Some(Piece::Known(_, answer)) => Some(*answer),
        _ => None,
    };
    let boxes = text.contains(['□', '☐', '○', '▢', '◻']);
    if boxes || before.is_empty() {
        first(after)
    } else {
        last(before).or_else(|| first(after))
    }
}

fn is_tick(c: char) -> bool {
    matches!(c, '√' | '✓' | '✔' | '☑' | '■' | '☒' | '●' | '◼')
}

fn answers() -> &'static Vocabulary<bool> {
    static WORDS: OnceLock<Vocabulary<bool>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let file = include_str!("../../../data/vocabulary/boolean.toml");
        Vocabulary::read(file, |group| Some(group == "yes"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_in_every_shape() {
        for cell in [
            "是",
            "√",
            "☑",
            "Y",
            "1",
            "yes",
            "TRUE",
            "☑是 □否",
            "是（√）否（ ）",
            "√是 否",
            "同意",
            "１",
            "可以",
        ] {
            assert_eq!(boolean(cell).value, Some(true), "{cell}");
        }
        for cell in [
            "否",
            "×",
            "N",
            "0",
            "no",
            "False",
            "□是 ☑否",
            "是（ ）否（√）",
            "不同意",
            "不能",
            "■ 否",
            "否（涉及商业秘密）",
            "否，涉及商业秘密",
        ] {
            assert_eq!(boolean(cell).value, Some(false), "{cell}");
        }
    }

    #[test]
    fn blank_is_neither_and_anything_else_is_named() {
        assert_eq!(boolean(" "), Parsed::fine(None));
        for cell in ["看情况", "是（ ）否（ ）", "是/否"] {
            assert_eq!(super::super::codes_of(&boolean(cell)), ["unknown_vocabulary"]);
        }
    }
}
