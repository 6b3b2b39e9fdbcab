//! What the reader of a file is told beforehand.

use chrono::NaiveDate;

use super::dialect::Dialect;
use super::sheet_kind::SheetKind;
use crate::domain::Kind;

/// What is known of files before they are read.
#[derive(Debug, Clone)]
pub struct Options {
    /// The registry they hold; `None`: each sheet's is recognised.
    pub kind: Option<Kind>,
    /// The only sheet to read, by name or number from 1.
    pub sheet: Option<String>,
    /// `--map HEADER=FIELD`: a header and the canonical column it is; `-` for none.
    pub maps: Vec<(String, String)>,
    /// A dialect file.
    pub dialect: Dialect,
    /// The day it is taken to be, for deadlines without a year and those in the past.
    pub today: NaiveDate,
    /// Whether a row with a warning is rejected too.
    pub strict: bool,
    /// How many problems of each code a sheet keeps in full; all of them are counted.
    pub problems: usize,
    /// Whether the records are wanted; without, only how reading went.
    pub records: bool,
    /// Whether accepted rows are kept as they stood, for those that are rejected later.
    pub rows: bool,
}

impl Options {
    /// Nothing is known but the day.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            kind: None,
            sheet: None,
            maps: Vec::new(),
            dialect: Dialect::default(),
            today,
            strict: false,
            problems: usize::MAX,
            records: true,
            rows: false,
        }
    }

    /// The kinds of sheet that may come.
    pub(crate) fn kinds(&self) -> Vec<SheetKind> {
        match self.dialect.kind.or(self.kind) {
            Some(kind) => SheetKind::of(kind).collect(),
            None => SheetKind::ALL.to_vec(),
        }
    }
}
