//! What import says of records, said again of those that are stored.

use std::io::Cursor;

use crate::cli::Context;
use crate::domain::problem::{Problem, Severity};
use crate::domain::{Fair, Kind, Record};
use crate::export::registry;
use crate::import::{self, EXTRA, Options};

/// What would be run in a spreadsheet: a matter of the file, which has it quoted.
const FORMULA: &str = "formula_like";

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
    let reading = context.reading();
    let options = Options { kind: Some(kind), problems: usize::MAX, ..reading };
    let mut bytes = Cursor::new(file(records, kind));
    let reports = import::read("", &mut bytes, &options, &mut |_| {});
    let problems = reports.into_iter().flat_map(|report| report.problems);
    let of_record = problems.filter_map(|problem| {
        // the first row is the header
        let at = usize::try_from(problem.row).ok()?.checked_sub(2)?;
        let of_file = problem.code == FORMULA || problem.severity == Severity::Info;
        let record = records.get(at).filter(|_| !of_file)?;
        Some(Problem { row: 0, ..problem }.about(record.id()))
    });
    of_record.collect()
}

/// Records as the rows of a file. Words that no value was made of stand where they were read.
fn file(records: &[Record], kind: Kind) -> Vec<u8> {
    let canonical = registry::canonical(kind);
    let mut header: Vec<String> = canonical.iter().map(|&name| name.to_owned()).collect();
    let mut rows = Vec::new();
    for record in records {
        let mut row = registry::row(record);
        let blank = |name: &str, row: &[(String, String)]| {
            row.iter().all(|(own, text)| own != name || text.is_empty())
        };
        for at in 0..row.len() {
            let Some(bare) = row[at].0.strip_prefix(EXTRA) else { continue };
            if canonical.contains(&bare) && blank(bare, &row) {
                let bare = bare.to_owned();
                row[at].0 = bare;
            }
        }
        for (name, _) in &row {
            if !header.contains(name) {
                header.push(name.clone());
            }
        }
        rows.push(row);
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).expect("a Vec takes any row");
    for row in rows {
        let text = |name: &String| {
            let filled = row.iter().find(|(own, text)| own == name && !text.is_empty());
            filled.map_or("", |(_, text)| text.as_str())
        };
        writer.write_record(header.iter().map(text)).expect("a Vec takes any row");
    }
    writer.into_inner().expect("a Vec takes any row")
}
