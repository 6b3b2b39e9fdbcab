//! One sheet → reports and records: header found, fields mapped, rows converted.

mod batch;
mod class_of_title;
mod day_of_title;
mod file_name;
mod foot;
mod forms;
mod groups;
mod moments;
mod notes;
mod others;
mod persons;
mod queue;
mod said;
mod section;
mod table;

use std::sync::Arc;

use self::forms::{forms_above, read_form_rows, read_forms};
use self::others::passed_over_for_others;
use self::queue::Queue;
use self::said::{Party, Said};
use self::table::{Body, read_table};
use super::formats::{Rows, Sheet};
use super::grid::Row;
use super::identity::Identity;
use super::layout::{self, HEAD};
use super::options::Options;
use super::report::SheetReport;
use crate::domain::Record;
use crate::domain::problem::{Problem, Severity};

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

/// Reads a sheet: a report a table, of which few sheets hold several below each other.
pub(super) fn read(
    run: &mut Run<'_>,
    sheet: &Sheet,
    rows: &mut Rows<'_>,
) -> Vec<SheetReport> {
    let mut queue = Queue::new(rows);
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
                queue.put_back(head.drain(header..));
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

fn reject(report: &mut SheetReport, options: &Options, problem: Problem) {
    if problem.severity == Severity::Error && problem.code != "unreadable_file" {
        report.rejected += 1;
    }
    report.add(problem, options.problems);
}
