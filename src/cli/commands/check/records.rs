//! What import says of records, said again of those that are stored.

use crate::cli::commands::edit;
use crate::cli::{Context, reread};
use crate::domain::problem::{Problem, Severity};
use crate::domain::{Fair, Kind, Record};
use crate::export::registry;
use crate::import::{EXTRA, Options};

/// What would be run in a spreadsheet: a matter of the file, which has it quoted.
const FORMULA: &str = "formula_like";

/// A deadline that has passed: of needs the check itself says so, where nothing was signed.
const PASSED: &str = "date_in_past";

/// Records that are read at once: files as large as a registry would take its memory again.
const BATCH: usize = 10_000;

/// What is doubtful about the values of stored records: each registry is written as files
/// and read as import reads it.
pub(super) fn problems(context: &Context, fair: &Fair) -> Vec<Problem> {
    let mut found = Vec::new();
    for kind in registry::kinds(fair) {
        for records in fair.records(kind).chunks(BATCH) {
            found.extend(of_batch(context, records, kind));
        }
    }
    found
}

fn of_batch(context: &Context, records: &[Record], kind: Kind) -> Vec<Problem> {
    let options = Options { problems: usize::MAX, ..context.reading() };
    let rows: Vec<_> = records.iter().map(as_read).collect();
    let reports = reread::rows(kind, &rows, &options, &mut |_| {});
    let problems = reports.into_iter().flat_map(|report| report.problems);
    let of_record = problems.filter_map(|problem| {
        // the first row is the header
        let at = usize::try_from(problem.row).ok()?.checked_sub(2)?;
        let of_file = problem.code == FORMULA || problem.severity == Severity::Info;
        let told = problem.code == PASSED && kind == Kind::Needs;
        let record = records.get(at).filter(|_| !of_file && !told)?;
        Some(Problem { row: 0, ..problem }.about(record.id()))
    });
    of_record.collect()
}

/// A record as a row, where words that no value was made of stand where they were read.
fn as_read(record: &Record) -> Vec<(String, String)> {
    let mut row = edit::row(record);
    for at in 0..row.len() {
        let (name, text) = row[at].clone();
        let Some(bare) = name.strip_prefix(EXTRA) else { continue };
        let blank = row.iter_mut().find(|(own, text)| own == bare && text.is_empty());
        if let Some((_, cell)) = blank {
            *cell = text;
            row[at].1.clear();
        }
    }
    row
}
