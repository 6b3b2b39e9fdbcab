//! The scheduler against brute force on small worlds, and against the verifier always.
#![expect(clippy::disallowed_methods, reason = "tests read instances")]

use fairmatch::domain::{Goal, PlanStatus};
use fairmatch::planning::schedule::{
    Meeting, Model, Options, Outcome, Party, ScheduleProblem, ScheduleSolution, SlotSet,
    Unwatched, Watch, solve, verify_solution,
};
use proptest::prelude::*;

/// Five participants, up to four meetings and slots, with everything that can restrict them.
fn problems() -> impl Strategy<Value = ScheduleProblem> {
    let pair =
        (0..5_usize, 0..4_usize).prop_map(|(a, b)| [a, if b < a { b } else { b + 1 }]);
    let meetings = prop::collection::vec(pair, 1..5);
    meetings.prop_flat_map(|meetings| {
        let count = meetings.len();
        let slots = 2..5_usize;
        slots.prop_flat_map(move |slots| {
            let meetings = meetings.clone();
            let rare = |all: std::ops::Range<usize>| prop::option::weighted(0.15, all);
            (
                1..4_usize,
                prop::collection::vec(0..3_u8, count),
                prop::collection::vec(prop::collection::vec(0..slots, 0..2), 5),
                prop::collection::vec(rare(0..slots), count),
                prop::collection::vec((0..count, 0..count), 0..2),
                prop::sample::select(vec![Goal::Idle, Goal::Breaks]),
                prop::option::of(0..2_usize),
            )
                .prop_map(
                    move |(
                        tables,
                        session,
                        unavailable,
                        fixed,
                        before,
                        objective,
                        fairness,
                    )| {
                        ScheduleProblem {
                            name: String::new(),
                            participants: 5,
                            slots,
                            half: slots / 2 + 1,
                            tables,
                            meetings: meetings.clone(),
                            session: session
                                .iter()
                                .map(|s| if *s == 0 { 2 } else { 0 })
                                .collect(),
                            unavailable,
                            fixed,
                            before: before.into_iter().map(|(a, b)| [a, b]).collect(),
                            objective,
                            fairness,
                        }
                    },
                )
        })
    })
}

/// An answer that places meetings as `slot` says, tables in order of appearance.
fn answer(problem: &ScheduleProblem, slot: &[usize]) -> ScheduleSolution {
    let table = (0..slot.len()).map(|meeting| {
        slot[..meeting].iter().filter(|&&other| other == slot[meeting]).count()
    });
    let table = Some(table.collect());
    let status = PlanStatus::Feasible;
    let slot = Some(slot.to_vec());
    let mut answer = ScheduleSolution {
        slot,
        table,
        idle: Some(usize::MAX),
        breaks: Some(usize::MAX),
        lower_bound: 0,
        status,
        seconds: 0.0,
    };
    for problem in verify_solution(problem, &answer) {
        // the verifier's own count, which it holds against numbers that no plan has
        let counted =
            problem.args.iter().find(|(name, _)| *name == "wanted").map(|(_, arg)| arg);
        if let Some(fairmatch::text::messages::Arg::Number(count)) = counted {
            let count = usize::try_from(*count).ok();
            match problem.subject.as_str() {
                "idle" => answer.idle = count,
                "breaks" => answer.breaks = count,
                _ => {}
            }
        }
    }
    answer
}

/// The least of the objective over all plans that the verifier accepts.
fn brute_force(problem: &ScheduleProblem) -> Option<usize> {
    let count = problem.meetings.len();
    let plans = problem.slots.pow(u32::try_from(count).expect("few meetings"));
    let plan = |number: usize| -> Vec<usize> {
        (0..count)
            .scan(number, |rest, _| {
                let slot = *rest % problem.slots;
                *rest /= problem.slots;
                Some(slot)
            })
            .collect()
    };
    (0..plans)
        .map(|number| answer(problem, &plan(number)))
        .filter(|answer| verify_solution(problem, answer).is_empty())
        .filter_map(|answer| match problem.objective {
            Goal::Idle => answer.idle,
            Goal::Breaks => answer.breaks,
            Goal::Feasible => Some(0),
        })
        .min()
}

fn solved(problem: &ScheduleProblem) -> (Outcome, ScheduleSolution) {
    let outcome = solve(&problem.model(), &Options::default(), &mut Unwatched);
    let solution = ScheduleSolution::new(problem, &outcome, 0.0);
    (outcome, solution)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn verdicts_equal_brute_force(problem in problems()) {
        let (outcome, solution) = solved(&problem);
        prop_assert_eq!(verify_solution(&problem, &solution), vec![]);
        let reached = match problem.objective {
            Goal::Idle => outcome.score.idle,
            Goal::Breaks | Goal::Feasible => outcome.score.breaks,
        };
        let wanted = match brute_force(&problem) {
            Some(least) => (PlanStatus::Optimal, least),
            None => (PlanStatus::Infeasible, 0),
        };
        prop_assert_eq!((outcome.status, reached), wanted);
    }
}

/// Parties with delegates and pauses, long meetings, two days: everything a fair may ask for.
fn fair() -> Model {
    let mut model = Model::new(12, Some(3));
    model.segments = vec![0, 6];
    model.tables[3] = Some(vec![0, 2]);
    model.parties = vec![Party::default(); 9];
    model.parties[0].parallel = 2;
    // a rest of one slot on the second day, and before it
    let rest = |slot: usize| {
        SlotSet::range(slot + 1..if slot < 5 { slot + 1 } else { slot + 2 })
    };
    model.rests = (0..12).map(rest).collect();
    // the way from the last slots of the first day, past one that can still be had
    model.rests[4] = SlotSet::from_iter([6, 7]);
    model.rests[5] = SlotSet::from_iter([6, 7, 8]);
    for index in 0..20 {
        let mut meeting =
            Meeting::new(vec![index % 4, 4 + index % 5], SlotSet::range(0..12));
        meeting.lasts = vec![1 + usize::from(index % 7 == 0)];
        meeting.seated = index % 6 != 5;
        model.meetings.push(meeting);
    }
    model.before = vec![(3, 4)];
    model
}

/// Every rule of a model, straight from its documentation.
fn assert_sound(model: &Model, slots: &[usize], tables: &[Option<usize>]) {
    let stretch = |m: usize| slots[m]..slots[m] + model.duration(m, slots[m]);
    for (m, meeting) in model.meetings.iter().enumerate() {
        assert!(model.starts(m).contains(slots[m]), "meeting {m} starts where it may");
        assert_eq!(
            tables[m].is_some(),
            meeting.seated,
            "meeting {m} has a table if it needs one"
        );
        for slot in stretch(m) {
            let open = model.tables[slot].as_ref().expect("all slots have tables");
            assert!(
                tables[m].is_none_or(|table| open.contains(&table)),
                "table of {m} is open"
            );
            let same =
                (0..m).filter(|&o| stretch(o).contains(&slot) && tables[o] == tables[m]);
            assert!(tables[m].is_none() || same.count() == 0, "table of {m} is its own");
        }
    }
    for (p, party) in model.parties.iter().enumerate() {
        let own = |m: &usize| model.meetings[*m].parties.contains(&p);
        let closed = |m: usize, slot: usize| {
            let rest = model.rests.get(stretch(m).end - 1).copied().unwrap_or_default();
            stretch(m).contains(&slot) || rest.contains(slot)
        };
        for start in (0..slots.len()).filter(own).map(|m| slots[m]) {
            let here = (0..slots.len()).filter(own).filter(|&m| closed(m, start)).count();
            assert!(here <= party.parallel, "party {p} in slot {start}");
        }
    }
    for &(a, b) in &model.before {
        assert!(stretch(a).end <= slots[b], "{a} before {b}");
    }
}

fn planned(model: &Model) -> (Outcome, Vec<usize>) {
    let options = Options { seed: 3, iterations: Some(400_000) };
    let outcome = solve(model, &options, &mut Unwatched);
    let slots: Option<Vec<usize>> = outcome.slots.iter().copied().collect();
    (outcome, slots.expect("a plan exists"))
}

#[test]
fn delegates_pauses_long_meetings_and_days_are_respected() {
    let model = fair();
    let (outcome, slots) = planned(&model);
    assert_sound(&model, &slots, &outcome.tables);
    assert_eq!(planned(&model).1, slots, "the same seed and work, the same plan");
}

#[test]
fn a_withdrawal_moves_nobody_and_a_lost_slot_only_who_must() {
    let mut model = fair();
    let (_, slots) = planned(&model);
    for (meeting, slot) in model.meetings.iter_mut().zip(&slots) {
        meeting.previous = Some(*slot);
    }
    let mut fewer = model.clone();
    fewer.before.clear();
    fewer.meetings.remove(7);
    let (outcome, _) = planned(&fewer);
    assert_eq!((outcome.score.moved, outcome.bound.moved), (0, 0));
    let lost = slots[1];
    let all = SlotSet::range(0..model.slots);
    model.meetings[1].allowed = all.without(lost);
    let (outcome, slots) = planned(&model);
    assert_sound(&model, &slots, &outcome.tables);
    assert!((1..=3).contains(&outcome.score.moved), "{:?}", outcome.score);
    assert_eq!(outcome.bound.moved, outcome.score.moved, "proved");
}

/// So many meetings that no proof is tried for long and annealing runs in two chains; with
/// `tables` for everybody, exact search among other days as well.
fn large(tables: usize) -> Model {
    let mut model = Model::new(22, Some(tables));
    model.parties = vec![Party::default(); 100];
    model.meetings = (0..450)
        .map(|index| {
            let pair = vec![index % 45, 45 + (index * 7 + index / 45) % 55];
            let away: SlotSet = pair.iter().map(|party| (party * 5) % 22).collect();
            Meeting::new(pair, SlotSet::range(0..22) & !away)
        })
        .collect();
    model
}

/// Few enough that proofs and better plans are sought side by side; some come before others.
fn provable() -> Model {
    let mut model = Model::new(14, Some(9));
    model.goal = Goal::Breaks;
    model.parties = vec![Party::default(); 26];
    model.meetings = (0..110)
        .map(|index| {
            let pair = vec![index % 11, 11 + (index * 7 + index / 11) % 15];
            Meeting::new(pair, SlotSet::range(0..14).without(index % 14))
        })
        .collect();
    model.before = (0..22).map(|index| (5 * index, 5 * index + 2)).collect();
    model
}

/// The same as [`large`], but for a few long meetings, a party with two delegations, and a way
/// between two halls: most of it is annealed as if it were plain.
fn mixed() -> Model {
    let mut model = large(24);
    model.segments = vec![0, 11];
    model.rests = vec![SlotSet::EMPTY; 22];
    model.rests[10] = SlotSet::one(11);
    model.parties[3].parallel = 2;
    model.parties[60].parallel = 2;
    for meeting in [7, 90, 203] {
        model.meetings[meeting].lasts = vec![2];
        model.meetings[meeting].allowed = SlotSet::range(0..22);
    }
    model.before = vec![(7, 8), (91, 90), (203, 204)];
    model
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let models = [
        (large(21), 1_200_000),
        (large(45), 1_200_000),
        (mixed(), 1_200_000),
        (provable(), 7_000_000),
    ];
    for (model, iterations) in models {
        let plan = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            let options = Options { seed: 5, iterations: Some(iterations) };
            let solved = || solve(&model, &options, &mut Unwatched);
            pool.expect("a pool of threads").install(solved)
        };
        let (one, three) = (plan(1), plan(3));
        assert_eq!(one, three);
        let slots: Option<Vec<usize>> = one.slots.iter().copied().collect();
        assert_sound(&model, &slots.expect("a plan exists"), &one.tables);
    }
}

#[test]
fn told_to_stop_at_once_it_still_has_a_plan() {
    struct Impatient;
    impl Watch for Impatient {
        fn stop(&mut self) -> bool {
            true
        }
    }
    let model = Model { goal: Goal::Breaks, ..fair() };
    let outcome = solve(&model, &Options::default(), &mut Impatient);
    assert!(outcome.slots.iter().all(Option::is_some));
}

#[test]
#[ignore = "needs ../shared/data/b2b converted by examples/dzn2json; benches/meetings.py runs all"]
fn an_original_is_proved() {
    let path = std::env::var("FAIRMATCH_B2B").expect("the path of a converted instance");
    let text = std::fs::read_to_string(path).expect("a converted instance");
    let problem: ScheduleProblem = serde_json::from_str(&text).expect("a problem");
    let (outcome, solution) = solved(&problem);
    assert_eq!(verify_solution(&problem, &solution), []);
    assert!(matches!(outcome.status, PlanStatus::Optimal | PlanStatus::Infeasible));
}
