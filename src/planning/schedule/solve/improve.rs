//! Plans without proof: a first one, and better ones by annealing.

use super::super::board::{Board, is_plain};
use super::super::chains::Chains;
use super::super::construct::construct;
use super::super::cost::Cost;
use super::super::exact::{Starts, is_roomy};
use super::super::plain::plain_part;
use super::super::windows::windows;
use super::{CHAINS, PROVABLE, Search, placed};

/// How long to anneal.
#[derive(Clone, Copy, Debug)]
pub(super) enum Extent {
    /// About so many moves.
    Moves(u64),
    /// Until this share of the work or time allowed is spent.
    Until(f64),
}

/// What annealing is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aim {
    /// The goal of the model, and few moves.
    Goal,
    /// Few moves alone.
    Moves,
}

/// A part of an annealing.
#[derive(Clone, Copy, Debug)]
struct Stage {
    /// The share of the annealing after which it is over.
    until: f64,
    /// How far it has cooled down when the stage begins and when it ends: 0 is hot, 1 is cold.
    /// `None`: it is on excursions from the best plan.
    cooling: Option<(f64, f64)>,
    /// Whether the [plain part](plain_part) of the model is annealed.
    plainly: bool,
    /// Whether its prices are [those of a warm one](Cost::wary).
    warily: bool,
}

impl Stage {
    const fn cooling(until: f64, from: f64, to: f64) -> Self {
        Self { until, cooling: Some((from, to)), ..Self::excursions(until) }
    }

    const fn excursions(until: f64) -> Self {
        Self { until, cooling: None, plainly: false, warily: false }
    }

    const fn plainly(self) -> Self {
        Self { plainly: true, ..self }
    }

    const fn warily(self) -> Self {
        Self { warily: true, ..self }
    }
}

/// One slow annealing.
const WHOLE: [Stage; 1] = [Stage::cooling(1.0, 0.0, 1.0)];
/// Where idle slots alone count and tables never run short, so that moves are cheap and days may
/// lie anywhere: slots in which somebody is away are shunned at first, and before it is quite cold
/// the better plan is left on excursions, and so once more the better one of these.
const LOOSE: [Stage; 4] = [
    Stage::cooling(0.65, 0.0, 0.8).warily(),
    Stage::cooling(0.7, 0.8, 0.86),
    Stage::excursions(0.85),
    Stage::excursions(1.0),
];
/// Where the plain part of a model is most of it: that comes once long meetings and delegations
/// stand well, for its moves are far cheaper; then all move again, for what stood still is only
/// as good as it was.
const MIXED: [Stage; 3] = [
    Stage::cooling(0.1, 0.0, 1.0),
    Stage::cooling(0.5, 0.0, 1.0).plainly(),
    Stage::cooling(1.0, 0.4, 1.0),
];

impl Search<'_, '_> {
    /// Looks for a plan that holds all meetings: at first from where an earlier plan has them,
    /// and if that fails also from nothing.
    pub(super) fn construct(&mut self, steps: u64) {
        let steps = steps + 20 * self.model.meetings.len() as u64;
        for kept in [true, false] {
            let mut board = Board::new(self.model, &self.starts);
            if kept {
                board.put_back();
            } else if self.best.is_some() || !self.model.keeps() || self.over() {
                return;
            }
            self.iterations += steps;
            if construct(&mut board, &mut self.random, steps) {
                self.note(&board.slot);
                self.partial = board.slot;
            } else if placed(&board.slot) > placed(&self.partial) {
                self.partial = board.slot;
            }
        }
    }

    /// Anneals the best plan.
    pub(super) fn anneal(&mut self, extent: Extent) {
        self.anneal_for(Aim::Goal, extent);
    }

    /// Brings meetings back to where an earlier plan has them, whatever else that costs.
    pub(super) fn bring_home(&mut self, moves: u64) {
        if self.best.as_ref().is_some_and(|(score, _)| score.moved > self.bound.moved) {
            self.anneal_for(Aim::Moves, Extent::Moves(moves));
        }
    }

    fn anneal_for(&mut self, aim: Aim, extent: Extent) {
        let Some(mut plan) = self.whole_plan() else { return };
        let stages = self.stages(aim, extent, &plan);
        let (begun, start) = (self.iterations, self.spent().unwrap_or(0.0));
        let share = |search: &Self| match extent {
            Extent::Moves(moves) => (search.iterations - begun) as f64 / moves as f64,
            Extent::Until(end) => {
                (search.spent().unwrap_or(1.0) - start) / (end - start).max(1e-9)
            }
        };
        let mut from = 0.0;
        for stage in stages {
            let within = |search: &Self| (share(search) - from) / (stage.until - from);
            plan = self.anneal_stage(aim, stage, plan, &within);
            from = stage.until;
        }
    }

    fn stages(&self, aim: Aim, extent: Extent, plan: &[usize]) -> &'static [Stage] {
        let long = aim == Aim::Goal && matches!(extent, Extent::Until(_));
        match is_plain(self.model) {
            true if long && self.cost.is_span() && is_roomy(self.model) => &LOOSE,
            false if plain_part(self.model, plan).is_some() => &MIXED,
            _ => &WHOLE,
        }
    }

    /// The best plan, or an unfair one while there is no fair one.
    fn whole_plan(&self) -> Option<Vec<usize>> {
        let plan = self.best.as_ref().map_or(&self.partial, |(_, plan)| plan);
        plan.iter().copied().collect()
    }

    /// One annealing from `plan`; `share` says how much of it is over. Hands over the plan from
    /// which to go on: the best, or as long as other prices hold the best at these.
    fn anneal_stage(
        &mut self,
        aim: Aim,
        stage: &Stage,
        plan: Vec<usize>,
        share: &dyn Fn(&Self) -> f64,
    ) -> Vec<usize> {
        let part = stage.plainly.then(|| plain_part(self.model, &plan)).flatten();
        let model = part.as_ref().unwrap_or(self.model);
        let starts = part.as_ref().map_or_else(|| self.starts.clone(), windows);
        let mut board = Board::new(model, &starts);
        for (meeting, &start) in starts.iter().enumerate() {
            let still = || start.first().expect("a slot of a long meeting");
            board.place(meeting, plan.get(meeting).copied().unwrap_or_else(still));
        }
        let cost = Cost::new(model, self.bounds);
        let cost = match aim {
            Aim::Moves => cost.of_moves_alone(),
            Aim::Goal if stage.warily => cost.wary(),
            Aim::Goal => cost,
        };
        let number = if self.choices() > PROVABLE { CHAINS } else { 1 };
        let mut chains = Chains::new(&mut board, &cost, number, &mut self.random);
        // a plan that is cheaper but unfair is worth nothing: look more often
        let portion = if self.model.fairness.is_some() { 1_000 } else { 10_000 };
        let (hot, cold) = cost.temperatures();
        loop {
            let share = share(self);
            if share >= 1.0 || self.over() {
                let cheapest = chains.best().filter(|_| stage.warily);
                return cheapest.or_else(|| self.whole_plan()).unwrap_or(plan);
            }
            let mut better = |slots: &[usize]| self.note_slots(&slots[..plan.len()]);
            if let Some((from, to)) = stage.cooling {
                let cooled = from + (to - from) * share.max(0.0);
                let temperature = hot * libm::pow(cold / hot, cooled);
                chains.run(portion, temperature, &mut better);
            } else {
                chains.explore(portion, &mut better);
            }
            self.iterations += portion * chains.count();
        }
    }

    fn note_slots(&mut self, slots: &[usize]) {
        let plan: Starts = slots.iter().copied().map(Some).collect();
        self.note(&plan);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::model::{Meeting, Model, Party};
    use super::super::super::outcome::{Options, Unwatched};
    use super::super::super::slots::SlotSet;
    use super::super::solve;
    use crate::domain::PlanStatus;

    /// Everybody is away for a tenth of a day that is hardly longer than needed, and the first
    /// plans are unfair.
    #[test]
    fn a_plan_too_large_to_be_proved_becomes_fair() {
        let mut model = Model::new(24, Some(50));
        model.parties = vec![Party::default(); 110];
        let here =
            |party: usize| (0..24).filter(move |slot| (slot * 7 + party) % 10 != 3);
        let meeting = |index: usize| {
            let (a, b) = (index % 50, 50 + (index * 7 + index / 50) % 60);
            let (a_here, b_here): (SlotSet, SlotSet) =
                (here(a).collect(), here(b).collect());
            Meeting::new(vec![a, b], a_here & b_here)
        };
        model.meetings = (0..600).map(meeting).collect();
        model.fairness = Some(1);
        let options = Options { seed: 1, iterations: Some(600_000) };
        let outcome = solve(&model, &options, &mut Unwatched);
        assert_eq!(outcome.status, PlanStatus::Feasible);
        let breaks = model.busy(&outcome.slots).into_iter().map(|day| model.breaks(day));
        let breaks: Vec<usize> = breaks.collect();
        let differ = breaks.iter().max().unwrap() - breaks.iter().min().unwrap();
        assert!(differ <= 1, "{breaks:?}");
    }
}
