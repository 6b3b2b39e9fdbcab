//! Neighbourhoods of days: a few parties may have their day anywhere, all others about where they
//! have it, whatever meetings change places inside. So whole days can move together past slots
//! that somebody lacks, or with the order of their meetings, which single meetings can't.

use std::sync::Arc;

use super::super::random::Random;
use super::Starts;
use super::background::Background;
use super::circles::Circles;
use super::encode::Formulation;
use super::question::{Answer, Grounds, Question};
use crate::domain::Goal;

/// Parties that are free at first.
const FIRST: usize = 8;
/// The share of the work allowed that a question takes which is answered: most are answered soon.
const ANSWERED: u32 = 10;

/// How far questions go.
#[derive(Debug)]
struct Reach {
    /// Conflicts that one may take.
    conflicts: u32,
    /// By how many slots the days of those who are not free may begin earlier and end later, by
    /// turns.
    slacks: &'static [usize],
    formulation: Formulation,
}

/// Where idle slots count: more slack leaves too much open.
const IDLE: Reach =
    Reach { conflicts: 40_000, slacks: &[1], formulation: Formulation::FOR_PLANS };
/// Where breaks count, of which those who are not free get no more than they have.
const BREAKS: Reach =
    Reach { conflicts: 10_000, slacks: &[0, 1, 2], formulation: Formulation::RICH };

/// A plan to be bettered.
#[derive(Clone, Debug)]
pub(in super::super) struct Task<'p> {
    pub(in super::super) plan: &'p Starts,
    /// How much of the goal it has: some.
    pub(in super::super) reached: usize,
    /// Moves that a better one may have.
    pub(in super::super) moved: usize,
    /// Parties whose day is not as good as it could be.
    pub(in super::super) poor: &'p [usize],
}

/// What looking for a better plan showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Better {
    /// A plan that is better than the one of the task.
    Plan(Starts),
    /// No plan has less of the goal, wherever days lie.
    Least(usize),
    /// Nothing yet.
    Open,
}

/// Looks for better plans among other days, question by question, on a thread of its own.
#[derive(Debug)]
pub(in super::super) struct Days {
    grounds: Arc<Grounds>,
    reach: &'static Reach,
    circles: Circles,
    /// Which slack is next.
    turn: usize,
    /// How many are free at a time, for each slack: as many as can be looked into at once.
    sizes: Vec<usize>,
    asked: Option<Asked>,
}

/// A question under way.
#[derive(Debug)]
struct Asked {
    turn: usize,
    /// What a plan has at least if all parties are free and there is no better one.
    least: Option<usize>,
    answer: Background<Answer>,
}

impl Days {
    pub(in super::super) fn new(grounds: Arc<Grounds>) -> Self {
        let reach = match grounds.model.goal {
            Goal::Breaks => &BREAKS,
            Goal::Idle | Goal::Feasible => &IDLE,
        };
        let circles = Circles::new(&grounds.model);
        let sizes = vec![FIRST; reach.slacks.len()];
        Self { grounds, reach, circles, turn: 0, sizes, asked: None }
    }

    /// Asks for a better plan in the next circle, unless a question is under way.
    pub(in super::super) fn ask(&mut self, task: &Task<'_>, random: &mut Random) {
        if self.asked.is_some() {
            return;
        }
        let (turn, grounds, reach) = (self.turn, Arc::clone(&self.grounds), self.reach);
        let free = self.circles.draw(self.sizes[turn], task.poor, random);
        let near = grounds.near(task.plan, &free, reach.slacks[turn]);
        let most = Some(task.reached - 1);
        let question = Question { moved: task.moved, most, conflicts: reach.conflicts };
        let least = free.iter().all(|&free| free).then_some(task.reached);
        let answer = Background::new(move |tell| {
            let answer = grounds.answer(question, Some(&near), reach.formulation);
            // nobody may listen any more
            tell.send(answer).ok();
        });
        self.turn = (turn + 1) % reach.slacks.len();
        self.asked = Some(Asked { turn, least, answer });
    }

    /// What the question under way has shown, if it is answered, and conflicts for the work.
    pub(in super::super) fn hear(&mut self) -> Option<(Better, u64)> {
        let answer = self.asked.as_ref()?.answer.next()?;
        Some(self.take(answer))
    }

    /// The same as soon as it is answered, if it is as long as `patient` says so.
    pub(in super::super) fn wait(
        &mut self,
        patient: &mut dyn FnMut() -> bool,
    ) -> Option<(Better, u64)> {
        let answer = self.asked.as_ref()?.answer.wait(patient)?;
        Some(self.take(answer))
    }

    fn take(&mut self, answer: Answer) -> (Better, u64) {
        let asked = self.asked.take().expect("who is answered has asked");
        let size = &mut self.sizes[asked.turn];
        let better = match answer {
            Answer::Plan(plan) => Better::Plan(plan),
            Answer::None => {
                *size = (*size + 1).min(self.circles.parties());
                asked.least.map_or(Better::Open, Better::Least)
            }
            Answer::Open => {
                *size = (*size * 3 / 4).max(1);
                return (Better::Open, self.reach.conflicts.into());
            }
        };
        (better, (self.reach.conflicts / ANSWERED).into())
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::bounds::party_bounds;
    use super::super::super::model::{Meeting, Model, Party};
    use super::super::super::slots::SlotSet;
    use super::super::super::windows::windows;
    use super::super::worlds::gaps;
    use super::*;

    fn grounds(model: &Model) -> Arc<Grounds> {
        let starts = windows(model);
        let bounds = party_bounds(model, &starts).unwrap();
        Arc::new(Grounds::new(model, &starts, &bounds))
    }

    fn idle(model: &Model, plan: &Starts) -> usize {
        model.busy(plan).iter().map(|&day| model.idle(day)).sum()
    }

    /// What the next question about `task` shows.
    fn next(days: &mut Days, task: &Task<'_>, random: &mut Random) -> (Better, u64) {
        days.ask(task, random);
        days.wait(&mut || true).expect("an answer")
    }

    #[test]
    fn a_plan_gets_better_until_it_is_proved_best() {
        let (model, mut plan) = gaps();
        let mut days = Days::new(grounds(&model));
        let mut random = Random::new(1);
        let mut reached = idle(&model, &plan);
        assert_eq!(reached, 4 + 5 + 1);
        for _ in 0..100 {
            if reached == 0 {
                return;
            }
            let task = Task { plan: &plan, reached, moved: 0, poor: &[0, 1] };
            let (Better::Plan(found), _) = next(&mut days, &task, &mut random) else {
                continue;
            };
            let now = idle(&model, &found);
            assert!(now < reached, "{now} after {reached}");
            assert_eq!(model.busy(&found).iter().map(|day| day.len()).sum::<usize>(), 12);
            (plan, reached) = (found, now);
        }
        panic!("still {reached}");
    }

    #[test]
    fn that_there_is_no_better_plan_is_proved_once_all_are_free() {
        let mut model = Model::new(4, None);
        model.goal = Goal::Breaks;
        model.parties = vec![Party::default(); 5];
        // 2 is busy in slots 1 and 2 with 3 and 4, so that 0 has to wait for it
        for (a, b, slots) in [(0, 1, 0..1), (0, 2, 1..4), (2, 3, 1..3), (2, 4, 1..3)] {
            model.meetings.push(Meeting::new(vec![a, b], SlotSet::range(slots)));
        }
        let plan = [0, 3, 1, 2].map(Some).to_vec();
        let mut days = Days::new(grounds(&model));
        let task = Task { plan: &plan, reached: 1, moved: 0, poor: &[0] };
        days.sizes = vec![4; 3];
        let mut random = Random::new(1);
        let work = u64::from(BREAKS.conflicts / ANSWERED);
        for expected in [Better::Open, Better::Open, Better::Open, Better::Least(1)] {
            assert_eq!(next(&mut days, &task, &mut random), (expected, work));
        }
    }

    #[test]
    fn a_question_is_asked_once_and_then_heard() {
        let (model, plan) = gaps();
        let mut days = Days::new(grounds(&model));
        let task = Task { plan: &plan, reached: 10, moved: 0, poor: &[] };
        let mut random = Random::new(1);
        assert_eq!(days.hear(), None, "nobody has asked");
        days.ask(&task, &mut random);
        let mut before = random.clone();
        days.ask(&task, &mut random);
        assert_eq!(random.draw(), before.draw(), "asked twice");
        assert!(days.wait(&mut || true).is_some());
        assert_eq!(days.wait(&mut || true), None, "heard twice");
    }
}
