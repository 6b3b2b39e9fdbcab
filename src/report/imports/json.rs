//! What `import` did, as its JSON shows it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ImportedSheet;
use crate::domain::problem::SpokenProblem;
use crate::domain::{Code, Record};
use crate::import::How;
use crate::text::messages::Lang;

/// All sheets.
#[derive(Serialize)]
pub(super) struct Wire<'a> {
    pub(super) files: Vec<WireSheet<'a>>,
}

/// A sheet: how it was read and what it did.
#[derive(Serialize)]
pub(super) struct WireSheet<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    kind: Option<&'static str>,
    encoding: Option<&'static str>,
    header_rows: &'a [u64],
    columns: Vec<WireColumn<'a>>,
    unmapped: &'a [String],
    records: &'a [Record],
    ignored_rows: &'a [u64],
    problems: Vec<SpokenProblem>,
    changes: Vec<WireChange<'a>>,
    summary: WireSummary,
}

#[derive(Serialize)]
struct WireColumn<'a> {
    header: &'a str,
    field: &'static str,
    how: How,
}

#[derive(Serialize)]
struct WireChange<'a> {
    id: &'a str,
    fields: BTreeMap<&'a str, [&'a str; 2]>,
}

#[derive(Serialize)]
struct WireSummary {
    records: usize,
    valid: usize,
    inserted: usize,
    updated: usize,
    unchanged: usize,
    rejected: usize,
}

impl ImportedSheet {
    /// A sheet as its JSON shows it.
    pub(super) fn wire(&self, lang: Lang) -> WireSheet<'_> {
        let report = &self.report;
        let columns = report.columns.iter().map(|column| WireColumn {
            header: &column.header,
            field: column.field.name(),
            how: column.how,
        });
        let changes = self.changes.iter().map(|change| WireChange {
            id: &change.id,
            fields: change
                .fields
                .iter()
                .map(|(field, before, after)| (field.as_str(), [before.as_str(), after]))
                .collect(),
        });
        WireSheet {
            file: &report.file,
            sheet: report.sheet.as_deref(),
            kind: report.kind.map(Code::code),
            encoding: report.encoding,
            header_rows: &report.header_rows,
            columns: columns.collect(),
            unmapped: &report.unmapped,
            records: &self.records,
            ignored_rows: &report.ignored_rows,
            problems: report.problems.iter().map(|problem| problem.say(lang)).collect(),
            changes: changes.collect(),
            summary: WireSummary {
                records: report.valid + report.rejected,
                valid: report.valid,
                inserted: self.inserted,
                updated: self.updated,
                unchanged: self.unchanged,
                rejected: report.rejected,
            },
        }
    }
}
