//! What happened to a fair: entries of its log, versions of its plan.

use serde_json::Value;

use super::{Code as _, Kind};

/// The number of an entry in the log; a later entry has a greater one.
pub type EntryId = i64;

/// An entry of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    /// Its number; the order of the log, whatever the clock said.
    pub id: EntryId,
    /// When, local time, ISO 8601.
    pub at: String,
    /// Who.
    pub who: String,
    /// The command: the message `log-<what>`.
    pub what: String,
    /// The entry it took back.
    pub undoes: Option<EntryId>,
    /// Whether it was taken back itself.
    pub undone: bool,
    /// How many records it changed.
    pub count: i64,
    /// How many of them by registry, those that were new and the others.
    pub by_kind: Vec<KindCount>,
    /// The first of them ([`HistoryEntry::SHOWN`] at most).
    pub changes: Vec<HistoryChange>,
}

impl HistoryEntry {
    /// How many changes an entry lists.
    pub const SHOWN: usize = 20;
}

/// What a change in the log is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Logged {
    /// A record of a registry.
    Record(Kind),
    /// A file that was read.
    Import,
    /// The meeting plan.
    Plan,
    /// The learned weights.
    Weights,
    /// The places of the signings on stage.
    Stage,
}

impl Logged {
    /// Its code in the log and in JSON: a registry's own, else a word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Record(kind) => kind.code(),
            Self::Import => "imports",
            Self::Plan => "plan",
            Self::Weights => "weights",
            Self::Stage => "stage",
        }
    }

    /// What a code means.
    pub fn of_code(code: &str) -> Option<Self> {
        let others = [Self::Import, Self::Plan, Self::Weights, Self::Stage];
        let other = || others.into_iter().find(|other| other.code() == code);
        Kind::of_code(code).map(Self::Record).or_else(other)
    }
}

/// How many records of a registry an entry touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindCount {
    /// What they are.
    pub kind: Logged,
    /// Records that were not there before.
    pub new: i64,
    /// Records that were.
    pub other: i64,
}

/// A record before and after an entry.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryChange {
    /// What it is.
    pub kind: Logged,
    /// The record's id; empty for what there is only one of.
    pub id: String,
    /// Its JSON before, absent values left out; `None`: it was not there.
    pub before: Option<Value>,
    /// Its JSON after; `None`: it was gone.
    pub after: Option<Value>,
}

/// A version of the plan in the list of versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanVersion {
    /// The version.
    pub version: u32,
    /// When it was made, local time, ISO 8601.
    pub at: String,
    /// Who made it.
    pub who: String,
    /// The command that made it.
    pub what: String,
    /// Whether it is the one that holds.
    pub current: bool,
}
