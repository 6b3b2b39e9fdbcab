//! Rejected rows with the reasons in a last column, ready to be mended and read again.

use serde::Serialize;

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

#[derive(Serialize)]
struct Line {
    row: u64,
    cells: std::collections::BTreeMap<String, String>,
    reasons: Vec<String>,
}

impl RejectTable {
    /// How many columns the longest row takes: cells too many stand behind the headers.
    fn width(&self) -> usize {
        let longest = self.rows.iter().map(|row| row.cells.len()).max();
        longest.unwrap_or(0).max(self.headers.len())
    }

    /// The names of the cells of a row: those too many have but a number.
    fn names(&self) -> impl Iterator<Item = String> + '_ {
        self.headers.iter().cloned().chain((1..).map(|n: usize| format!("+{n}")))
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
            let width = table.width();
            let blank = (table.headers.len()..width).map(|_| "");
            let headers = table.headers.iter().map(String::as_str).chain(blank);
            let mut columns: Vec<Column> =
                headers.map(|header| Column::left("cell", header)).collect();
            columns
                .push(Column::left("reject_reason", say(lang, "import-reject-reason")));
            let rows = table.rows.iter().map(|row| {
                let mut cells: Vec<Cell> =
                    row.cells.iter().map(|c| Cell::from(c.as_str())).collect();
                cells.resize(width, Cell::from(""));
                cells.push(reasons(row, lang).join("; ").into());
                cells
            });
            Section::table(&table.name, Table { columns, rows: rows.collect() })
        };
        self.tables.iter().map(section).collect()
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let lines = self.tables.iter().flat_map(|table| {
            table.rows.iter().map(move |row| Line {
                row: row.row,
                cells: table.names().zip(row.cells.iter().cloned()).collect(),
                reasons: reasons(row, lang),
            })
        });
        Box::new(lines.collect::<Vec<_>>())
    }
}

fn reasons(row: &crate::import::RejectedRow, lang: Lang) -> Vec<String> {
    row.reasons.iter().map(|problem| problem.say(lang).message).collect()
}
