//! A meeting plan: who meets whom, when, at which table.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::clock::Clock;
use super::code::codes;
use crate::text::messages::Lang;

/// A planned meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Stable id, `M…`: kept as long as the pair meets.
    pub id: String,
    /// The need's id.
    pub need: String,
    /// The offering's id; `None` for an institution that claimed the need.
    pub offering: Option<String>,
    /// The enterprise's id.
    pub enterprise: String,
    /// The institution's id.
    pub institution: String,
    /// Day.
    pub date: NaiveDate,
    /// First minute.
    pub start: Clock,
    /// First minute after.
    pub end: Clock,
    /// Slot of the day's sessions, from 1 over the whole plan.
    pub slot: usize,
    /// Table, from 1; `None` online.
    pub table: Option<usize>,
    /// Whether it must stay where it is.
    pub locked: bool,
}

impl Meeting {
    /// Day and time at which it starts, local to the fair.
    pub fn starts_at(&self) -> NaiveDateTime {
        self.date.and_time(self.start.time())
    }

    /// Day and time at which it ends, local to the fair.
    pub fn ends_at(&self) -> NaiveDateTime {
        self.date.and_time(self.end.time())
    }

    /// Whom the enterprise meets: the offering's id, else the institution that claimed the need.
    pub fn partner(&self) -> &str {
        self.offering.as_deref().unwrap_or(&self.institution)
    }
}

/// A pair that could not be planned, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unscheduled {
    /// The need's id.
    pub need: String,
    /// The offering's or institution's id.
    pub offering: String,
    /// Why, as a code.
    pub code: String,
    /// Why, in words (in the language it was planned in).
    pub reason: String,
    /// What would help.
    pub hint: String,
    /// The same in every language, by its code; none in plans of earlier programs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub told: BTreeMap<String, Told>,
}

/// Why a pair could not be planned and what would help, in a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Why.
    pub reason: String,
    /// What would help.
    pub hint: String,
}

impl Unscheduled {
    /// The pair as it is told in a language, as far as it is known in it.
    #[must_use]
    pub fn said(&self, lang: Lang) -> Self {
        let (told, here) = (BTreeMap::new(), self.told.get(lang.code()).cloned());
        let Self { reason, hint, .. } = self.clone();
        let Told { reason, hint } = here.unwrap_or(Told { reason, hint });
        Self { reason, hint, told, ..self.clone() }
    }
}

codes! {
    /// How good a plan is known to be.
    PlanStatus as "plan_status" {
        /// Proved the best.
        Optimal = "optimal",
        /// A plan, not proved the best.
        Feasible = "feasible",
        /// Proved that there is none.
        Infeasible = "infeasible",
        /// Neither a plan nor a proof.
        Unknown = "unknown",
    }
}

impl PlanStatus {
    /// Whether there is a plan that keeps every rule.
    pub fn has_plan(self) -> bool {
        matches!(self, Self::Optimal | Self::Feasible)
    }
}

/// What no plan can go below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bound {
    /// Idle slots.
    pub idle: u64,
    /// Breaks.
    pub breaks: u64,
    /// Meetings moved against the version kept.
    #[serde(default)]
    pub moved: u64,
    /// Changes of table.
    #[serde(default)]
    pub table_moves: u64,
}

/// The figures of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Objective {
    /// Meetings planned.
    pub meetings: usize,
    /// Sum of the pairs' scores; `None`: not counted, as after a pair came or went by hand.
    #[serde(default)]
    pub score: Option<f64>,
    /// Slots between a party's first and last meeting of a session without one.
    pub idle: u64,
    /// Maximal runs of idle slots.
    pub breaks: u64,
    /// Meetings moved against the version kept.
    pub moved: usize,
    /// Meetings of those who should stay (where neither side does: of everybody) at another
    /// table than the meeting before in the session; `None`: not counted.
    #[serde(default)]
    pub table_moves: Option<u64>,
    /// Meetings at another table than in the version kept, though at the same time; `None`: not
    /// counted.
    #[serde(default)]
    pub reseated: Option<u64>,
    /// Pairs left out that both sides would rather have than what they have; `None`: not
    /// counted, as after a change by hand.
    #[serde(default)]
    pub blocking: Option<u64>,
    /// What no plan can go below.
    pub lower_bound: Bound,
    /// How good it is known to be.
    pub status: PlanStatus,
    /// Time taken, seconds.
    pub seconds: f64,
    /// The seed it was made with.
    pub seed: u64,
}

/// A version of the meeting plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Version, from 1.
    pub version: u32,
    /// The meetings, by time and table.
    pub meetings: Vec<Meeting>,
    /// What could not be planned.
    pub unscheduled: Vec<Unscheduled>,
    /// Its figures.
    pub objective: Objective,
    /// What starts before has taken place, whatever has changed since; `None`: nothing has.
    #[serde(default)]
    pub over_before: Option<NaiveDateTime>,
}

impl Plan {
    /// The meeting of an id.
    pub fn meeting(&self, id: &str) -> Option<&Meeting> {
        self.meetings.iter().find(|meeting| meeting.id == id)
    }

    /// The plan as it is told in a language.
    #[must_use]
    pub fn said(&self, lang: Lang) -> Self {
        let unscheduled = self.unscheduled.iter().map(|pair| pair.said(lang)).collect();
        Self { unscheduled, ..self.clone() }
    }

    /// Whether a meeting has taken place.
    pub fn is_over(&self, meeting: &Meeting) -> bool {
        self.over_before.is_some_and(|before| meeting.starts_at() < before)
    }
}
