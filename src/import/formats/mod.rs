//! The formats of files: bytes → rows, one file a format, chosen by content.

mod csv_text;
mod json;
mod lines;
mod sniff;

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
    /// Merged regions.
    pub(super) merges: Vec<Merge>,
    /// The headers, where the format names its columns (JSON).
    pub(super) keys: Option<Vec<String>>,
    /// Whether a row says how many cells it has (CSV), so that too many or too few tell.
    pub(super) ragged: bool,
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
    _only: Option<&str>,
    visit: &mut Visit<'_>,
) -> Result<(), Problem> {
    match format {
        Format::Csv(found) => csv_text::read(input, found, visit),
        Format::Json(found) => json::read(input, found, visit),
    }
}
