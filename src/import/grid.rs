//! Rows of cells, whatever the file was.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};

/// A cell that owns its content.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A number cell of a workbook, or a JSON number.
    Number(f64),
    /// A cell with a date format.
    Date(NaiveDateTime),
    /// A JSON list of texts: already split.
    List(Vec<String>),
    /// A JSON object or a list of objects.
    Json(serde_json::Value),
}

/// A cell as it is read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum CellRef<'a> {
    Empty,
    Text(&'a str),
    Number(f64),
    Date(NaiveDateTime),
    List(&'a [String]),
    Json(&'a serde_json::Value),
}

impl Cell {
    /// A cell of words; nothing but white space is no cell.
    pub(crate) fn of_text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// Looks at it.
    pub(crate) fn view(&self) -> CellRef<'_> {
        match self {
            Self::Empty => CellRef::Empty,
            Self::Text(text) => CellRef::Text(text),
            Self::Number(number) => CellRef::Number(*number),
            Self::Date(date) => CellRef::Date(*date),
            Self::List(items) => CellRef::List(items),
            Self::Json(value) => CellRef::Json(value),
        }
    }
}

impl<'a> CellRef<'a> {
    /// Whether there is nothing to read.
    pub(crate) fn is_blank(self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(char::is_whitespace),
            Self::List(items) => items.is_empty(),
            Self::Number(_) | Self::Date(_) | Self::Json(_) => false,
        }
    }

    /// Its words, without space at the ends: a number as it would be typed, a date in ISO
    /// form, a list joined with `;`.
    pub(crate) fn text(self) -> Cow<'a, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text.trim()),
            Self::Number(number) => Cow::Owned(typed(number)),
            Self::Date(date) => Cow::Owned(iso(date)),
            Self::List(items) => Cow::Owned(items.join(";")),
            Self::Json(value) => Cow::Owned(value.to_string()),
        }
    }

    /// A copy that owns its content.
    pub(crate) fn to_cell(self) -> Cell {
        match self {
            Self::Empty => Cell::Empty,
            Self::Text(text) => Cell::Text(text.to_owned()),
            Self::Number(number) => Cell::Number(number),
            Self::Date(date) => Cell::Date(date),
            Self::List(items) => Cell::List(items.to_vec()),
            Self::Json(value) => Cell::Json(value.clone()),
        }
    }
}

/// A number as it would be typed: 13800000000.0 is `13800000000`.
fn typed(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e18 {
        format!("{number:.0}")
    } else {
        format!("{number}")
    }
}

/// A day, a moment; a time of day alone, which workbooks hold as one of their day before
/// the first.
fn iso(date: NaiveDateTime) -> String {
    let first = NaiveDate::from_ymd_opt(1900, 1, 1);
    let form = match (date.time() == NaiveTime::MIN, Some(date.date()) < first) {
        (true, _) => "%Y-%m-%d",
        (false, true) if date.second() == 0 => "%H:%M",
        (false, true) => "%H:%M:%S",
        (false, false) => "%Y-%m-%d %H:%M:%S",
    };
    date.format(form).to_string()
}

/// A row: its number as Excel gives it, and its cells.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// The row as Excel numbers it; for JSON the 1-based element.
    pub(crate) number: u64,
    cells: Cells,
    /// What a heading above it says of it, where no column asks for that.
    section: Option<Arc<str>>,
}

#[derive(Debug, Clone)]
enum Cells {
    /// A CSV record: the text of the whole row, and where each cell stands in it, without the
    /// space at its ends.
    Record {
        text: String,
        places: Vec<(usize, usize)>,
    },
    Owned(Vec<Cell>),
}

impl Row {
    /// A row of cells that own their content.
    pub(crate) fn new(number: u64, cells: Vec<Cell>) -> Self {
        Self { number, cells: Cells::Owned(cells), section: None }
    }

    /// A row of a CSV file.
    pub(crate) fn of_record(number: u64, record: &csv::ByteRecord) -> Self {
        let whole = simdutf8::basic::from_utf8(record.as_slice()).ok();
        let mut places = Vec::with_capacity(record.len());
        let mut end = 0;
        for cell in record {
            places.push((end, end + cell.len()));
            end += cell.len();
        }
        let parts =
            |text: &&str| places.iter().all(|(_, end)| text.is_char_boundary(*end));
        let text = whole.filter(parts).map(str::to_owned);
        let text = text.unwrap_or_else(|| lossy(record, &mut places));
        for place in &mut places {
            *place = trimmed(&text, *place);
        }
        Self { number, cells: Cells::Record { text, places }, section: None }
    }

    /// How many cells it has, empty ones included.
    pub(crate) fn len(&self) -> usize {
        match &self.cells {
            Cells::Record { places, .. } => places.len(),
            Cells::Owned(cells) => cells.len(),
        }
    }

    /// The cell of a column, counted from 0; beyond the end it is empty.
    pub(crate) fn cell(&self, column: usize) -> CellRef<'_> {
        match &self.cells {
            Cells::Record { text, places } => {
                let place = places.get(column);
                place.map_or(CellRef::Empty, |(start, end)| {
                    CellRef::Text(&text[*start..*end])
                })
            }
            Cells::Owned(cells) => cells.get(column).map_or(CellRef::Empty, Cell::view),
        }
    }

    /// All cells, left to right.
    pub(crate) fn iter(&self) -> impl Iterator<Item = CellRef<'_>> {
        (0..self.len()).map(|column| self.cell(column))
    }

    /// Its cells with something in them, and their columns.
    pub(crate) fn filled(&self) -> impl Iterator<Item = (usize, CellRef<'_>)> {
        self.iter().enumerate().filter(|(_, cell)| !cell.is_blank())
    }

    /// What a heading above it says of it.
    pub(crate) fn section(&self) -> CellRef<'_> {
        self.section.as_deref().map_or(CellRef::Empty, CellRef::Text)
    }

    /// The same row below a heading.
    pub(crate) fn below_heading(self, section: Option<Arc<str>>) -> Self {
        Self { section, ..self }
    }

    /// The same row below the heading of another one.
    pub(crate) fn with_heading_of(self, other: &Self) -> Self {
        self.below_heading(other.section.clone())
    }

    /// Whether there is nothing in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.filled().next().is_none()
    }

    /// Puts a cell into a column.
    pub(crate) fn set(&mut self, column: usize, cell: Cell) {
        if let Cells::Record { .. } = self.cells {
            self.cells = Cells::Owned(self.iter().map(CellRef::to_cell).collect());
        }
        let Cells::Owned(cells) = &mut self.cells else { return };
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = cell;
    }
}

/// Rows of texts, numbered from 1.
#[cfg(test)]
pub(crate) fn rows_of(texts: &[&[&str]]) -> Vec<Row> {
    let cells = |row: &[&str]| row.iter().map(|cell| Cell::of_text(*cell)).collect();
    (1..).zip(texts).map(|(number, row)| Row::new(number, cells(row))).collect()
}

/// A part of a text without the space at its ends.
fn trimmed(text: &str, (start, end): (usize, usize)) -> (usize, usize) {
    let ahead = text[start..end].trim_start();
    let start = end - ahead.len();
    (start, start + ahead.trim_end().len())
}

/// The text of a record with malformed bytes replaced, and where its cells stand then.
fn lossy(record: &csv::ByteRecord, places: &mut [(usize, usize)]) -> String {
    let mut text = String::new();
    for (cell, place) in record.iter().zip(places) {
        let start = text.len();
        text.push_str(&String::from_utf8_lossy(cell));
        *place = (start, text.len());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_they_were_typed() {
        assert_eq!(Cell::Number(13_800_000_000.0).view().text(), "13800000000");
        assert_eq!(Cell::Number(0.5).view().text(), "0.5");
        assert_eq!(Cell::Number(-50.0).view().text(), "-50");
    }

    /// A workbook holds a time of day as one of a day that it has not.
    #[test]
    fn a_time_of_day_has_no_day() {
        let text = |moment: &str| {
            let moment = moment.parse().unwrap();
            Cell::Date(moment).view().text().into_owned()
        };
        assert_eq!(text("1899-12-31T14:00:00"), "14:00");
        assert_eq!(text("1899-12-30T14:00:30"), "14:00:30");
        assert_eq!(text("2026-10-16T14:00:00"), "2026-10-16 14:00:00");
        assert_eq!(text("2026-10-16T00:00:00"), "2026-10-16");
    }

    #[test]
    fn malformed_bytes_of_a_record_are_replaced_cell_by_cell() {
        // The halves of one character in two cells are whole only when they are glued.
        let row =
            Row::of_record(1, &csv::ByteRecord::from(vec![&b"a\xc3"[..], b"\xa9b"]));
        let texts: Vec<_> = row.iter().map(|cell| cell.text().into_owned()).collect();
        assert_eq!(texts, ["a\u{fffd}", "\u{fffd}b"]);
    }

    #[test]
    fn a_cell_can_be_put_into_a_csv_row() {
        let mut row = Row::of_record(3, &csv::ByteRecord::from(vec!["a", " "]));
        row.set(2, Cell::of_text("c"));
        let filled: Vec<_> = row.filled().map(|(i, cell)| (i, cell.text())).collect();
        assert_eq!(filled, [(0, "a".into()), (2, "c".into())]);
    }
}
