//! XLS, the workbooks of Excel 97 to 2003.

use calamine::{Reader as _, SheetVisible, Xls, XlsError};

use super::xlsx::{cell_of_data, merge};
use super::{ReadSeek, Sheet, Visit, choose};
use crate::domain::problem::Problem;
use crate::import::grid::{Cell, Row};

/// Reads every visible sheet, or the one asked for.
pub(super) fn read(
    input: &mut dyn ReadSeek,
    only: Option<&str>,
    visit: &mut Visit<'_>,
) -> Result<(), Problem> {
    let mut book: Xls<&mut dyn ReadSeek> = Xls::new(input).map_err(|e| broken(&e))?;
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    for name in choose(&sheets, only)? {
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let merges = merges.iter().map(merge).collect();
        let sheet =
            Sheet { name: Some(name.as_str().into()), merges, ..Sheet::default() };
        match book.worksheet_range(&name) {
            Ok(range) => {
                let (top, left) = range.start().unwrap_or_default();
                let rows =
                    range.rows().zip(u64::from(top) + 1..).map(|(cells, number)| {
                        let left = std::iter::repeat_n(Cell::Empty, left as usize);
                        Ok(Row::new(
                            number,
                            left.chain(cells.iter().map(cell_of_data)).collect(),
                        ))
                    });
                visit(
                    sheet,
                    &mut rows
                        .filter(|row| row.as_ref().is_ok_and(|r: &Row| !r.is_blank())),
                );
            }
            Err(error) => visit(sheet, &mut std::iter::once(Err(broken(&error)))),
        }
    }
    Ok(())
}

fn broken(error: &XlsError) -> Problem {
    let case = if matches!(error, XlsError::Password) { "encrypted" } else { "broken" };
    Problem::error("unreadable_file").in_case(case).with_value(error.to_string())
}
