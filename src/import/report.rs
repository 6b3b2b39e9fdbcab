//! How reading a sheet went.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::field::Field;
use super::header_key::letters;
use super::mapping::{Column, How};
use crate::domain::Kind;
use crate::domain::problem::{Problem, Severity};

/// A header and the field it was mapped to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    /// The header as it stands in the file.
    pub header: String,
    /// The field.
    pub field: Field,
    /// How it came to it.
    pub how: How,
}

/// How reading a sheet went.
#[derive(Debug, Clone, Default)]
pub struct SheetReport {
    /// The file as it was named.
    pub file: Arc<str>,
    /// The sheet, where the file has several or a named one.
    pub sheet: Option<Arc<str>>,
    /// The registry its records belong to; `None`: no header was found.
    pub kind: Option<Kind>,
    /// The encoding of a text file.
    pub encoding: Option<&'static str>,
    /// The rows of the header.
    pub header_rows: Vec<u64>,
    /// The mapped columns, left to right.
    pub columns: Vec<Mapped>,
    /// The headers that no field took.
    pub unmapped: Vec<String>,
    /// Whether it is a sheet of matches that the tool wrote, to be filled in.
    pub to_fill_in: bool,
    /// Blank, title, total and notes rows.
    pub ignored_rows: Vec<u64>,
    /// Records accepted.
    pub valid: usize,
    /// Rows rejected.
    pub rejected: usize,
    /// What was odd, by row; see [`super::Options::problems`].
    pub problems: Vec<Problem>,
    /// Every problem counted, by code and severity.
    pub counts: BTreeMap<(&'static str, Severity), usize>,
    /// The rejected rows as they stood, for `--rejects`.
    pub rejects: Rejects,
    /// The cells of accepted rows as they stood, all that start in one row; see
    /// [`super::Options::rows`].
    pub rows: BTreeMap<u64, Vec<Vec<String>>>,
    /// Who answered that nothing is needed.
    pub no_need: Vec<NoNeed>,
}

/// An organization that answered that nothing is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoNeed {
    /// Its name.
    pub name: String,
    /// Its social credit code.
    pub uscc: Option<String>,
    /// What it answered.
    pub answer: String,
}

/// Rejected rows as they stood, ready to be written out and mended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rejects {
    /// The headers, units from the preamble included.
    pub headers: Vec<String>,
    /// The rows; as many cells as headers, more where a row had too many.
    pub rows: Vec<RejectedRow>,
}

/// A rejected row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RejectedRow {
    /// The row as Excel numbers it.
    pub row: u64,
    /// Its cells, identity-card numbers taken out.
    pub cells: Vec<String>,
    /// Why it was rejected.
    pub reasons: Vec<Problem>,
}

impl SheetReport {
    /// A report of a file or sheet that could not be read.
    pub(crate) fn failed(file: &Arc<str>, problem: Problem) -> Self {
        let mut report = Self { file: Arc::clone(file), ..Self::default() };
        report.add(problem, usize::MAX);
        report
    }

    /// Takes the mapping of the columns of a registry.
    pub(crate) fn set_columns(&mut self, kind: Kind, columns: &[Column]) {
        self.kind = Some(kind);
        self.to_fill_in = columns.iter().any(Column::is_left_out);
        for column in columns {
            match column.field {
                Some((field, how)) => {
                    self.columns.push(Mapped {
                        header: column.header.clone(),
                        field,
                        how,
                    });
                }
                None if column.is_unknown(kind) => {
                    self.unmapped.push(column.header.clone());
                }
                None => {}
            }
        }
    }

    /// Notes the blank rows between the last row seen and this one.
    pub(crate) fn skip(&mut self, last: &mut u64, row: u64, keyed: bool) {
        const FAR: u64 = 1000;
        if !keyed && row > *last && row - *last <= FAR {
            self.ignored_rows.extend(*last + 1..row);
        }
        *last = row;
    }

    /// Counts a problem and keeps it while there is room for more of its code.
    pub(crate) fn add(&mut self, problem: Problem, room: usize) {
        let count = self.counts.entry((problem.code, problem.severity)).or_default();
        *count += 1;
        if *count <= room {
            self.problems.push(problem);
        }
    }

    /// Rejects a record that was accepted; of several that start in its row, as forms beside
    /// each other do, the one of its title.
    pub fn turn_away(&mut self, row: u64, title: &str, reason: Problem) {
        self.valid -= 1;
        self.rejected += 1;
        let rows = self.rows.get_mut(&row).filter(|rows| !rows.is_empty());
        let cells = rows.map(|rows| {
            let own = |cells: &Vec<String>| cells.iter().any(|cell| cell == title);
            rows.remove(rows.iter().position(own).unwrap_or(0))
        });
        if let Some(cells) = cells {
            let at = self.rejects.rows.partition_point(|other| other.row <= row);
            let rejected = RejectedRow { row, cells, reasons: vec![reason] };
            self.rejects.rows.insert(at, rejected);
        }
    }

    /// Whether the file or sheet could not be read at all.
    pub fn unreadable(&self) -> bool {
        self.counts.contains_key(&("unreadable_file", Severity::Error))
    }

    /// Whether a person must look: rejected rows, no header.
    pub fn must_look(&self) -> bool {
        self.rejected > 0 || self.counts.keys().any(|(_, s)| *s == Severity::Error)
    }

    /// The code of a sheet that is not read.
    pub(crate) const PASSED_OVER: &str = "sheet_passed_over";

    /// Whether it is a sheet of another registry than was asked for.
    pub(crate) fn is_of_another_kind(&self) -> bool {
        self.counts.keys().any(|(code, _)| *code == Self::PASSED_OVER)
    }

    /// Whether it is a sheet without a table beside others that have one.
    fn is_idle(&self) -> bool {
        self.kind.is_none() && !self.unreadable() && self.sheet.is_some()
    }
}

/// The headers of `--map` that no sheet has, so that what was said of them went nowhere.
pub fn unused_maps<'a>(
    reports: &[&SheetReport],
    maps: &'a [(String, String)],
) -> Vec<&'a str> {
    let used = |header: &str| {
        let header = letters(header);
        reports.iter().any(|report| {
            let mapped = report.columns.iter().filter(|column| column.how == How::Map);
            let headers = mapped.map(|column| &column.header).chain(&report.unmapped);
            headers.into_iter().any(|known| letters(known).contains(&header))
        })
    };
    maps.iter()
        .map(|(header, _)| header.as_str())
        .filter(|header| !used(header))
        .collect()
}

/// Settles the reports of a file: beside sheets with a table, those without one are passed
/// over with a note (or without, where they are blank) and come last.
pub(crate) fn settle(reports: Vec<SheetReport>) -> Vec<SheetReport> {
    if reports.iter().all(|report| report.kind.is_none()) {
        return reports;
    }
    let (idle, mut settled): (Vec<_>, Vec<_>) =
        reports.into_iter().partition(SheetReport::is_idle);
    for mut report in idle {
        let shown = report.problems.iter().find(|p| p.code == "no_header");
        let shown = shown.map(|problem| problem.value.clone()).unwrap_or_default();
        if report.ignored_rows.is_empty() {
            continue;
        }
        if report.is_of_another_kind() {
            settled.push(report);
            continue;
        }
        report.problems.clear();
        report.counts.clear();
        report.add(Problem::info(SheetReport::PASSED_OVER).with_value(shown), usize::MAX);
        settled.push(report);
    }
    settled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_is_turned_away_later_stands_in_its_place() {
        let row = |row| RejectedRow { row, ..RejectedRow::default() };
        let mut report = SheetReport { valid: 2, rejected: 2, ..SheetReport::default() };
        report.rejects.rows = vec![row(2), row(5)];
        report.rows.insert(3, vec![vec!["甲".to_owned()], vec!["钛箔".to_owned()]]);
        report.turn_away(3, "钛箔", Problem::error("conflicting_update"));
        report.turn_away(4, "", Problem::error("conflicting_update"));
        let rows: Vec<_> = report.rejects.rows.iter().map(|row| row.row).collect();
        assert_eq!((rows, report.valid, report.rejected), (vec![2, 3, 5], 0, 4));
        assert_eq!(report.rejects.rows[1].reasons[0].code, "conflicting_update");
    }
}
