//! Lists of free words in a cell: keywords, witnesses, zones.

use super::is_blank;
use crate::domain::vocabulary::is_separator;

/// The items of a cell, split at separators, line breaks and numbering (`1、` `（2）`), without
/// blanks and repeats; what stands in brackets stays together. White space separates
/// only where nothing else does.
pub fn items(cell: &str) -> Vec<String> {
    if is_blank(cell) {
        return Vec::new();
    }
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

/// The titles of a cell that names those of so many people, in their order; blank where one
/// has none. A line break or a semicolon parts two people's; a weaker mark only where there
/// are none of these and as many parts as people, for one person may be 党委书记、董事长. Of
/// other cells nobody can say whose is which.
pub fn titles(cell: &str, people: usize) -> Option<Vec<String>> {
    let own = |part: &str| {
        let part = without_number(part);
        if is_blank(part) { String::new() } else { part.to_owned() }
    };
    if let Some(parts) = strong_parts(cell) {
        return Some(parts.into_iter().map(own).collect());
    }
    let blanks =
        || if has_latin(cell) { vec![cell] } else { cell.split_whitespace().collect() };
    let parts = Some(split(cell)).filter(|parts| parts.len() > 1).unwrap_or_else(blanks);
    if parts.len() == people {
        return Some(parts.into_iter().map(own).collect());
    }
    (people < 2 || parts.len() < 2).then(|| vec![own(cell)])
}

/// The parts between line breaks and semicolons, where there are any: they part what commas
/// and the like may stand in.
pub(super) fn strong_parts(cell: &str) -> Option<Vec<&str>> {
    let parts = split_at(cell, |c| matches!(c, ';' | '；' | '\n'));
    (parts != [cell.trim()]).then_some(parts)
}

/// The parts between separators outside brackets.
pub(super) fn split(cell: &str) -> Vec<&str> {
    split_at(cell, is_separator)
}

/// The parts between some marks outside brackets.
fn split_at(cell: &str, is_mark: impl Fn(char) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut depth) = (0, 0_u32);
    for (at, c) in cell.char_indices() {
        match c {
            '(' | '（' | '[' | '【' | '《' | '“' => depth += 1,
            ')' | '）' | ']' | '】' | '》' | '”' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let line_end = c == '\n';
        let mark = depth == 0 && is_mark(c) && !numbers(&cell[from..at], &cell[at..]);
        if line_end || mark {
            parts.push(cell[from..at].trim());
            from = at + c.len_utf8();
            depth = 0;
        }
    }
    parts.push(cell[from..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether a mark ends the number of the item that it stands before, 2、铜箔.
fn numbers(before: &str, from_mark: &str) -> bool {
    let number = before.trim();
    let digits = number.bytes().all(|b| b.is_ascii_digit());
    let behind = from_mark.strip_prefix('、').map(str::trim_start);
    let item = |rest: &str| rest.starts_with(|c: char| c.is_alphabetic());
    digits && (1..=2).contains(&number.len()) && behind.is_some_and(item)
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
    fn titles_are_parted_by_the_strongest_mark_and_the_number_of_people() {
        let table: &[(&str, usize, Option<&[&str]>)] = &[
            (
                "董事长、总经理；校长、党委副书记",
                2,
                Some(&["董事长、总经理", "校长、党委副书记"]),
            ),
            ("董事长、总经理；\r\n校长", 2, Some(&["董事长、总经理", "校长"])),
            ("—；校长", 2, Some(&["", "校长"])),
            ("校长；校长", 2, Some(&["校长", "校长"])),
            ("党委书记、董事长", 1, Some(&["党委书记、董事长"])),
            ("董事长、校长", 2, Some(&["董事长", "校长"])),
            ("董事长 校长", 2, Some(&["董事长", "校长"])),
            ("党委书记、董事长、校长", 2, None),
            ("董事长", 2, Some(&["董事长"])),
            ("Vice President", 1, Some(&["Vice President"])),
            ("主任（兼书记；代）", 1, Some(&["主任（兼书记；代）"])),
        ];
        for (cell, people, expected) in table {
            let expected =
                expected.map(|all| all.iter().map(|t| (*t).to_owned()).collect());
            assert_eq!(titles(cell, *people), expected, "{cell}");
        }
    }

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
            ("1、钛箔\n2、铜箔", &["钛箔", "铜箔"]),
            ("1、钛箔；2、铜箔、3D打印", &["钛箔", "铜箔", "3D打印"]),
            ("2025、2026", &["2025", "2026"]),
            ("（1）钛箔；（2）铜箔", &["钛箔", "铜箔"]),
            ("①钛箔②", &["钛箔②"]),
            ("无", &[]),
            ("N/A", &[]),
            ("钛箔;;钛箔;", &["钛箔"]),
            ("机械（含焊接、铸造）、材料", &["机械（含焊接、铸造）", "材料"]),
            ("1.5级合金", &["1.5级合金"]),
        ];
        for (cell, expected) in table {
            assert_eq!(items(cell), *expected, "{cell}");
        }
    }
}
