//! Forms that stand side by side: labels down the first column, a record a column.

use super::labels::Label;
use super::records::Pair;
use super::walk::Walk;
use crate::import::field::Field;
use crate::import::grid::{CellRef, Row};
use crate::import::sheet_kind::SheetKind;

/// A label down the first column with the values beside it.
struct Line<'a> {
    row: u64,
    label: Label,
    values: Vec<(usize, CellRef<'a>)>,
}

/// The pairs of each record, where most rows are a label followed by several values, one of
/// them by several titles; none where the rows are anything else.
pub(super) fn columns(walk: &Walk<'_>, rows: &[Row], kind: SheetKind) -> Vec<Vec<Pair>> {
    let full: Vec<&Row> = rows.iter().filter(|row| row.filled().count() >= 3).collect();
    let lines: Vec<Line<'_>> = full.iter().filter_map(|row| line(walk, row)).collect();
    if lines.len() < 3 || lines.len() * 3 < full.len() * 2 {
        return Vec::new();
    }
    let asked = |field: &Field| lines.iter().find(|line| line.label.1 == Some(*field));
    let title = kind.required().iter().find_map(asked);
    let Some(title) = title.filter(|line| !line.values.iter().any(|v| is_hint(v.1)))
    else {
        return Vec::new();
    };
    let beside = |line: &&Line<'_>| line.values.iter().all(|v| is_of(title, v.0));
    if lines.iter().filter(beside).count() < 3 {
        return Vec::new();
    }
    // Where values are labels as well, 其他, they stand below the titles.
    let below = |line: &Line<'_>| line.values.iter().all(|v| is_of(title, v.0));
    let known = |row| any_line(walk, row).or_else(|| labelled(walk, row).filter(below));
    let all = rows.iter().filter_map(known).collect::<Vec<_>>();
    let several = |line: &Line<'_>| {
        line.label.1 == Some(Field::Organization) && line.values.len() > 1
    };
    let shared = kind != SheetKind::Organizations && !all.iter().any(several);
    title.values.iter().map(|(column, _)| pairs(&all, *column, shared)).collect()
}

fn is_of(title: &Line<'_>, column: usize) -> bool {
    title.values.iter().any(|(of, _)| *of == column)
}

/// A row of a label and at least two values.
fn line<'a>(walk: &Walk<'_>, row: &'a Row) -> Option<Line<'a>> {
    any_line(walk, row).filter(|line| line.values.len() >= 2)
}

/// A row of a label and values that are no labels.
fn any_line<'a>(walk: &Walk<'_>, row: &'a Row) -> Option<Line<'a>> {
    let is_label = |cell: CellRef<'_>| walk.labels.label(&cell.text()).is_some();
    labelled(walk, row)
        .filter(|line| !line.values.iter().any(|(_, cell)| is_label(*cell)))
}

/// A row of a label and whatever stands beside it.
fn labelled<'a>(walk: &Walk<'_>, row: &'a Row) -> Option<Line<'a>> {
    let mut cells = row.filled();
    let text = cells.next()?.1.text().into_owned();
    let field = walk.labels.label(&text)?;
    Some(Line { row: row.number, label: (text, field), values: cells.collect() })
}

/// Whether a text says how to fill in rather than what: `（不超过30字）`.
fn is_hint(cell: CellRef<'_>) -> bool {
    let text = cell.text();
    text.starts_with(['（', '(', '【', '[', '注'])
        || ["填写", "不超过", "字以内", "请"].iter().any(|word| text.contains(word))
}

/// The value of a line that says once for all forms whose they are, where they are not each of
/// another party.
fn said_once<'l, 'a>(line: &'l Line<'a>) -> Option<&'l (usize, CellRef<'a>)> {
    let [only] = line.values.as_slice() else { return None };
    line.label.1.is_some_and(Field::is_of_party).then_some(only)
}

fn pairs(lines: &[Line<'_>], column: usize, shared: bool) -> Vec<Pair> {
    let pair = |line: &Line<'_>| {
        let own = line.values.iter().find(|(of, _)| *of == column);
        let value = own.or_else(|| said_once(line).filter(|_| shared))?.1.to_cell();
        let (label, field) = line.label.clone();
        Some(Pair { row: line.row, label, field, value })
    };
    lines.iter().filter_map(pair).collect()
}
