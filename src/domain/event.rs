//! What else happens around the fair: events, availability, indicators.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::code::codes;
use super::date::Clock;
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

/// When an organization or a person can or cannot meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Availability {
    /// Stable id, `A…`.
    pub id: String,
    /// Organization, by name or id.
    pub organization: Option<String>,
    /// Person, by name or id; `None`: the whole organization.
    pub person: Option<String>,
    /// Day; `None`: every day.
    pub date: Option<NaiveDate>,
    /// First minute; `None`: from the morning on.
    pub start: Option<Clock>,
    /// First minute after; `None`: to the evening.
    pub end: Option<Clock>,
    /// Can, or cannot. Who has a "can" on a day can only then.
    #[serde(default = "wire::yes")]
    pub available: bool,
    /// Where it was read.
    pub source: Source,
    /// Unmapped columns.
    pub extra: Extra,
}

impl Default for Availability {
    fn default() -> Self {
        Self {
            id: String::new(),
            organization: None,
            person: None,
            date: None,
            start: None,
            end: None,
            available: true,
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
    #[serde(rename = "reference")]
    pub reference: Option<String>,
    /// Where it was read.
    pub source: Source,
    /// Unmapped columns.
    pub extra: Extra,
}
