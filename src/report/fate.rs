//! What became of a meeting between two versions of the plan.

use serde::Serialize;

use crate::domain::{Meeting, Settings};
use crate::text::messages::Message;

/// What became of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It is new.
    Added,
    /// It does not take place.
    Cancelled,
    /// It takes place at another time.
    Moved,
    /// It takes place at the same time at another table.
    Reseated,
}

impl Fate {
    /// What became of a meeting as it was and as it is; `None` where nobody need be told.
    pub(super) fn between(
        before: Option<&Meeting>,
        after: Option<&Meeting>,
    ) -> Option<Self> {
        let when = |meeting: &Meeting| (meeting.date, meeting.start, meeting.end);
        match (before, after) {
            (None, Some(_)) => Some(Self::Added),
            (Some(_), None) => Some(Self::Cancelled),
            (Some(a), Some(b)) if when(a) != when(b) => Some(Self::Moved),
            (Some(a), Some(b)) if a.table != b.table => Some(Self::Reseated),
            _ => None,
        }
    }

    /// The fixed word for it.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Cancelled => "cancelled",
            Self::Moved => "moved",
            Self::Reseated => "reseated",
        }
    }
}

/// A meeting's day, time and place in words.
pub(super) fn place(settings: &Settings, meeting: &Meeting) -> Message {
    Message::new("report-diff-place")
        .with("date", meeting.date.to_string())
        .with("start", meeting.start.to_string())
        .with("end", meeting.end.to_string())
        .with("table", super::place::of(settings, meeting))
}
