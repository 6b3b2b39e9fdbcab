//! Neighbourhoods of meetings: most meetings stay where a plan has them, the others are placed anew so
//! that the plan gets better, or it is shown that they can't be.

use batsat::Lit;

use super::super::model::Model;
use super::super::random::Random;
use super::count::{Direction, totalizer};
use super::sat::Verdict;
use super::{Exact, Plan};

/// What trying to better a part of a plan showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Nearby {
    /// A better plan.
    Better(Plan),
    /// There is none with these meetings free.
    None,
    /// The budget was too small to tell.
    Open,
}

impl Exact<'_, '_> {
    /// Looks for a plan with less of the goal than `reached` in which all meetings but those of
    /// `free` stay as in `plan`. Moves must be settled.
    pub(in super::super) fn nearby(
        &mut self,
        plan: &Plan,
        reached: usize,
        free: &[bool],
        conflicts: u64,
    ) -> Nearby {
        let Some(limit) = self.below(reached) else { return Nearby::None };
        let kept =
            plan.iter().zip(&self.encoding.at).zip(free).filter(|(_, free)| !**free);
        let mut assumed: Vec<Lit> = kept
            .filter_map(|((slot, starts), _)| {
                starts
                    .iter()
                    .find(|(start, _)| Some(*start) == *slot)
                    .map(|&(_, here)| here)
            })
            .collect();
        assumed.push(limit);
        match self.sat.solve(&assumed, conflicts) {
            Verdict::Sat => Nearby::Better(self.encoding.slots(&self.sat)),
            Verdict::Unsat(_) => Nearby::None,
            Verdict::Open => Nearby::Open,
        }
    }

    /// The literal under which a plan has less of the goal than `reached`.
    pub(super) fn below(&mut self, reached: usize) -> Option<Lit> {
        let most = reached.checked_sub(self.stage.base + 1)?;
        if self.ceiling.is_none() {
            let outputs =
                totalizer(&mut self.sat, &self.stage.costs, most + 1, Direction::Up);
            self.ceiling = Some(outputs);
        }
        let outputs = self.ceiling.as_ref().expect("made above");
        Some(outputs.get(most).map_or(self.sat.yes(), |&more| !more))
    }
}

/// About `size` meetings around one of the `poor` parties, whose day is not as good as it could
/// be: all of its meetings, then those of parties it meets, and so on.
pub(in super::super) fn neighbourhood(
    model: &Model,
    poor: &[usize],
    size: usize,
    random: &mut Random,
) -> Vec<bool> {
    let (mut free, mut count) = (vec![false; model.meetings.len()], 0);
    let mut next = if poor.is_empty() { 0 } else { poor[random.below(poor.len())] };
    while count < size {
        let mut met = Vec::new();
        for (index, meeting) in model.meetings.iter().enumerate() {
            if meeting.parties.contains(&next) {
                count += usize::from(!std::mem::replace(&mut free[index], true));
                met.extend(meeting.parties.iter().copied().filter(|&p| p != next));
            }
        }
        let stay = random.below(4) > 0 && !met.is_empty();
        next = if stay {
            met[random.below(met.len())]
        } else {
            random.below(model.parties.len())
        };
    }
    free
}
