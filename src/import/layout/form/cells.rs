//! Cells of a form that are a label only together: 联系人 | 姓名, 法定代表人 | … | 电话.

use crate::import::grid::Cell;
use crate::import::header_key::{PARTS, letters};
use crate::import::whose::HEADS;

/// What a form asks of a telephone.
pub(super) const PHONE: &str = "联系电话";

/// What is asked of a text.
type Is<'f> = &'f dyn Fn(&str) -> bool;

/// The cells of a row with such labels put together; whether a telephone is the head's.
pub(super) fn together(
    is_label: Is<'_>,
    is_phone: Is<'_>,
    mut cells: Vec<Cell>,
) -> (Vec<Cell>, bool) {
    let mut heads = false;
    for at in (0..cells.len().saturating_sub(2)).rev() {
        let [before, label, value, ..] = &cells[at..] else { continue };
        let Some(before) = short(before) else { continue };
        if let Some(joined) =
            short(label).and_then(|label| with_part(is_label, before, label, value))
        {
            cells.splice(at..at + 2, [Cell::Text(joined)]);
            continue;
        }
        let whose = letters(before);
        if short(value).is_some_and(is_phone) && HEADS.contains(&whose.as_str()) {
            cells[at + 2] = Cell::Text(format!("{whose}{PHONE}"));
            heads = true;
        }
    }
    (cells, heads)
}

/// The text of a cell that may be such a label.
fn short(cell: &Cell) -> Option<&str> {
    const LONGEST: usize = 40;
    if let Cell::Text(text) = cell { Some(text.trim()) } else { None }
        .filter(|text| text.len() <= LONGEST)
}

/// A label and the part of it that stands in the next cell, where a value follows.
fn with_part(is_label: Is<'_>, label: &str, part: &str, value: &Cell) -> Option<String> {
    let part = letters(part);
    let asked = || is_label(&value.view().text());
    if !PARTS.contains(&part.as_str()) || asked() {
        return None;
    }
    if is_label(label) {
        return Some(label.to_owned());
    }
    let group: String = letters(label).chars().take(2).collect();
    Some(format!("{group}{part}")).filter(|joined| is_label(joined))
}

/// A text that begins with a label in brackets as one with a colon: 【成果简介】….
pub(super) fn unbracketed(text: &str) -> Option<String> {
    let (label, rest) = text.strip_prefix('【')?.split_once('】')?;
    let rest = rest.trim_start_matches(['：', ':']);
    Some(format!("{label}：{rest}"))
}

/// Whether a text ends inside brackets: 拟投入资金（单位.
pub(super) fn is_unclosed(text: &str) -> bool {
    text.matches(['（', '(']).count() > text.matches(['）', ')']).count()
}
