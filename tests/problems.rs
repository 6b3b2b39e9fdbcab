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

/// What a problem's code stands behind.
const MAKERS: &[&str] =
    &["Problem::error(", "Problem::warning(", "Problem::info(", "Problem::new("];

/// Codes that reach a problem through a variable, where its sources do not show them.
const UNSEEN: &[&str] = &["error_value"];

/// The codes that `import` can give, read off its sources.
fn codes() -> BTreeSet<String> {
    let mut codes: BTreeSet<String> =
        UNSEEN.iter().map(|&code| code.to_owned()).collect();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the sources are there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("tests.rs") {
                let text = fs::read_to_string(path).expect("sources are UTF-8");
                let code = text.split("#[cfg(test)]\nmod tests {").next();
                codes.extend(codes_in(code.unwrap_or_default()));
            }
        }
    }
    codes
}

fn codes_in(text: &str) -> impl Iterator<Item = String> {
    let calls = MAKERS.iter().flat_map(|maker| text.split(maker).skip(1));
    calls.filter_map(|call| {
        let code = call.split(')').next()?.split('"').nth(1)?;
        let word =
            !code.is_empty() && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        word.then(|| code.to_owned())
    })
}

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
    let codes = codes();
    assert!(codes.len() > 30, "{codes:?}");
    let missing: Vec<_> =
        codes.iter().filter(|code| !met.contains(code.as_str())).collect();
    assert!(missing.is_empty(), "no input provokes {missing:?}");
}
