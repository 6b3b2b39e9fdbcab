//! Lists of free words in a cell: keywords, witnesses, zones.

use super::is_blank;
use crate::domain::vocabulary::is_separator;

/// The items of a cell, split at separators, line breaks and numbering (`1、` `（2）`), without
/// blanks and repeats; what stands in brackets stays together. White space separates
/// only where nothing else does.
pub fn items(cell: &str) -> Vec<String> {
    let parts = split(cell);
    let parts = match parts.as_slice() {
        [only] if has_han(only) && !has_latin(only) => only.split_whitespace().collect(),
        _ => parts,
    };
    let mut items: Vec<String> = Vec::new();
    for part in parts {
        let part = without_number(part).trim_matches(['。', '.', ' ', '\u{3000}']);
        if !is_blank(part) && !items.iter().any(|item| item == part) {
            items.push(part.to_owned());
        }
    }
    items
}

/// The parts between separators outside brackets.
pub(super) fn split(cell: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut depth) = (0, 0_u32);
    for (at, c) in cell.char_indices() {
        match c {
            '(' | '（' | '[' | '【' | '《' | '“' => depth += 1,
            ')' | '）' | ']' | '】' | '》' | '”' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let line_end = c == '\n';
        if line_end || (depth == 0 && is_separator(c)) {
            parts.push(cell[from..at].trim());
            from = at + c.len_utf8();
            depth = 0;
        }
    }
    parts.push(cell[from..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// A part without the number that leads it: `1.`, `（2）`, `3)`, `①`.
pub(super) fn without_number(part: &str) -> &str {
    let part = part.trim();
    let bare = part.trim_start_matches(['(', '（']);
    let digits = bare.chars().take_while(char::is_ascii_digit).count();
    if let Some(rest) = bare.strip_prefix(|c: char| ('①'..='⑳').contains(&c)) {
        return rest.trim();
    }
    let rest = &bare[digits..];
    let marked = rest.strip_prefix(['.', '．', ')', '）', '、']);
    match marked {
        Some(rest)
            if (1..=2).contains(&digits)
                && !rest.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            rest.trim()
        }
        _ => part,
    }
}

fn has_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

fn has_latin(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_split_at_whatever_separates() {
        let table: &[(&str, &[&str])] = &[
            ("钛箔；铜箔", &["钛箔", "铜箔"]),
            ("钛箔、铜箔，焊接", &["钛箔", "铜箔", "焊接"]),
            ("钛箔 铜箔", &["钛箔", "铜箔"]),
            ("machine vision; welding", &["machine vision", "welding"]),
            ("machine vision", &["machine vision"]),
            ("TRL 评价", &["TRL 评价"]),
            ("1.钛箔\n2.铜箔", &["钛箔", "铜箔"]),
            ("（1）钛箔；（2）铜箔", &["钛箔", "铜箔"]),
            ("①钛箔②", &["钛箔②"]),
            ("无", &[]),
            ("钛箔;;钛箔;", &["钛箔"]),
            ("机械（含焊接、铸造）、材料", &["机械（含焊接、铸造）", "材料"]),
            ("1.5级合金", &["1.5级合金"]),
        ];
        for (cell, expected) in table {
            assert_eq!(items(cell), *expected, "{cell}");
        }
    }
}
