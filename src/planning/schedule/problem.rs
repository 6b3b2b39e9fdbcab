//! Stand-alone problems: the business-to-business meeting problem of the literature, as a file.

use serde::{Deserialize, Deserializer, Serialize};

use super::model::{Goal, Meeting, Model, Party};
use super::slots::SlotSet;
use crate::domain::problem::Problem;

/// A problem as its file has it. Everything counts from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleProblem {
    /// What it is called.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// Number of participants; they need not form two sides.
    pub participants: usize,
    /// Number of slots.
    pub slots: usize,
    /// Slots before this one are the morning.
    #[serde(default, deserialize_with = "or_default")]
    pub half: usize,
    /// Meetings at once.
    pub tables: usize,
    /// The two participants of each meeting.
    pub meetings: Vec<[usize; 2]>,
    /// For each meeting when it wants to be; empty: any time.
    #[serde(default, deserialize_with = "or_default")]
    pub session: Vec<u8>,
    /// For each participant the slots it is away; empty: none.
    #[serde(default, deserialize_with = "or_default")]
    pub unavailable: Vec<Vec<usize>>,
    /// For each meeting the slot it must be in, if any; empty: none.
    #[serde(default, deserialize_with = "or_default")]
    pub fixed: Vec<Option<usize>>,
    /// Pairs of meetings, the first strictly before the second.
    #[serde(default, deserialize_with = "or_default")]
    pub before: Vec<[usize; 2]>,
    /// What to minimise.
    #[serde(default, deserialize_with = "or_default")]
    pub objective: Objective,
    /// Largest difference between two participants' numbers of breaks.
    #[serde(default)]
    pub fairness: Option<usize>,
}

/// A value, or its default for `null`: absent values may be said either way.
fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// What a stand-alone problem minimises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Objective {
    /// Idle slots.
    #[default]
    Idle,
    /// Breaks.
    Breaks,
    /// Nothing: any plan will do.
    Feasible,
}

/// More participants than this are taken for a mistake.
const MOST_PARTICIPANTS: usize = 1_000_000;

impl ScheduleProblem {
    /// Everything that makes the problem senseless. (A sensible one may still have no solution.)
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        if self.slots == 0 || self.slots > SlotSet::CAPACITY {
            let most = i64::try_from(SlotSet::CAPACITY).expect("a small constant");
            found.push(bad("slots", "slots", self.slots).with("most", most));
        }
        if self.participants > MOST_PARTICIPANTS {
            let most = i64::try_from(MOST_PARTICIPANTS).expect("a small constant");
            found.push(
                bad("participants", "participants", self.participants).with("most", most),
            );
        }
        self.check_lengths(&mut found);
        self.check_meetings(&mut found);
        self.check_slots(&mut found);
        found
    }

    fn check_lengths(&self, found: &mut Vec<Problem>) {
        let lists = [
            ("session", self.session.len(), self.meetings.len()),
            ("fixed", self.fixed.len(), self.meetings.len()),
            ("unavailable", self.unavailable.len(), self.participants),
        ];
        for (name, length, wanted) in lists {
            if length != 0 && length != wanted {
                let wanted = i64::try_from(wanted).unwrap_or(i64::MAX);
                found.push(bad("length", name, length).with("wanted", wanted));
            }
        }
    }

    fn check_meetings(&self, found: &mut Vec<Problem>) {
        for (index, &[a, b]) in self.meetings.iter().enumerate() {
            let place = format!("meetings[{index}]");
            for who in [a, b].into_iter().filter(|&who| who >= self.participants) {
                found.push(bad("participant", &place, who));
            }
            if a == b {
                found.push(bad("self", &place, a));
            }
        }
        for (index, pair) in self.before.iter().enumerate() {
            for &meeting in pair.iter().filter(|&&meeting| meeting >= self.meetings.len())
            {
                found.push(bad("meeting", &format!("before[{index}]"), meeting));
            }
        }
        for (index, &session) in self.session.iter().enumerate().filter(|(_, s)| **s > 2)
        {
            found.push(bad(
                "session",
                &format!("session[{index}]"),
                usize::from(session),
            ));
        }
    }

    fn check_slots(&self, found: &mut Vec<Problem>) {
        let slots = self.slots;
        for (index, &slot) in self.fixed.iter().enumerate() {
            if let Some(slot) = slot.filter(|&slot| slot >= slots) {
                found.push(bad("slot", &format!("fixed[{index}]"), slot));
            }
        }
        for (index, away) in self.unavailable.iter().enumerate() {
            for &slot in away.iter().filter(|&&slot| slot >= slots) {
                found.push(bad("slot", &format!("unavailable[{index}]"), slot));
            }
        }
    }

    /// The problem for the solver; it has no [problems](Self::problems).
    pub fn model(&self) -> Model {
        let mut model =
            Model::new(self.slots, Some(self.tables.min(self.meetings.len())));
        model.parties = vec![Party::default(); self.participants];
        let away: Vec<SlotSet> = self
            .unavailable
            .iter()
            .map(|slots| slots.iter().copied().collect())
            .collect();
        let away = |party: usize| away.get(party).copied().unwrap_or_default();
        model.meetings = (self.meetings.iter().enumerate())
            .map(|(index, &[a, b])| {
                Meeting::new(vec![a, b], self.wanted(index) & !away(a) & !away(b))
            })
            .collect();
        model.before = self.before.iter().map(|&[a, b]| (a, b)).collect();
        model.goal = match self.objective {
            Objective::Idle => Goal::Idle,
            Objective::Breaks => Goal::Breaks,
            Objective::Feasible => Goal::Feasible,
        };
        model.fairness = self.fairness;
        model
    }

    /// The slots of a meeting's half day, or its fixed slot among them.
    fn wanted(&self, meeting: usize) -> SlotSet {
        let half = self.half.min(self.slots);
        let session = match self.session.get(meeting).copied().unwrap_or(0) {
            1 => SlotSet::range(0..half),
            2 => SlotSet::range(half..self.slots),
            _ => SlotSet::range(0..self.slots),
        };
        match self.fixed.get(meeting).copied().flatten() {
            Some(slot) => session & SlotSet::one(slot),
            None => session,
        }
    }
}

fn bad(case: &'static str, place: &str, value: usize) -> Problem {
    Problem::error("invalid_problem")
        .in_case(case)
        .about(place)
        .with_value(value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> ScheduleProblem {
        serde_json::from_str(json).expect("a problem")
    }

    #[test]
    fn away_half_days_and_pins_become_allowed_slots() {
        let problem = read(
            r#"{"participants":3,"slots":4,"half":2,"tables":1,"meetings":[[0,1],[0,2],[1,2]],
                "session":[1,2,0],"unavailable":[[0],[],[2]],"fixed":[null,null,3],
                "before":[[0,2]],"objective":"breaks","fairness":1}"#,
        );
        assert_eq!(problem.problems(), []);
        let model = problem.model();
        let allowed: Vec<_> = model.meetings.iter().map(|m| m.allowed).collect();
        assert_eq!(allowed, [SlotSet::one(1), SlotSet::one(3), SlotSet::one(3)]);
        assert_eq!((model.goal, model.fairness), (Goal::Breaks, Some(1)));
        assert_eq!(model.faults(), []);
    }

    #[test]
    fn null_is_as_good_as_nothing() {
        let bare = read(r#"{"participants":2,"slots":2,"tables":1,"meetings":[[0,1]]}"#);
        let nulls = read(
            r#"{"name":null,"participants":2,"slots":2,"half":null,"tables":1,
                "meetings":[[0,1]],"session":null,"unavailable":null,"fixed":null,
                "before":null,"objective":null,"fairness":null}"#,
        );
        assert_eq!(bare, nulls);
    }

    #[test]
    fn every_senseless_entry_is_named() {
        let problem = read(
            r#"{"participants":2,"slots":4,"tables":1,"meetings":[[0,5],[1,1]],"session":[3,0],
                "unavailable":[[9]],"fixed":[4,null],"before":[[0,2]]}"#,
        );
        let found: Vec<_> =
            problem.problems().iter().map(|p| p.subject.clone()).collect();
        let wanted = [
            "unavailable",
            "meetings[0]",
            "meetings[1]",
            "before[0]",
            "session[0]",
            "fixed[0]",
            "unavailable[0]",
        ];
        assert_eq!(found, wanted);
    }
}
