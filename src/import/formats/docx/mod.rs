//! DOCX: the paragraphs and tables of a document; each table with the lines above it is a
//! sheet.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "XML events and JSON values that say nothing here are passed over"
)]

mod boxes;
mod tables;

use std::io::{BufRead, BufReader};

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use self::boxes::{Field, Font, symbol};
use self::tables::Tables;
use super::{Merge, ReadSeek, Sheet, Visit, choose, guard};
use crate::domain::problem::Problem;
use crate::import::grid::{Cell, Row};
use crate::import::value::BOXES;

/// Reads every table, or the one asked for by its number.
pub(super) fn read(
    input: &mut dyn ReadSeek,
    only: Option<&str>,
    visit: &mut Visit<'_>,
) -> Result<(), Problem> {
    let (mut archive, _) = guard::opened(input)?;
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
    let beside = chosen.len() > 1;
    let many = parts.len() > 1;
    for ((name, _), part) in
        names.iter().zip(parts).filter(|((n, _), _)| chosen.contains(n))
    {
        let name = many.then(|| name.as_str().into());
        let sheet = Sheet { name, merges: part.merges, beside, ..Sheet::default() };
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

/// Around what is not to be read: the same once more for older programs, what was moved away
/// or deleted, how to pronounce a word.
const HIDDEN: [&str; 4] = ["mc:Fallback", "w:moveFrom", "w:del", "w:rt"];

/// A document while it is read.
#[expect(clippy::struct_excessive_bools, reason = "independent facts about one place")]
struct Document<R: BufRead> {
    xml: Reader<R>,
    parts: Vec<Part>,
    /// Rows so far.
    number: u64,
    /// Tables around the place.
    tables: Tables,
    /// The text of the paragraph or cell.
    text: String,
    cells: Vec<Cell>,
    /// The column the next cell starts in.
    column: usize,
    /// Columns the cell spans, and whether it goes on from the row above.
    span: usize,
    goes_on: bool,
    /// How many things around the place are not to be read: what is shown in another way
    /// elsewhere, what was moved away, a prompt.
    hidden: u32,
    /// Whether the text is that of a run.
    run: bool,
    /// Whether the place is in a run, whose properties are its own.
    in_run: bool,
    /// Whether the run is hidden text.
    vanished: bool,
    /// The font of the run, where it is one of marks.
    font: Option<Font>,
    /// The form field around the place.
    field: Option<Field>,
    /// The content controls around the place.
    controls: Vec<Control>,
}

/// A content control.
#[derive(Debug, Default)]
struct Control {
    /// Whether it is a box to tick, and ticked.
    ticked: Option<bool>,
    /// Whether it shows what is asked for, as nothing was filled in.
    prompts: bool,
}

impl Control {
    fn is_passed_over(&self) -> bool {
        self.ticked.is_some() || self.prompts
    }
}

impl<R: BufRead> Document<R> {
    fn new(document: R) -> Self {
        Self {
            xml: Reader::from_reader(document),
            parts: vec![Part::default()],
            number: 0,
            tables: Tables::default(),
            text: String::new(),
            cells: Vec::new(),
            column: 0,
            span: 1,
            goes_on: false,
            hidden: 0,
            run: false,
            in_run: false,
            vanished: false,
            font: None,
            field: None,
            controls: Vec::new(),
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
                Event::Text(text) if self.run && self.is_read() => {
                    let text = plain(&text);
                    match self.font {
                        Some(font) => self.text.push_str(&font.shown(&text)),
                        None => self.text.push_str(&text),
                    }
                }
                Event::GeneralRef(entity) if self.run && self.is_read() => {
                    self.text.push_str(&resolved(&entity));
                }
                _ => {}
            }
        }
    }

    /// Whether what stands in the place is to be read.
    fn is_read(&self) -> bool {
        self.hidden == 0 && !self.vanished
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        if let Some(field) = &mut self.field {
            field.open(tag);
            return;
        }
        match tag.name().as_ref() {
            name if HIDDEN.contains(&name) => self.hidden += 1,
            "w:tbl" => {
                self.tables.begin();
                self.end_line();
            }
            "w:gridCol" => self.tables.add_column(),
            "w:tr" if self.tables.depth() == 1 => {
                self.cells = Vec::new();
                self.column = 0;
            }
            "w:tc" if self.tables.depth() == 1 => {
                self.text.clear();
                self.span = 1;
                self.goes_on = false;
            }
            "w:gridSpan" if self.tables.depth() == 1 => {
                self.span = number(tag).clamp(1, 256);
            }
            "w:gridBefore" if self.tables.depth() == 1 => {
                self.column += number(tag).min(256);
            }
            "w:vMerge" => {
                self.goes_on = attribute(tag, "w:val").as_deref() != Some("restart");
            }
            "w:txbxContent" if self.tables.depth() == 0 => self.end_line(),
            "w:txbxContent" => self.text.push('\n'),
            "w:t" => self.run = true,
            "w:br" | "w:cr" if self.is_read() => self.text.push('\n'),
            "w:tab" if self.in_run && self.is_read() => self.text.push('\t'),
            "w:sym" if self.is_read() => self.text.push_str(symbol(tag)),
            "w:ffData" => self.field = Some(Field::default()),
            _ => self.open_properties(tag),
        }
    }

    /// Takes what is said of a run or a content control.
    fn open_properties(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "w:r" => {
                (self.in_run, self.vanished, self.font) = (true, false, None);
            }
            // What the run was like before.
            "w:rPrChange" => self.in_run = false,
            "w:vanish" if self.in_run => self.vanished = is_on(tag),
            "w:rFonts" if self.in_run => {
                let font = attribute(tag, "w:ascii");
                self.font = font.and_then(|name| Font::named(&name));
            }
            "w:sdt" => self.controls.push(Control::default()),
            "w:showingPlcHdr" => {
                if let Some(control) = self.controls.last_mut() {
                    control.prompts = is_on(tag);
                }
            }
            "w14:checkbox" => {
                if let Some(control) = self.controls.last_mut() {
                    control.ticked = Some(false);
                }
            }
            "w14:checked" => {
                if let Some(control) = self.controls.last_mut() {
                    control.ticked = Some(is_on(tag));
                }
            }
            "w:sdtContent" => self.open_control(),
            _ => {}
        }
    }

    /// What stands in a box is its mark, whatever sign shows it; a prompt is nothing.
    fn open_control(&mut self) {
        let Some(control) = self.controls.last() else { return };
        if let Some(ticked) = control.ticked
            && self.is_read()
        {
            self.text.push(BOXES[usize::from(ticked)]);
        }
        self.hidden += u32::from(control.is_passed_over());
    }

    fn close(&mut self, name: &str) {
        match name {
            name if HIDDEN.contains(&name) => self.hidden = self.hidden.saturating_sub(1),
            "w:t" => self.run = false,
            "w:r" => (self.in_run, self.vanished) = (false, false),
            "w:rPrChange" => self.in_run = true,
            "w:ffData" => {
                let shown = self.field.take().map(Field::shown).unwrap_or_default();
                if self.is_read() {
                    self.text.push_str(&shown);
                }
            }
            "w:sdtContent" => {
                let over = self.controls.last().is_some_and(Control::is_passed_over);
                self.hidden = self.hidden.saturating_sub(u32::from(over));
            }
            "w:sdt" => {
                self.controls.pop();
            }
            "w:p" if self.tables.depth() == 0 => self.end_line(),
            "w:p" => self.text.push('\n'),
            "w:tc" if self.tables.depth() == 1 => self.end_cell(),
            "w:tr" if self.tables.depth() == 1 => self.end_row(),
            "w:tbl" if self.tables.end() => {
                self.parts.push(Part::default());
                self.text.clear();
            }
            _ => {}
        }
    }

    /// A paragraph outside tables is a row of one cell.
    fn end_line(&mut self) {
        // What stands before a table in a cell is the cell's.
        if self.tables.depth() > 1 {
            return;
        }
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
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

/// Whether a property of a tag is on: it is, unless it says otherwise.
fn is_on(tag: &BytesStart<'_>) -> bool {
    let value = attribute(tag, "w:val").or_else(|| attribute(tag, "w14:val"));
    !matches!(value.as_deref(), Some("0" | "false" | "off"))
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
