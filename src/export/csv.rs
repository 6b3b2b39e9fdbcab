//! CSV that Excel and WPS open right: UTF-8 with BOM, CRLF, no cell that is run.

use std::io::{self, Write};

use super::{Format, Style, words::words};
use crate::report::{Block, Cell, Report, Section, Table};
use crate::text::messages::Lang;

/// Comma-separated values.
pub(super) struct Csv;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn fits(&self, report: &dyn Report) -> bool {
        report.has_tables()
    }

    fn write(
        &self,
        report: &dyn Report,
        style: &Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let sections = match report.sheet(style.lang) {
            Some(sheet) => vec![Section::table("", sheet)],
            None => report.sections(style.lang),
        };
        let tables: Vec<_> = sections.iter().flat_map(tables).collect();
        out.write_all("\u{feff}".as_bytes())?;
        for (i, (heading, table)) in tables.iter().enumerate() {
            if i > 0 {
                out.write_all(b"\r\n")?;
            }
            if tables.len() > 1 && !heading.is_empty() {
                write_rows(out, std::iter::once(vec![safe(heading)]))?;
            }
            write_table(table, style.lang, out)?;
        }
        Ok(())
    }
}

fn tables(section: &Section) -> Vec<(&str, &Table)> {
    section
        .blocks
        .iter()
        .filter_map(Block::as_table)
        .map(|t| (section.heading.as_str(), t))
        .collect()
}

fn write_table(table: &Table, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let header = table.columns.iter().map(|column| safe(&column.header)).collect();
    let rows = table.rows.iter().map(|row| row.iter().map(|c| field(c, lang)).collect());
    write_rows(out, std::iter::once(header).chain(rows))
}

/// Writes rows as a spreadsheet program writes them.
pub(super) fn write_rows(
    out: &mut dyn Write,
    rows: impl Iterator<Item = Vec<String>>,
) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(out);
    for row in rows {
        writer.write_record(&row).map_err(refused)?;
    }
    writer.flush()
}

/// What the system refused, as it says it: wrapped in an error of the writer's own, a broken
/// pipe or a full disk would no longer be known as such.
fn refused(error: csv::Error) -> io::Error {
    let csv::ErrorKind::Io(error) = error.into_kind() else {
        return io::ErrorKind::InvalidData.into();
    };
    error
}

/// Amounts as plain yuan, so that a spreadsheet can count with them.
fn field(cell: &Cell, lang: Lang) -> String {
    if let Cell::Yuan(amount) = cell {
        return amount.to_string();
    }
    let words = words(cell, lang);
    if cell.is_text() { safe(&words) } else { words }
}

/// A cell that a spreadsheet would run gets a leading `'`: one that starts with `=`, `@`,
/// tab or CR, or with `+`/`-` unless it is a number or a phone with at most a unit.
pub fn safe(text: &str) -> String {
    let runs = match text.chars().next() {
        Some('=' | '@' | '\t' | '\r') => true,
        Some('+' | '-') => !is_honest(&text[1..]),
        _ => false,
    };
    if runs { format!("'{text}") } else { text.to_owned() }
}

/// Digits, spaces and separators, then at most a short unit: `40℃`, `86 138 0000 0000`.
fn is_honest(rest: &str) -> bool {
    let figures = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | '-');
    let unit = rest.trim_start_matches(figures);
    let number = &rest[..rest.len() - unit.len()];
    let plain =
        |c: char| c.is_alphabetic() || matches!(c, '℃' | '°' | '%' | '％' | '/' | '㎡');
    number.contains(|c: char| c.is_ascii_digit())
        && unit.chars().count() <= 4
        && unit.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_refuses_is_passed_on_as_it_is() {
        let mut full = &mut [0_u8; 4][..];
        let rows = std::iter::repeat_n(vec!["x".repeat(10_000)], 2);
        let error = write_rows(&mut full, rows).expect_err("there is no room");
        assert_eq!(error.kind(), io::ErrorKind::WriteZero);
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_neutralised() {
        for bad in ["=1+1", "@SUM(A1)", "\tx", "-2+3", "+cmd|' /C calc'!A0", "-"] {
            assert_eq!(safe(bad), format!("'{bad}"));
        }
        for honest in ["-40℃", "+86 138 0000 0000", "-3.5", "a=b", ""] {
            assert_eq!(safe(honest), honest);
        }
    }
}
