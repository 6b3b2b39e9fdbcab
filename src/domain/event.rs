//! What else happens around the fair: events, indicators.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::clock::Clock;
use super::code::codes;
use super::source::{Extra, Source};
use super::wire;

codes! {
    /// Kinds of event.
    EventKind as "event_kind" {
        /// A visit to an enterprise or institution.
        Visit = "visit",
        /// A briefing on results and needs.
        Briefing = "briefing",
        /// An online session.
        Online = "online",
        /// A talk.
        Talk = "talk",
        /// A ceremony.
        Ceremony = "ceremony",
        /// Anything else.
        Other = "other",
    }
}

/// An event; it blocks its participants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    /// Stable id, `V…`.
    pub id: String,
    /// What it is called.
    #[serde(with = "wire::text")]
    pub title: String,
    /// Visit, briefing, …
    pub kind: EventKind,
    /// Day.
    pub date: Option<NaiveDate>,
    /// First minute; `None`: all day.
    pub start: Option<Clock>,
    /// First minute after.
    pub end: Option<Clock>,
    /// On site or online, in the words of the source.
    pub mode: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Organizations and people who take part, by name or id.
    pub participants: Vec<String>,
    /// Anything else.
    pub note: Option<String>,
    /// Where it was read.
    pub source: Source,
    /// Unmapped columns.
    pub extra: Extra,
}

impl Default for Event {
    fn default() -> Self {
        Self {
            id: String::new(),
            title: String::new(),
            kind: EventKind::Other,
            date: None,
            start: None,
            end: None,
            mode: None,
            place: None,
            participants: Vec::new(),
            note: None,
            source: Source::default(),
            extra: Extra::default(),
        }
    }
}

/// A figure of an organization, a service platform's say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Kpi {
    /// Stable id, `K…`.
    pub id: String,
    /// Organization, by name or id.
    #[serde(with = "wire::text")]
    pub organization: String,
    /// What is counted.
    #[serde(with = "wire::text")]
    pub indicator: String,
    /// Over which period.
    pub period: Option<String>,
    /// The figure as it was written.
    #[serde(with = "wire::text")]
    pub value: String,
    /// Its unit.
    pub unit: Option<String>,
    /// Who says so.
    pub reference: Option<String>,
    /// Where it was read.
    pub source: Source,
    /// Unmapped columns.
    pub extra: Extra,
}
