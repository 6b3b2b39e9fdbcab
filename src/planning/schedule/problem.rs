//! Stand-alone problems: the business-to-business meeting problem of the literature, as a file.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::fields::{Fields, Reader, refused};
use super::model::{Meeting, Model, Party};
use super::slots::SlotSet;
use crate::domain::Goal;
use crate::domain::problem::Problem;

/// A problem as its file has it. Everything counts from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScheduleProblem {
    /// What it is called.
    pub name: String,
    /// Number of participants; they need not form two sides.
    pub participants: usize,
    /// Number of slots.
    pub slots: usize,
    /// Slots before this one are the morning.
    pub half: usize,
    /// Meetings at once.
    pub tables: usize,
    /// The two participants of each meeting.
    pub meetings: Vec<[usize; 2]>,
    /// For each meeting when it wants to be; empty: any time.
    pub session: Vec<u8>,
    /// For each participant the slots it is away; empty: none.
    pub unavailable: Vec<Vec<usize>>,
    /// For each meeting the slot it must be in, if any; empty: none.
    pub fixed: Vec<Option<usize>>,
    /// Pairs of meetings, the first strictly before the second.
    pub before: Vec<[usize; 2]>,
    /// What to minimise.
    pub objective: Goal,
    /// Largest difference between two participants' numbers of breaks.
    pub fairness: Option<usize>,
}

impl<'de> Deserialize<'de> for ScheduleProblem {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (problem, wrong) = Self::entries(&mut Fields::deserialize(deserializer)?);
        if wrong.is_empty() { Ok(problem) } else { Err(refused(&wrong)) }
    }
}

/// More participants than this are taken for a mistake.
const MOST_PARTICIPANTS: usize = 1_000_000;

impl ScheduleProblem {
    /// The problem of a JSON object, or everything that makes it senseless.
    pub fn read(fields: &mut Fields) -> Result<Self, Vec<Problem>> {
        let (problem, mut found) = Self::entries(fields);
        if found.is_empty() {
            found = problem.problems();
        }
        if found.is_empty() { Ok(problem) } else { Err(found) }
    }

    /// What stands in a JSON object, and what is missing there or of the wrong kind.
    fn entries(fields: &mut Fields) -> (Self, Vec<Problem>) {
        let mut reader = Reader::new(fields, "invalid_problem");
        reader.require(&["participants", "slots", "tables", "meetings"]);
        let pair = |case, key| {
            move |reader: &mut Reader<'_>, index, value: &Value| {
                reader.pair(case, &format!("{key}[{index}]"), value)
            }
        };
        let name = reader.field("text", "name").unwrap_or_default();
        let participants = reader.field("number", "participants").unwrap_or_default();
        let slots = reader.field("number", "slots").unwrap_or_default();
        let tables = reader.field("number", "tables").unwrap_or_default();
        let meetings = reader.list("meetings", pair("participant", "meetings"));
        let session = reader.list("session", |reader, index, value| {
            reader.one("session", &format!("session[{index}]"), value)
        });
        let session: Vec<u8> = session.unwrap_or_default();
        if session.iter().any(|half| matches!(half, 1 | 2)) {
            reader.require(&["half"]);
        }
        let half = reader.field("number", "half");
        let unavailable = reader.list("unavailable", |reader, index, value| {
            reader.numbers("slot", &format!("unavailable[{index}]"), value)
        });
        let fixed = reader.list("fixed", |reader, index, value| {
            reader.one("slot", &format!("fixed[{index}]"), value)
        });
        let before = reader.list("before", pair("meeting", "before"));
        let problem = Self {
            name,
            participants,
            slots,
            half: half.unwrap_or_default(),
            tables,
            meetings: meetings.unwrap_or_default(),
            session,
            unavailable: unavailable.unwrap_or_default(),
            fixed: fixed.unwrap_or_default(),
            before: before.unwrap_or_default(),
            objective: reader.field("objective", "objective").unwrap_or_default(),
            fairness: reader.field("number", "fairness"),
        };
        (problem, reader.found)
    }

    /// Everything that makes the problem senseless. (A sensible one may still have no solution.)
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        let most = SlotSet::CAPACITY;
        if self.slots == 0 {
            found.push(bad("no-slots", "slots", self.slots).with("most", most));
        } else if self.slots > most {
            found.push(bad("slots", "slots", self.slots).with("most", most));
        }
        if self.participants > MOST_PARTICIPANTS {
            let problem = bad("participants", "participants", self.participants);
            found.push(problem.with("most", MOST_PARTICIPANTS));
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
                let problem = bad("length", name, length).with("n", length);
                found.push(problem.with("wanted", wanted));
            }
        }
    }

    fn check_meetings(&self, found: &mut Vec<Problem>) {
        for (index, &[a, b]) in self.meetings.iter().enumerate() {
            let place = format!("meetings[{index}]");
            let both = if a == b { &[a][..] } else { &[a, b] };
            for &who in both.iter().filter(|&&who| who >= self.participants) {
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
        model.goal = self.objective;
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
    fn half_days_need_a_half() {
        let json = |rest: &str| {
            r#"{"participants":2,"slots":2,"tables":1,"meetings":[[0,1]]"#.to_owned()
                + rest
        };
        let wanted = [("half".to_owned(), Some("missing"), String::new())];
        assert_eq!(wrong(&json(r#","session":[2]}"#)), wanted);
        assert_eq!(wrong(&json(r#","session":[1],"half":null}"#)), wanted);
        assert_eq!(read(&json(r#","session":[0]}"#)).half, 0);
        assert_eq!(read(&json(r#","session":[2],"half":0}"#)).half, 0);
    }

    #[test]
    fn what_is_wrong_is_said_once_and_with_its_own_advice() {
        let found =
            wrong(r#"{"participants":2,"slots":0,"tables":1,"meetings":[[7,7]]}"#);
        let found: Vec<_> = found.iter().filter_map(|(_, case, _)| *case).collect();
        assert_eq!(found, ["no-slots", "participant", "self"]);
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

    fn wrong(json: &str) -> Vec<(String, Option<&'static str>, String)> {
        let mut fields = serde_json::from_str(json).expect("an object");
        let found = ScheduleProblem::read(&mut fields).expect_err("no problem");
        found.into_iter().map(|p| (p.subject, p.case, p.value)).collect()
    }

    #[test]
    fn values_of_the_wrong_kind_have_their_places() {
        let told =
            |place: &str, case, value: &str| (place.into(), Some(case), value.into());
        let found = wrong(
            r#"{"slots":-2,"tables":1.5,"meetings":[[0,-1],[0],3],"session":"no",
                "unavailable":[[0,"x"],1],"fixed":[true],"objective":"IDLE","fairness":-1}"#,
        );
        let wanted = [
            told("participants", "missing", ""),
            told("slots", "number", "-2"),
            told("tables", "number", "1.5"),
            told("meetings[0]", "participant", "-1"),
            told("meetings[1]", "pair", "[0]"),
            told("meetings[2]", "pair", "3"),
            told("session", "list", "\"no\""),
            told("unavailable[0]", "slot", "\"x\""),
            told("unavailable[1]", "list", "1"),
            told("fixed[0]", "slot", "true"),
            told("objective", "objective", "\"IDLE\""),
            told("fairness", "number", "-1"),
        ];
        assert_eq!(found, wanted);
    }
}
