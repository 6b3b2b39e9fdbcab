//! One sheet → reports and records: header found, fields mapped, rows converted.

mod batch;
mod file_name;
mod foot;
mod forms;
mod groups;
mod notes;
mod others;
mod persons;
mod section;

use std::collections::VecDeque;
use std::sync::Arc;

use self::batch::{BATCH, Batch, Work};
use self::file_name::{enterprise_of, enterprise_of_title};
use self::foot::signs_off;
use self::forms::{forms_above, read_form_rows, read_forms};
use self::groups::{Group, heading, heads_group, section_field};
use self::notes::{headers, note_columns};
use self::others::passed_over_for_others;
use self::persons::{goes_on, people_of};
use self::section::named_after;
use super::field::Field;
use super::fill::Filler;
use super::formats::{Rows, Sheet};
use super::grid::Row;
use super::identity::Identity;
use super::layout::{self, Forms, HEAD, Table, example, passed_over, starts_table};
use super::options::Options;
use super::report::SheetReport;
use super::sheet_kind::SheetKind;
use super::table_plan::TablePlan;
use super::value::MoneyUnit;
use crate::domain::problem::{Problem, Severity};
use crate::domain::{Record, Source};

/// What the sheets of one file share; the identity those of all files of a registry.
pub(super) struct Run<'a> {
    /// The file as it was named.
    pub(super) file: Arc<str>,
    pub(super) options: &'a Options,
    pub(super) identity: &'a mut Identity,
    /// Whose the file is, where a form in it says so.
    pub(super) party: Option<Party>,
    /// Whether sheets of another registry than the one asked for are passed over.
    pub(super) others: bool,
    pub(super) sink: &'a mut dyn FnMut(Record),
}

/// Whose the records of some paper are, label by label, and what the paper is of.
pub(super) type Party = (SheetKind, Vec<(String, String)>);

/// The rows of a sheet, some of them looked at already.
struct Queue<'q, 'a> {
    ahead: VecDeque<Row>,
    /// A problem met behind those.
    problem: Option<Problem>,
    rows: &'q mut Rows<'a>,
}

impl Queue<'_, '_> {
    /// Whether the next row is such a one, if there is any; it stays the next.
    fn next_row(&mut self, is: impl FnOnce(&Row) -> bool) -> Option<bool> {
        match self.next()? {
            Err(problem) => {
                self.problem = Some(problem);
                None
            }
            Ok(next) => {
                let found = is(&next);
                self.ahead.push_front(next);
                Some(found)
            }
        }
    }
}

impl Iterator for Queue<'_, '_> {
    type Item = Result<Row, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.ahead.pop_front() {
            Some(row) => Some(Ok(row)),
            None => self.problem.take().map(Err).or_else(|| self.rows.next()),
        }
    }
}

/// What the parts of a sheet leave to those below them.
#[derive(Default)]
struct Said {
    /// The unit of bare amounts.
    unit: MoneyUnit,
    /// What stands above the first table.
    above: Option<Party>,
    /// The other part of forms that are read.
    forms: Option<Forms>,
    /// Whether rows are left below forms.
    below: bool,
}

impl Said {
    /// What is known of the party of a table that does not say whose it is.
    fn lend(
        &mut self,
        table: &mut Table,
        sheet: &Sheet,
        run: &Run<'_>,
        (head, report): (&[Row], &mut SheetReport),
    ) {
        table.preamble.unit = table.preamble.unit.or(self.unit);
        self.unit = table.preamble.unit;
        let own = || (table.kind, table.preamble.pairs.clone());
        let above = self.above.get_or_insert_with(own);
        table.take_party(Some(&*above));
        table.take_party(run.party.as_ref());
        let above = &head[..table.body.min(head.len())];
        take_names(table, sheet, run, (above, report));
    }
}

/// Takes the zone or the name of the party that the sheet of a table is named after, else the
/// name in the title above it or of its file, unless the table says whose it is; of the latter
/// it is said.
fn take_names(
    table: &mut Table,
    sheet: &Sheet,
    run: &Run<'_>,
    (head, report): (&[Row], &mut SheetReport),
) {
    let kind = table.kind;
    let own = sheet.name.as_deref().and_then(|name| named_after(name, kind));
    table.take_name(own);
    let alone = head.iter().filter(|row| row.filled().count() == 1);
    let titles = alone.flat_map(Row::filled).map(|(_, cell)| cell.text());
    let title = || titles.into_iter().find_map(|text| enterprise_of_title(&text, kind));
    if table.says_whose() {
        return;
    }
    let named = title().map(|name| (name, "title"));
    let named = named.or_else(|| Some((enterprise_of(&run.file, kind)?, "name")));
    let Some((name, case)) = named else { return };
    table.take_name(Some((Field::Organization, name.clone())));
    let problem = Problem::warning("organization_of_file").in_case(case);
    report.add(problem.with_value(name), run.options.problems);
}

/// Reads a sheet: a report a table, of which few sheets hold several below each other.
pub(super) fn read(
    run: &mut Run<'_>,
    sheet: &Sheet,
    rows: &mut Rows<'_>,
) -> Vec<SheetReport> {
    let mut queue = Queue { ahead: VecDeque::new(), problem: None, rows };
    let mut reports: Vec<SheetReport> = Vec::new();
    let mut said = Said::default();
    loop {
        let mut report = SheetReport {
            file: Arc::clone(&run.file),
            sheet: sheet.name.clone(),
            encoding: sheet.encoding,
            ..SheetReport::default()
        };
        if sheet.lossy && reports.is_empty() {
            report.add(Problem::warning("unknown_encoding"), run.options.problems);
        }
        let first = reports.is_empty();
        let more = read_part(run, sheet, &mut queue, (&mut report, &mut said, first));
        reports.push(report);
        if !more {
            return reports;
        }
    }
}

/// Reads a table, or the forms of a sheet; whether another table follows below.
fn read_part(
    run: &mut Run<'_>,
    sheet: &Sheet,
    queue: &mut Queue<'_, '_>,
    (report, said, first): (&mut SheetReport, &mut Said, bool),
) -> bool {
    if let Some(forms) = said.forms.take() {
        said.forms = read_form_rows(run, sheet, (forms, &[]), report);
        return said.below;
    }
    let mut head = Vec::new();
    for row in queue.by_ref() {
        match row {
            Ok(row) => head.push(row),
            Err(problem) => reject(report, run.options, problem),
        }
        if head.len() >= HEAD {
            break;
        }
    }
    let names = [&*run.file, sheet.name.as_deref().unwrap_or_default()].join(" ");
    if first && passed_over_for_others(run, (sheet, names.as_str()), &head, report) {
        return false;
    }
    let table = layout::table(&head, sheet, &names, run.options);
    let names = (sheet, names.as_str());
    let mut forms = None;
    if first {
        forms = read_forms(table.as_ref(), &mut head, queue, names, run.options);
        if forms.is_none()
            && let Some(table) = &table
        {
            forms = forms_above(table, &head, names, run.options);
            if forms.is_some() {
                let header = table.body - table.header_rows.len();
                let below = head.drain(header..).rev();
                below.for_each(|row| queue.ahead.push_front(row));
                said.above = Some((table.kind, table.preamble.pairs.clone()));
                said.below = true;
            }
        }
    }
    if let Some(forms) = forms {
        said.forms = read_form_rows(run, sheet, (forms, &head), report);
        return said.forms.is_some() || said.below;
    }
    let filled_in = table.filter(|_| !first || !layout::is_blank_form(&head));
    let Some(mut table) = filled_in else {
        note_no_header(report, &head, run.options);
        return false;
    };
    said.lend(&mut table, sheet, run, (&head, report));
    read_table(run, sheet, &table, Body { head, queue, first }, report)
}

fn note_no_header(report: &mut SheetReport, head: &[Row], options: &Options) {
    report.ignored_rows = head.iter().map(|row| row.number).collect();
    let first = head.iter().find(|row| !row.is_blank());
    let shown = first
        .map(|row| row.filled().map(|(_, c)| c.text()).collect::<Vec<_>>().join(" | "));
    let shown: String = shown.unwrap_or_default().chars().take(120).collect();
    let problem = Problem::error("no_header");
    let problem = if shown.is_empty() {
        problem.in_case("empty")
    } else if layout::is_blank_form(head) {
        problem.in_case("blank")
    } else {
        problem
    };
    report.add(problem.with_value(shown), options.problems);
}

/// The rows of a table: those looked at and the rest.
struct Body<'b, 'q, 'a> {
    head: Vec<Row>,
    queue: &'b mut Queue<'q, 'a>,
    /// Whether it is the first table of its sheet.
    first: bool,
}

/// Reads a table; whether another one follows below.
fn read_table(
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
    let plan = TablePlan::new(table, sheet.ragged, section, options);
    report.header_rows.clone_from(&table.header_rows);
    report.set_columns(table.kind.kind(), &table.columns);
    let mut last = skip_head(report, table, &head, (first, keyed));
    note_columns(report, table, &plan, options);
    report.rejects.headers = headers(&plan);
    queue.ahead.extend(head.into_iter().skip(table.body));
    let mut filler = Filler::new(&sheet.merges);
    let mut more = false;
    let source =
        Source { file: Arc::clone(&run.file), sheet: sheet.name.clone(), row: 0 };
    Work { plan: &plan, source, options }.all(run, report, |report| {
        let mut batch = Batch::default();
        while batch.rows.len() < BATCH {
            let mut row = match queue.next() {
                Some(Ok(row)) => row,
                Some(Err(problem)) => {
                    batch.problem = Some(problem);
                    return batch;
                }
                None => {
                    batch.end = true;
                    return batch;
                }
            };
            if !keyed && starts_table(&row, table, options) {
                queue.ahead.push_front(row);
                (batch.end, more) = (true, true);
                return batch;
            }
            report.skip(&mut last, row.number, keyed);
            let passed = passed_over(&row, table);
            if stands_aside(&row, (table, section, passed), &mut filler, queue) {
                report.ignored_rows.push(row.number);
                continue;
            }
            if passed {
                note_passed_over(report, &row, table, options);
                continue;
            }
            if goes_on(&row, table, &filler, batch.rows.last_mut()) {
                continue;
            }
            filler.fill(&mut row, &plan, batch.rows.last());
            let row = filler.below_heading(row);
            batch.rows.extend(records_of(row, table));
        }
        filler.keep(batch.rows.last());
        batch
    });
    more
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

/// The records that a row holds, each as a row.
fn records_of(row: Row, table: &Table) -> impl Iterator<Item = Row> {
    let rows = match &table.fold {
        Some(fold) => fold.rows(&row, table),
        None => vec![row],
    };
    rows.into_iter().flat_map(|row| people_of(row, table))
}

/// Whether a row stands between the records or below them and is known for more than a row
/// that is passed over: a heading, whose words the rows below it are to have, or the foot.
fn stands_aside(
    row: &Row,
    (table, section, passed): (&Table, Option<Field>, bool),
    filler: &mut Filler,
    queue: &mut Queue<'_, '_>,
) -> bool {
    match heading(row, (table, section), queue) {
        Some(Group::Row(head)) => filler.head(head),
        Some(Group::Said(text)) => filler.say(&text),
        None if passed => return false,
        None if signs_off(row, table, filler, queue) => {}
        None if heads_group(row, table, queue) => filler.head(row.clone()),
        None => return false,
    }
    true
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

fn reject(report: &mut SheetReport, options: &Options, problem: Problem) {
    if problem.severity == Severity::Error && problem.code != "unreadable_file" {
        report.rejected += 1;
    }
    report.add(problem, options.problems);
}
