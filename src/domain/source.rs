//! Where a record came from.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Columns that no field took, by header, kept as they were.
pub type Extra = BTreeMap<String, String>;

/// The place a record was read from.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub struct Source {
    /// The file as it was named; empty for a record made in the fair itself.
    pub file: Arc<str>,
    /// The sheet of a workbook or the table of a document.
    pub sheet: Option<Arc<str>>,
    /// The row as Excel numbers it (from 1; blank rows count, line breaks inside quotes
    /// don't); for JSON the 1-based element. 0 where there is no row.
    pub row: u64,
}
