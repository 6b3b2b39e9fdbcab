//! Each problem code that import knows has an input that provokes it, and a wording in
//! every language.
#![expect(clippy::disallowed_methods, reason = "the tests read fixtures")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;

use chrono::NaiveDate;
use fairmatch::domain::problem::Problem;
use fairmatch::import::{Options, SheetReport, read};
use fairmatch::text::messages::Lang;
use serde::Deserialize;

/// What must come of an input.
#[derive(Deserialize)]
struct Expected {
    input: String,
    code: String,
    severity: String,
    row: u64,
    valid: usize,
}

/// The codes that `import` can give.
const CODES: &[&str] = &[
    "ambiguous_unit",
    "date_in_past",
    "date_serial_text",
    "duplicate_id",
    "duplicate_row",
    "error_value",
    "formula_like",
    "html_like",
    "incomplete_input",
    "invalid_amount",
    "invalid_date",
    "invalid_json",
    "invalid_range",
    "invalid_uscc",
    "missing_column",
    "missing_required",
    "negative_amount",
    "no_header",
    "possible_duplicate",
    "ragged_row",
    "sensitive_personal_data",
    "several_organizations",
    "too_thin",
    "unknown_encoding",
    "unknown_vocabulary",
    "unmapped_column",
    "unreadable_file",
    "value_truncated",
];

fn reports(path: &Path) -> Vec<SheetReport> {
    let options = Options::new(NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day"));
    let mut input = File::open(path).expect("the fixture is there");
    read("input", &mut input, &options, &mut |_| ())
}

fn matches(problem: &Problem, expected: &Expected) -> bool {
    let severity = serde_json::to_value(problem.severity).expect("a severity is JSON");
    problem.code == expected.code
        && problem.row == expected.row
        && severity == expected.severity.as_str()
}

#[test]
fn every_code_is_provoked_and_worded() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/problems");
    let mut met = BTreeSet::new();
    let mut wrong = Vec::new();
    for entry in fs::read_dir(root).expect("the fixtures are there") {
        let folder = entry.expect("an entry").path();
        let Ok(text) = fs::read_to_string(folder.join("expected.json")) else { continue };
        let expected: Expected = serde_json::from_str(&text).expect("expectations");
        let reports = reports(&folder.join(&expected.input));
        let problems: Vec<&Problem> = reports.iter().flat_map(|r| &r.problems).collect();
        let valid: usize = reports.iter().map(|report| report.valid).sum();
        let found = problems.iter().any(|problem| matches(problem, &expected));
        if !found || valid != expected.valid {
            let name =
                folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            wrong.push(format!("{name}: {valid} valid, {problems:?}"));
        }
        for problem in problems {
            for lang in Lang::ALL {
                let spoken = problem.say(lang);
                assert!(!spoken.message.is_empty() && !spoken.hint.is_empty());
            }
            met.insert(problem.code);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let missing: Vec<_> = CODES.iter().filter(|code| !met.contains(**code)).collect();
    assert!(missing.is_empty(), "no input provokes {missing:?}");
}
