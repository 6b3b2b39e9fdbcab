//! How reading files went: sheet by sheet, problem by problem.

mod json;
mod problems;
mod reading;

pub use reading::{reading_notes, reading_problems};

use std::collections::BTreeSet;

use super::{Block, Cell, Column, Report, Section, Table};
use crate::domain::{Code as _, Record};
use crate::import::{How, SheetReport};
use crate::text::messages::{Lang, Message, say};
use json::Wire;
use reading::name;

/// A record that a file changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportChange {
    /// The record's id.
    pub id: String,
    /// Field, value before, value after.
    pub fields: Vec<(String, String, String)>,
}

/// A sheet with what it does to the fair.
#[derive(Debug, Clone, Default)]
pub struct ImportedSheet {
    /// How reading went.
    pub report: SheetReport,
    /// The accepted records, where they are wanted.
    pub records: Vec<Record>,
    /// Records that are new.
    pub inserted: usize,
    /// Records that change others.
    pub updated: usize,
    /// What they change, as far as it is shown.
    pub changes: Vec<ImportChange>,
    /// Records that are there already.
    pub unchanged: usize,
}

/// What `import` did, or would do.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// The sheets, in the order they were read.
    pub sheets: Vec<ImportedSheet>,
    /// Whether nothing was stored.
    pub dry_run: bool,
    /// Whether tables show every problem; otherwise a few of each kind, and how many more.
    pub all: bool,
}

impl Imported {
    /// How it went as anybody may know it: without the records and what changed in them, and
    /// with masked cells.
    #[must_use]
    pub fn published(mut self, masked: impl Fn(&str) -> String) -> Self {
        for sheet in &mut self.sheets {
            sheet.records.clear();
            sheet.changes.clear();
            for problem in &mut sheet.report.problems {
                problem.value = masked(&problem.value);
            }
        }
        self
    }

    /// All sheets together, and those that a person must look at: the end of a long report
    /// is what is read.
    fn total(&self, lang: Lang) -> Option<Section> {
        if self.sheets.len() < 3 {
            return None;
        }
        let sum =
            |of: fn(&ImportedSheet) -> usize| self.sheets.iter().map(of).sum::<usize>();
        let files: BTreeSet<&str> =
            self.sheets.iter().map(|sheet| &*sheet.report.file).collect();
        let text = Message::new("import-total")
            .with("files", files.len())
            .with("valid", sum(|sheet| sheet.report.valid))
            .with("inserted", sum(|sheet| sheet.inserted))
            .with("updated", sum(|sheet| sheet.updated))
            .with("unchanged", sum(|sheet| sheet.unchanged))
            .with("rejected", sum(|sheet| sheet.report.rejected));
        let mut blocks = vec![Block::Text(text.say(lang))];
        let look = self.sheets.iter().filter(|sheet| sheet.report.must_look());
        let lines: Vec<String> =
            look.flat_map(|sheet| reading_notes(&sheet.report, lang)).collect();
        if !lines.is_empty() {
            blocks.push(Block::Text(say(lang, "import-look").to_owned()));
            blocks.push(Block::Points(lines));
        }
        Some(Section { heading: say(lang, "import-all").to_owned(), blocks })
    }
}

impl Report for Imported {
    fn name(&self) -> &'static str {
        "import"
    }

    fn title(&self, lang: Lang) -> String {
        let key = if self.dry_run { "import-title-dry" } else { "import-title" };
        say(lang, key).to_owned()
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let sheets = self.sheets.iter().map(|sheet| section(sheet, self.all, lang));
        sheets.chain(self.total(lang)).collect()
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(Wire {
            files: self.sheets.iter().map(|sheet| sheet.wire(lang)).collect(),
        })
    }

    fn lines<'a>(&'a self, lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        let line = |sheet: &'a ImportedSheet| -> Box<dyn erased_serde::Serialize + 'a> {
            Box::new(sheet.wire(lang))
        };
        self.sheets.iter().map(line).collect()
    }
}

fn section(sheet: &ImportedSheet, all: bool, lang: Lang) -> Section {
    let report = &sheet.report;
    let mut blocks = vec![Block::Text(summary(sheet, lang))];
    if !report.columns.is_empty() {
        blocks.push(Block::Text(mapping(report, lang)));
    }
    if !report.unmapped.is_empty() {
        let text =
            Message::new("import-unmapped").with("headers", report.unmapped.clone());
        blocks.push(Block::Text(text.say(lang)));
    }
    blocks.extend(problems::table(report, all, lang).map(Block::Table));
    if !sheet.changes.is_empty() {
        blocks.push(Block::Table(changes(sheet, lang)));
    }
    Section { heading: name(&sheet.report, lang), blocks }
}

fn summary(sheet: &ImportedSheet, lang: Lang) -> String {
    let report = &sheet.report;
    let Some(kind) = report.kind else { return say(lang, "import-nothing").to_owned() };
    Message::new("import-summary")
        .with("kind", kind.label())
        .with("records", report.valid + report.rejected)
        .with("valid", report.valid)
        .with("inserted", sheet.inserted)
        .with("updated", sheet.updated)
        .with("unchanged", sheet.unchanged)
        .with("rejected", report.rejected)
        .say(lang)
}

/// `需求名称 → title` for every column.
fn mapping(report: &SheetReport, lang: Lang) -> String {
    let pairs: Vec<Message> = report
        .columns
        .iter()
        .map(|column| {
            let guessed = column.how == How::Fuzzy;
            let key = if guessed { "import-column-guessed" } else { "import-column" };
            Message::new(key)
                .with("header", &column.header)
                .with("field", column.field.name())
        })
        .collect();
    Message::new("import-columns").with("columns", pairs).say(lang)
}

fn changes(sheet: &ImportedSheet, lang: Lang) -> Table {
    let columns = vec![
        Column::left("id", say(lang, "import-id")),
        Column::left("field", say(lang, "import-field")),
        Column::left("before", say(lang, "import-before")),
        Column::left("after", say(lang, "import-after")),
    ];
    let rows = sheet.changes.iter().flat_map(|change| {
        change.fields.iter().map(|(field, before, after)| {
            vec![
                Cell::from(change.id.as_str()),
                Cell::from(Message::column(field).say(lang)),
                Cell::from(before.as_str()),
                Cell::from(after.as_str()),
            ]
        })
    });
    Table { columns, rows: rows.collect() }
}

/// The row that a record was read from.
pub fn row(record: &Record) -> u64 {
    let json = record.json().unwrap_or_default();
    json.pointer("/source/row").and_then(serde_json::Value::as_u64).unwrap_or(0)
}
