//! Survey workbooks saved by `LibreOffice` in its other formats: the same records come back.
#![expect(clippy::disallowed_methods, reason = "the tests read fixtures")]

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::NaiveDate;
use fairmatch::domain::Record;
use fairmatch::import::{Options, read};
use libtest_mimic::Failed;
use serde_json::Value;

use crate::tools::{ensure, run};

/// Fixtures of one sheet and of several, with merged and typed cells, with hidden sheets.
const BOOKS: &[&str] = &[
    "two_row_header/groups.xlsx",
    "merged_down/merged.xlsx",
    "typed_cells_hidden_sheet/typed.xlsx",
    "form_xlsx/form.xlsx",
    "sheets_of_many_kinds/all.xlsx",
];

/// Those that a text of one sheet, without merged and typed cells, can hold.
const TEXTS: &[&str] = &["two_row_header/groups.xlsx", "form_xlsx/form.xlsx"];

/// Filters of `LibreOffice`: the extension, and the options of a text in GB18030.
const GB18030: &str = "csv:Text - txt - csv (StarCalc):44,34,85,1";

pub(crate) fn same_records() -> Result<(), Failed> {
    for format in ["xlsx", "xls", "ods"] {
        saved_and_read(BOOKS, format)?;
    }
    saved_and_read(TEXTS, GB18030)
}

/// Saves the fixtures in a format and compares what comes back.
fn saved_and_read(fixtures: &[&str], format: &str) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let paths: Vec<PathBuf> = fixtures.iter().map(|name| fixture(name)).collect();
    let profile =
        format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    run(Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", format, "--outdir"])
        .arg(folder.path())
        .args(&paths))?;
    let extension = format.split(':').next().unwrap_or(format);
    for path in &paths {
        let name = path.with_extension(extension);
        let saved = folder.path().join(name.file_name().unwrap_or_default());
        let (before, after) = (records(path)?, records(&saved)?);
        let what = format!("{} as {format}:\n{before:#?}\n{after:#?}", path.display());
        ensure(!before.is_empty() && before == after, what)?;
    }
    Ok(())
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/surveys").join(name)
}

/// The records of a file without their places.
fn records(path: &Path) -> Result<Vec<Value>, Failed> {
    let options = Options::new(NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day"));
    let mut records: Vec<Record> = Vec::new();
    read("survey", &mut File::open(path)?, &options, &mut |record| records.push(record));
    let json = records.iter().map(|record| {
        let mut json = record.json()?;
        if let Some(object) = json.as_object_mut() {
            object.remove("source");
        }
        Ok(json)
    });
    json.collect()
}
