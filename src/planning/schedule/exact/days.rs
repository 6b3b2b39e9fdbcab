//! Neighbourhoods of days: a few parties may have their day anywhere, all others about where they
//! have it, whatever meetings change places inside. So whole days can move together past slots
//! that somebody lacks, or with the order of their meetings, which single meetings can't.

use batsat::Lit;

use super::super::model::Model;
use super::super::random::Random;
use super::super::slots::SlotSet;
use super::clauses::Clauses as _;
use super::count::{Direction, totalizer};
use super::sat::Verdict;
use super::{Exact, Starts};
use crate::domain::Goal;

/// Work of laying out a neighbourhood, in conflicts.
const LAYOUT: u64 = 20;
/// Parties that are free at first.
const FIRST: usize = 6;
/// One in so many is anybody, another one of the poor; the others meet one of those chosen.
const CHANCE: usize = 8;

/// How far tries go.
#[derive(Debug)]
struct Reach {
    /// Conflicts that one may take.
    conflicts: u64,
    /// By how many slots the days of those who are not free may begin earlier and end later, by
    /// turns.
    slacks: &'static [usize],
}

/// Where idle slots count: more slack leaves too much open.
const IDLE: Reach = Reach { conflicts: 3_000, slacks: &[1] };
/// Where breaks count, of which those who are not free get no more than they have.
const BREAKS: Reach = Reach { conflicts: 1_500, slacks: &[0, 1, 2] };

/// A plan to be bettered.
#[derive(Clone, Debug)]
pub(in super::super) struct Task<'p> {
    pub(in super::super) plan: &'p Starts,
    /// How much of the goal it has.
    pub(in super::super) reached: usize,
    /// Parties whose day is not as good as it could be.
    pub(in super::super) poor: &'p [usize],
}

/// What looking for a better plan showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Better {
    /// A better plan.
    Plan(Starts),
    /// There is none, wherever days lie.
    None,
    /// Nothing yet.
    Open,
}

/// Who is let free together.
#[derive(Clone, Debug)]
pub(super) struct Circles {
    /// For each party those it meets.
    partners: Vec<Vec<usize>>,
    reach: &'static Reach,
    /// Which slack is next.
    turn: usize,
    /// How many are free at a time, for each slack: as many as can be looked into in one try.
    sizes: Vec<usize>,
}

impl Circles {
    pub(super) fn new(model: &Model) -> Self {
        let mut partners = vec![Vec::new(); model.parties.len()];
        for meeting in &model.meetings {
            for &party in &meeting.parties {
                let others = meeting.parties.iter().copied().filter(|&p| p != party);
                partners[party].extend(others);
            }
        }
        let reach = match model.goal {
            Goal::Breaks => &BREAKS,
            Goal::Idle | Goal::Feasible => &IDLE,
        };
        Self { partners, reach, turn: 0, sizes: vec![FIRST; reach.slacks.len()] }
    }

    /// So many parties that meet each other, some of the `poor` among them.
    fn draw(&self, size: usize, poor: &[usize], random: &mut Random) -> Vec<bool> {
        let mut free = vec![false; self.partners.len()];
        let mut chosen: Vec<usize> = Vec::new();
        while chosen.len() < size.min(free.len()) {
            let whom = match (chosen.as_slice(), random.below(CHANCE)) {
                (_, 0) => None,
                ([], _) | (_, 1) => any(poor, random),
                (chosen, _) => any(chosen, random)
                    .and_then(|party| any(&self.partners[party], random)),
            };
            let party = whom.unwrap_or_else(|| random.below(free.len()));
            if !std::mem::replace(&mut free[party], true) {
                chosen.push(party);
            }
        }
        free
    }
}

fn any(of: &[usize], random: &mut Random) -> Option<usize> {
    if of.is_empty() { None } else { Some(of[random.below(of.len())]) }
}

impl Exact<'_, '_> {
    /// Looks for a plan with less of the goal, circle by circle, for about `conflicts` conflicts.
    /// Moves must be settled.
    pub(in super::super) fn better(
        &mut self,
        task: &Task<'_>,
        conflicts: u64,
        random: &mut Random,
    ) -> Better {
        let Some(limit) = self.below(task.reached) else { return Better::None };
        let busy = self.model.busy(task.plan);
        let mut left = conflicts;
        while left > 0 {
            let (turn, reach) = (self.circles.turn, self.circles.reach);
            self.circles.turn = (turn + 1) % reach.slacks.len();
            let free = self.circles.draw(self.circles.sizes[turn], task.poor, random);
            let mut assumed = self.kept(&busy, &free, reach.slacks[turn]);
            assumed.push(limit);
            let before = self.conflicts();
            let size = &mut self.circles.sizes[turn];
            match self.sat.solve(&assumed, reach.conflicts) {
                Verdict::Sat => return Better::Plan(self.plan()),
                Verdict::Unsat(core) if core.iter().all(|&l| l == limit) => {
                    return Better::None;
                }
                Verdict::Unsat(_) => *size = (*size + 1).min(free.len()),
                Verdict::Open => *size = (*size * 3 / 4).max(1),
            }
            left = left.saturating_sub(self.conflicts() - before + LAYOUT);
        }
        Better::Open
    }

    /// The literal under which a plan has less of the goal than `reached`, if it can have.
    fn below(&mut self, reached: usize) -> Option<Lit> {
        let most = reached.checked_sub(self.stage.base + 1)?;
        if self.ceiling.is_none() {
            let outputs =
                totalizer(&mut self.sat, &self.stage.costs, most + 1, Direction::Up);
            self.ceiling = Some(outputs);
        }
        let outputs = self.ceiling.as_ref().expect("made above");
        Some(outputs.get(most).map_or(self.sat.yes(), |&more| !more))
    }

    /// Literals that keep everybody's day, but for those who are free, about where it is and
    /// with no more breaks than it has, where breaks are the goal.
    fn kept(&self, busy: &[SlotSet], free: &[bool], slack: usize) -> Vec<Lit> {
        let mut kept = Vec::new();
        for (party, &day) in busy.iter().enumerate().filter(|&(party, _)| !free[party]) {
            self.keep(party, room(self.model, day, slack), &mut kept);
            let more = self.stage.breaks.get(party).into_iter().flatten();
            kept.extend(more.skip(self.model.breaks(day)).map(|&more| !more));
        }
        kept.retain(|&literal| literal != self.sat.yes());
        kept
    }

    /// Adds literals that keep a party's day in `room`: where that is one piece, that the day
    /// has not begun before and is over after it. Two literals instead of one a slot leave
    /// shorter clauses to learn.
    fn keep(&self, party: usize, room: SlotSet, kept: &mut Vec<Lit>) {
        let piece = room.first().zip(room.last()).filter(|_| room.runs() == 1);
        if let (Some(counts), Some((first, last))) = (&self.encoding.counts[party], piece)
        {
            let whole = counts[0].len() - 1;
            kept.extend([!counts[first][0], counts[last + 1][whole]]);
        } else {
            let slots = self.encoding.busy[party].iter().zip(0..);
            let outside = slots.filter(|&(_, slot)| !room.contains(slot));
            kept.extend(outside.map(|(&busy, _)| !busy));
        }
    }
}

/// Where a day may lie that stays about where it is.
fn room(model: &Model, day: SlotSet, slack: usize) -> SlotSet {
    let around = |segment: usize| {
        let slots = model.segment_slots(segment);
        let part = day & SlotSet::range(slots.clone());
        let (Some(first), Some(last)) = (part.first(), part.last()) else {
            return SlotSet::EMPTY;
        };
        let from = first.saturating_sub(slack).max(slots.start);
        SlotSet::range(from..(last + 1 + slack).min(slots.end))
    };
    (0..model.segments.len()).map(around).fold(SlotSet::EMPTY, |all, part| all | part)
}

#[cfg(test)]
mod tests {
    use super::super::super::bounds::party_bounds;
    use super::super::super::model::{Meeting, Party};
    use super::super::super::outcome::{Onlooker, Unwatched};
    use super::super::super::windows::windows;
    use super::super::Formulation;
    use super::*;

    /// Two parties that each meet the same three others, whose days are full of holes.
    fn world() -> (Model, Starts) {
        let mut model = Model::new(9, Some(5));
        model.parties = vec![Party::default(); 5];
        for (a, b) in [(0, 2), (0, 3), (0, 4), (1, 2), (1, 3), (1, 4)] {
            model.meetings.push(Meeting::new(vec![a, b], SlotSet::range(0..9)));
        }
        (model, [0, 3, 6, 1, 4, 8].map(Some).to_vec())
    }

    fn idle(model: &Model, plan: &Starts) -> usize {
        model.busy(plan).iter().map(|&day| model.idle(day)).sum()
    }

    #[test]
    fn a_plan_gets_better_step_by_step_until_it_is_best() {
        let (model, mut plan) = world();
        let starts = windows(&model);
        let bounds = party_bounds(&model, &starts).unwrap();
        let mut unwatched = Unwatched;
        let watch = Onlooker::new(&mut unwatched);
        let mut exact = Exact::new(&model, &starts, &bounds, Formulation::RICH, &watch);
        let mut random = Random::new(1);
        let mut reached = idle(&model, &plan);
        assert_eq!(reached, 4 + 5 + 1);
        loop {
            let task = Task { plan: &plan, reached, poor: &[0, 1] };
            let Better::Plan(found) = exact.better(&task, 2_000, &mut random) else {
                break;
            };
            let now = idle(&model, &found);
            assert!(now < reached, "{now} after {reached}");
            assert_eq!(model.busy(&found).iter().map(|day| day.len()).sum::<usize>(), 12);
            (plan, reached) = (found, now);
        }
        assert_eq!(reached, 0);
    }

    #[test]
    fn that_there_is_no_better_plan_is_proved() {
        let mut model = Model::new(4, None);
        model.goal = Goal::Breaks;
        model.parties = vec![Party::default(); 5];
        // 2 is busy in slots 1 and 2 with 3 and 4, so that 0 has to wait for it
        for (a, b, slots) in [(0, 1, 0..1), (0, 2, 1..4), (2, 3, 1..3), (2, 4, 1..3)] {
            model.meetings.push(Meeting::new(vec![a, b], SlotSet::range(slots)));
        }
        let plan = [0, 3, 1, 2].map(Some).to_vec();
        let starts = windows(&model);
        let bounds = party_bounds(&model, &starts).unwrap();
        let mut unwatched = Unwatched;
        let watch = Onlooker::new(&mut unwatched);
        let mut exact = Exact::new(&model, &starts, &bounds, Formulation::RICH, &watch);
        assert_eq!(exact.bound(), 0, "what each needs by itself");
        let task = Task { plan: &plan, reached: 1, poor: &[0] };
        let found = exact.better(&task, 10_000, &mut Random::new(1));
        assert_eq!(found, Better::None);
    }

    #[test]
    fn who_is_not_free_gets_no_more_breaks() {
        let (mut model, plan) = world();
        model.goal = Goal::Breaks;
        let starts = windows(&model);
        let bounds = party_bounds(&model, &starts).unwrap();
        let mut unwatched = Unwatched;
        let watch = Onlooker::new(&mut unwatched);
        let mut exact = Exact::new(&model, &starts, &bounds, Formulation::RICH, &watch);
        // 3 has its meetings in slots 3 and 4
        let busy = model.busy(&plan);
        let mut possible = |free: bool, slots: [usize; 2]| {
            let free = [false, false, false, free, false];
            let mut assumed = exact.kept(&busy, &free, 1);
            assumed.extend(slots.map(|slot| exact.encoding.busy[3][slot]));
            exact.sat.solve(&assumed, 10_000) == Verdict::Sat
        };
        assert!(possible(false, [2, 3]));
        assert!(!possible(false, [2, 4]));
        assert!(possible(true, [2, 4]));
    }

    #[test]
    fn days_stay_about_where_they_are() {
        let mut model = Model::new(9, None);
        model.segments = vec![0, 4];
        let day: SlotSet = [1, 2, 8].into_iter().collect();
        assert_eq!(room(&model, day, 0), day);
        assert_eq!(room(&model, day, 1), [0, 1, 2, 3, 7, 8].into_iter().collect());
        assert_eq!(room(&model, SlotSet::one(4), 1), [4, 5].into_iter().collect());
    }

    #[test]
    fn a_circle_is_of_as_many_as_asked_for() {
        let (model, _) = world();
        let circles = Circles::new(&model);
        for size in [1, 3, 5, 9] {
            let free = circles.draw(size, &[1], &mut Random::new(7));
            assert_eq!(free.iter().filter(|free| **free).count(), size.min(5));
        }
    }

    #[test]
    fn a_day_is_kept_in_its_room_and_nowhere_else() {
        let (model, _) = world();
        let starts = windows(&model);
        let bounds = party_bounds(&model, &starts).unwrap();
        let mut unwatched = Unwatched;
        let watch = Onlooker::new(&mut unwatched);
        let mut exact = Exact::new(&model, &starts, &bounds, Formulation::RICH, &watch);
        // in one piece, and in two
        for room in [[2, 3, 4, 5, 6, 7].as_slice(), &[0, 1, 2, 6, 7]] {
            let room: SlotSet = room.iter().copied().collect();
            for slot in 0..9 {
                let mut assumed = vec![exact.encoding.busy[0][slot]];
                exact.keep(0, room, &mut assumed);
                let possible = exact.sat.solve(&assumed, 10_000) == Verdict::Sat;
                assert_eq!(possible, room.contains(slot), "{room:?} {slot}");
            }
        }
    }
}
