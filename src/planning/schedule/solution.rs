//! Answers to stand-alone problems, as their file has them.

use serde::{Deserialize, Serialize};

use super::outcome::{Outcome, Status};
use super::problem::{Objective, ScheduleProblem};

/// An answer to a [`ScheduleProblem`]. Without a plan `slot`, `table`, `idle` and `breaks` are
/// null.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    #[serde(default)]
    pub lower_bound: usize,
    /// What is proved.
    pub status: Status,
    /// Seconds it took, by the clock of whoever ran it.
    #[serde(default)]
    pub seconds: f64,
}

impl ScheduleSolution {
    /// The outcome of solving `problem`, found in `seconds`.
    pub fn new(problem: &ScheduleProblem, outcome: &Outcome, seconds: f64) -> Self {
        let planned = matches!(outcome.status, Status::Optimal | Status::Feasible);
        let all =
            |values: &[Option<usize>]| values.iter().copied().collect::<Option<Vec<_>>>();
        Self {
            slot: all(&outcome.slots).filter(|_| planned),
            table: all(&outcome.tables).filter(|_| planned),
            idle: planned.then_some(outcome.score.idle),
            breaks: planned.then_some(outcome.score.breaks),
            lower_bound: match problem.objective {
                Objective::Idle => outcome.bound.idle,
                Objective::Breaks => outcome.bound.breaks,
                Objective::Feasible => 0,
            },
            status: outcome.status,
            seconds,
        }
    }
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
        assert_eq!((found.status, found.table), (Status::Optimal, Some(vec![0, 0])));
    }

    #[test]
    fn without_a_plan_there_are_no_numbers() {
        let found =
            answer(r#"{"participants":2,"slots":1,"tables":1,"meetings":[[0,1],[0,1]]}"#);
        let json = serde_json::to_string(&found).expect("plain values");
        let wanted = r#"{"slot":null,"table":null,"idle":null,"breaks":null,"lower_bound":0,"status":"infeasible","seconds":0.5}"#;
        assert_eq!(json, wanted);
    }
}
