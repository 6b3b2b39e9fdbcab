//! How reading files went: sheet by sheet, problem by problem.

mod problems;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Block, Cell, Column, Report, Section, Table};
use crate::domain::Code as _;
use crate::domain::Record;
use crate::domain::problem::{Problem, Severity, SpokenProblem};
use crate::import::SheetReport;
use crate::text::messages::{Lang, Message, say};

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
    /// Records that change others, and how.
    pub updated: usize,
    /// The changes, as many as are shown.
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
}

#[derive(Serialize)]
struct Wire<'a> {
    files: Vec<WireSheet<'a>>,
}

#[derive(Serialize)]
struct WireSheet<'a> {
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
    how: crate::import::How,
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
    fn wire(&self, lang: Lang) -> WireSheet<'_> {
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
            kind: report.kind.map(crate::domain::Code::code),
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

    fn heading(&self, lang: Lang) -> String {
        name(&self.report, lang)
    }
}

/// The sheet as people name it.
fn name(report: &SheetReport, lang: Lang) -> String {
    match &report.sheet {
        None => report.file.to_string(),
        Some(sheet) => Message::new("import-sheet")
            .with("file", &*report.file)
            .with("sheet", &**sheet)
            .say(lang),
    }
}

impl Imported {
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
    Section { heading: sheet.heading(lang), blocks }
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
            let guessed = column.how == crate::import::How::Fuzzy;
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
                Cell::from(field.as_str()),
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

/// What is wrong or odd in a sheet, for a report of other problems: each is about its place,
/// `file:row` or `file:sheet:row`.
pub fn reading_problems(report: &SheetReport) -> impl Iterator<Item = Problem> {
    let of_note = |problem: &&Problem| problem.severity != Severity::Info;
    report.problems.iter().filter(of_note).map(|problem| {
        let row = (problem.row > 0).then(|| problem.row.to_string());
        let place = [Some(&*report.file), report.sheet.as_deref(), row.as_deref()];
        let place: Vec<&str> = place.into_iter().flatten().collect();
        problem.clone().about(place.join(":"))
    })
}

/// A few lines on a sheet that needs a person's look, for commands that read files on
/// their way to something else.
pub fn reading_notes(report: &SheetReport, lang: Lang) -> Vec<String> {
    let errors = report.problems.iter().filter(|p| p.severity == Severity::Error);
    let total: usize = report
        .counts
        .iter()
        .filter(|((_, severity), _)| *severity == Severity::Error)
        .map(|(_, count)| count)
        .sum();
    let mut lines: Vec<String> = errors
        .take(10)
        .map(|problem| {
            let spoken = problem.say(lang);
            let key =
                if spoken.row == 0 { "import-note-file" } else { "import-note-row" };
            Message::new(key)
                .with("file", name(report, lang))
                .with("row", spoken.row.to_string())
                .with("message", spoken.message)
                .with("hint", spoken.hint)
                .say(lang)
        })
        .collect();
    if total > lines.len() {
        let more = Message::new("import-more-problems").with("n", total - lines.len());
        lines.push(more.say(lang));
    }
    lines
}
