//! Models that may be proved: annealing, proofs and better plans by turns.

use super::super::exact::{Climb, Days, Exact, Formulation, Question, Step};
use super::super::outcome::CONFLICT_WORK;
use super::super::random::Random;
use super::Search;
use super::improve::Extent;
use super::prove::{Proof, proof};

/// The first turn in which better plans are sought among other days: from a middling plan.
const WARM: u64 = 4;
/// The longest turn, as a multiple of the first.
const LONGEST: u64 = 4;
/// The first turn in which the climb to the best plan begins: most is proved before.
const HARD: u64 = 2;
/// Conflicts that a question of the climb may take where a clock ends the search: minutes.
const MANY: u32 = 2_000_000;
/// The same where work ends it, so that each answer is waited for: at first few, twice as many
/// after every question that stays open.
const FEW: u32 = 5_000;

/// The exact searches of a model that may be proved.
struct Provers<'a, 'w> {
    /// Raises the bound at first, and settles moves.
    bound: Exact<'a, 'w>,
    /// Looks for better plans among other days.
    finder: Option<Days>,
    /// Raises the bound after that.
    climb: Option<Climb>,
    /// Conflicts that a question of the climb may take.
    conflicts: u32,
}

impl<'a, 'w> Search<'a, 'w> {
    /// Annealing and exact searches by turns, each twice as long as the last.
    pub(super) fn run_by_turns(&mut self) {
        let mut provers = self.provers();
        let mut share = 1;
        while !self.over() {
            if let Some(provers) = &mut provers {
                self.prove_and_better(provers, share);
            }
            if self.best.is_none() {
                self.construct(2_000 * share);
            }
            self.bring_home(100_000 * share);
            self.anneal(Extent::Moves(300_000 * share));
            share = (share * 2).min(LONGEST);
        }
    }

    fn provers(&self) -> Option<Provers<'a, 'w>> {
        let bound = self.exact(Formulation::RICH)?;
        let conflicts = if self.waits() { FEW } else { MANY };
        Some(Provers { bound, finder: None, climb: None, conflicts })
    }

    /// One turn of exact search: for the bound, unless there is a climb that raises it, and side
    /// by side with it for better plans.
    fn prove_and_better(&mut self, provers: &mut Provers<'a, 'w>, share: u64) {
        self.settle(&mut provers.bound);
        if share >= WARM && self.best.is_some() && provers.finder.is_none() {
            provers.finder = Some(self.days());
        }
        if share >= HARD && provers.bound.on_goal() {
            self.begin_climb(provers);
        }
        let mut random = Random::new(self.random.draw());
        let climbing = provers.climb.is_some();
        let (enough, conflicts, search) = (self.enough(), self.portion(share), &*self);
        let Provers { bound, finder, climb, .. } = &mut *provers;
        let prove = || {
            if climbing { Proof::default() } else { proof(bound, conflicts, enough) }
        };
        let better = || {
            let mut patient =
                || search.waits() || !climb.as_mut().is_some_and(Climb::has_news);
            let improved =
                |days| search.improved(days, conflicts, &mut random, &mut patient);
            finder.as_mut().map(improved).unwrap_or_default()
        };
        let (proof, found) = rayon::join(prove, better);
        self.take(bound, proof);
        self.iterations += found.conflicts * CONFLICT_WORK;
        if let Some(plan) = found.plan {
            self.note(&plan);
        }
        self.raise(found.least);
        self.hear(provers);
    }

    /// Has the best plan climbed to, or any plan as long as there is none.
    fn begin_climb(&self, provers: &mut Provers<'a, 'w>) {
        let most = self.best.as_ref().map(|_| self.goal(self.bound));
        let outdated = |climb: &Climb| climb.for_any() && most.is_some();
        if provers.climb.as_ref().is_none_or(outdated) && !self.over() {
            let (moved, conflicts) = (self.bound.moved, provers.conflicts);
            let question = Question { moved, most, conflicts };
            let climb = Climb::new(self.grounds(), question);
            provers.climb = Some(climb);
        }
    }

    /// Takes over what the climb has shown since, or what it shows next if that is waited for.
    fn hear(&mut self, provers: &mut Provers<'a, 'w>) {
        while let Some(climb) = &mut provers.climb {
            let step = if self.waits() { climb.wait(self.watch) } else { climb.step() };
            let Some(step) = step else { return };
            let asked = u64::from(provers.conflicts);
            if !matches!(step, Step::Least(_)) {
                provers.climb = None;
            }
            match step {
                Step::Least(least) => self.raise(least),
                Step::Plan(plan) => self.note(&plan),
                Step::Nothing => self.infeasible = true,
                Step::Open => provers.conflicts = provers.conflicts.saturating_mul(2),
            }
            if self.waits() {
                self.iterations += asked * CONFLICT_WORK;
                return;
            }
        }
    }
}
