//! Fields of technology in the words of the source, split by the vocabulary first.

use std::ops::Range;

use super::is_blank;
use super::items::without_number;
use crate::domain::vocabulary::{Field, Fields, Piece};

/// The fields of a cell, each once: `农、林、牧、渔业` is one, sectors run together are
/// several, and `大类-小类` stays together.
pub fn fields(cell: &str) -> Vec<String> {
    if is_blank(cell) {
        return Vec::new();
    }
    if Field::vocabulary().meaning(cell).is_some() {
        return vec![cell.trim().to_owned()];
    }
    let mut found: Vec<String> = Vec::new();
    for range in ranges(cell) {
        let field =
            without_number(&cell[range]).trim_matches(['。', '.', '-', '—', '–', ' ']);
        if !is_blank(field) && !found.iter().any(|known| known == field) {
            found.push(field.to_owned());
        }
    }
    found
}

/// Where the fields of a cell stand.
fn ranges(cell: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut parted = true;
    let mut word_before = None;
    for piece in Field::vocabulary().pieces(cell) {
        let (text, word) = match piece {
            Piece::Known(text, fields) => (text, Some((text, fields))),
            Piece::Unknown(text) => (text, None),
            Piece::Break => {
                parted = !ranges.last().is_some_and(|r| in_brackets(&cell[r.clone()]));
                word_before = None;
                continue;
            }
        };
        let start = text.as_ptr() as usize - cell.as_ptr() as usize;
        let end = start + text.len();
        match ranges.last_mut() {
            Some(last)
                if !parted
                    && !blank_parts(
                        &cell[last.end..start],
                        &cell[last.clone()],
                        text,
                    )
                    && !are_two(word_before, word) =>
            {
                last.end = end;
            }
            _ => ranges.push(start..end),
        }
        parted = false;
        word_before = word;
    }
    ranges
}

/// Two words run together are two fields when both are long enough to be whole names;
/// short ones make one (汽车电子).
fn are_two(before: Option<(&str, Fields)>, after: Option<(&str, Fields)>) -> bool {
    let whole =
        |word: Option<(&str, Fields)>| word.is_some_and(|(w, _)| w.chars().count() >= 3);
    whole(before) && whole(after)
}

/// Whether the blank between two texts parts them: it does beside Han, not in English.
fn blank_parts(gap: &str, before: &str, after: &str) -> bool {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    gap.contains(char::is_whitespace) && (before.ends_with(han) || after.starts_with(han))
}

fn in_brackets(text: &str) -> bool {
    let count = |chars: [char; 2]| text.matches(chars).count();
    count(['(', '（']) > count([')', '）'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_comes_before_any_separator() {
        let table: &[(&str, &[&str])] = &[
            ("农、林、牧、渔业", &["农、林、牧、渔业"]),
            (
                "信息传输、软件和信息技术服务业金融业",
                &["信息传输、软件和信息技术服务业", "金融业"],
            ),
            (
                "制造业电力、热力、燃气、及水生产和供应业建筑业批发和零售业",
                &[
                    "制造业",
                    "电力、热力、燃气、及水生产和供应业",
                    "建筑业",
                    "批发和零售业",
                ],
            ),
            ("农、林、牧、渔业——农业", &["农、林、牧、渔业——农业"]),
            ("现代农业-农林植物新品种", &["现代农业-农林植物新品种"]),
            (
                "制造业——计算机、通信和其他电子设备制造",
                &["制造业——计算机、通信和其他电子设备制造"],
            ),
            ("新材料、新能源", &["新材料", "新能源"]),
            ("新材料新能源", &["新材料", "新能源"]),
            ("新材料 新能源", &["新材料", "新能源"]),
            ("汽车电子；焊接机器人", &["汽车电子", "焊接机器人"]),
            ("特种机器人", &["特种机器人"]),
            (
                "new materials; machine vision software",
                &["new materials", "machine vision software"],
            ),
            ("1.新材料\n2.新能源", &["新材料", "新能源"]),
            ("机械（含焊接、铸造）、材料", &["机械（含焊接、铸造）", "材料"]),
            ("无", &[]),
            ("新材料;新材料", &["新材料"]),
        ];
        for (cell, expected) in table {
            assert_eq!(fields(cell), *expected, "{cell}");
        }
    }
}
