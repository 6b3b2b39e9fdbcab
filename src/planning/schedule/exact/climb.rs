//! Climbing to the best plan from below, on a thread of its own: is there a plan with no more of
//! the goal than every plan has? If not, with one more? The first plan found is a best one.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::super::bounds::PartyBound;
use super::super::model::Model;
use super::super::outcome::Onlooker;
use super::super::slots::SlotSet;
use super::Starts;
use super::encode::{Encoding, Formulation};
use super::goal;
use super::kissat::Kissat;

/// Which plan is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Question {
    /// Moves it may have.
    pub(in super::super) moved: usize,
    /// How much of the goal it may have; `None`: any plan will do.
    pub(in super::super) most: Option<usize>,
    /// Conflicts after which there is no answer.
    pub(in super::super) conflicts: u32,
}

/// The answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Step {
    /// Every plan has at least so much of the goal; one more is asked for next.
    Least(usize),
    /// Such a plan. The climb is over.
    Plan(Starts),
    /// There is no plan at all. The climb is over.
    Nothing,
    /// Too hard. The climb is over.
    Open,
}

/// A climb under way. Nobody can call back who climbs: dropped early, it goes on until its question
/// is answered or has taken the conflicts that it may.
#[derive(Debug)]
pub(in super::super) struct Climb {
    any: bool,
    steps: Receiver<Step>,
}

/// How long to wait for a step before the onlooker is asked again.
const PATIENCE: Duration = Duration::from_millis(20);

impl Climb {
    /// Begins with `question` about a plan of `model` with meetings starting in `starts`.
    pub(in super::super) fn new(
        model: &Model,
        starts: &[SlotSet],
        bounds: &[PartyBound],
        question: Question,
    ) -> Self {
        let climber = Climber {
            model: model.clone(),
            starts: starts.to_vec(),
            bounds: bounds.to_vec(),
        };
        let (tell, steps) = channel();
        thread::spawn(move || climber.climb(question, &tell));
        Self { any: question.most.is_none(), steps }
    }

    /// Whether any plan will do.
    pub(in super::super) fn for_any(&self) -> bool {
        self.any
    }

    /// The next step, if it is done.
    pub(in super::super) fn step(&self) -> Option<Step> {
        self.steps.try_recv().ok()
    }

    /// The next step, unless the onlooker says stop before it is done.
    pub(in super::super) fn wait(&self, watch: &Onlooker<'_>) -> Option<Step> {
        while !watch.stop() {
            match self.steps.recv_timeout(PATIENCE) {
                Ok(step) => return Some(step),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        None
    }
}

/// What the thread has to itself.
struct Climber {
    model: Model,
    starts: Vec<SlotSet>,
    bounds: Vec<PartyBound>,
}

impl Climber {
    /// Asks and tells, until the climb is over or nobody listens any more.
    fn climb(&self, mut question: Question, tell: &Sender<Step>) {
        loop {
            let step = self.ask(question);
            let higher = if let Step::Least(least) = step { Some(least) } else { None };
            if tell.send(step).is_err() || higher.is_none() {
                return;
            }
            question.most = higher;
        }
    }

    fn ask(&self, question: Question) -> Step {
        let Self { model, starts, bounds } = self;
        let mut sat = Kissat::new();
        let rich = Some(Formulation::RICH);
        let encoding =
            Encoding::new(&mut sat, model, starts, rich, &mut |sat, _| sat.yes());
        goal::moves(model, &encoding, &sat).limit(&mut sat, question.moved);
        let goal = goal::goal(&mut sat, model, &encoding, starts, bounds);
        if let Some(most) = question.most {
            goal.limit(&mut sat, most);
        }
        match (sat.solve(question.conflicts), question.most) {
            (Some(true), _) => Step::Plan(encoding.slots(|literal| sat.holds(literal))),
            (Some(false), Some(most)) => Step::Least(most + 1),
            (Some(false), None) => Step::Nothing,
            (None, _) => Step::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::bounds::party_bounds;
    use super::super::super::model::{Meeting, Party};
    use super::super::super::outcome::{Score, Unwatched};
    use super::super::super::random::Random;
    use super::super::super::windows::windows;
    use super::super::worlds::{all_plans, keeps, world};
    use super::*;
    use crate::domain::Goal;

    /// All steps of a climb.
    fn steps(model: &Model, question: Question) -> Vec<Step> {
        let starts = windows(model);
        let Ok(bounds) = party_bounds(model, &starts) else { return vec![Step::Nothing] };
        let mut unwatched = Unwatched;
        let watch = Onlooker::new(&mut unwatched);
        let climb = Climb::new(model, &starts, &bounds, question);
        std::iter::from_fn(|| climb.wait(&watch)).collect()
    }

    /// Moves and goal of a plan.
    fn counts(model: &Model, plan: &Starts) -> (usize, usize) {
        let score = Score::of(model, plan);
        let goal = if model.goal == Goal::Idle { score.idle } else { score.breaks };
        (score.moved, goal)
    }

    #[test]
    fn a_climb_ends_at_the_best_of_all_plans() {
        let (mut random, mut climbed, mut without) = (Random::new(11), 0, 0);
        for number in 0..60 {
            let mut model = world(&mut random);
            model.goal = if number % 2 == 0 { Goal::Idle } else { Goal::Breaks };
            for meeting in model.meetings.iter_mut().take(number % 3) {
                meeting.previous = Some(random.below(5));
            }
            let plans = all_plans().filter(|plan| keeps(&model, plan));
            let best = plans.map(|plan| counts(&model, &plan.map(Some).to_vec())).min();
            let (moved, least) = best.unwrap_or_default();
            let most = best.map(|_| 0);
            let mut steps = steps(&model, Question { moved, most, conflicts: 1_000 });
            let last = steps.pop();
            if best.is_none() {
                assert_eq!(last, Some(Step::Nothing), "{model:?}");
                without += 1;
                continue;
            }
            let Some(Step::Plan(plan)) = last else { panic!("{last:?} of {model:?}") };
            assert_eq!(counts(&model, &plan), (moved, least), "{model:?}");
            let higher: Vec<Step> = (1..=least).map(Step::Least).collect();
            assert_eq!(steps, higher, "{model:?}");
            climbed += usize::from(least > 0);
        }
        assert!(climbed > 5 && without > 5, "{climbed} climbs, {without} without a plan");
    }

    #[test]
    fn what_is_too_hard_stays_open() {
        let mut model = Model::new(8, None);
        model.parties = vec![Party::default(); 9];
        // of nine, one has to sit out in every slot
        for (a, b) in (0..9).flat_map(|a| (0..a).map(move |b| (a, b))) {
            model.meetings.push(Meeting::new(vec![a, b], SlotSet::range(0..8)));
        }
        let question = Question { moved: 0, most: None, conflicts: 1 };
        assert_eq!(steps(&model, question), [Step::Open]);
    }
}
