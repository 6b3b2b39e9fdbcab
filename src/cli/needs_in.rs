//! Needs that come as lines of JSON on stdin.

use std::io::{Cursor, Read as _};

use anyhow::Result;
use serde_json::Value;

use super::Context;
use crate::domain::{Kind, Need, Record};
use crate::import::{self, Options};

/// All needs of stdin.
pub(crate) fn all(context: &Context) -> Result<Vec<Need>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(of_lines(context, &String::from_utf8_lossy(&bytes), &mut 0))
}

/// The needs of some lines, the first of which follows the line `row`. What is wrong with
/// a line is said on stderr, and the others go on.
pub(crate) fn of_lines(context: &Context, lines: &str, row: &mut u64) -> Vec<Need> {
    let mut needs = Vec::new();
    for line in lines.lines() {
        *row += 1;
        if line.trim().is_empty() {
            continue;
        }
        match whole(line) {
            Some(mut need) => {
                need.source.row = *row;
                needs.push(need);
            }
            None => by_columns(context, line, *row, &mut needs),
        }
    }
    needs
}

/// A need as `show` and `list` write it, its parts nested.
fn whole(line: &str) -> Option<Need> {
    let value: Value = serde_json::from_str(line).ok()?;
    let nested = value.get("organization").is_some_and(Value::is_object);
    let need: Need = nested.then(|| serde_json::from_value(value).ok())??;
    (!need.id.is_empty() && !need.title.is_empty()).then_some(need)
}

/// A need as an object of canonical column names.
fn by_columns(context: &Context, line: &str, row: u64, needs: &mut Vec<Need>) {
    let options = Options { kind: Some(Kind::Needs), ..context.reading() };
    let mut bytes = Cursor::new(format!("[{line}]").into_bytes());
    let reports = import::read("-", &mut bytes, &options, &mut |record| {
        if let Record::Needs(mut need) = record {
            need.source.row = row;
            needs.push(need);
        }
    });
    context.note_reading(&reports);
}
