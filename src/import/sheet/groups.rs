//! Rows that name the enterprise of the rows below them and nothing else.

use std::collections::BTreeSet;

use super::queue::Queue;
use super::section::{Section, section};
use crate::import::field::Field;
use crate::import::grid::{Cell, Row};
use crate::import::layout::{Table, passed_over};

/// What a row says of those below it.
pub(super) enum Group {
    /// Whose they are, in the columns that ask for it.
    Row(Row),
    /// What no column asks for.
    Said(String),
}

/// The field that rows which stand alone fill for those below them, where no column asks for
/// it; `rows` are the first ones of the table.
pub(super) fn section_field(rows: &[Row], table: &Table) -> Option<Field> {
    let heads = |pair: &[Row]| {
        let Section { field, .. } = section(&pair[0], Some(&pair[1]), table)?;
        (asked(table, field).is_none() && titled(&pair[1], table)).then_some(field)
    };
    rows.windows(2).find_map(heads)
}

/// What a row that is a heading says of the rows below it: the next one is a record and does
/// not say so itself. `field` is the one of headings that no column asks for.
pub(super) fn heading(
    row: &Row,
    (table, field): (&Table, Option<Field>),
    queue: &mut Queue<'_, '_>,
) -> Option<Group> {
    let said = section(row, None, table)?;
    let asked = asked(table, said.field);
    if asked.is_none() && field != Some(said.field) {
        return None;
    }
    let heads = queue.next_row(|next| {
        let own = asked.is_some_and(|at| !next.cell(at).is_blank());
        titled(next, table) && !own && section(row, Some(next), table).is_some()
    });
    if heads != Some(true) {
        return None;
    }
    let Some(at) = asked else { return Some(Group::Said(said.text)) };
    let mut head = Row::new(row.number, Vec::new());
    head.set(at, Cell::of_text(said.text));
    Some(Group::Row(head))
}

/// What only a record says, and nobody of all that is his.
const OF_RECORDS: [Field; 3] = [Field::Description, Field::Indicators, Field::Deadline];

/// Whether a row only names whose the rows below it are: the next one has a title and no
/// organization.
pub(super) fn heads_group(row: &Row, table: &Table, queue: &mut Queue<'_, '_>) -> bool {
    let Some(at) = column(table, Field::Organization) else { return false };
    let says = |field| column(table, field).is_some_and(|at| !row.cell(at).is_blank());
    if row.cell(at).is_blank() || titled(row, table) || OF_RECORDS.into_iter().any(says) {
        return false;
    }
    queue.next_row(|next| next.cell(at).is_blank() && titled(next, table)) == Some(true)
}

/// The column that asks for what headings say. That of days and times may hold the times alone:
/// a heading says the day besides.
fn asked(table: &Table, field: Field) -> Option<usize> {
    column(table, field).filter(|_| field != Field::Date)
}

/// Whether a table names the organization of a group of rows in the first of them alone, as
/// cells that were merged do once they are saved as text: no name stands twice, many rows have
/// none, and these say nothing else of their organization either. `rows` are the first ones of
/// the table.
pub(super) fn names_once(rows: &[Row], table: &Table) -> bool {
    let Some(at) = column(table, Field::Organization) else { return false };
    let party: Vec<usize> = (0..table.columns.len())
        .filter(|at| table.columns[*at].field.is_some_and(|(f, _)| f.is_of_party()))
        .collect();
    let records =
        rows.iter().filter(|row| titled(row, table) && !passed_over(row, table));
    let (named, others): (Vec<&Row>, Vec<&Row>) =
        records.partition(|row| !row.cell(at).is_blank());
    let names: BTreeSet<_> = named.iter().map(|row| row.cell(at).text()).collect();
    let firsts = named.first().zip(others.first());
    let begins = firsts.is_some_and(|(named, other)| named.number < other.number);
    let nameless = |row: &&Row| party.iter().all(|at| row.cell(*at).is_blank());
    begins
        && names.len() == named.len()
        && others.len() > 1
        && others.len() * 2 >= named.len()
        && others.iter().all(nameless)
}

/// The column of a field.
fn column(table: &Table, field: Field) -> Option<usize> {
    table.columns.iter().position(|c| c.field.is_some_and(|(f, _)| f == field))
}

/// Whether a row has what a record cannot do without.
fn titled(row: &Row, table: &Table) -> bool {
    let mut titles = table.kind.required().iter();
    titles.any(|field| column(table, *field).is_some_and(|at| !row.cell(at).is_blank()))
}
