//! Answers to stand-alone problems, as their file has them.

use serde::{Deserialize, Deserializer, Serialize};

use super::fields::{Fields, Reader, refused};
use super::outcome::Outcome;
use super::problem::ScheduleProblem;
use crate::domain::problem::Problem;
use crate::domain::{Goal, PlanStatus};

/// An answer to a [`ScheduleProblem`]. Without a plan `slot`, `table`, `idle` and `breaks` are
/// null.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScheduleSolution {
    /// The slot of each meeting.
    pub slot: Option<Vec<usize>>,
    /// The table of each meeting.
    pub table: Option<Vec<usize>>,
    /// Idle slots of all participants.
    pub idle: Option<usize>,
    /// Breaks of all participants.
    pub breaks: Option<usize>,
    /// No plan has fewer idle slots (or breaks, when those are the objective).
    pub lower_bound: usize,
    /// What is proved.
    pub status: PlanStatus,
    /// Seconds it took, by the clock of whoever ran it.
    pub seconds: f64,
}

impl<'de> Deserialize<'de> for ScheduleSolution {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(&mut Fields::deserialize(deserializer)?)
            .map_err(|wrong| refused(&wrong))
    }
}

impl ScheduleSolution {
    /// The answer of a JSON object; slots alone claim a plan and no more. Or what is missing there or can be no part of an answer.
    pub fn read(fields: &mut Fields) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::new(fields, "rule_broken");
        let planned = reader.has("slot");
        if !planned {
            reader.require(&["status"]);
        }
        let none = if planned { PlanStatus::Feasible } else { PlanStatus::Unknown };
        let solution = Self {
            slot: places(&mut reader, "slot", ["unplaced", "no-slot"]),
            table: places(&mut reader, "table", ["untabled", "no-table"]),
            idle: reader.field("number", "idle"),
            breaks: reader.field("number", "breaks"),
            lower_bound: reader
                .present("lower_bound")
                .and_then(|value| reader.one("number", "lower_bound", &value))
                .unwrap_or_default(),
            status: reader.field("status", "status").unwrap_or(none),
            seconds: seconds(&mut reader).unwrap_or_default(),
        };
        if reader.found.is_empty() { Ok(solution) } else { Err(reader.found) }
    }

    /// The outcome of solving `problem`, found in `seconds`.
    pub fn new(problem: &ScheduleProblem, outcome: &Outcome, seconds: f64) -> Self {
        let planned = outcome.status.has_plan();
        let all =
            |values: &[Option<usize>]| values.iter().copied().collect::<Option<Vec<_>>>();
        Self {
            slot: all(&outcome.slots).filter(|_| planned),
            table: all(&outcome.tables).filter(|_| planned),
            idle: planned.then_some(outcome.score.idle),
            breaks: planned.then_some(outcome.score.breaks),
            lower_bound: match problem.objective {
                Goal::Idle => outcome.bound.idle,
                Goal::Breaks => outcome.bound.breaks,
                Goal::Feasible => 0,
            },
            status: outcome.status,
            seconds,
        }
    }
}

/// The slots or tables of the meetings. Other solvers write `null` or -1 for none.
fn places(
    reader: &mut Reader<'_>,
    key: &'static str,
    [none, wrong]: [&'static str; 2],
) -> Option<Vec<usize>> {
    reader.list(key, |reader, meeting, value| {
        let case = if value.is_null() || *value == -1 { none } else { wrong };
        reader.one(case, &format!("meetings[{meeting}]"), value)
    })
}

fn seconds(reader: &mut Reader<'_>) -> Option<f64> {
    let value = reader.present("seconds")?;
    let seconds = reader.one("seconds", "seconds", &value)?;
    if seconds < 0.0 {
        reader.wrong("seconds", "seconds", &value);
    }
    Some(seconds)
}

#[cfg(test)]
mod tests {
    use super::super::{Options, Unwatched, solve};
    use super::*;

    fn answer(json: &str) -> ScheduleSolution {
        let problem: ScheduleProblem = serde_json::from_str(json).expect("a problem");
        let outcome = solve(&problem.model(), &Options::default(), &mut Unwatched);
        ScheduleSolution::new(&problem, &outcome, 0.5)
    }

    #[test]
    fn a_lone_gap_is_counted_and_proved() {
        let found = answer(
            r#"{"participants":2,"slots":3,"tables":1,"meetings":[[0,1],[0,1]],
                "unavailable":[[1],[]]}"#,
        );
        assert_eq!((found.idle, found.breaks, found.lower_bound), (Some(2), Some(2), 2));
        assert_eq!((found.status, found.table), (PlanStatus::Optimal, Some(vec![0, 0])));
    }

    #[test]
    fn without_a_plan_there_are_no_numbers() {
        let found =
            answer(r#"{"participants":2,"slots":1,"tables":1,"meetings":[[0,1],[0,1]]}"#);
        let json = serde_json::to_string(&found).expect("plain values");
        let wanted = r#"{"slot":null,"table":null,"idle":null,"breaks":null,"lower_bound":0,"status":"infeasible","seconds":0.5}"#;
        assert_eq!(json, wanted);
    }

    #[test]
    fn slots_alone_claim_a_plan() {
        let found: ScheduleSolution =
            serde_json::from_str(r#"{"slot":[0],"table":[0]}"#).expect("an answer");
        assert_eq!((found.status, found.idle), (PlanStatus::Feasible, None));
    }

    fn wrong(json: &str) -> Vec<(String, Option<&'static str>)> {
        let mut fields = serde_json::from_str(json).expect("an object");
        let found = ScheduleSolution::read(&mut fields).expect_err("no answer");
        found.into_iter().map(|p| (p.subject, p.case)).collect()
    }

    #[test]
    fn whatever_can_be_no_part_of_an_answer_has_its_place() {
        let told = |place: &str, case| (place.to_owned(), Some(case));
        let found = wrong(
            r#"{"slot":[-1,null,1.0,0],"table":[0,0,0,null],"idle":-1,"breaks":"0",
                "lower_bound":0.5,"status":"OPTIMAL","seconds":null}"#,
        );
        let wanted = [
            told("meetings[0]", "unplaced"),
            told("meetings[1]", "unplaced"),
            told("meetings[2]", "no-slot"),
            told("meetings[3]", "untabled"),
            told("idle", "number"),
            told("breaks", "number"),
            told("lower_bound", "number"),
            told("status", "status"),
            told("seconds", "seconds"),
        ];
        assert_eq!(found, wanted);
        assert_eq!(wrong("{}"), [told("status", "missing")]);
        assert_eq!(wrong(r#"{"slot":null}"#), [told("status", "missing")]);
        let early = r#"{"status":"unknown","seconds":-5}"#;
        assert_eq!(wrong(early), [told("seconds", "seconds")]);
    }
}
