//! What a report puts into a calendar.

use chrono::NaiveDateTime;

/// A calendar entry, times local to the fair (Asia/Shanghai).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// Stable id: the same thing keeps it through every version.
    pub uid: String,
    /// Which version of the plan says so: a later one replaces an earlier one.
    pub revision: u32,
    /// What it is.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// Where.
    pub location: String,
    /// First minute.
    pub start: NaiveDateTime,
    /// First minute after.
    pub end: NaiveDateTime,
}
