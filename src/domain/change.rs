//! Changes as values: what is to be in the fair after them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{EntryId, Kind, Places, Plan, Record};

/// One thing put, changed or taken away.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "changes are moved, not hoarded")]
pub enum Change {
    /// The record becomes this (inserted, or in place of the one with its id). With an
    /// empty id it is inserted under the next free number of its registry.
    Put(Record),
    /// The record goes.
    Remove(Kind, String),
    /// The plan becomes the current one, under the next free version.
    Plan(Plan),
    /// A file was read into the fair.
    Import(ImportNote),
    /// Weights of the matching criteria learned from decisions; they stand where
    /// `fair.toml` names none. Empty: none learned.
    Weights(BTreeMap<String, u32>),
    /// Where the signings stand on stage: the ceremony last planned.
    Stage(Places),
}

/// Which file was read, and what its content was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportNote {
    /// The file as it was named.
    pub file: String,
    /// SHA-256 of its bytes, hexadecimal; it is kept as `imports/<hash>`.
    pub hash: String,
    /// Records accepted from it.
    pub records: usize,
}

/// Changes that happen together or not at all, with one entry in the log.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChangeSet {
    /// The command that made them, as the log names it: the message `log-<what>`.
    pub what: String,
    /// The last entry that the fair they were made from had seen. A record that somebody
    /// else changed since is a conflict. `None`: not made from a fair.
    pub base: Option<EntryId>,
    /// The changes, in order.
    pub changes: Vec<Change>,
}

impl ChangeSet {
    /// No changes yet by a command, made from a fair of a revision.
    pub fn new(what: &str, base: Option<EntryId>) -> Self {
        Self { what: what.to_owned(), base, changes: Vec::new() }
    }

    /// Adds a record to put.
    pub fn put(&mut self, record: Record) {
        self.changes.push(Change::Put(record));
    }

    /// Adds a record to take away.
    pub fn remove(&mut self, kind: Kind, id: impl Into<String>) {
        self.changes.push(Change::Remove(kind, id.into()));
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}
