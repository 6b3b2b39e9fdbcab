//! What import says of records, said again of those that are stored.

use std::io::Cursor;

use crate::cli::Context;
use crate::domain::Fair;
use crate::domain::problem::{Problem, Severity};
use crate::export::registry;
use crate::import::{self, Options};

/// What would be run in a spreadsheet: a matter of the file, which has it quoted.
const FORMULA: &str = "formula_like";

/// What is doubtful about the values of stored records: each registry is written as a file
/// and read as import reads it.
pub(super) fn problems(context: &Context, fair: &Fair) -> Vec<Problem> {
    let mut found = Vec::new();
    for kind in registry::kinds(fair) {
        let records = fair.records(kind);
        let mut bytes = Vec::new();
        registry::write(&records, kind, &mut bytes).expect("a Vec takes all");
        let reading = context.reading();
        let options = Options { kind: Some(kind), problems: usize::MAX, ..reading };
        let reports = import::read("", &mut Cursor::new(bytes), &options, &mut |_| {});
        for problem in reports.into_iter().flat_map(|report| report.problems) {
            // the first row is the header
            let at = usize::try_from(problem.row).ok().and_then(|row| row.checked_sub(2));
            let record = at.and_then(|at| records.get(at));
            let of_file = problem.code == FORMULA || problem.severity == Severity::Info;
            if let Some(record) = record.filter(|_| !of_file) {
                found.push(Problem { row: 0, ..problem }.about(record.id()));
            }
        }
    }
    found
}
