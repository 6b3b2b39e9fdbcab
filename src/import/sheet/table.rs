//! The rows of a table, batch by batch: records, headings, feet, and the header of the next table.

use std::sync::Arc;

use super::Run;
use super::batch::{BATCH, Batch, Work};
use super::foot::{is_day, signs_off};
use super::groups::{Group, heading, heads_group, names_once, section_field};
use super::moments::moments_of;
use super::notes::{headers, note_columns};
use super::persons::{goes_on, people_of};
use super::queue::Queue;
use crate::domain::Source;
use crate::domain::problem::Problem;
use crate::import::field::Field;
use crate::import::fill::Filler;
use crate::import::formats::Sheet;
use crate::import::grid::Row;
use crate::import::layout::{
    Guide, Table, example, passed_over, repeats_header, starts_table,
};
use crate::import::options::Options;
use crate::import::report::SheetReport;
use crate::import::table_plan::TablePlan;

/// The rows of a table: those looked at and the rest.
pub(super) struct Body<'b, 'q, 'a> {
    pub(super) head: Vec<Row>,
    pub(super) queue: &'b mut Queue<'q, 'a>,
    /// Whether it is the first table of its sheet.
    pub(super) first: bool,
}

/// Reads a table; whether another one follows below.
pub(super) fn read_table(
    run: &mut Run<'_>,
    sheet: &Sheet,
    table: &Table,
    body: Body<'_, '_, '_>,
    report: &mut SheetReport,
) -> bool {
    let Body { head, queue, first } = body;
    let options = run.options;
    let keyed = sheet.keys.is_some();
    let rows = head.get(table.body..).unwrap_or_default();
    let section = section_field(rows, table);
    // who merges cells says so where it is meant
    let once = !keyed && sheet.merges.is_empty() && names_once(rows, table);
    let plan = &TablePlan::new(table, sheet.ragged, section, options);
    report.header_rows.clone_from(&table.header_rows);
    report.set_columns(table.kind.kind(), &table.columns);
    let last = skip_head(report, table, &head, (first, keyed));
    note_columns(report, table, plan, options);
    report.rejects.headers = headers(plan);
    if once {
        let header = table.header_rows.last().copied().unwrap_or(0);
        report.add(Problem::info("named_once").at_row(header), options.problems);
    }
    queue.put_back(head.into_iter().skip(table.body).collect::<Vec<_>>());
    let filler = Filler::new(&sheet.merges, once);
    let guide = Guide::default();
    let mut reader = Reader {
        table,
        plan,
        section,
        options,
        keyed,
        queue,
        filler,
        guide,
        last,
        more: false,
    };
    let source =
        Source { file: Arc::clone(&run.file), sheet: sheet.name.clone(), row: 0 };
    Work { plan, source, options }.all(run, report, |report| reader.batch(report));
    reader.more
}

/// Gathers the records of a table.
struct Reader<'t, 'q, 'a> {
    table: &'t Table,
    plan: &'t TablePlan,
    /// The field that headings between the rows fill.
    section: Option<Field>,
    options: &'t Options,
    /// Whether the format names the columns, so that no row is the header of another table.
    keyed: bool,
    queue: &'t mut Queue<'q, 'a>,
    filler: Filler,
    /// What tells how to fill in, line by line.
    guide: Guide,
    /// The number of the last row.
    last: u64,
    /// Whether another table follows below.
    more: bool,
}

impl Reader<'_, '_, '_> {
    /// The next records, each as a row.
    fn batch(&mut self, report: &mut SheetReport) -> Batch {
        let mut batch = Batch::default();
        while batch.rows.len() < BATCH && !batch.end && batch.problem.is_none() {
            match self.queue.next() {
                Some(Ok(row)) => self.take(row, &mut batch, report),
                Some(Err(problem)) => batch.problem = Some(problem),
                None => batch.end = true,
            }
        }
        if let Some(last) = batch.rows.last() {
            self.filler.keep(last);
        }
        batch
    }

    /// Takes a row for what it is.
    fn take(&mut self, mut row: Row, batch: &mut Batch, report: &mut SheetReport) {
        let table = self.table;
        if !self.keyed && starts_table(&row, table, self.options) {
            self.queue.put_back([row]);
            (batch.end, self.more) = (true, true);
            return;
        }
        report.skip(&mut self.last, row.number, self.keyed);
        let told = !self.keyed && self.guide.takes(&row);
        let passed = told || passed_over(&row, table) || self.heads_again(&row);
        if self.stands_aside(&row, passed) {
            report.ignored_rows.push(row.number);
        } else if passed {
            note_passed_over(report, &row, table, self.options);
        } else if !goes_on(&row, table, &self.filler, batch.rows.last_mut()) {
            self.filler.fill(&mut row, self.plan, batch.rows.last());
            let row = self.filler.below_heading(row);
            let records = table.records_in(row).into_iter();
            let people = records.flat_map(|row| people_of(row, table));
            batch
                .rows
                .extend(people.flat_map(|row| moments_of(row, table, self.options)));
        }
    }

    /// Whether a row is the heading of those below the header, which follows once more.
    fn heads_again(&mut self, row: &Row) -> bool {
        let Self { table, queue, .. } = self;
        begins_alone(row, table)
            && queue.next_row(|next| repeats_header(next, table)) == Some(true)
    }

    /// Whether a row stands between the records or below them and is known for more than a row
    /// that is passed over: a heading, whose words the rows below it are to have, or the foot.
    fn stands_aside(&mut self, row: &Row, passed: bool) -> bool {
        let Self { table, section, filler, queue, .. } = self;
        match heading(row, (table, *section), queue) {
            Some(Group::Row(head)) => filler.head(head),
            Some(Group::Said(text)) => filler.say(&text),
            None if passed => return false,
            None if signs_off(row, table, filler, queue) => {}
            None if heads_group(row, table, queue) => filler.head(row.clone()),
            None => return false,
        }
        true
    }
}

/// Whether nothing stands in a row but the first cell below the header, and that is no day, which
/// would be said of the rows below.
fn begins_alone(row: &Row, table: &Table) -> bool {
    let first = table.columns.iter().position(|column| column.headed);
    let mut filled = row.filled();
    let (Some((at, cell)), None) = (filled.next(), filled.next()) else { return false };
    first.is_some_and(|first| at <= first) && !is_day(cell)
}

/// Notes the rows above the records of a table that are no header; the number of the last row
/// of its head.
fn skip_head(
    report: &mut SheetReport,
    table: &Table,
    head: &[Row],
    (first, keyed): (bool, bool),
) -> u64 {
    let above = head.first().filter(|_| !first);
    let mut last = above.map_or(0, |row| row.number - 1);
    for row in head.iter().take(table.body) {
        report.skip(&mut last, row.number, keyed);
        if !table.header_rows.contains(&row.number) {
            report.ignored_rows.push(row.number);
        }
    }
    last
}

/// Notes a row that is no record; of one that shows how to fill in, what it says.
fn note_passed_over(
    report: &mut SheetReport,
    row: &Row,
    table: &Table,
    options: &Options,
) {
    if let Some(title) = example(row, table) {
        let problem = Problem::info("example_passed_over").at_row(row.number);
        report.add(problem.with_value(title), options.problems);
    }
    report.ignored_rows.push(row.number);
}
