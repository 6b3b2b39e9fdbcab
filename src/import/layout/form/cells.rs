//! Cells of a form that are a label only together: 联系人 | 姓名, 法定代表人 | … | 电话.

use super::walk::Walk;
use crate::import::field::Field;
use crate::import::grid::Cell;
use crate::import::header_key::letters;

/// Labels that say something only with what stands before them.
const PARTS: &[&str] = &["名称", "姓名", "全称"];
/// Who signs for an enterprise: no contact of its needs.
const HEADS: &[&str] = &["法定代表人", "法人代表", "企业法人", "法人"];

/// What a form asks of a telephone.
pub(super) const PHONE: &str = "联系电话";

/// The cells of a row with such labels put together; whether a telephone is the head's.
pub(super) fn together(walk: &Walk<'_>, mut cells: Vec<Cell>) -> (Vec<Cell>, bool) {
    let mut heads = false;
    for at in (0..cells.len().saturating_sub(2)).rev() {
        let [before, label, value, ..] = &cells[at..] else { continue };
        let text = |cell: &Cell| cell.view().text().into_owned();
        if let Some(joined) = with_part(walk, &text(before), &text(label), &text(value)) {
            cells.splice(at..at + 2, [Cell::Text(joined)]);
        } else if HEADS.contains(&letters(&text(before)).as_str())
            && matches!(walk.label(&text(value)), Some(Some(Field::Phone)))
        {
            let whose = letters(&text(before));
            cells[at + 2] = Cell::Text(format!("{whose}{PHONE}"));
            heads = true;
        }
    }
    (cells, heads)
}

/// A label and the part of it that stands in the next cell, where a value follows.
fn with_part(walk: &Walk<'_>, label: &str, part: &str, value: &str) -> Option<String> {
    let part = letters(part);
    if !PARTS.contains(&part.as_str()) || walk.label(value).is_some() {
        return None;
    }
    if walk.label(label).is_some() {
        return Some(label.to_owned());
    }
    let group: String = letters(label).chars().take(2).collect();
    Some(format!("{group}{part}")).filter(|joined| walk.label(joined).is_some())
}
