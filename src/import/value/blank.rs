//! Cells that say nothing: blank ones, answers such as 无, —, 待定, and what a form tells
//! those who fill it in.

use std::sync::OnceLock;

use crate::domain::vocabulary::Vocabulary;
use crate::text::plain::{is_blank as is_blank_char, plain};
use crate::text::word_lists;

word_lists! {
    /// What a form tells those who fill it in.
    Hints in "hints" {
        /// How it asks; nobody answers in these words.
        asks,
        /// What tells, anywhere in brackets around the whole text, that it is a form's.
        in_brackets,
        /// What is to be written or stamped: （姓名、职务）, （盖章）.
        blanks,
    }
}

/// Whether a cell says nothing.
pub fn is_blank(cell: &str) -> bool {
    let first = cell.trim_start_matches(is_blank_char).chars().next();
    let Some(first) = first else { return true };
    if HINTS_START.contains(&first) && is_hint(cell) || is_empty_list(cell) {
        return true;
    }
    if cell.len() > 40 || !is_dash(first) && !blanks().may_start(first) {
        return false;
    }
    let text = plain(cell);
    let text = text.trim_end_matches(['。', '.', '!', ';']);
    text.chars().all(is_dash) || blanks().meaning(text).is_some()
}

/// What a form's words to those who fill it in start with.
const HINTS_START: [char; 10] =
    ['请', '（', '(', '【', '年', '单', '企', '盖', '签', '公'];

/// Whether a text is the form's and not an answer: `（请填写金额）`, `（姓名、职务）`,
/// `（盖章）　　年　月　日`.
pub fn is_hint(text: &str) -> bool {
    let text = text.trim_matches(is_blank_char);
    if text.len() > 180 || !text.starts_with(HINTS_START) {
        return false;
    }
    let open = ['（', '(', '【'];
    let close = text.ends_with(['）', ')', '】']);
    let brackets = text.matches(open).count();
    let inside = close && brackets == 1 && text.starts_with(open);
    let hints = Hints::get();
    hints.asks.iter().any(|ask| text.starts_with(ask)) && (close || brackets == 0)
        || inside && hints.in_brackets.iter().any(|word| text.contains(word))
        || has_only_blanks(text)
}

/// Whether there is nothing but what is to be filled in beside blanks or in brackets.
fn has_only_blanks(text: &str) -> bool {
    let mut rest = text;
    let mut words = 0;
    let beside = |c: char| !c.is_alphanumeric() || c == '及' || c == '和';
    loop {
        rest = rest.trim_start_matches(beside);
        let Some(word) = Hints::get().blanks.iter().find(|word| rest.starts_with(**word))
        else {
            return rest.is_empty() && words > 0 && text.contains(is_open);
        };
        rest = &rest[word.len()..];
        words += 1;
    }
}

/// Whether a character shows that there is something to write or to stamp.
fn is_open(c: char) -> bool {
    c.is_whitespace() || ['（', '(', '【', '_'].contains(&c)
}

/// Whether a text is the numbers of a list that nobody filled in: `1.`, `2.`, `3.`.
fn is_empty_list(text: &str) -> bool {
    let number = |line: &str| {
        let line = line.trim_matches(is_blank_char);
        let digits = line.trim_end_matches(['.', '、', ')', '）', '．']);
        digits.len() < line.len()
            && digits.len() <= 2
            && digits.bytes().all(|b| b.is_ascii_digit())
    };
    text.len() < 60 && text.as_bytes().contains(&b'\n') && text.lines().all(number)
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
    fn what_a_form_asks_is_no_answer() {
        for cell in [
            "（请填写金额）",
            "请填写可考核的指标",
            "（可填写高校、院所名称）",
            "（请说明背景、现有基础，不超过500字）",
            "（姓名、职务）",
            "(手机)",
            "（单位盖章）",
            "（盖章）　　　年　月　日",
            "    年    月    日",
            "单击或点击此处输入文字。",
            "单击或点击以输入日期。",
            "选择一项。",
            "Choose an item.",
            "1.\n2.\n3.",
        ] {
            assert!(is_blank(cell), "{cell:?}");
        }
        for cell in [
            "请求支持关键工艺攻关",
            "（一）结晶粒度分布宽（见附件）",
            "（请注明）：共建实验室",
            "（请见附件1）",
            "企业填报系统开发（单选题自动填写）",
            "(50)",
            "（河南理工大学）",
            "（钱某）",
            "日",
            "年产",
            "签字笔",
            "手机外壳抛光",
            "2026年9月9日",
            "1.\n2.轧制",
            "12\n13",
        ] {
            assert!(!is_blank(cell), "{cell:?}");
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
