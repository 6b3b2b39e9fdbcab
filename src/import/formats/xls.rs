//! XLS, the workbooks of Excel 97 to 2003.

use calamine::{Data, Range, Reader as _, Xls, XlsError};

use super::contained::contained;
use super::workbook::{cell, merge, sheets};
use super::{ReadSeek, Sheet, Visit, choose};
use crate::domain::problem::Problem;
use crate::import::grid::{Cell, Row};
use crate::import::value::UNCALCULATED;

/// Reads every visible sheet, or the one asked for.
pub(super) fn read(
    input: &mut dyn ReadSeek,
    only: Option<&str>,
    visit: &mut Visit<'_>,
) -> Result<(), Problem> {
    let mut book = opened(input)?;
    let chosen = choose(&sheets(book.sheets_metadata()), only)?;
    let beside = chosen.len() > 1;
    for name in chosen {
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let merges = merges.iter().map(merge).collect();
        let named = Some(name.as_str().into());
        let sheet = Sheet { name: named, merges, beside, ..Sheet::default() };
        let formulas = book.worksheet_formula(&name).unwrap_or_default();
        match book.worksheet_range(&name) {
            Ok(range) => {
                let (top, left) = range.start().unwrap_or_default();
                let open = Uncalculated::of(&range, &formulas);
                let rows = range.rows().zip(top..).map(|(cells, at)| {
                    let before = std::iter::repeat_n(Cell::Empty, left as usize);
                    let cells = (left..).zip(cells).map(|(column, data)| {
                        open.at((at, column), data).unwrap_or_else(|| cell(data))
                    });
                    Row::new(u64::from(at) + 1, before.chain(cells).collect())
                });
                visit(sheet, &mut rows.filter(|row| !row.is_blank()).map(Ok));
            }
            Err(error) => visit(sheet, &mut std::iter::once(Err(broken(&error)))),
        }
    }
    Ok(())
}

/// A workbook, read whole. The library takes what stands in the records on trust and stops
/// where that is wrong.
fn opened(input: &mut dyn ReadSeek) -> Result<Xls<&mut dyn ReadSeek>, Problem> {
    let open = move || {
        super::biff::check(&mut *input)?;
        Xls::new(input).map_err(|error| broken(&error))
    };
    contained(open).unwrap_or_else(|| {
        let problem = Problem::error("unreadable_file").in_case("broken");
        Err(problem.with_value("XLS"))
    })
}

/// The formulas of a sheet that nobody reckoned. The file cannot say so: it holds an empty text
/// for them, as for a formula that gives one.
struct Uncalculated<'a>(Option<&'a Range<String>>);

impl<'a> Uncalculated<'a> {
    /// Looks whether any formula of a sheet has a result: then all of them were reckoned.
    fn of(cells: &Range<Data>, formulas: &'a Range<String>) -> Self {
        let (top, left) = formulas.start().unwrap_or_default();
        let mut known = formulas.used_cells().map(|(row, column, _)| {
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            let column = u32::try_from(column).unwrap_or(u32::MAX);
            cells.get_value((top.saturating_add(row), left.saturating_add(column)))
        });
        let reckoned = known.any(|data| data.is_some_and(|data| !is_empty(data)));
        Self((!reckoned).then_some(formulas))
    }

    /// The cell at a place where the result of a formula is missing. One that names an empty
    /// text may have it for its result.
    fn at(&self, place: (u32, u32), data: &Data) -> Option<Cell> {
        let formula = self.0.filter(|_| is_empty(data))?.get_value(place)?;
        let missing = !formula.is_empty() && !formula.contains("\"\"");
        missing.then(|| Cell::Text(UNCALCULATED.to_owned()))
    }
}

fn is_empty(data: &Data) -> bool {
    matches!(data, Data::Empty) || matches!(data, Data::String(text) if text.is_empty())
}

fn broken(error: &XlsError) -> Problem {
    let case = if matches!(error, XlsError::Password) { "encrypted" } else { "broken" };
    Problem::error("unreadable_file").in_case(case).with_value(error.to_string())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::*;

    fn missing(results: [&str; 2], formula: &str) -> [bool; 2] {
        let text = |(row, text): (u32, &str)| {
            calamine::Cell::new((row + 3, 1), Data::String(text.to_owned()))
        };
        let cells = Range::from_sparse((0..).zip(results).map(text).collect());
        let formulas =
            (3..5).map(|row| calamine::Cell::new((row, 1), formula.to_owned()));
        let formulas = Range::from_sparse(formulas.collect());
        let open = Uncalculated::of(&cells, &formulas);
        [3, 4].map(|row| open.at((row, 1), &cells[(row as usize - 3, 0)]).is_some())
    }

    #[test]
    fn a_sheet_beyond_the_end_is_damage() {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let start = [0x09, 8, 8, 0, 0, 6, 5, 0, 0, 0, 0, 0];
        let sheet = [0x85, 0, 9, 0, 0xff, 0xff, 0xff, 0x7f, 0, 0, 1, 0, b'a'];
        let workbook = [&start[..], &sheet, &[0x0a, 0, 0, 0]].concat();
        file.create_stream("Workbook").unwrap().write_all(&workbook).unwrap();
        let read = read(&mut file.into_inner(), None, &mut |_, _| {});
        assert_eq!(read.unwrap_err().case, Some("broken"));
    }

    #[test]
    fn empty_results_are_missing_where_no_formula_has_one() {
        assert_eq!(missing(["", ""], "SUM(B2:B5)"), [true, true]);
        assert_eq!(missing(["", "3"], "SUM(B2:B5)"), [false, false]);
        assert_eq!(missing(["", ""], "IF(A1=\"\",\"\",A1)"), [false, false]);
    }
}
