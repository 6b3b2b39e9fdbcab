//! Questions to a solver that can be asked once only: is there such a plan?

use super::super::bounds::PartyBound;
use super::super::model::Model;
use super::super::slots::SlotSet;
use super::Starts;
use super::encode::{Encoding, Formulation};
use super::goal;
use super::kissat::Kissat;

/// What is asked about: a model whose meetings start in `starts`.
#[derive(Clone, Debug)]
pub(in super::super) struct Grounds {
    pub(super) model: Model,
    pub(super) starts: Vec<SlotSet>,
    pub(super) bounds: Vec<PartyBound>,
}

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

/// Where a plan has to stay near another one.
#[derive(Clone, Debug)]
pub(super) struct Near {
    /// For each meeting where it may start.
    pub(super) starts: Vec<SlotSet>,
    /// For each party how many breaks it may have.
    pub(super) breaks: Vec<usize>,
}

/// The answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Plan(Starts),
    /// There is no such plan.
    None,
    /// Too hard.
    Open,
}

impl Grounds {
    pub(in super::super) fn new(
        model: &Model,
        starts: &[SlotSet],
        bounds: &[PartyBound],
    ) -> Self {
        let (model, starts, bounds) = (model.clone(), starts.to_vec(), bounds.to_vec());
        Self { model, starts, bounds }
    }

    /// Answers a question.
    pub(super) fn answer(
        &self,
        question: Question,
        near: Option<&Near>,
        formulation: Formulation,
    ) -> Answer {
        let Self { model, bounds, .. } = self;
        let starts = near.map_or(&self.starts, |near| &near.starts);
        let mut sat = Kissat::new();
        let encoding =
            Encoding::new(&mut sat, model, starts, Some(formulation), &mut |sat, _| {
                sat.yes()
            });
        goal::moves(model, &encoding, &sat).limit(&mut sat, question.moved);
        let goal = goal::goal(&mut sat, model, &encoding, starts, bounds);
        if let Some(near) = near {
            goal.limit_breaks(&mut sat, &near.breaks);
        }
        if let Some(most) = question.most {
            goal.limit(&mut sat, most);
        }
        match sat.solve(question.conflicts) {
            Some(true) => Answer::Plan(encoding.slots(|literal| sat.holds(literal))),
            Some(false) => Answer::None,
            None => Answer::Open,
        }
    }
}
