//! What the readers of workbooks share: sheets, merged regions and cells, whichever format
//! holds them.

use calamine::{DataType, Dimensions, Sheet, SheetVisible};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::Merge;
use crate::import::grid::Cell;

/// The sheets of a book by name, and which of them show.
pub(super) fn sheets(book: &[Sheet]) -> Vec<(String, bool)> {
    let shows = |sheet: &Sheet| sheet.visible == SheetVisible::Visible;
    book.iter().map(|sheet| (sheet.name.clone(), shows(sheet))).collect()
}

/// A merged region in our count of rows and columns.
pub(super) fn merge(region: &Dimensions) -> Merge {
    Merge {
        rows: (u64::from(region.start.0) + 1, u64::from(region.end.0) + 1),
        columns: (region.start.1 as usize, region.end.1 as usize),
    }
}

/// A cell: of XLSX or XLS, each of which has a type of its own for it.
pub(super) fn cell(value: &impl DataType) -> Cell {
    if let Some(text) = value.get_string().or_else(|| value.get_duration_iso()) {
        Cell::of_text(text)
    } else if let Some(number) = value.get_float() {
        Cell::Number(number)
    } else if let Some(number) = value.get_int() {
        Cell::Number(number as f64)
    } else if let Some(date) = value.get_datetime() {
        let when = date.as_datetime().filter(|_| date.is_datetime());
        when.map_or_else(|| Cell::Number(date.as_f64()), Cell::Date)
    } else if let Some(text) = value.get_datetime_iso() {
        iso(text)
    } else if let Some(flag) = value.get_bool() {
        Cell::Text(flag.to_string())
    } else if let Some(error) = value.get_error() {
        Cell::Text(error.to_string())
    } else {
        Cell::Empty
    }
}

/// A date cell written as text in ISO form.
pub(super) fn iso(text: &str) -> Cell {
    let day = |t: &str| t.parse().ok().map(|day: NaiveDate| day.and_time(NaiveTime::MIN));
    let when =
        text.trim_end_matches('Z').parse::<NaiveDateTime>().ok().or_else(|| day(text));
    when.map_or_else(|| Cell::of_text(text), Cell::Date)
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, Data, DataRef, ExcelDateTime, ExcelDateTimeType};

    use super::*;

    #[test]
    fn the_cells_of_either_format_are_read_alike() {
        let when = |kind| ExcelDateTime::new(45_000.5, kind, false);
        let moment = when(ExcelDateTimeType::DateTime);
        let length = when(ExcelDateTimeType::TimeDelta);
        let noon = "2023-03-15T12:00:00".parse().unwrap();
        let same = [
            (Data::String("钛".into()), DataRef::SharedString("钛"), Cell::of_text("钛")),
            (Data::Int(3), DataRef::Int(3), Cell::Number(3.0)),
            (Data::Float(0.5), DataRef::Float(0.5), Cell::Number(0.5)),
            (Data::Bool(true), DataRef::Bool(true), Cell::Text("true".into())),
            (Data::DateTime(moment), DataRef::DateTime(moment), Cell::Date(noon)),
            (Data::DateTime(length), DataRef::DateTime(length), Cell::Number(45_000.5)),
            (
                Data::DateTimeIso("2023-03-15T12:00:00Z".into()),
                DataRef::DateTimeIso("2023-03-15T12:00:00Z".into()),
                Cell::Date(noon),
            ),
            (
                Data::DurationIso("PT2H".into()),
                DataRef::DurationIso("PT2H".into()),
                Cell::of_text("PT2H"),
            ),
            (
                Data::Error(CellErrorType::NA),
                DataRef::Error(CellErrorType::NA),
                Cell::Text("#N/A".into()),
            ),
            (Data::Empty, DataRef::Empty, Cell::Empty),
        ];
        for (old, new, expected) in same {
            assert_eq!((cell(&old), cell(&new)), (expected.clone(), expected));
        }
    }
}
