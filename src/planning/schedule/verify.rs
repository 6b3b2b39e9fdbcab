//! Checks an answer against its problem, from the two files alone: nothing here is shared with
//! the solver, not even the way a slot is stored.

use super::problem::ScheduleProblem;
use super::solution::ScheduleSolution;
use crate::domain::problem::Problem;
use crate::domain::{Goal, PlanStatus};

/// Every rule of `problem` that `solution` breaks, and every number in it that is wrong.
///
/// The problem has no [problems](ScheduleProblem::problems) of its own.
pub fn verify_solution(
    problem: &ScheduleProblem,
    solution: &ScheduleSolution,
) -> Vec<Problem> {
    let planned = solution.status.has_plan();
    let mut found = Vec::new();
    match (&solution.slot, &solution.table) {
        (Some(slot), Some(table)) if lengths(problem, slot, table, &mut found) => {
            Check::new(problem, slot, table, &mut found).all(solution, &mut found);
        }
        (Some(_), Some(_)) => {}
        _ if planned => found.push(broken("no-plan", "status")),
        _ => {}
    }
    if !planned && (solution.slot.is_some() || solution.table.is_some()) {
        found.push(broken("plan-denied", "status"));
    } else if !planned {
        for (name, count) in [("idle", solution.idle), ("breaks", solution.breaks)] {
            let count =
                count.map(|n| broken("count-denied", name).with_value(n.to_string()));
            found.extend(count);
        }
    }
    found
}

fn broken(case: &'static str, subject: impl Into<String>) -> Problem {
    Problem::error("rule_broken").in_case(case).about(subject)
}

fn of(meeting: usize, case: &'static str, value: usize) -> Problem {
    broken(case, format!("meetings[{meeting}]")).with_value(value.to_string())
}

/// Whether there is one slot and one table for each meeting.
fn lengths(
    problem: &ScheduleProblem,
    slot: &[usize],
    table: &[usize],
    found: &mut Vec<Problem>,
) -> bool {
    let wanted = problem.meetings.len();
    for (name, length) in [("slot", slot.len()), ("table", table.len())] {
        if length != wanted {
            let problem = broken("length", name).with_value(length.to_string());
            found.push(problem.with("n", length).with("wanted", wanted));
        }
    }
    found.is_empty()
}

/// The slots and tables of the meetings, as far as they exist.
struct Check<'a> {
    problem: &'a ScheduleProblem,
    slot: Vec<Option<usize>>,
    table: Vec<Option<usize>>,
}

impl<'a> Check<'a> {
    fn new(
        problem: &'a ScheduleProblem,
        slot: &[usize],
        table: &[usize],
        found: &mut Vec<Problem>,
    ) -> Self {
        let mut below = |most: usize, case, meeting: usize, value: usize| {
            if value >= most {
                found.push(of(meeting, case, value));
            }
            (value < most).then_some(value)
        };
        let mut check = Self { problem, slot: Vec::new(), table: Vec::new() };
        for (meeting, (&slot, &table)) in slot.iter().zip(table).enumerate() {
            check.slot.push(below(problem.slots, "no-slot", meeting, slot));
            check.table.push(below(problem.tables, "no-table", meeting, table));
        }
        check
    }

    /// Every rule between the meetings that have a slot; numbers where all of them have.
    fn all(&self, solution: &ScheduleSolution, found: &mut Vec<Problem>) {
        self.wishes(found);
        self.order(found);
        self.clashes(found);
        if self.slot.iter().all(Option::is_some) {
            self.numbers(solution, found);
        }
    }

    /// The meetings that have a slot, with that slot.
    fn placed(&self) -> impl Iterator<Item = (usize, usize)> {
        let slots = self.slot.iter().enumerate();
        slots.filter_map(|(meeting, slot)| Some((meeting, (*slot)?)))
    }

    /// Half days, absences and fixed slots.
    fn wishes(&self, found: &mut Vec<Problem>) {
        for (meeting, slot) in self.placed() {
            let session = self.problem.session.get(meeting).copied().unwrap_or(0);
            let morning = slot < self.problem.half;
            if (session == 1 && !morning) || (session == 2 && morning) {
                found.push(of(meeting, "session", slot));
            }
            if self
                .problem
                .fixed
                .get(meeting)
                .copied()
                .flatten()
                .is_some_and(|at| at != slot)
            {
                found.push(of(meeting, "fixed", slot));
            }
            for who in self.problem.meetings[meeting] {
                let away = self.problem.unavailable.get(who);
                if away.is_some_and(|away| away.contains(&slot)) {
                    found.push(of(meeting, "away", slot).with("who", who));
                }
            }
        }
    }

    fn order(&self, found: &mut Vec<Problem>) {
        for (index, &[first, second]) in self.problem.before.iter().enumerate() {
            let slots = self.slot[first].zip(self.slot[second]);
            if slots.is_some_and(|(first, second)| first >= second) {
                let problem = broken("before", format!("before[{index}]"));
                found.push(problem.with("first", first).with("second", second));
            }
        }
    }

    /// Nobody in two meetings at once, no table with two.
    fn clashes(&self, found: &mut Vec<Problem>) {
        let mut by_slot: Vec<Vec<usize>> = vec![Vec::new(); self.problem.slots];
        for (meeting, slot) in self.placed() {
            by_slot[slot].push(meeting);
        }
        for (slot, meetings) in by_slot.iter().enumerate() {
            for (index, &one) in meetings.iter().enumerate() {
                for &other in &meetings[index + 1..] {
                    let (ones, others) =
                        (self.problem.meetings[one], self.problem.meetings[other]);
                    if let Some(&who) = ones.iter().find(|who| others.contains(who)) {
                        let clash = of(one, "twice", slot).with("other", other);
                        found.push(clash.with("who", who));
                    }
                    let table =
                        self.table[one].filter(|_| self.table[one] == self.table[other]);
                    if let Some(table) = table {
                        let clash = of(one, "table-twice", slot).with("table", table);
                        found.push(clash.with("other", other));
                    }
                }
            }
        }
    }

    /// Idle slots, breaks, fairness, and what is claimed about them.
    fn numbers(&self, solution: &ScheduleSolution, found: &mut Vec<Problem>) {
        let counts: Vec<(usize, usize)> =
            (0..self.problem.participants).map(|who| self.day(who)).collect();
        let idle = counts.iter().map(|(idle, _)| idle).sum::<usize>();
        let breaks = counts.iter().map(|(_, breaks)| breaks).sum::<usize>();
        for (name, claimed, counted) in
            [("idle", solution.idle, idle), ("breaks", solution.breaks, breaks)]
        {
            if let Some(claimed) = claimed.filter(|&claimed| claimed != counted) {
                let problem = broken("count", name).with_value(claimed.to_string());
                found.push(problem.with("wanted", counted));
            }
        }
        let most = counts.iter().map(|(_, breaks)| *breaks).max().unwrap_or(0);
        let least = counts.iter().map(|(_, breaks)| *breaks).min().unwrap_or(0);
        if self.problem.fairness.is_some_and(|d| most - least > d) {
            let problem =
                broken("fairness", "fairness").with_value((most - least).to_string());
            found.push(problem);
        }
        self.bound(solution, [idle, breaks], found);
    }

    fn bound(
        &self,
        solution: &ScheduleSolution,
        [idle, breaks]: [usize; 2],
        found: &mut Vec<Problem>,
    ) {
        let reached = match self.problem.objective {
            Goal::Idle => idle,
            Goal::Breaks => breaks,
            Goal::Feasible => 0,
        };
        let bound = solution.lower_bound;
        if bound > reached || (solution.status == PlanStatus::Optimal && bound < reached)
        {
            let problem = broken("bound", "lower_bound").with_value(bound.to_string());
            found.push(problem.with("wanted", reached));
        }
    }

    /// Idle slots and breaks of a participant, walking through the day.
    fn day(&self, who: usize) -> (usize, usize) {
        let mut busy = vec![false; self.problem.slots];
        for (meeting, slot) in self.placed() {
            busy[slot] |= self.problem.meetings[meeting].contains(&who);
        }
        let (mut idle, mut breaks, mut waiting) = (0, 0, None);
        for here in busy {
            match (here, waiting) {
                (true, Some(slots)) => {
                    idle += slots;
                    breaks += usize::from(slots > 0);
                    waiting = Some(0);
                }
                (true, None) => waiting = Some(0),
                (false, Some(slots)) => waiting = Some(slots + 1),
                (false, None) => {}
            }
        }
        (idle, breaks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Participants 0 and 1 meet twice with a free slot between, participant 2 meets 1.
    fn world() -> (ScheduleProblem, ScheduleSolution) {
        let problem = r#"{"participants":3,"slots":4,"half":2,"tables":2,
            "meetings":[[0,1],[0,1],[1,2]],"session":[1,2,0],"unavailable":[[1],[],[3]],
            "fixed":[0,null,null],"before":[[0,1]],"objective":"breaks","fairness":1}"#;
        let solution = r#"{"slot":[0,2,1],"table":[0,0,1],"idle":1,"breaks":1,
            "lower_bound":1,"status":"optimal","seconds":0.0}"#;
        let read = "a world in JSON";
        (
            serde_json::from_str(problem).expect(read),
            serde_json::from_str(solution).expect(read),
        )
    }

    fn cases(
        change: impl FnOnce(&mut ScheduleProblem, &mut ScheduleSolution),
    ) -> Vec<&'static str> {
        let (mut problem, mut solution) = world();
        change(&mut problem, &mut solution);
        verify_solution(&problem, &solution)
            .iter()
            .filter_map(|found| found.case)
            .collect()
    }

    #[test]
    fn a_right_answer_has_no_problems() {
        assert_eq!(cases(|_, _| ()), [""; 0]);
    }

    #[test]
    fn each_broken_rule_is_named() {
        assert_eq!(cases(|p, _| p.session[1] = 1), ["session"]);
        assert_eq!(cases(|p, _| p.fixed[2] = Some(3)), ["fixed"]);
        assert_eq!(cases(|p, _| p.unavailable[2] = vec![1]), ["away"]);
        assert_eq!(cases(|p, _| p.before = vec![[1, 2]]), ["before"]);
        assert_eq!(cases(|p, _| p.fairness = Some(0)), ["fairness"]);
        assert_eq!(cases(|p, _| p.tables = 1), ["no-table"]);
        assert_eq!(
            cases(|_, s| s.slot = Some(vec![0, 2, 2])),
            ["twice", "count", "count", "bound"]
        );
        assert_eq!(cases(|_, s| s.slot = Some(vec![0, 2, 9])), ["no-slot"]);
        let several = |s: &mut ScheduleSolution| {
            (s.slot, s.table) = (Some(vec![0, 0, 9]), Some(vec![0, 0, 7]));
        };
        let told = ["no-slot", "no-table", "session", "before", "twice", "table-twice"];
        assert_eq!(cases(|_, s| several(s)), told);
        assert_eq!(cases(|_, s| s.slot = Some(vec![0, 2])), ["length"]);
    }

    #[test]
    fn claims_are_recounted() {
        assert_eq!(cases(|_, s| s.idle = Some(2)), ["count"]);
        assert_eq!(cases(|_, s| (s.idle, s.breaks) = (None, None)), [""; 0]);
        assert_eq!(cases(|_, s| s.lower_bound = 0), ["bound"]);
        assert_eq!(cases(|_, s| s.lower_bound = 2), ["bound"]);
        assert_eq!(cases(|_, s| s.status = PlanStatus::Unknown), ["plan-denied"]);
        assert_eq!(cases(|_, s| (s.slot, s.table) = (None, None)), ["no-plan"]);
        let denied = |s: &mut ScheduleSolution, idle, breaks| {
            (s.status, s.slot, s.table) = (PlanStatus::Infeasible, None, None);
            (s.idle, s.breaks) = (idle, breaks);
        };
        assert_eq!(cases(|_, s| denied(s, None, None)), [""; 0]);
        assert_eq!(cases(|_, s| denied(s, Some(7), Some(3))), ["count-denied"; 2]);
    }

    #[test]
    fn a_table_holds_one_meeting_at_a_time() {
        let shared = |p: &mut ScheduleProblem, s: &mut ScheduleSolution| {
            p.participants = 5;
            p.meetings.push([3, 4]);
            (p.session, p.fixed, p.unavailable) = (vec![], vec![], vec![]);
            s.slot = Some(vec![0, 2, 1, 1]);
            s.table = Some(vec![0, 0, 1, 1]);
        };
        assert_eq!(cases(shared), ["table-twice"]);
    }
}
