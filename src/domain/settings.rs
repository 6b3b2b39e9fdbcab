//! What a person sets for a fair: the values of `fair.toml`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::clock::{Clock, TimeSpan};
use super::plan::Meeting;
use super::signing::SigningKind;
use super::wire;

/// The settings of a fair.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The fair's name.
    pub name: String,
    /// Language code of what is printed, `zh` or `en`.
    pub language: Option<String>,
    /// Cut-off date of the figures.
    #[serde(deserialize_with = "wire::day::optional")]
    pub cutoff: Option<NaiveDate>,
    /// What the year should bring.
    pub targets: Targets,
    /// Zones of the district.
    pub zones: Vec<String>,
    /// The sessions in which meetings are held.
    #[serde(rename = "session")]
    pub sessions: Vec<Session>,
    /// Minimum and maximum numbers of meetings.
    pub limits: Limits,
    /// What a good plan is.
    pub plan: PlanSettings,
    /// What a good match is.
    #[serde(rename = "match")]
    pub matching: MatchSettings,
    /// The signing ceremony.
    pub signing: SigningSettings,
}

impl Settings {
    /// The first day with a session.
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.sessions.iter().map(|session| session.date).min()
    }

    /// The hall that a meeting is held in, where its session names one.
    pub fn hall_of(&self, meeting: &Meeting) -> Option<&str> {
        let holds = |session: &&Session| {
            session.date == meeting.date
                && session.start <= meeting.start
                && meeting.start < session.end
        };
        let hall = self.sessions.iter().find(holds)?.hall.as_deref()?;
        Some(hall.trim()).filter(|hall| !hall.is_empty())
    }
}

/// Targets by stage or indicator: a count, or an amount in words.
pub type Targets = BTreeMap<String, toml::Value>;

/// Where a session is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SessionMode {
    /// At tables.
    #[default]
    Onsite,
    /// Without tables.
    Online,
}

/// A session: a stretch of a day divided into slots.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Day.
    #[serde(deserialize_with = "wire::day::deserialize")]
    pub date: NaiveDate,
    /// First minute.
    pub start: Clock,
    /// First minute after.
    pub end: Clock,
    /// Length of a slot, minutes.
    pub slot_minutes: u16,
    /// Pause between slots, minutes.
    #[serde(default)]
    pub pause_minutes: u16,
    /// At tables or online.
    #[serde(default)]
    pub mode: SessionMode,
    /// Tables; online none.
    #[serde(default)]
    pub tables: usize,
    /// Spans without meetings.
    #[serde(default)]
    pub breaks: Vec<TimeSpan>,
    /// Hall, told with its tables and for travel time.
    #[serde(default)]
    pub hall: Option<String>,
}

/// Minimum and maximum numbers of meetings, `[min, max]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Of a need.
    pub need: [u32; 2],
    /// Of an enterprise.
    pub enterprise: [u32; 2],
    /// Of an institution.
    pub institution: [u32; 2],
    /// Of a person.
    pub person: [u32; 2],
}

impl Default for Limits {
    fn default() -> Self {
        Self { need: [0, 3], enterprise: [0, 8], institution: [0, 12], person: [0, 10] }
    }
}

/// What a good plan has little of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Goal {
    /// Idle slots: those between a party's first and last meeting of a session without one.
    #[default]
    Idle,
    /// Breaks: maximal runs of idle slots.
    Breaks,
    /// Nothing: any plan that keeps the rules will do.
    Feasible,
}

/// Who stays at the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The institution.
    #[default]
    Institution,
    /// The enterprise.
    Enterprise,
    /// Neither: free tables.
    None,
}

/// What a good plan is.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlanSettings {
    /// What to minimise.
    pub objective: Goal,
    /// Weights of the parts.
    pub weights: PlanWeights,
    /// Breaks of any two parties differ by at most this.
    pub fairness: Option<u32>,
    /// Who stays at the table.
    pub fixed_side: Side,
    /// Pause of a party between two meetings at least, minutes.
    pub min_pause_minutes: u16,
    /// Travel time between halls, minutes.
    pub travel_minutes: u16,
    /// Meetings an enterprise can hold at once, by enterprise id or name; else 1.
    pub delegations: BTreeMap<String, u32>,
    /// Meetings longer than a slot: slots by need id.
    pub slots: BTreeMap<String, u16>,
    /// Half-day wishes by need or organization id: `morning` or `afternoon`.
    pub wishes: BTreeMap<String, String>,
    /// Pairs of need ids: the first one's meetings come before the second one's.
    pub before: Vec<(String, String)>,
}

/// Weights of a plan's parts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlanWeights {
    /// Of an idle slot (or break).
    pub idle: u32,
    /// Of a change of table.
    pub table_moves: u32,
}

impl Default for PlanWeights {
    fn default() -> Self {
        Self { idle: 1, table_moves: 0 }
    }
}

/// What a good match is.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MatchSettings {
    /// Weights by criterion; those not named keep their default.
    pub weights: BTreeMap<String, u32>,
    /// Score from which a match is strong; `None`: the calibrated default.
    pub strong: Option<f64>,
    /// Score from which a match is possible.
    pub possible: Option<f64>,
}

/// The signing ceremony.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SigningSettings {
    /// Day; `None`: the first with a session.
    #[serde(deserialize_with = "wire::day::optional")]
    pub date: Option<NaiveDate>,
    /// First minute.
    pub start: Clock,
    /// Batches that may stand at the same time.
    pub stages: u32,
    /// Projects in a batch.
    pub per_batch: u32,
    /// Minutes a batch takes.
    pub minutes_per_batch: u16,
    /// Order of the kinds.
    pub order: Vec<SigningKind>,
    /// Where the guest stands, seen from the audience: `right` or `left`.
    pub guest_on: String,
}

impl Default for SigningSettings {
    fn default() -> Self {
        use SigningKind as K;
        Self {
            date: None,
            start: Clock::from_minutes(15 * 60).expect("three in the afternoon"),
            stages: 1,
            per_batch: 5,
            minutes_per_batch: 6,
            order: vec![
                K::GovernmentUniversity,
                K::UniversityLocal,
                K::EnterpriseEnterprise,
                K::Investment,
                K::Platform,
                K::CultureSport,
                K::Other,
                K::Talent,
            ],
            guest_on: "right".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_read_as_the_contract_writes_them() {
        let settings: Settings = toml::from_str(
            r#"
            name = "a fair"
            cutoff = 2026-10-18
            targets = { signed = 30, amount = "5亿元" }
            [[session]]
            date = 2026-10-16
            start = "09:00"
            end = "11:40"
            slot_minutes = 20
            tables = 24
            breaks = [["10:00", "10:10"]]
            [limits]
            need = [0, 3]
            [match.weights]
            text = 60
            "#,
        )
        .unwrap();
        assert_eq!(settings.sessions[0].breaks[0].end.to_string(), "10:10");
        assert_eq!(settings.matching.weights["text"], 60);
        assert_eq!(settings.limits.institution, [0, 12]);
        assert_eq!(settings.cutoff.unwrap().to_string(), "2026-10-18");
    }
}
