//! XLSX and XLSM, cell by cell: a sheet is never held as a whole.

use std::io::{Read, Seek, SeekFrom};

use calamine::{DataRef, Reader as _, Xlsx, XlsxCellReader, XlsxError};

use super::controls::{Marked, boxes};
use super::workbook::{cell, merge, sheets};
use super::{Merge, ReadSeek, Sheet, Visit, WIDE, choose, guard};
use crate::domain::problem::Problem;
use crate::import::grid::{Cell, Row};
use crate::import::value::UNCALCULATED;

/// Reads every visible sheet, or the one asked for.
pub(super) fn read(
    input: &mut dyn ReadSeek,
    only: Option<&str>,
    visit: &mut Visit<'_>,
) -> Result<(), Problem> {
    let (contents, mut boxes) = {
        let (mut archive, contents) = guard::opened(input)?;
        (contents, boxes(&mut archive))
    };
    input.seek(SeekFrom::Start(0)).map_err(|e| super::sniff::unreadable(&e))?;
    let mut book = Xlsx::new(input).map_err(|e| broken(&e))?;
    let chosen = choose(&sheets(book.sheets_metadata()), only)?;
    let beside = chosen.len() > 1;
    for name in chosen {
        let merges = if contents.merges { merges(&mut book, &name) } else { Vec::new() };
        let named = Some(name.as_str().into());
        let sheet = Sheet { name: named, merges, beside, ..Sheet::default() };
        let boxes = boxes.remove(&name);
        match book.worksheet_cells_reader(&name) {
            Ok(cells) => {
                let mut cells = Cells::new(cells, contents.formulas);
                let Some(boxes) = boxes else {
                    visit(sheet, &mut cells);
                    continue;
                };
                let mut marked = Marked::new(cells, boxes, &sheet.merges);
                visit(sheet, &mut marked);
            }
            Err(error) => visit(sheet, &mut std::iter::once(Err(broken(&error)))),
        }
    }
    Ok(())
}

fn broken(error: &XlsxError) -> Problem {
    let encrypted = matches!(error, XlsxError::Password);
    let case = if encrypted { "encrypted" } else { "broken" };
    Problem::error("unreadable_file").in_case(case).with_value(error.to_string())
}

fn merges<R: Read + Seek>(book: &mut Xlsx<R>, name: &str) -> Vec<Merge> {
    book.merge_cells_by_sheet_name(name)
        .map(|regions| regions.iter().map(merge).collect())
        .unwrap_or_default()
}

/// Row and column of a cell, from 0.
type Place = (u32, u32);

/// The rows of a sheet, gathered from its cells.
struct Cells<'a, R: Read + Seek> {
    reader: XlsxCellReader<'a, R>,
    /// The first cell of the next row.
    ahead: Option<(u64, usize, Cell)>,
    /// The first row with cells beyond [`WIDE`].
    beyond: Option<u64>,
    /// Cells of the last row: the next one likely has as many.
    width: usize,
    /// Whether there may be formulas.
    formulas: bool,
    done: bool,
}

impl<'a, R: Read + Seek> Cells<'a, R> {
    fn new(reader: XlsxCellReader<'a, R>, formulas: bool) -> Self {
        Self { reader, ahead: None, beyond: None, width: 0, formulas, done: false }
    }

    /// The next cell. A formula whose result the file does not hold says so: its text would
    /// be read as a value (`=K3` as three thousand), and an empty cell would hide it.
    fn next_cell(&mut self) -> Result<Option<(Place, Cell)>, XlsxError> {
        if !self.formulas {
            let found = self.reader.next_cell()?;
            return Ok(found.map(|c| (c.get_position(), cell(c.get_value()))));
        }
        let Some(found) = self.reader.next_cell_with_formula()? else { return Ok(None) };
        let cell = match (&found.value, found.formula) {
            (DataRef::Empty, Some(_)) => Cell::Text(UNCALCULATED.to_owned()),
            (value, _) => cell(value),
        };
        Ok(Some((found.pos, cell)))
    }

    /// The next cell with something in it.
    fn filled(&mut self) -> Result<Option<(u64, usize, Cell)>, XlsxError> {
        if self.done {
            return Ok(None);
        }
        while let Some(((row, column), cell)) = self.next_cell()? {
            if column as usize >= WIDE && cell != Cell::Empty {
                self.beyond.get_or_insert(u64::from(row) + 1);
            } else if cell != Cell::Empty {
                return Ok(Some((u64::from(row) + 1, column as usize, cell)));
            }
        }
        self.done = true;
        Ok(None)
    }

    fn row(&mut self) -> Result<Option<Row>, XlsxError> {
        let first = match self.ahead.take() {
            Some(first) => Some(first),
            None => self.filled()?,
        };
        let Some((number, column, cell)) = first else { return Ok(None) };
        let mut cells = Vec::with_capacity(self.width);
        put(&mut cells, column, cell);
        while let Some((row, column, cell)) = self.filled()? {
            if row != number {
                self.ahead = Some((row, column, cell));
                break;
            }
            put(&mut cells, column, cell);
        }
        self.width = cells.len();
        Ok(Some(Row::new(number, cells)))
    }
}

fn put(cells: &mut Vec<Cell>, column: usize, cell: Cell) {
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Empty);
    }
    cells[column] = cell;
}

impl<R: Read + Seek> Iterator for Cells<'_, R> {
    type Item = Result<Row, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.row() {
            Ok(Some(row)) => Some(Ok(row)),
            Ok(None) => Some(Err(super::too_wide(self.beyond.take()?))),
            Err(error) => {
                self.done = true;
                Some(Err(broken(&error)))
            }
        }
    }
}
