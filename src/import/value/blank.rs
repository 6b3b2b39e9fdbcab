//! Cells that say nothing: blank ones and answers such as 无, —, 待定.

use std::sync::OnceLock;

use crate::domain::vocabulary::Vocabulary;
use crate::text::plain::{is_blank as is_blank_char, plain};

/// Whether a cell says nothing.
pub fn is_blank(cell: &str) -> bool {
    if cell.len() > 40 {
        return cell.trim_matches(is_blank_char).is_empty();
    }
    let first = cell.trim_start_matches(is_blank_char).chars().next();
    let Some(first) = first else { return true };
    if !is_dash(first) && !blanks().may_start(first) {
        return false;
    }
    let text = plain(cell);
    let text = text.trim_end_matches(['。', '.', '!', ';']);
    text.chars().all(is_dash) || blanks().meaning(text).is_some()
}

/// Dashes, underscores and dots that fill a line to be written on.
fn is_dash(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | '—' | '–' | '―' | '_' | '/' | '\\' | '*' | '…' | '.' | '~')
}

fn blanks() -> &'static Vocabulary<()> {
    static WORDS: OnceLock<Vocabulary<()>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let file = include_str!("../../../data/vocabulary/blank.toml");
        Vocabulary::read(file, |_| Some(()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_that_say_nothing_are_blank() {
        for cell in [
            "",
            " ",
            "　",
            "无",
            "—",
            "——",
            "-",
            "/",
            "待定",
            "若干",
            "暂无",
            "N/A",
            "n/a",
            "无。",
            "（无）",
            "____",
            "none",
            "TBD",
            "\u{feff}",
            "不详",
            "null",
            "待填",
        ] {
            assert!(is_blank(cell), "{cell:?}");
        }
    }

    #[test]
    fn answers_that_say_something_are_not() {
        for cell in ["0", "无人机", "长期", "有", "-5", "否", "面议", "无锡", "不限"]
        {
            assert!(!is_blank(cell), "{cell:?}");
        }
    }
}
