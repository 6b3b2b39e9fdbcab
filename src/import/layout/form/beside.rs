//! Forms beside each other on one sheet, put below each other.

use std::collections::BTreeSet;

use super::labels::{Keys, Labels};
use crate::import::field::Field;
use crate::import::grid::{Cell, CellRef, Row};
use crate::import::header_key::letters;
use crate::import::sheet_kind::SheetKind;

/// So many questions are asked again, at least, by a form beside another one.
const ASKED_AGAIN: usize = 3;

/// A text that stands in a row twice, and its columns.
type Again = (String, usize, usize);

/// The rows of forms that ask the same beside each other, one below the other; `None` where
/// they do not. The labels are those of any of the kinds.
pub(super) fn below_each_other(
    rows: &[Row],
    kinds: &[SheetKind],
    keys: &Keys,
) -> Option<Vec<Row>> {
    let again: Vec<Again> = rows.iter().filter_map(repeated).collect();
    if again.len() < ASKED_AGAIN {
        return None;
    }
    let start = kinds.iter().find_map(|kind| border(&again, *kind, keys))?;
    let (left, right): (Vec<Row>, Vec<Row>) =
        rows.iter().map(|row| parted(row, start)).unzip();
    let full = |row: &Row| !row.is_blank();
    let left = left.into_iter().filter(full);
    let right: Vec<Row> = right.into_iter().filter(full).collect();
    let right = below_each_other(&right, kinds, keys).unwrap_or(right);
    Some(left.chain(right).collect())
}

/// The column in which the second form starts: where several rows repeat a label, those of
/// a party or a title among them, and none of the first form's stand further right.
fn border(again: &[Again], kind: SheetKind, keys: &Keys) -> Option<usize> {
    let all = Labels::of(kind, keys);
    let known = |label: &str| all.label(label);
    let asked = again.iter().filter(|(label, ..)| known(label).is_some());
    let asked: Vec<&Again> = asked.collect();
    let labels: BTreeSet<&str> = asked.iter().map(|(label, ..)| label.as_str()).collect();
    let tells =
        |field: Field| field == Field::Organization || kind.required().contains(&field);
    let told = labels.iter().any(|label| known(label).flatten().is_some_and(tells));
    let start = asked.iter().map(|(_, _, second)| *second).min()?;
    let apart = asked.iter().all(|(_, first, _)| *first < start);
    (told && apart && labels.len() >= ASKED_AGAIN).then_some(start)
}

/// The first text of a row that stands in it twice, and where.
fn repeated(row: &Row) -> Option<Again> {
    let texts = row.filled().filter_map(|(at, cell)| {
        let CellRef::Text(text) = cell else { return None };
        (text.chars().count() <= 40).then(|| (at, letters(text)))
    });
    let texts: Vec<(usize, String)> =
        texts.filter(|(_, text)| !text.is_empty()).collect();
    texts.iter().enumerate().find_map(|(at, (first, text))| {
        let second = texts[at + 1..].iter().find(|(_, other)| other == text)?;
        Some((text.clone(), *first, second.0))
    })
}

/// The cells of a row before a column and those from it on.
fn parted(row: &Row, start: usize) -> (Row, Row) {
    let cells: Vec<Cell> = row.iter().map(CellRef::to_cell).collect();
    let (left, right) = cells.split_at(start.min(cells.len()));
    (Row::new(row.number, left.to_vec()), Row::new(row.number, right.to_vec()))
}
