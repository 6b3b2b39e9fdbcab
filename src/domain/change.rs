//! Changes as values: what was before, what is after.

use super::{Kind, Plan, Record};

/// One record or plan put, changed or taken away.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "changes are moved, not hoarded")]
pub enum Change {
    /// The record becomes this (inserted, or in place of the one with its id).
    Put(Record),
    /// The record goes.
    Remove(Kind, String),
    /// A new plan version becomes the current one.
    Plan(Plan),
}

/// Changes that happen together or not at all, with one entry in the log.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChangeSet {
    /// The command that made them, as the log names it.
    pub what: String,
    /// The changes, in order.
    pub changes: Vec<Change>,
}
