//! Climbing to the best plan from below, on a thread of its own: is there a plan with no more of
//! the goal than every plan has? If not, with one more? The first plan found is a best one.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::super::outcome::Onlooker;
use super::Starts;
use super::background::Background;
use super::encode::Formulation;
use super::question::{Answer, Grounds, Question};

/// What a question of the climb has shown.
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

/// A climb under way.
#[derive(Debug)]
pub(in super::super) struct Climb {
    any: bool,
    /// A step that was looked for but not taken yet.
    next: Option<Step>,
    steps: Background<Step>,
}

impl Climb {
    /// Begins with `question`.
    pub(in super::super) fn new(grounds: Arc<Grounds>, question: Question) -> Self {
        let steps = Background::new(move |tell| climb(&grounds, question, tell));
        Self { any: question.most.is_none(), next: None, steps }
    }

    /// Whether any plan will do.
    pub(in super::super) fn for_any(&self) -> bool {
        self.any
    }

    /// Whether there is a step to be taken.
    pub(in super::super) fn has_news(&mut self) -> bool {
        self.next = self.next.take().or_else(|| self.steps.next());
        self.next.is_some()
    }

    /// The next step, if it is done.
    pub(in super::super) fn step(&mut self) -> Option<Step> {
        self.next.take().or_else(|| self.steps.next())
    }

    /// The next step, unless the onlooker says stop before it is done.
    pub(in super::super) fn wait(&mut self, watch: &Onlooker<'_>) -> Option<Step> {
        self.next.take().or_else(|| self.steps.wait(&mut || !watch.stop()))
    }
}

/// Asks and tells, until the climb is over or nobody listens any more.
fn climb(grounds: &Grounds, mut question: Question, tell: &Sender<Step>) {
    loop {
        let step =
            match (grounds.answer(question, None, Formulation::RICH), question.most) {
                (Answer::Plan(plan), _) => Step::Plan(plan),
                (Answer::None, Some(most)) => Step::Least(most + 1),
                (Answer::None, None) => Step::Nothing,
                (Answer::Open, _) => Step::Open,
            };
        let higher = if let Step::Least(least) = step { Some(least) } else { None };
        if tell.send(step).is_err() || higher.is_none() {
            return;
        }
        question.most = higher;
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::bounds::party_bounds;
    use super::super::super::model::{Meeting, Model, Party};
    use super::super::super::outcome::{Score, Unwatched};
    use super::super::super::random::Random;
    use super::super::super::slots::SlotSet;
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
        let grounds = Arc::new(Grounds::new(model, &starts, &bounds));
        let mut climb = Climb::new(grounds, question);
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
