//! What a plan leaves out of a very small fair, and what the plan is said to be, held against
//! all plans that there are, tried one after another.
//!
//! Promised is the most pinned pairs and then the greatest sum of points that any choice of the
//! decided pairs has which can be held; so that no pair that is left out would fit beside those
//! that are planned, wherever and whenever they all met. Not promised is it to several delegates
//! of one body who go to another hall: the planner lets each of their meetings keep one from the
//! next hall, though the same one may have held two of them. Nor is it to fairs so large that
//! pairs can't be chosen again for every clash.

use proptest::prelude::*;

use super::super::pairs::UNSCORED;
use super::super::{Made, Method, Scores};
use super::away;
use super::brute::Brute;
use super::drawn::{Size, any_fair, decide, made_with, scores};
use crate::domain::{Clock, Decision, Fair, Goal, Limits, Plan, PlanStatus, Verdict};
use crate::planning::verify;

const TINY: Size = Size { pairs: 5, slots: 6, tables: 2 };
/// Where every plan of the meetings is looked at, not only the first.
const TINIEST: Size = Size { pairs: 4, slots: 4, tables: 2 };

/// Who meets in it.
const BUSY: [&str; 5] = ["E0", "E1", "U0", "U1", "U2"];

/// The decisions of which a plan holds the meeting, and the others.
fn halves(fair: &Fair, plan: &Plan) -> (Vec<usize>, Vec<usize>) {
    let is_planned = |decision: &Decision| {
        plan.meetings.iter().any(|meeting| {
            let partner = meeting.partner();
            meeting.need == decision.need && *partner == decision.offering
        })
    };
    (0..fair.decisions.len()).partition(|&index| is_planned(&fair.decisions[index]))
}

/// The least of what the plans of some meetings have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Least {
    idle: u64,
    breaks: u64,
    table_moves: u64,
    /// By the weights of the settings.
    price: u64,
}

impl Least {
    fn of(fair: &Fair, plan: &Plan) -> Self {
        let counted = verify::counted(fair, plan);
        let settings = &fair.settings.plan;
        let goal = match settings.objective {
            Goal::Idle => counted.idle,
            Goal::Breaks => counted.breaks,
            Goal::Feasible => 0,
        };
        let weights = &settings.weights;
        Self {
            idle: counted.idle,
            breaks: counted.breaks,
            table_moves: counted.table_moves,
            price: u64::from(weights.idle) * goal
                + u64::from(weights.table_moves) * counted.table_moves,
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            idle: self.idle.min(other.idle),
            breaks: self.breaks.min(other.breaks),
            table_moves: self.table_moves.min(other.table_moves),
            price: self.price.min(other.price),
        }
    }
}

/// The least that any plan of the same meetings has, within the bound on breaks as far as the
/// plan keeps to it.
fn least(fair: &Fair, made: &Made) -> Least {
    let own = Least::of(fair, &made.plan);
    let unfair = made.problems.iter().any(|problem| problem.code == "unfair");
    let mut least = own;
    Brute::new(fair, &made.plan).visit(&halves(fair, &made.plan).0, &mut |meetings| {
        let plan = Plan { meetings: meetings.to_vec(), ..made.plan.clone() };
        let broken = verify::problems(fair, &plan);
        if unfair || broken.iter().all(|problem| problem.code != "unfair") {
            least = least.and(Least::of(fair, &plan));
        }
        false
    });
    least
}

/// Lets every second session begin ten minutes after the one before, so that the way to
/// another hall takes longer.
fn bring_near(fair: &mut Fair) {
    for day in fair.settings.sessions.chunks_exact_mut(2) {
        let (from, start) = (day[1].start, day[0].end.plus(10));
        let moved = |time: Clock| start.plus(time.minutes() - from.minutes());
        day[1].end = moved(day[1].end);
        for tea in &mut day[1].breaks {
            (tea.start, tea.end) = (moved(tea.start), moved(tea.end));
        }
        day[1].start = start;
    }
}

prop_compose! {
    /// A fair that all is promised to: of several delegates none goes to another hall.
    fn promised_fair()(mut fair in any_fair(TINY), near in any::<bool>()) -> Fair {
        if near {
            bring_near(&mut fair);
        }
        let settings = &mut fair.settings.plan;
        if settings.delegations.values().any(|&delegates| delegates > 1) {
            settings.travel_minutes = 0;
        }
        fair
    }
}

prop_compose! {
    /// Two enterprises that meet the same three institutions in one session, in whose second
    /// slots some are away, so that somebody may have to wait.
    fn busy_fair()(
        mut fair in any_fair(TINIEST),
        pairs in prop::collection::btree_set((0..2_usize, 0..3_usize), 3..=TINIEST.pairs),
        gone in prop::collection::btree_set(prop::sample::select(BUSY.to_vec()), 1..4),
        breaks in any::<bool>(),
        idle in 1..3_u32,
    ) -> Fair {
        fair.decisions.clear();
        for (need, institution) in pairs {
            decide(&mut fair, need, 2 * institution, Verdict::Accept);
        }
        fair.settings.sessions.truncate(1);
        let session = &mut fair.settings.sessions[0];
        session.end = session.start.plus(TINIEST.slots * session.slot_minutes);
        let second = session.start.plus(session.slot_minutes);
        let third = second.plus(session.slot_minutes);
        let away = |who: &str| away(who, &second.to_string(), &third.to_string());
        fair.availability.extend(gone.into_iter().map(away));
        fair.settings.limits = Limits::default();
        fair.settings.plan.weights.idle = idle;
        fair.settings.plan.objective =
            if breaks { Goal::Breaks } else { Goal::Idle };
        fair
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn nothing_that_is_left_out_would_fit_beside_what_is_planned(
        fair in promised_fair(),
        equal in any::<bool>(),
    ) {
        let points = if equal { Scores::new() } else { scores() };
        let plan = made_with(&fair, &points, Method::Flow, false, None).plan;
        let brute = Brute::new(&fair, &plan);
        let (planned, left_out) = halves(&fair, &plan);
        prop_assert!(brute.fits(&planned));
        for index in left_out {
            let mut more = planned.clone();
            more.push(index);
            let pair = &fair.decisions[index];
            prop_assert!(!brute.fits(&more), "{} {}: {plan:?}", pair.need, pair.offering);
        }
        let unasked = plan.unscheduled.iter().find(|pair| pair.code == "not_placed");
        prop_assert_eq!(unasked, None, "each has a reason in a world so small");
    }
}

/// What a choice of decisions is worth: its pinned pairs, then the points of all.
fn worth(fair: &Fair, points: &Scores, chosen: &[usize]) -> (usize, u32) {
    let chosen = || chosen.iter().map(|&index| &fair.decisions[index]);
    let pinned = chosen().filter(|pair| pair.decision == Some(Verdict::Pin)).count();
    let of = |pair: &Decision| {
        let key = (pair.need.clone(), pair.offering.clone());
        points.get(&key).copied().unwrap_or(UNSCORED)
    };
    (pinned, chosen().map(of).sum())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn no_other_choice_that_can_be_held_is_better(
        fair in promised_fair(),
    ) {
        let points = scores();
        let made = made_with(&fair, &points, Method::Flow, false, None);
        let brute = Brute::new(&fair, &made.plan);
        let (planned, _) = halves(&fair, &made.plan);
        let own = worth(&fair, &points, &planned);
        let count = fair.decisions.len();
        for choice in 0..1_usize << count {
            let other: Vec<usize> = (0..count).filter(|i| choice >> i & 1 == 1).collect();
            let better = worth(&fair, &points, &other) > own;
            prop_assert!(!better || !brute.fits(&other), "{other:?} {:?}", made.plan);
        }
        prop_assert!(made.chosen_best, "it is known in a world so small");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]
    #[test]
    fn no_plan_is_better_than_one_that_is_said_to_be_the_best_or_than_the_bounds(
        fair in busy_fair(),
    ) {
        let made = made_with(&fair, &Scores::new(), Method::Flow, false, None);
        let (least, figures) = (least(&fair, &made), &made.plan.objective);
        let bound = figures.lower_bound;
        prop_assert!(bound.idle <= least.idle, "{bound:?} {least:?}");
        prop_assert!(bound.breaks <= least.breaks, "{bound:?} {least:?}");
        prop_assert!(bound.table_moves <= least.table_moves, "{bound:?} {least:?}");
        if figures.status == PlanStatus::Optimal {
            prop_assert_eq!(Least::of(&fair, &made.plan).price, least.price);
        }
    }
}
