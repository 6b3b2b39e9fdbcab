//! One sheet → reports and records: header found, fields mapped, rows converted.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use rayon::prelude::*;

use super::convert::{Converted, convert};
use super::field::Field;
use super::fill::Filler;
use super::formats::{Rows, Sheet};
use super::grid::Row;
use super::identity::Identity;
use super::layout::{self, Forms, HEAD, Table, passed_over};
use super::mapping::Column;
use super::options::Options;
use super::plan::Plan;
use super::report::{RejectedRow, SheetReport};
use super::value::MoneyUnit;
use crate::domain::problem::{Problem, Severity};
use crate::domain::{Record, Source};

/// What the sheets of one file share.
pub(super) struct Run<'a> {
    /// The file as it was named.
    pub(super) file: Arc<str>,
    pub(super) options: &'a Options,
    pub(super) identity: Identity,
    pub(super) sink: &'a mut dyn FnMut(Record),
}

/// Reads a sheet.
pub(super) fn read(run: &mut Run<'_>, sheet: &Sheet, rows: &mut Rows<'_>) -> SheetReport {
    let mut report = SheetReport {
        file: Arc::clone(&run.file),
        sheet: sheet.name.clone(),
        encoding: sheet.encoding,
        ..SheetReport::default()
    };
    if sheet.lossy {
        report.add(Problem::warning("unknown_encoding"), run.options.problems);
    }
    let mut head = Vec::new();
    while let Some(row) = rows.next() {
        match row {
            Ok(row) => head.push(row),
            Err(problem) => reject(&mut report, run.options, problem),
        }
        if head.len() >= HEAD {
            break;
        }
    }
    let names = [&*run.file, sheet.name.as_deref().unwrap_or_default()].join(" ");
    let table = layout::table(&head, sheet, &names, run.options);
    if let Some(forms) =
        read_forms(table.as_ref(), &mut head, rows, (sheet, &names), run.options)
    {
        let table = layout::table_of_forms(&forms, run.options);
        report.ignored_rows = forms.ignored;
        let sheet = Sheet {
            name: sheet.name.clone(),
            keys: Some(Vec::new()),
            ..Sheet::default()
        };
        read_table(run, &sheet, &table, forms.rows, &mut std::iter::empty(), &mut report);
        return report;
    }
    match table {
        Some(table) => read_table(run, sheet, &table, head, rows, &mut report),
        None => {
            report.ignored_rows = head.iter().map(|row| row.number).collect();
            let first = head.iter().find(|row| !row.is_blank());
            let shown = first.map(|row| {
                row.filled().map(|(_, c)| c.text()).collect::<Vec<_>>().join(" | ")
            });
            let shown: String = shown.unwrap_or_default().chars().take(120).collect();
            report
                .add(Problem::error("no_header").with_value(shown), run.options.problems);
        }
    }
    report
}

/// The longest sheet that is looked at for forms.
const FORM_ROWS: usize = 20_000;

/// The forms of a sheet that holds forms; all of its rows are in `head` then.
fn read_forms(
    table: Option<&Table>,
    head: &mut Vec<Row>,
    rows: &mut Rows<'_>,
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
    head.extend(rows.flatten().take(FORM_ROWS));
    layout::forms(head, names, options)
}

fn read_table(
    run: &mut Run<'_>,
    sheet: &Sheet,
    table: &Table,
    head: Vec<Row>,
    rows: &mut Rows<'_>,
    report: &mut SheetReport,
) {
    let plan = Plan::new(table, sheet.ragged, run.options);
    report.kind = Some(table.kind.kind());
    report.header_rows.clone_from(&table.header_rows);
    report.set_columns(&table.columns);
    let mut last = 0;
    for row in head.iter().take(table.body) {
        report.skip(&mut last, row.number, sheet.keys.is_some());
        if !table.header_rows.contains(&row.number) {
            report.ignored_rows.push(row.number);
        }
    }
    let mut filler = Filler::new(&sheet.merges);
    note_columns(report, table, &plan, run.options);
    report.rejects.headers = plan.columns.iter().map(header_with_unit).collect();
    let source =
        Source { file: Arc::clone(&run.file), sheet: sheet.name.clone(), row: 0 };
    let mut batch = Batch { plan: &plan, source, rows: Vec::new() };
    let body = head.into_iter().skip(table.body).map(Ok).chain(rows);
    for row in body {
        let mut row = match row {
            Ok(row) => row,
            Err(problem) => {
                batch.finish(run, report);
                reject(report, run.options, problem);
                continue;
            }
        };
        report.skip(&mut last, row.number, sheet.keys.is_some());
        if passed_over(&row, table) {
            report.ignored_rows.push(row.number);
            continue;
        }
        filler.fill(&mut row, &plan);
        batch.rows.push(row);
        if batch.rows.len() >= BATCH {
            batch.finish(run, report);
        }
    }
    batch.finish(run, report);
}

/// Rows converted at a time, spread over the cores.
const BATCH: usize = 4096;

/// Rows that wait to be converted.
struct Batch<'a> {
    plan: &'a Plan,
    source: Source,
    rows: Vec<Row>,
}

impl Batch<'_> {
    /// Converts the rows and files them in their order.
    fn finish(&mut self, run: &mut Run<'_>, report: &mut SheetReport) {
        let rows = std::mem::take(&mut self.rows);
        let (plan, source, strict) = (self.plan, &self.source, run.options.strict);
        let work = |row: &Row| (convert(plan, row, source, strict), content(plan, row));
        let done: Vec<_> = rows.par_iter().with_min_len(64).map(work).collect();
        for (row, (converted, content)) in rows.iter().zip(done) {
            finish(run, report, converted, content, (plan, row));
        }
    }
}

/// Files a row that is a record, or one that is not.
fn finish(
    run: &mut Run<'_>,
    report: &mut SheetReport,
    converted: Converted,
    content: u64,
    (plan, row): (&Plan, &Row),
) {
    let Converted { row: number, record, mut problems } = converted;
    let mut accepted = None;
    if let Some(kept) = record {
        match run.identity.settle(kept, content) {
            Ok(settled) => {
                problems.extend(settled.problem.map(|problem| problem.at_row(number)));
                accepted = Some(settled.record);
            }
            Err(problem) => {
                let column =
                    plan.of(Field::Id).first().map(|at| &plan.columns[*at].header);
                let problem = problem.at_row(number);
                problems.push(match column {
                    Some(header) => problem.in_column(header),
                    None => problem,
                });
            }
        }
    }
    match accepted {
        Some(record) => {
            report.valid += 1;
            (run.sink)(record);
        }
        None => {
            report.rejected += 1;
            report.rejects.rows.push(rejected(plan, row, &problems, run.options));
        }
    }
    for problem in problems {
        report.add(problem, run.options.problems);
    }
}

/// A rejected row as it stood, with the reasons.
fn rejected(
    plan: &Plan,
    row: &Row,
    problems: &[Problem],
    options: &Options,
) -> RejectedRow {
    let worst = if options.strict { Severity::Warning } else { Severity::Error };
    RejectedRow {
        row: row.number,
        cells: super::convert::storable(plan, row),
        reasons: problems.iter().filter(|p| p.severity <= worst).cloned().collect(),
    }
}

fn reject(report: &mut SheetReport, options: &Options, problem: Problem) {
    if problem.severity == Severity::Error && problem.code != "unreadable_file" {
        report.rejected += 1;
    }
    report.add(problem, options.problems);
}

/// The header with the unit that stands elsewhere in the file, so that it stands alone.
fn header_with_unit(column: &Column) -> String {
    const UNITS: [(i64, &str); 5] = [
        (1, "元"),
        (1000, "千元"),
        (10_000, "万元"),
        (1_000_000, "百万元"),
        (100_000_000, "亿元"),
    ];
    let header = &column.header;
    let money = column.field.is_some_and(|(field, _)| field.is_money());
    let own = MoneyUnit::named_in(header).yuan.is_some();
    match UNITS.iter().find(|(yuan, _)| column.unit.yuan == Some(*yuan)) {
        Some((_, unit)) if money && !own => format!("{header}（{unit}）"),
        _ => header.clone(),
    }
}

/// Names the headers that no field took, and a column that every row would need.
fn note_columns(report: &mut SheetReport, table: &Table, plan: &Plan, options: &Options) {
    let row = table.header_rows.last().copied().unwrap_or(0);
    if !table.has_required() {
        let field = table.kind.required()[0].name();
        let problem = Problem::warning("missing_column").at_row(row).in_column(field);
        report.add(problem, options.problems);
    }
    for column in plan.columns.iter().filter(|c| c.headed && c.field.is_none()) {
        let code = if column.sensitive {
            Problem::warning("sensitive_personal_data").in_case("column")
        } else {
            Problem::info("unmapped_column")
        };
        report.add(code.at_row(row).in_column(&column.header), options.problems);
    }
}

/// What a row says, as a hash: all its cells but number and id.
fn content(plan: &Plan, row: &Row) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (column, settled) in plan.columns.iter().enumerate() {
        let own = settled.field.is_some_and(|(f, _)| matches!(f, Field::Seq | Field::Id));
        if !own {
            plan.cell(row, column).text().hash(&mut hasher);
        }
    }
    hasher.finish()
}
