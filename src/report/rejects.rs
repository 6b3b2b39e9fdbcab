//! Rejected rows with the reasons in a last column, ready to be mended and read again.

use super::{Cell, Column, Report, Section, Table};
use crate::import::SheetReport;
use crate::text::messages::{Lang, say};

/// The rejected rows of a run; sheets with the same headers are one table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rejected {
    tables: Vec<RejectTable>,
}

#[derive(Debug, Clone, PartialEq)]
struct RejectTable {
    name: String,
    headers: Vec<String>,
    rows: Vec<crate::import::RejectedRow>,
}

impl RejectTable {
    /// How many columns the longest row takes: cells too many stand behind the headers.
    fn width(&self) -> usize {
        let longest = self.rows.iter().map(|row| row.cells.len()).max();
        longest.unwrap_or(0).max(self.headers.len())
    }

    /// The header and the rows, with the reasons last.
    fn lines(&self, lang: Lang) -> Vec<Vec<String>> {
        let width = self.width();
        let line = |cells: &[String], last: String| {
            let mut line = cells.to_vec();
            line.resize(width, String::new());
            line.push(last);
            line
        };
        let head = line(&self.headers, say(lang, "import-reject-reason").to_owned());
        let rows =
            self.rows.iter().map(|row| line(&row.cells, reasons(row, lang).join("; ")));
        std::iter::once(head).chain(rows).collect()
    }
}

impl Rejected {
    /// Gathers the rejected rows of sheets.
    pub fn of<'a>(reports: impl Iterator<Item = &'a SheetReport>) -> Self {
        let mut tables: Vec<RejectTable> = Vec::new();
        for report in reports.filter(|report| !report.rejects.rows.is_empty()) {
            let rejects = &report.rejects;
            let same = |table: &&mut RejectTable| table.headers == rejects.headers;
            match tables.iter_mut().find(same) {
                Some(table) => table.rows.extend(rejects.rows.iter().cloned()),
                None => tables.push(RejectTable {
                    name: report.kind.map_or("", crate::domain::Code::code).to_owned(),
                    headers: rejects.headers.clone(),
                    rows: rejects.rows.clone(),
                }),
            }
        }
        Self { tables }
    }

    /// The lines of a file of all tables; where there are several, each under its name and
    /// behind a blank.
    fn all_lines(&self, lang: Lang) -> Vec<Vec<String>> {
        let several = self.tables.len() > 1;
        let lines = self.tables.iter().enumerate().flat_map(|(at, table)| {
            let blank = (at > 0).then(Vec::new);
            let name = several.then(|| vec![table.name.clone()]);
            blank.into_iter().chain(name).chain(table.lines(lang))
        });
        lines.collect()
    }
}

impl Report for Rejected {
    fn name(&self) -> &'static str {
        "rejects"
    }

    fn title(&self, lang: Lang) -> String {
        say(lang, "import-rejects").to_owned()
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let section = |table: &RejectTable| {
            let mut lines = table.lines(lang).into_iter();
            let mut columns: Vec<Column> = lines
                .next()
                .into_iter()
                .flatten()
                .map(|header| Column::left("cell", &header))
                .collect();
            if let Some(last) = columns.last_mut() {
                last.key = "reject_reason";
            }
            let rows = lines.map(|cells| cells.into_iter().map(Cell::from).collect());
            Section::table(&table.name, Table { columns, rows: rows.collect() })
        };
        self.tables.iter().map(section).collect()
    }

    /// Rows of cells, the first one being the header: as a sheet they read back.
    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(self.all_lines(lang))
    }

    fn lines<'a>(&'a self, lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        let line = |line| -> Box<dyn erased_serde::Serialize + 'a> { Box::new(line) };
        self.all_lines(lang).into_iter().map(line).collect()
    }
}

fn reasons(row: &crate::import::RejectedRow, lang: Lang) -> Vec<String> {
    row.reasons.iter().map(|problem| problem.say(lang).message).collect()
}
