//! Bytes → grid → header found → fields mapped → records + problems.
//!
//! [`read`] takes any file an office sends and gives its records one by one to a sink, so
//! that a file of any length is read in bounded memory, with a [`SheetReport`] a sheet:
//!
//! 1. [`formats`] recognises the format by content and gives rows of cells with Excel's
//!    row numbers;
//! 2. [`layout`] finds the table: title, preamble, header of one or more rows, body, notes;
//! 3. [`mapping`] maps headers to [`Field`]s by the words of `data/aliases/*.toml`;
//! 4. [`convert`] makes a row a record, each cell by the rules of [`value`];
//! 5. [`identity`] gives ids and finds repeated rows.
//!
//! Adding an alias is a word in a file of `data/aliases`; a format is a file in `formats`
//! and an arm in `formats::read`.

mod alias;
mod choice;
mod contents;
mod convert;
mod dialect;
mod encoding;
mod field;
mod fill;
mod formats;
mod fuzzy;
mod grid;
mod header_key;
mod identity;
mod layout;
mod mapping;
mod merge;
mod names;
mod options;
mod question;
mod raw_column;
mod report;
mod seal;
mod sheet;
mod sheet_kind;
mod table_plan;
pub mod value;
mod whose;

pub use contents::Contents;
pub(crate) use convert::words;
pub use dialect::{Dialect, DialectError, HeaderRows};
pub use field::Field;
pub use formats::ReadSeek;
pub use identity::Identity;
pub(crate) use mapping::EXTRA;
pub use mapping::How;
pub use merge::{FieldChange, id_beside, merged};
pub use options::Options;
pub use report::{Mapped, NoNeed, RejectedRow, Rejects, SheetReport, unused_maps};
pub use sheet_kind::SheetKind;

use std::sync::Arc;

use crate::domain::Record;
use crate::domain::problem::Problem;

/// Reads a file: its records go to the sink in their order, with ids that are unique within
/// the file; how it went comes back sheet by sheet. Nothing fails: a file that cannot be
/// read gives a report with the problem `unreadable_file`.
///
/// `name` is the file as the user named it; it stands in every record's source.
pub fn read(
    name: &str,
    input: &mut dyn ReadSeek,
    options: &Options,
    sink: &mut dyn FnMut(Record),
) -> Vec<SheetReport> {
    read_one_of((name, input), options, &mut Identity::default(), sink)
}

/// Reads one of the files of a registry, `identity` being what those before have left: ids are
/// unique over all of them.
pub fn read_one_of(
    (name, input): (&str, &mut dyn ReadSeek),
    options: &Options,
    identity: &mut Identity,
    sink: &mut dyn FnMut(Record),
) -> Vec<SheetReport> {
    let file: Arc<str> = name.into();
    let mut run = sheet::Run {
        file: Arc::clone(&file),
        options,
        identity,
        party: None,
        others: true,
        sink,
    };
    let mut reports = sheets(&mut run, input);
    if reports.iter().all(|report| report.kind.is_none())
        && reports.iter().any(SheetReport::is_of_another_kind)
    {
        // no sheet is what the file was said to hold: then it is as it was said
        (run.others, run.party) = (false, None);
        reports = sheets(&mut run, input);
    }
    if reports.is_empty() {
        reports.push(SheetReport::failed(
            &file,
            Problem::error("no_header").in_case("none"),
        ));
    }
    report::settle(reports)
}

/// Reads the sheets of a file one after the other.
fn sheets(run: &mut sheet::Run<'_>, input: &mut dyn ReadSeek) -> Vec<SheetReport> {
    let file = Arc::clone(&run.file);
    let format = match formats::sniff(input) {
        Ok(format) => format,
        Err(problem) => return vec![SheetReport::failed(&file, problem)],
    };
    let mut reports = Vec::new();
    let only = run.options.sheet.as_deref();
    let outcome = formats::read(format, input, only, &mut |sheet, rows| {
        reports.extend(sheet::read(run, &sheet, rows));
    });
    if let Err(problem) = outcome {
        reports.push(SheetReport::failed(&file, problem));
    }
    reports
}
