//! The problems of a sheet as a table.

use crate::domain::Code as _;
use crate::domain::problem::{Problem, Severity};
use crate::import::SheetReport;
use crate::report::{Cell, Column, Table, Tone};
use crate::text::messages::{Lang, Message, say};

/// What is wrong or odd in a sheet, the worst first; `None` where nothing is. Without `all`
/// what is wrong on row after row does not bury the rest: it comes after what is rarer, a few
/// of each kind in full and the others counted.
pub(super) fn table(report: &SheetReport, all: bool, lang: Lang) -> Option<Table> {
    let total = |p: &Problem| report.counts.get(&(p.code, p.severity)).copied();
    let total = |p: &Problem| total(p).unwrap_or_default();
    let floods = |p: &Problem| !all && total(p) > 2 * few(p.severity);
    // The columns that no field took are named above the table.
    let named = |p: &Problem| p.code == "unmapped_column" && p.severity == Severity::Info;
    let told = report.problems.iter().filter(|p| !named(p));
    let mut told: Vec<&Problem> = told.collect();
    told.sort_by_key(|p| (p.severity, floods(p).then_some(p.code)));
    let mut rows = Vec::new();
    for kind in
        told.chunk_by(|a, b| floods(a) && (a.severity, a.code) == (b.severity, b.code))
    {
        if !floods(kind[0]) {
            rows.extend(kind.iter().map(|problem| row(problem, report, lang)));
            continue;
        }
        let shown = kind.iter().take(few(kind[0].severity));
        rows.extend(shown.map(|problem| row(problem, report, lang)));
        rows.push(more(kind[0].severity, total(kind[0]) - few(kind[0].severity), lang));
    }
    (!rows.is_empty()).then(|| Table { columns: columns(lang), rows })
}

/// How many problems of a kind are shown where it has more than twice as many. Every error
/// has a row to mend; what is odd on every row has one cause.
fn few(severity: Severity) -> usize {
    match severity {
        Severity::Error => 20,
        Severity::Warning | Severity::Info => 5,
    }
}

fn columns(lang: Lang) -> Vec<Column> {
    vec![
        Column::right("row", say(lang, "import-row")),
        Column::left("column", say(lang, "import-cell")),
        Column::left("severity", say(lang, "import-severity")),
        Column::left("message", say(lang, "import-message")),
        Column::left("hint", say(lang, "import-hint")),
    ]
}

fn row(problem: &Problem, report: &SheetReport, lang: Lang) -> Vec<Cell> {
    let spoken = problem.say(lang);
    let row = (spoken.row > 0).then(|| spoken.row.to_string());
    vec![
        row.map_or(Cell::Empty, Cell::from),
        spoken.column.map(|column| called(column, report, lang)).into(),
        severity(problem.severity, lang),
        spoken.message.into(),
        spoken.hint.into(),
    ]
}

/// A column as the sheet heads it; one that the sheet lacks as people call it.
fn called(column: String, report: &SheetReport, lang: Lang) -> String {
    let headed = report.columns.iter().any(|known| known.header == column);
    if headed || report.unmapped.contains(&column) {
        column
    } else {
        Message::column(&column).say(lang)
    }
}

/// How many more there are of a kind.
fn more(of: Severity, n: usize, lang: Lang) -> Vec<Cell> {
    vec![
        Cell::Empty,
        Cell::Empty,
        severity(of, lang),
        Message::new("import-more-alike").with("n", n).say(lang).into(),
        say(lang, "import-more-alike-hint").into(),
    ]
}

fn severity(severity: Severity, lang: Lang) -> Cell {
    Cell::Toned(Tone::of_severity(severity), severity.label().say(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sheet with an error in row 30 and a warning in each of some rows from 1 on.
    fn sheet(warnings: u64) -> SheetReport {
        let mut report = SheetReport::default();
        for row in 1..=warnings {
            let problem = Problem::warning("invalid_amount").with_value("?").at_row(row);
            report.add(problem, 100);
        }
        report.add(Problem::warning("too_thin").at_row(20), 100);
        report.add(Problem::error("missing_required").at_row(30), 100);
        report
    }

    /// The first cells of the table's rows.
    fn rows(report: &SheetReport, all: bool) -> Vec<String> {
        let table = table(report, all, Lang::En).unwrap();
        table.rows.iter().map(|row| words(&row[0])).collect()
    }

    fn words(cell: &Cell) -> String {
        if let Cell::Text(text) = cell { text.clone() } else { String::new() }
    }

    #[test]
    fn a_few_of_a_kind_stand_in_the_order_of_their_rows() {
        let found = rows(&sheet(10), false);
        assert_eq!(found[..2], ["30", "1"]);
        assert_eq!(found.len(), 12);
    }

    #[test]
    fn what_is_on_every_row_comes_last_and_is_counted() {
        let found = rows(&sheet(500), false);
        assert_eq!(found, ["30", "20", "1", "2", "3", "4", "5", ""]);
        let table = table(&sheet(500), false, Lang::En).unwrap();
        assert!(words(&table.rows[7][3]).contains("495"), "{table:?}");
    }

    #[test]
    fn a_file_lists_what_is_kept() {
        assert_eq!(rows(&sheet(50), true).len(), 52);
    }

    #[test]
    fn nothing_odd_is_no_table() {
        assert_eq!(table(&SheetReport::default(), false, Lang::En), None);
    }
}
