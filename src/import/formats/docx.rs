//! DOCX: the paragraphs and tables of a document; each table with the lines above it is a
//! sheet.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "XML events and JSON values that say nothing here are passed over"
)]

use std::io::{BufRead, BufReader};

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::{Merge, ReadSeek, Sheet, Visit, choose, guard};
use crate::domain::problem::Problem;
use crate::import::grid::{Cell, Row};

/// Reads every table, or the one asked for by its number.
pub(super) fn read(
    input: &mut dyn ReadSeek,
    only: Option<&str>,
    visit: &mut Visit<'_>,
) -> Result<(), Problem> {
    let mut archive = ZipArchive::new(&mut *input).map_err(|e| guard::broken(&e))?;
    guard::check(&mut archive)?;
    let document = archive.by_name(TEXT).map_err(|e| guard::broken(&e))?;
    let mut document = Document::new(BufReader::new(document));
    document.read().map_err(|error| {
        Problem::error("unreadable_file").in_case("broken").with_value(error.to_string())
    })?;
    if document.parts.len() > TABLES {
        return Err(Problem::error("unreadable_file").in_case("bomb").with_value(TEXT));
    }
    let parts = document.parts();
    let names: Vec<(String, bool)> =
        (1..=parts.len()).map(|n| (n.to_string(), true)).collect();
    let chosen = choose(&names, only)?;
    let many = parts.len() > 1;
    for ((name, _), part) in
        names.iter().zip(parts).filter(|((n, _), _)| chosen.contains(n))
    {
        let name = many.then(|| name.as_str().into());
        let sheet = Sheet { name, merges: part.merges, ..Sheet::default() };
        visit(sheet, &mut part.rows.into_iter().map(Ok));
    }
    Ok(())
}

/// The part that holds a document's text.
const TEXT: &str = "word/document.xml";
/// No document has more tables.
const TABLES: usize = 20_000;

/// A table with the lines above it.
#[derive(Default)]
struct Part {
    rows: Vec<Row>,
    merges: Vec<Merge>,
    /// Whether its table has come.
    table: bool,
    /// Rows of the table.
    table_rows: usize,
}

/// A document while it is read.
struct Document<R: BufRead> {
    xml: Reader<R>,
    parts: Vec<Part>,
    /// Rows so far.
    number: u64,
    /// Tables around the place.
    depth: u32,
    /// The text of the paragraph or cell.
    text: String,
    cells: Vec<Cell>,
    /// The column the next cell starts in.
    column: usize,
    /// Columns the cell spans, and whether it goes on from the row above.
    span: usize,
    goes_on: bool,
    /// Whether the place is inside something shown in another way elsewhere.
    hidden: u32,
    /// Whether the text is that of a run.
    run: bool,
}

impl<R: BufRead> Document<R> {
    fn new(document: R) -> Self {
        Self {
            xml: Reader::from_reader(document),
            parts: vec![Part::default()],
            number: 0,
            depth: 0,
            text: String::new(),
            cells: Vec::new(),
            column: 0,
            span: 1,
            goes_on: false,
            hidden: 0,
            run: false,
        }
    }

    /// The tables with the lines above them; lines after the last table belong to it. A
    /// table of one row, which can have no record, is a line above the next one.
    fn parts(self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for mut part in self.parts {
            if let Some(mut line) = parts.pop_if(|above| above.table_rows == 1) {
                line.rows.append(&mut part.rows);
                line.merges.append(&mut part.merges);
                part = Part { rows: line.rows, merges: line.merges, ..part };
            }
            parts.push(part);
        }
        let trailing = parts.last().is_some_and(|part| !part.table) && parts.len() > 1;
        if trailing && let Some(lines) = parts.pop() {
            let last = parts.last_mut().expect("there are several");
            last.rows.extend(lines.rows);
        }
        parts
    }

    fn read(&mut self) -> quick_xml::Result<()> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match self.xml.read_event_into(&mut buffer)? {
                Event::Eof => return Ok(()),
                _ if self.parts.len() > TABLES => return Ok(()),
                Event::Start(tag) => self.open(&tag),
                Event::Empty(tag) => {
                    self.open(&tag);
                    self.close(tag.name().as_ref());
                }
                Event::End(tag) => self.close(tag.name().as_ref()),
                Event::Text(text) if self.run && self.hidden == 0 => {
                    self.text.push_str(&plain(&text));
                }
                Event::GeneralRef(entity) if self.run && self.hidden == 0 => {
                    self.text.push_str(&resolved(&entity));
                }
                _ => {}
            }
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "mc:Fallback" => self.hidden += 1,
            "w:tbl" => {
                self.depth += 1;
                self.end_line();
            }
            "w:tr" if self.depth == 1 => {
                self.cells = Vec::new();
                self.column = 0;
            }
            "w:tc" if self.depth == 1 => {
                self.text.clear();
                self.span = 1;
                self.goes_on = false;
            }
            "w:gridSpan" if self.depth == 1 => {
                self.span = number(tag).clamp(1, 256);
            }
            "w:gridBefore" if self.depth == 1 => self.column += number(tag).min(256),
            "w:vMerge" => {
                self.goes_on = attribute(tag, "w:val").as_deref() != Some("restart");
            }
            "w:t" => self.run = true,
            "w:br" | "w:cr" => self.text.push('\n'),
            "w:tab" => self.text.push('\t'),
            "w:sym" => self.text.push_str(symbol(tag)),
            "w:checkBox" => self.text.push('□'),
            "w:checked"
                if self.text.ends_with('□')
                    && attribute(tag, "w:val").as_deref() != Some("0") =>
            {
                self.text.pop();
                self.text.push('☑');
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "mc:Fallback" => self.hidden = self.hidden.saturating_sub(1),
            "w:t" => self.run = false,
            "w:p" if self.depth == 0 => self.end_line(),
            "w:p" => self.text.push('\n'),
            "w:tc" if self.depth == 1 => self.end_cell(),
            "w:tr" if self.depth == 1 => self.end_row(),
            "w:tbl" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.parts.push(Part::default());
                    self.text.clear();
                }
            }
            _ => {}
        }
    }

    /// A paragraph outside tables is a row of one cell.
    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.text);
        if self.depth <= 1 && !text.trim().is_empty() {
            self.number += 1;
            let row = Row::new(self.number, vec![Cell::Text(text.trim().to_owned())]);
            self.part().rows.push(row);
        }
    }

    fn end_cell(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (column, next) = (self.column, self.number + 1);
        if self.goes_on {
            let merge =
                self.part().merges.iter_mut().rev().find(|m| m.columns.0 == column);
            if let Some(merge) = merge {
                merge.rows.1 = next;
            }
        } else {
            let columns = (column, column + self.span - 1);
            self.part().merges.push(Merge { rows: (next, next), columns });
            self.cells.resize(column, Cell::Empty);
            self.cells.push(Cell::of_text(text.trim()));
        }
        self.column += self.span;
    }

    fn end_row(&mut self) {
        self.number += 1;
        let row = Row::new(self.number, std::mem::take(&mut self.cells));
        self.part().rows.push(row);
        self.part().table = true;
        self.part().table_rows += 1;
    }

    fn part(&mut self) -> &mut Part {
        self.parts.last_mut().expect("there is always one")
    }
}

fn number(tag: &BytesStart<'_>) -> usize {
    attribute(tag, "w:val").and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// Boxes and ticks set in symbol fonts.
fn symbol(tag: &BytesStart<'_>) -> &'static str {
    let code = attribute(tag, "w:char").unwrap_or_default().to_ascii_uppercase();
    let wingdings2 = attribute(tag, "w:font").is_some_and(|font| font.ends_with('2'));
    match (code.trim_start_matches("F0"), wingdings2) {
        ("52" | "54" | "53", true) | ("FE" | "FD", false) => "☑",
        ("50", true) | ("FC", false) => "√",
        ("A3" | "2A", true) | ("A8" | "6F" | "71" | "72" | "A1", false) => "□",
        _ => "",
    }
}

/// An attribute's value.
pub(super) fn attribute(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(key).ok()??;
    Some(attribute.normalized_value(XmlVersion::default()).ok()?.into_owned())
}

/// The words of a text event.
pub(super) fn plain(text: &quick_xml::events::BytesText<'_>) -> String {
    text.xml_content(XmlVersion::default()).into_owned()
}

/// A character written as a reference; entities that a document defines are left out.
pub(super) fn resolved(entity: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return c.to_string();
    }
    let named = match entity.as_ref() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    };
    named.to_owned()
}
