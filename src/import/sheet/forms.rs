//! Sheets that hold forms, and forms above a table.

use super::Run;
use super::queue::Queue;
use super::said::take_names;
use super::table::{Body, read_table};
use crate::import::formats::Sheet;
use crate::import::grid::Row;
use crate::import::layout::{self, Forms, HEAD, Preamble, Table};
use crate::import::options::Options;
use crate::import::report::SheetReport;

/// The longest sheet that is looked at for forms.
const FORM_ROWS: usize = 20_000;

/// The forms of a sheet that holds forms; all of its rows are in `head` then.
pub(super) fn read_forms(
    table: Option<&Table>,
    head: &mut Vec<Row>,
    queue: &mut Queue<'_, '_>,
    (sheet, names): (&Sheet, &str),
    options: &Options,
) -> Option<Forms> {
    if sheet.keys.is_some() || !options.dialect.header_rows().is_empty() {
        return None;
    }
    let forms = layout::forms(head, names, options)?;
    if !layout::is_form(table, &forms, head) {
        return None;
    }
    if head.len() < HEAD {
        return Some(forms);
    }
    head.extend(queue.flatten().take(FORM_ROWS));
    layout::forms(head, names, options)
}

/// The forms above a table, where they are records by themselves: a need above the posts
/// that its enterprise wants to fill.
pub(super) fn forms_above(
    table: &Table,
    head: &[Row],
    (sheet, names): (&Sheet, &str),
    options: &Options,
) -> Option<Forms> {
    if sheet.keys.is_some() || !options.dialect.header_rows().is_empty() {
        return None;
    }
    let above = &head[..table.body - table.header_rows.len()];
    layout::forms(above, names, options).filter(Forms::stand_alone)
}

/// Reads the records of the forms found in some rows; the other part of the forms is given
/// back.
pub(super) fn read_form_rows(
    run: &mut Run<'_>,
    sheet: &Sheet,
    (mut forms, found_in): (Forms, &[Row]),
    report: &mut SheetReport,
) -> Option<Forms> {
    let mut table = layout::table_of_forms(&forms, run.options);
    let first = forms.rows.first().map_or(0, |row| row.number);
    let above = found_in.iter().take_while(|row| row.number <= first);
    let above: Vec<Row> = above.cloned().collect();
    table.preamble.unit = Preamble::read(&above, forms.kind).unit;
    table.take_party(run.party.as_ref());
    take_names(&mut table, sheet, run, (found_in, report));
    if let Some(party) = forms.party() {
        run.party = Some((forms.kind, party));
    }
    report.ignored_rows = std::mem::take(&mut forms.ignored);
    let head = std::mem::take(&mut forms.rows);
    let keys = Some(Vec::new());
    let sheet = Sheet { name: sheet.name.clone(), keys, ..Sheet::default() };
    let mut none = std::iter::empty();
    let queue = &mut Queue::new(&mut none);
    read_table(run, &sheet, &table, Body { head, queue, first: true }, report);
    for problem in &mut report.problems {
        let label = problem.column.as_deref();
        let place = label.and_then(|label| forms.place(problem.row, label));
        problem.row = place.unwrap_or(problem.row);
    }
    forms.also.map(|also| *also)
}
