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

impl Pair {
    /// Puts a further cell behind its value.
    pub(super) fn append(&mut self, between: &str, more: &Cell) {
        let (said, more) = (self.value.view().text(), more.view().text());
        self.value = Cell::of_text(format!("{said}{between}{more}"));
    }
}
