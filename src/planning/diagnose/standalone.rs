//! Why a stand-alone problem has no plan, in words, with the smallest change that would help.
//! Like the problem's file, what is said counts from 0.

use super::contradicting_orders;
use super::crowd::{Crowd, crowd};
use super::halves::halves;
use crate::domain::problem::Problem;
use crate::domain::{Goal, PlanStatus};
use crate::planning::schedule::{
    Model, Options, Overfull, Rule, ScheduleProblem, SlotSet, Watch, contradiction,
    overfull, solve, windows,
};

/// Conflicts that the search for contradicting meetings may take.
const CONFLICTS: u64 = 20_000;
/// Larger problems (meetings times slots) are only looked at party by party.
const MOST_CHOICES: usize = 40_000;
/// Work that the question whether fairness alone is to blame may take.
const WORK: u64 = 3_000_000;

/// The reasons found why `problem`, which was proved infeasible, has no plan: the plainest ones
/// first looked for, and only those of one kind said. Where none is found, that is said.
pub fn infeasible(problem: &ScheduleProblem, watch: &mut dyn Watch) -> Vec<Problem> {
    let model = problem.model();
    let plain = [nowhere, out_of_order, overfull_parties, too_few_tables];
    for reasons in plain {
        let found = reasons(problem, &model);
        if !found.is_empty() {
            return found;
        }
    }
    let found = searched(problem, &model, watch);
    vec![found.unwrap_or_else(|| no_plan("unexplained", "meetings".to_owned()))]
}

/// A reason that takes a search.
fn searched(
    problem: &ScheduleProblem,
    model: &Model,
    watch: &mut dyn Watch,
) -> Option<Problem> {
    let choices: usize = model.meetings.iter().map(|m| m.allowed.len()).sum();
    if choices > MOST_CHOICES {
        return None;
    }
    too_many_at_once(model, watch)
        .or_else(|| {
            let rules = contradiction(model, CONFLICTS, watch)?;
            Some(core(problem, model, &rules))
        })
        .or_else(|| unfair(problem, model, watch))
}

fn no_plan(case: &'static str, subject: String) -> Problem {
    Problem::error("no_plan").in_case(case).about(subject)
}

/// Meetings, by number.
fn listed(meetings: impl IntoIterator<Item = usize>) -> Vec<String> {
    meetings.into_iter().map(|meeting| meeting.to_string()).collect()
}

fn pairs(problem: &ScheduleProblem, indices: impl Iterator<Item = usize>) -> Vec<String> {
    let told = |index: usize| {
        let [first, second] = problem.before[index];
        format!("{first} < {second}")
    };
    indices.map(told).collect()
}

/// Meetings without a slot that both participants, the half day and the fixed slot allow.
fn nowhere(problem: &ScheduleProblem, model: &Model) -> Vec<Problem> {
    let stuck =
        (0..model.meetings.len()).filter(|&meeting| model.starts(meeting).is_empty());
    stuck
        .map(|meeting| {
            let [a, b] = problem.meetings[meeting];
            no_plan("meeting", format!("meetings[{meeting}]"))
                .with_value(meeting.to_string())
                .with("first", a)
                .with("second", b)
        })
        .collect()
}

/// Orders between meetings that leave no time for all of them.
fn out_of_order(problem: &ScheduleProblem, model: &Model) -> Vec<Problem> {
    let core = contradicting_orders(model);
    if core.is_empty() {
        return Vec::new();
    }
    let concerned = (0..problem.before.len()).filter(|&index| {
        let [first, second] = problem.before[index];
        core.contains(&(first, second))
    });
    let orders = pairs(problem, concerned);
    let mut meetings: Vec<usize> = core.iter().flat_map(|&(a, b)| [a, b]).collect();
    meetings.sort_unstable();
    meetings.dedup();
    let problem = no_plan("order", "before".to_owned()).with("list", orders);
    vec![problem.with("meetings", listed(meetings))]
}

/// Participants with more meetings than slots for them.
fn overfull_parties(_: &ScheduleProblem, model: &Model) -> Vec<Problem> {
    let told = |full: Overfull| {
        no_plan("participant", format!("participants[{}]", full.party))
            .with_value(full.party.to_string())
            .with("n", full.meetings.len())
            .with("slots", full.slots.len())
            .with("over", full.over())
            .with("list", listed(full.meetings))
    };
    overfull(model, &windows(model)).into_iter().map(told).collect()
}

/// Meetings that have too few tables in the slots open to them, whoever takes part.
fn too_few_tables(problem: &ScheduleProblem, model: &Model) -> Vec<Problem> {
    let told = |crowd: Crowd| {
        no_plan("tables", "tables".to_owned())
            .with("n", crowd.meetings.len())
            .with("slots", crowd.slots.len())
            .with("tables", problem.tables)
            .with("over", crowd.over)
            .with("more", crowd.more)
    };
    crowd(model, &windows(model)).into_iter().map(told).collect()
}

/// People who would have to be in several meetings at once.
fn too_many_at_once(model: &Model, watch: &mut dyn Watch) -> Option<Problem> {
    let found = halves(model, &windows(model), watch)?;
    let problem = no_plan("halves", "meetings".to_owned())
        .with("n", found.meetings.len())
        .with("people", found.people.len())
        .with("slots", found.slots.len())
        .with("room", found.room)
        .with("over", found.meetings.len() - found.room)
        .with("more", found.more);
    Some(problem.with("list", listed(found.people)))
}

/// Meetings that contradict each other with the orders and tables that matter.
fn core(problem: &ScheduleProblem, model: &Model, rules: &[Rule]) -> Problem {
    let mut meetings = Vec::new();
    let (mut orders, mut full) = (Vec::new(), SlotSet::EMPTY);
    for rule in rules {
        match *rule {
            Rule::Meeting(meeting) => meetings.push(meeting),
            Rule::Before(index) => orders.push(index),
            Rule::Tables(slot) => full = full.with(slot),
        }
    }
    let slots = meetings.iter().fold(SlotSet::EMPTY, |all, &m| all | model.starts(m));
    let case = match (full.is_empty(), orders.is_empty()) {
        (true, true) => "core",
        (true, false) => "core-order",
        (false, _) => "core-tables",
    };
    no_plan(case, "meetings".to_owned())
        .with("n", meetings.len())
        .with("slots", slots.len())
        .with("list", listed(meetings))
        .with("orders", pairs(problem, orders.into_iter()))
        .with("full", listed(full.iter()))
}

/// Fairness, if there is a plan without it.
fn unfair(
    problem: &ScheduleProblem,
    model: &Model,
    watch: &mut dyn Watch,
) -> Option<Problem> {
    let most = problem.fairness?;
    let free = Model { fairness: None, goal: Goal::Feasible, ..model.clone() };
    let options = Options { iterations: Some(WORK), ..Options::default() };
    (solve(&free, &options, watch).status == PlanStatus::Optimal)
        .then(|| no_plan("fairness", "fairness".to_owned()).with("most", most))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::schedule::Unwatched;
    use crate::text::messages::Lang;

    fn said(json: &str) -> Vec<(String, String)> {
        let problem: ScheduleProblem = serde_json::from_str(json).unwrap();
        let outcome = solve(&problem.model(), &Options::default(), &mut Unwatched);
        assert_eq!(outcome.status, PlanStatus::Infeasible);
        let found = infeasible(&problem, &mut Unwatched);
        found
            .iter()
            .map(|problem| problem.say(Lang::En))
            .map(|s| (s.message, s.hint))
            .collect()
    }

    fn only(json: &str, message: &str, hint: &str) {
        assert_eq!(said(json), [(message.to_owned(), hint.to_owned())]);
    }

    #[test]
    fn a_meeting_without_a_common_slot() {
        only(
            r#"{"participants":2,"slots":2,"tables":1,"meetings":[[0,1]],
                "unavailable":[[0],[1]]}"#,
            "Meeting 0 (participants 0 and 1) has no slot in which both can meet",
            "Free a slot for both, change its half day or fixed slot, or drop it",
        );
    }

    #[test]
    fn a_circle_of_orders() {
        only(
            r#"{"participants":4,"slots":4,"tables":2,"meetings":[[0,1],[2,3]],
                "before":[[0,1],[1,0]]}"#,
            "The order leaves no slot to these meetings: 0, 1",
            "Drop one of these orders: 0 < 1, 1 < 0",
        );
    }

    #[test]
    fn a_participant_with_too_many_meetings() {
        only(
            r#"{"participants":4,"slots":3,"tables":2,"meetings":[[0,1],[0,2],[0,3]],
                "unavailable":[[1],[],[],[]]}"#,
            "Participant 0 has 3 meetings for 2 slots: 0, 1, 2",
            "Free 1 more slot for participant 0, or drop 1 of these meetings",
        );
    }

    #[test]
    fn too_few_tables_in_the_morning() {
        only(
            r#"{"participants":10,"slots":4,"half":2,"tables":1,
                "meetings":[[0,1],[2,3],[4,5],[6,7],[8,9]],"session":[1,1,1,1,2]}"#,
            "4 meetings have only 2 slots, with 1 table each",
            "1 more table, or drop 2 of these meetings",
        );
    }

    #[test]
    fn meetings_that_contradict_each_other() {
        // 0 and 2 each have a fixed meeting in one of the two slots
        let found = said(
            r#"{"participants":4,"slots":2,"tables":2,"fixed":[0,1,null,null],
                "meetings":[[0,1],[2,3],[0,2],[1,3]]}"#,
        );
        let message = "These 3 meetings can't all take place in 2 slots: 0, 1, 2";
        assert_eq!(found[0].0, message);
        assert_eq!(found[0].1, "Drop one of them, or open a further slot for them");
    }

    /// Everybody meets everybody, in a slot less than an odd number of people needs.
    fn everybody(people: usize) -> String {
        let pairs: Vec<_> =
            (0..people).flat_map(|a| (0..a).map(move |b| [a, b])).collect();
        let slots = people - 1;
        format!(
            r#"{{"participants":{people},"slots":{slots},"tables":9,"meetings":{pairs:?}}}"#
        )
    }

    #[test]
    fn people_who_meet_pairwise_hold_half_of_them_at_once() {
        let problem = everybody(7);
        only(
            &problem,
            "21 meetings among 7 participants (0, 1, 2, 3, 4, 5, 6) have 6 slots, which \
             hold 18 of them at most, for nobody is in two at once",
            "Open 1 more slot for them, or drop 3 of these meetings",
        );
    }

    struct Hasty;

    impl Watch for Hasty {
        fn stop(&mut self) -> bool {
            true
        }
    }

    #[test]
    fn without_time_or_a_smaller_reason_that_is_said() {
        let problem = serde_json::from_str(&everybody(9)).unwrap();
        let found = infeasible(&problem, &mut Hasty);
        let found: Vec<_> = found.iter().map(|problem| problem.case).collect();
        assert_eq!(found, [Some("unexplained")]);
    }

    #[test]
    fn fairness_that_no_plan_keeps() {
        only(
            r#"{"participants":3,"slots":4,"tables":2,"meetings":[[0,1],[0,1]],
                "fairness":0,"objective":"breaks","unavailable":[[1,2],[],[]]}"#,
            "There are plans, but in none do the numbers of breaks differ by at most 0",
            "Allow a larger difference",
        );
    }
}
