//! What the sheets of an XLS may ask for before anything builds tables of them: whoever reads
//! one holds every cell from the first to the last, whatever is in between.

use std::io::Read as _;

use cfb::CompoundFile;

use super::ReadSeek;
use crate::domain::problem::Problem;

/// Cells between the first and the last of a sheet.
const CELLS: u64 = 1 << 23;
/// Rows and columns that the format has room for.
const ROWS: u64 = 1 << 16;
const COLUMNS: u64 = 1 << 8;

/// Types of records (MS-XLS 2.3).
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000a;
const SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
/// Cells in a row that share a record.
const SEVERAL: u16 = 0x00bd;
/// Other records that begin with the row and the column of a cell.
const PLACED: [u16; 7] = [0x0006, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e];

/// Looks through the sheets of a workbook and keeps nothing of them.
pub(super) fn check(input: &mut dyn ReadSeek) -> Result<(), Problem> {
    let broken = |error: std::io::Error| {
        let problem = Problem::error("unreadable_file").in_case("broken");
        problem.with_value(error.to_string())
    };
    let mut file = CompoundFile::open(&mut *input).map_err(broken)?;
    let name = ["Workbook", "Book"].into_iter().find(|name| file.is_stream(name));
    let mut records = Vec::new();
    if let Some(name) = name {
        let mut stream = file.open_stream(name).map_err(broken)?;
        stream.read_to_end(&mut records).map_err(broken)?;
    }
    if is_sound(&records) {
        return Ok(());
    }
    Err(Problem::error("unreadable_file").in_case("scattered"))
}

/// Whether no sheet spans more than a table of it may hold.
fn is_sound(workbook: &[u8]) -> bool {
    let sheets = records(workbook).filter(|(kind, _)| *kind == SHEET);
    let starts = sheets.map(|(_, data)| {
        (u32::from(word(data, 2)) << 16 | u32::from(word(data, 0))) as usize
    });
    starts.filter_map(|start| workbook.get(start..)).all(is_sound_sheet)
}

/// Whether a sheet that begins here spans no more; what is drawn in it is passed over.
fn is_sound_sheet(stream: &[u8]) -> bool {
    let (mut span, mut depth) = (Span::default(), 0_u32);
    for (kind, data) in records(stream) {
        match kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            _ if depth > 1 => {}
            DIMENSIONS if !fits(data) => return false,
            SEVERAL if data.len() >= 6 => {
                span.add(word(data, 0), word(data, 2));
                span.add(word(data, 0), word(data, data.len() - 2));
            }
            _ if PLACED.contains(&kind) => span.add(word(data, 0), word(data, 2)),
            _ => {}
        }
    }
    span.cells() <= CELLS
}

/// The records of a stream: what each is and what it holds.
fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (head, after) = rest.split_at_checked(4)?;
        let (data, next) = after.split_at(usize::from(word(head, 2)).min(after.len()));
        rest = next;
        Some((word(head, 0), data))
    })
}

/// Whether a sheet says of itself that it is no larger than one can be.
fn fits(dimensions: &[u8]) -> bool {
    let long = dimensions.len() >= 14;
    let row = |at: usize| {
        if !long {
            return u64::from(word(dimensions, at * 2));
        }
        u64::from(word(dimensions, at * 4 + 2)) << 16
            | u64::from(word(dimensions, at * 4))
    };
    let columns = u64::from(word(dimensions, if long { 10 } else { 6 }));
    (row(1) == 0 || row(0) < row(1)) && row(1) <= ROWS && columns <= COLUMNS
}

/// The rows and columns from the first cell of a sheet to the last.
#[derive(Debug, Clone, Copy, Default)]
struct Span(Option<[[u16; 2]; 2]>);

impl Span {
    fn add(&mut self, row: u16, column: u16) {
        let [rows, columns] = self.0.unwrap_or([[row; 2], [column; 2]]);
        let with = |[first, last]: [u16; 2], at: u16| [first.min(at), last.max(at)];
        self.0 = Some([with(rows, row), with(columns, column)]);
    }

    fn cells(self) -> u64 {
        let length = |[first, last]: [u16; 2]| u64::from(last - first) + 1;
        self.0.map_or(0, |[rows, columns]| length(rows) * length(columns))
    }
}

/// A number of two bytes; 0 where they are missing.
fn word(bytes: &[u8], at: usize) -> u16 {
    let two = bytes.get(at..).and_then(|rest| rest.first_chunk::<2>());
    two.map_or(0, |two| u16::from_le_bytes(*two))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u16]) -> Vec<u8> {
        let length = u16::try_from(data.len() * 2).unwrap();
        let words = [kind, length].into_iter().chain(data.iter().copied());
        words.flat_map(u16::to_le_bytes).collect()
    }

    /// A workbook with one sheet of these records.
    fn workbook(records: &[Vec<u8>]) -> Vec<u8> {
        let own = [record(BOF, &[0x0600]), record(SHEET, &[20, 0, 0]), record(EOF, &[])];
        let sheet = [record(BOF, &[0x0600]), records.concat(), record(EOF, &[])];
        [own.concat(), sheet.concat()].concat()
    }

    #[test]
    fn a_cell_far_away_is_no_table() {
        let cell = |row, column| record(0x0203, &[row, column, 0, 0, 0, 0, 0]);
        let size = |rows, columns| record(DIMENSIONS, &[0, 0, rows, 0, 0, columns, 0]);
        let sound = |records: &[Vec<u8>]| is_sound(&workbook(records));
        assert!(sound(&[size(9, 9), cell(0, 0), cell(60_000, 100)]));
        assert!(!sound(&[cell(0, 0), cell(0xffff, 0xff)]));
        assert!(!sound(&[cell(0, 0), cell(3, 0x8000), cell(4000, 0)]));
        let several = record(SEVERAL, &[4000, 0, 0, 0, 0, 0x8000]);
        assert!(!sound(&[cell(0, 0), several]));
        assert!(!sound(&[record(DIMENSIONS, &[0, 0, 1, 1, 0, 5, 0]), cell(0, 0)]));
        assert!(
            !sound(&[size(9, 0x8000)])
                && !sound(&[record(DIMENSIONS, &[7, 0, 3, 0, 0, 5, 0])])
        );
        // a chart has cells of its own, and the sheet goes on behind it
        let chart = [record(BOF, &[0x0600]), cell(0xffff, 0xff), record(EOF, &[])];
        assert!(sound(&[cell(0, 0), chart.concat(), cell(1, 1)]));
        assert!(!sound(&[cell(0, 0), chart.concat(), cell(0xffff, 0xff)]));
    }

    #[test]
    fn whatever_is_cut_off_is_passed_over() {
        let whole = workbook(&[record(0x0203, &[1, 1, 0, 0, 0, 0, 0])]);
        for end in 0..whole.len() {
            assert!(is_sound(&whole[..end]));
        }
    }
}
