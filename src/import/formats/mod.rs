//! The formats of files: bytes → rows, one file a format, chosen by content.

mod biff;
mod contained;
mod controls;
mod csv_text;
mod docx;
mod guard;
mod json;
mod lines;
mod ods;
mod sniff;
mod surrogates;
mod workbook;
mod xls;
mod xlsx;

pub(super) use sniff::{Format, sniff};

use std::io::{Read, Seek};
use std::sync::Arc;

use super::grid::Row;
use crate::domain::problem::Problem;

/// What a file is read from.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// The rows of a sheet, top to bottom; a problem stands for a row that cannot be read or,
/// as the last item, for the rest of the file.
pub(super) type Rows<'a> = dyn Iterator<Item = Result<Row, Problem>> + 'a;

/// What is known of a sheet beside its rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    /// Its name; `None` where the file is one sheet without a name.
    pub(super) name: Option<Arc<str>>,
    /// The encoding of a text file.
    pub(super) encoding: Option<&'static str>,
    /// Whether some bytes mean nothing in that encoding.
    pub(super) lossy: bool,
    /// Merged regions.
    pub(super) merges: Vec<Merge>,
    /// The headers, where the format names its columns (JSON).
    pub(super) keys: Option<Vec<String>>,
    /// Whether a row says how many cells it has (CSV), so that too many or too few tell.
    pub(super) ragged: bool,
    /// Whether others of its file are read beside it.
    pub(super) beside: bool,
}

/// A merged region; rows as Excel numbers them, columns from 0, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merge {
    pub(super) rows: (u64, u64),
    pub(super) columns: (usize, usize),
}

/// What takes the sheets of a file, one after the other.
pub(super) type Visit<'a> = dyn FnMut(Sheet, &mut Rows<'_>) + 'a;

/// Reads a file of a format, sheet by sheet.
pub(super) fn read(
    format: Format,
    input: &mut dyn ReadSeek,
    only: Option<&str>,
    visit: &mut Visit<'_>,
) -> Result<(), Problem> {
    match format {
        Format::Csv(found) => {
            single(only)?;
            csv_text::read(input, found, visit)
        }
        Format::Json(found) => json::read(input, found, only, visit),
        Format::Xlsx => xlsx::read(input, only, visit),
        Format::Xls => xls::read(input, only, visit),
        Format::Ods => ods::read(input, only, visit),
        Format::Docx => docx::read(input, only, visit),
    }
}

/// Cells further right are not read: no table is that wide, and a row would take as much
/// room as all columns up to them.
const WIDE: usize = 1024;

/// Cells from a row on stand beyond [`WIDE`] columns.
fn too_wide(row: u64) -> Problem {
    let problem = Problem::warning("ragged_row").in_case("wide");
    problem.at_row(row).with("columns", WIDE)
}

/// The sheets to read: the one asked for by name or number from 1, else all visible ones.
fn choose(sheets: &[(String, bool)], only: Option<&str>) -> Result<Vec<String>, Problem> {
    let Some(only) = only else {
        let visible =
            || sheets.iter().filter(|(_, visible)| *visible).map(|(name, _)| name);
        if visible().next().is_none() && !sheets.is_empty() {
            let problem = Problem::error("no_header").in_case("hidden");
            return Err(problem.with("sheets", names(sheets)));
        }
        let real: Vec<String> =
            visible().filter(|name| !is_example(name)).cloned().collect();
        return Ok(if real.is_empty() { visible().cloned().collect() } else { real });
    };
    let numbered = only.parse().ok().and_then(|n: usize| sheets.get(n.checked_sub(1)?));
    if let Some((name, _)) = sheets.iter().find(|(name, _)| name == only).or(numbered) {
        return Ok(vec![name.clone()]);
    }
    let problem = Problem::error("no_header").in_case("sheet").with_value(only);
    Err(problem.with("sheets", names(sheets)))
}

fn names(sheets: &[(String, bool)]) -> Vec<&str> {
    sheets.iter().map(|(name, _)| name.as_str()).collect()
}

/// Whether the sheet asked for may be the one of a file without names: its number is 1.
fn single(only: Option<&str>) -> Result<(), Problem> {
    match only {
        None | Some("1") => Ok(()),
        Some(name) => {
            let problem = Problem::error("no_header").in_case("one_sheet");
            Err(problem.with_value(name))
        }
    }
}

/// Whether a sheet shows how to fill in another one.
fn is_example(name: &str) -> bool {
    let name = name.to_lowercase();
    ["示例", "样例", "范例", "填写样表", "example"].iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(sheets: &[(&str, bool)], only: Option<&str>) -> Result<String, Problem> {
        let sheets: Vec<(String, bool)> =
            sheets.iter().map(|(name, visible)| ((*name).to_owned(), *visible)).collect();
        choose(&sheets, only).map(|names| names.join("、"))
    }

    #[test]
    fn hidden_sheets_are_read_only_when_asked_for() {
        let book = [("选项", false), ("需求", true), ("填写示例", true), ("成果", true)];
        assert_eq!(chosen(&book, None).unwrap(), "需求、成果");
        assert_eq!(chosen(&book, Some("选项")).unwrap(), "选项");
        assert_eq!(chosen(&book, Some("2")).unwrap(), "需求", "hidden ones count");
        let broken = chosen(&book, Some("5")).unwrap_err();
        assert_eq!(broken.case, Some("sheet"));
    }

    #[test]
    fn a_workbook_of_hidden_sheets_names_them() {
        let broken = chosen(&[("选项", false), ("需求", false)], None).unwrap_err();
        assert_eq!((broken.code, broken.case), ("no_header", Some("hidden")));
        let hint = broken.hint().say(crate::text::messages::Lang::Zh);
        assert!(hint.contains("选项") && hint.contains("需求"), "{hint}");
    }

    #[test]
    fn an_example_alone_is_read() {
        assert_eq!(chosen(&[("填写示例", true)], None).unwrap(), "填写示例");
        assert_eq!(chosen(&[], None).unwrap(), "");
    }
}
