//! What a form says in answer to one of its labels.

use crate::import::field::Field;
use crate::import::grid::Cell;

/// A label and its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pair {
    pub(super) row: u64,
    pub(super) label: String,
    pub(super) field: Option<Field>,
    pub(super) value: Cell,
}
