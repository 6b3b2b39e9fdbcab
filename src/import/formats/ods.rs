//! ODS, the workbooks of `LibreOffice`: `content.xml` row by row.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "XML events and JSON values that say nothing here are passed over"
)]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::workbook::iso;
use super::{Merge, ReadSeek, Sheet, Visit, choose, guard};
use crate::domain::problem::Problem;
use crate::import::grid::{Cell, Row};
use crate::import::value::{UNCALCULATED, is_error};

/// How often a filled cell may be repeated: honest sheets repeat a handful.
const CELLS: usize = 256;
/// How often a filled row may be repeated.
const ROWS: u64 = 10_000;

/// Reads every visible sheet, or the one asked for.
pub(super) fn read(
    input: &mut dyn ReadSeek,
    only: Option<&str>,
    visit: &mut Visit<'_>,
) -> Result<(), Problem> {
    let (mut archive, _) = guard::opened(input)?;
    let content = archive.by_name("content.xml").map_err(|e| guard::broken(&e))?;
    let mut tables = Tables::new(BufReader::new(content));
    let mut all = Vec::new();
    while let Some(table) = tables.next().map_err(|e| broken(&e))? {
        all.push(table);
    }
    let names: Vec<(String, bool)> =
        all.iter().map(|t| (t.name.clone(), t.visible)).collect();
    let chosen = choose(&names, only)?;
    let beside = chosen.len() > 1;
    for table in all.into_iter().filter(|table| chosen.contains(&table.name)) {
        let name = Some(table.name.as_str().into());
        let sheet = Sheet { name, merges: table.merges, beside, ..Sheet::default() };
        let rows = table.rows.into_iter().map(Ok);
        visit(sheet, &mut rows.chain(table.problems.into_iter().map(Err)));
    }
    Ok(())
}

fn broken(error: &quick_xml::Error) -> Problem {
    Problem::error("unreadable_file").in_case("broken").with_value(error.to_string())
}

struct Table {
    name: String,
    visible: bool,
    rows: Vec<Row>,
    merges: Vec<Merge>,
    /// What was not read.
    problems: Vec<Problem>,
}

impl Table {
    /// Adds a row that says something, as often as it is repeated.
    fn push(&mut self, row: &Row, repeat: u64) {
        if row.is_blank() {
            return;
        }
        for at in 0..repeat.min(ROWS) {
            let mut copy = row.clone();
            copy.number = copy.number.saturating_add(at);
            self.rows.push(copy);
        }
        if repeat > ROWS {
            let problem = Problem::warning("incomplete_input").in_case("repeated");
            self.problems.push(problem.at_row(row.number).with("n", repeat - ROWS));
        }
    }
}

/// The tables of a content.xml.
struct Tables<R: BufRead> {
    xml: Reader<R>,
    buffer: Vec<u8>,
    /// Styles of hidden tables.
    hidden: BTreeSet<String>,
    style: String,
}

/// A cell while it is read.
#[derive(Default)]
struct Open {
    text: String,
    value: Option<Cell>,
    /// Whether it is a formula whose result the file does not hold.
    uncalculated: bool,
    repeat: usize,
    span: (u64, usize),
    paragraphs: usize,
    /// Inside a comment, whose text is not the cell's.
    comment: bool,
}

impl<R: BufRead> Tables<R> {
    fn new(content: R) -> Self {
        let xml = Reader::from_reader(content);
        Self { xml, buffer: Vec::new(), hidden: BTreeSet::new(), style: String::new() }
    }

    /// Reads the next table.
    fn next(&mut self) -> quick_xml::Result<Option<Table>> {
        loop {
            self.buffer.clear();
            let event = self.xml.read_event_into(&mut self.buffer)?;
            match event {
                Event::Eof => return Ok(None),
                Event::Start(tag) if tag.name().as_ref() == "style:style" => {
                    self.style = attribute(&tag, "style:name").unwrap_or_default();
                }
                Event::Empty(tag) | Event::Start(tag)
                    if tag.name().as_ref() == "style:table-properties"
                        && attribute(&tag, "table:display").as_deref()
                            == Some("false") =>
                {
                    self.hidden.insert(self.style.clone());
                }
                Event::Start(tag) if tag.name().as_ref() == "table:table" => {
                    let style = attribute(&tag, "table:style-name").unwrap_or_default();
                    let table = Table {
                        name: attribute(&tag, "table:name").unwrap_or_default(),
                        visible: !self.hidden.contains(&style),
                        rows: Vec::new(),
                        merges: Vec::new(),
                        problems: Vec::new(),
                    };
                    return self.table(table).map(Some);
                }
                _ => {}
            }
        }
    }

    fn table(&mut self, table: Table) -> quick_xml::Result<Table> {
        let mut reading = Reading::of(table);
        loop {
            self.buffer.clear();
            match self.xml.read_event_into(&mut self.buffer)? {
                Event::Start(tag) => reading.begin(&tag),
                Event::Empty(tag) => {
                    reading.begin(&tag);
                    reading.end(tag.name().as_ref());
                }
                Event::End(tag) if tag.name().as_ref() == "table:table" => break,
                Event::End(tag) => reading.end(tag.name().as_ref()),
                Event::Text(text) => reading.open.say(&super::docx::plain(&text)),
                Event::GeneralRef(name) => {
                    reading.open.say(&super::docx::resolved(&name));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(reading.table)
    }
}

/// A table while it is read.
struct Reading {
    table: Table,
    /// The number of the row that is open.
    number: u64,
    /// How often that row is repeated.
    repeat: u64,
    /// Its cells so far.
    cells: Vec<Cell>,
    /// The column of the next cell.
    column: usize,
    /// The cell that is open.
    open: Open,
}

impl Reading {
    fn of(table: Table) -> Self {
        let (cells, open) = (Vec::new(), Open::default());
        Self { table, number: 1, repeat: 1, cells, column: 0, open }
    }

    /// Takes the begin of an element.
    fn begin(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "table:table-row" => {
                self.repeat = count(tag, "table:number-rows-repeated");
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => self.open = Open::of(tag),
            _ => self.open.inside(tag),
        }
    }

    /// Takes the end of an element.
    fn end(&mut self, name: &str) {
        match name {
            "office:annotation" => self.open.comment = false,
            "table:table-cell" | "table:covered-table-cell" => self.end_cell(),
            "table:table-row" => {
                let row = Row::new(self.number, std::mem::take(&mut self.cells));
                self.table.push(&row, self.repeat);
                self.number = self.number.saturating_add(self.repeat);
            }
            _ => {}
        }
    }

    /// Puts the cell that was read into its row.
    fn end_cell(&mut self) {
        let open = std::mem::take(&mut self.open);
        let (repeat, (rows, columns)) = (open.repeat.max(1), open.span);
        if (rows, columns) != (1, 1) && rows > 0 && columns > 0 {
            self.table.merges.push(Merge {
                rows: (self.number, self.number + rows - 1),
                columns: (self.column, self.column + columns - 1),
            });
        }
        let cell = open.cell();
        if cell != Cell::Empty {
            self.cells.resize(self.column, Cell::Empty);
            self.cells.extend(std::iter::repeat_n(cell, repeat.min(CELLS)));
        }
        self.column = self.column.saturating_add(repeat).min(16_384);
    }
}

impl Open {
    /// Takes an element inside the cell.
    fn inside(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "office:annotation" => self.comment = true,
            "text:p" => {
                if self.paragraphs > 0 && !self.comment {
                    self.text.push('\n');
                }
                self.paragraphs += usize::from(!self.comment);
            }
            "text:s" => {
                let blanks = count(tag, "text:c").min(100);
                (0..blanks).for_each(|_| self.text.push(' '));
            }
            "text:line-break" => self.text.push('\n'),
            "text:tab" => self.text.push('\t'),
            _ => {}
        }
    }

    /// Takes text; that of a comment is not the cell's.
    fn say(&mut self, text: &str) {
        if !self.comment {
            self.text.push_str(text);
        }
    }

    /// The cell that was read.
    fn cell(self) -> Cell {
        // The value of a formula that failed is 0, or an empty text.
        match self.value.filter(|_| !is_error(&self.text)) {
            Some(value) => value,
            // A result that is an empty text has an empty paragraph.
            None if self.uncalculated && self.paragraphs == 0 => {
                Cell::Text(UNCALCULATED.to_owned())
            }
            None => Cell::of_text(self.text),
        }
    }

    fn of(tag: &BytesStart<'_>) -> Self {
        let value = |key: &str| attribute(tag, key);
        let kind = value("office:value-type");
        let cell = match kind.as_deref() {
            Some("float" | "currency" | "percentage") => {
                value("office:value").and_then(|v| v.parse().ok()).map(Cell::Number)
            }
            Some("date") => value("office:date-value").map(|date| iso(&date)),
            Some("boolean") => value("office:boolean-value").map(Cell::Text),
            Some("string") => value("office:string-value").map(Cell::of_text),
            _ => None,
        };
        let formula = value("table:formula").is_some();
        let rows = count(tag, "table:number-rows-spanned");
        let columns = count(tag, "table:number-columns-spanned");
        Self {
            uncalculated: formula && cell.is_none() && kind.as_deref() != Some("string"),
            value: cell,
            repeat: usize::try_from(count(tag, "table:number-columns-repeated"))
                .unwrap_or(1),
            span: (rows, usize::try_from(columns).unwrap_or(1)),
            ..Self::default()
        }
    }
}

fn count(tag: &BytesStart<'_>, key: &str) -> u64 {
    let count = attribute(tag, key).and_then(|text| text.parse().ok());
    count.filter(|count| *count > 0).unwrap_or(1)
}

/// An attribute's value.
fn attribute(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    super::docx::attribute(tag, key)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of a cell written as XML.
    fn text_of(cell: &str) -> String {
        let xml = format!(
            "<table:table><table:table-row>{cell}</table:table-row></table:table>"
        );
        let table = Tables::new(xml.as_bytes()).next().unwrap().unwrap();
        table.rows.first().map(|row| row.cell(0).text().into_owned()).unwrap_or_default()
    }

    #[test]
    fn a_failed_formula_is_no_nought() {
        let cell = "<table:table-cell office:value-type=\"float\" office:value=\"0\">\
                    <text:p>#DIV/0!</text:p></table:table-cell>";
        assert_eq!(text_of(cell), "#DIV/0!");
    }

    #[test]
    fn a_formula_without_a_result_is_no_blank_and_an_empty_text_is_one() {
        let formula = |rest: &str| {
            text_of(&format!("<table:table-cell table:formula=\"of:=[.A1]\" {rest}"))
        };
        assert_eq!(formula("/>"), UNCALCULATED);
        assert_eq!(formula("office:value-type=\"float\"/>"), UNCALCULATED);
        assert_eq!(formula("office:value-type=\"float\" office:value=\"3\"/>"), "3");
        let empty = "office:value-type=\"string\" office:string-value=\"\"/>";
        assert_eq!(formula(empty), "");
        assert_eq!(formula("><text:p/></table:table-cell>"), "");
        assert_eq!(formula("><text:p>abc</text:p></table:table-cell>"), "abc");
    }

    #[test]
    fn repeated_rows_are_read_or_told() {
        let table = |repeated: &str| {
            let row =
                format!("<table:table-row table:number-rows-repeated=\"{repeated}\">");
            let cell = "<table:table-cell><text:p>a</text:p></table:table-cell>";
            let xml = format!("<table:table>{row}{cell}</table:table-row></table:table>");
            let table = Tables::new(xml.as_bytes()).next().unwrap().unwrap();
            (table.rows.len(), table.problems.first().and_then(|problem| problem.case))
        };
        assert_eq!(table("0"), (1, None));
        assert_eq!(table("3"), (3, None));
        assert_eq!(table("1048570"), (10_000, Some("repeated")));
    }
}
