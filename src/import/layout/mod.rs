//! Where the table of a sheet is: title and preamble, header, body, notes; or a form of
//! labels and values.

mod captions;
mod examples;
mod fold;
mod form;
mod gatherer;
mod guides;
mod header;
mod preamble;
mod programme;
mod rows;
mod score;
mod search;
mod spread;
mod table;
mod title;
mod words;

pub(super) use examples::example;
pub(super) use form::{Forms, Guide, forms, is_blank_form};
pub(super) use preamble::Preamble;
pub(super) use rows::{passed_over, repeats_header, starts_table};
use score::named;
pub(super) use search::table;
pub(super) use table::Table;
use table::telling;

use super::alias::Aliases;
use super::grid::Row;
use super::header_key::HeaderKey;
use super::mapping::{Column, columns};
use super::options::Options;
use super::sheet_kind::SheetKind;

/// How many rows are looked at to find the header.
pub(super) const HEAD: usize = 200;

/// The table that forms make, once read.
pub(super) fn table_of_forms(forms: &Forms, options: &Options) -> Table {
    Table {
        kind: forms.kind,
        header_rows: Vec::new(),
        columns: columns(&forms.headers, forms.kind, options),
        preamble: Preamble::default(),
        body: 0,
        score: 0,
        fold: None,
    }
}

/// Whether rows are forms rather than the table that was found in them.
pub(super) fn is_form(table: Option<&Table>, forms: &Forms, head: &[Row]) -> bool {
    let Some(table) = table.filter(|table| !table.is_of_own_words()) else {
        return table.is_none();
    };
    let is_table = || is_table(table, head) || heads_values(table, forms.kind, head);
    (forms.blocks || !is_table()) && forms.fields >= telling(&table.columns).len()
}

/// Whether a table has what forms have not: a title followed by another header, most cells
/// of the header known, and no label where the first title should be.
fn is_table(table: &Table, head: &[Row]) -> bool {
    let required = |column: &Column| {
        column.field.is_some_and(|(field, _)| table.kind.required().contains(&field))
    };
    let Some(title) = table.columns.iter().position(required) else { return false };
    let headed: Vec<usize> =
        (0..table.columns.len()).filter(|c| table.columns[*c].headed).collect();
    let known = |at: usize| {
        let column = &table.columns[at];
        column.field.is_some()
            || column.sensitive
            || column.aside.is_some()
            || is_known(&column.header, table.kind)
    };
    let beside =
        headed.iter().find(|at| **at > title).or(headed.iter().rfind(|at| **at < title));
    let mostly = headed.iter().filter(|at| known(**at)).count() * 2 >= headed.len();
    let label_below = head.get(table.body).is_some_and(|row| {
        let first = row.filled().next().map(|(_, cell)| cell);
        let cells = first.into_iter().chain([row.cell(title)]);
        cells.into_iter().any(|cell| is_known(&cell.text(), table.kind))
    });
    beside.is_some_and(|at| known(*at)) && mostly && !label_below
}

/// Whether a wide header has a row as wide below it, and nothing down there asks for anything:
/// a form does in every line.
fn heads_values(table: &Table, forms: SheetKind, head: &[Row]) -> bool {
    const WIDE: usize = 4;
    let asks = |text: &str| is_known(text, table.kind) || is_known(text, forms);
    let answers = |row: &Row| {
        let asked = row.filled().filter(|(_, cell)| asks(&cell.text())).count();
        asked * 3 < row.filled().count()
    };
    let headed = table.columns.iter().filter(|column| column.headed).count();
    let below = head.get(table.body..).unwrap_or_default();
    let mut lines = below.iter().filter(|row| row.filled().count() > 1).peekable();
    let as_wide = lines.peek().is_some_and(|row| row.filled().count() * 4 >= headed * 3);
    headed >= WIDE && as_wide && lines.all(answers)
}

fn is_known(text: &str, kind: SheetKind) -> bool {
    let key = HeaderKey::new(text);
    !key.full.is_empty() && Aliases::of(kind).meaning(&key).is_some()
}
