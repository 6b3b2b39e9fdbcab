//! What follows from the rules when all meetings take place. It is said outright, since the solver
//! would take long to find it: most of it is pigeonholes, which have no short proof in clauses.

use batsat::Lit;

use super::super::model::Model;
use super::clauses::Clauses;
use super::count::{Direction, along_the_day, count_with, totalizer};
use super::encode::{Encoding, Formulation};
use super::groups::is_roomy;

impl Encoding {
    /// States the facts that belong to `formulation`.
    pub(super) fn state(
        &mut self,
        sat: &mut dyn Clauses,
        model: &Model,
        formulation: Formulation,
    ) {
        self.totals(sat, model);
        if formulation.crowds && !is_roomy(model) {
            (0..model.slots).for_each(|slot| self.crowd(sat, model, slot));
        }
        if formulation.progress {
            self.progress(sat, model);
        }
    }

    /// Counters of the parties whose number of busy slots is known.
    fn totals(&mut self, sat: &mut dyn Clauses, model: &Model) {
        for (party, load) in model.loads().into_iter().enumerate() {
            self.counts[party] =
                load.map(|load| along_the_day(sat, &self.busy[party], load));
        }
    }

    /// No more parties are busy in `slot` than its tables seat, where every meeting needs one.
    fn crowd(&self, sat: &mut dyn Clauses, model: &Model, slot: usize) {
        let Some(tables) = model.tables[slot].as_ref().map(Vec::len) else { return };
        if model.meetings.iter().any(|meeting| !meeting.seated) {
            return;
        }
        let largest = model.meetings.iter().map(|meeting| meeting.parties.len()).max();
        let seats = tables * largest.unwrap_or(0);
        let busy: Vec<Lit> = self.busy.iter().map(|slots| slots[slot]).collect();
        let more = totalizer(sat, &busy, seats + 1, Direction::Up);
        if let Some(&over) = more.get(seats) {
            sat.clause(&[!over]);
        }
    }

    /// A party all of whose meetings last one slot has by any slot been busy as often as its
    /// meetings have started: what must come early (or late) leaves no room for the others.
    fn progress(&self, sat: &mut dyn Clauses, model: &Model) {
        for (party, counts) in self.counts.iter().enumerate() {
            let Some(counts) = counts else { continue };
            let of = |&m: &usize| model.meetings[m].parties.contains(&party);
            let own: Vec<usize> = (0..model.meetings.len()).filter(of).collect();
            let short = |&m: &usize| model.meetings[m].lasts.iter().all(|&l| l == 1);
            if own.len() < 2 || !own.iter().all(short) {
                continue;
            }
            for (slot, count) in counts[1..].iter().enumerate() {
                let started: Vec<Lit> =
                    own.iter().map(|&m| self.started(sat, m, slot)).collect();
                count_with(sat, &started, count);
            }
        }
    }

    /// "`meeting` has started by `slot`", when it has a timeline.
    fn started(&self, sat: &dyn Clauses, meeting: usize, slot: usize) -> Lit {
        let possible = self.at[meeting].iter().take_while(|&&(start, _)| start <= slot);
        let last = possible.count().checked_sub(1);
        last.map_or(sat.no(), |last| self.by[meeting][last])
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::outcome::{Onlooker, Unwatched};
    use super::super::super::random::Random;
    use super::super::super::windows::windows;
    use super::super::sat::{Sat, Verdict};
    use super::super::worlds::{all_plans, keeps, world};
    use super::*;

    /// Clauses and facts allow exactly the plans that keep the rules.
    #[test]
    fn facts_exclude_no_plan_and_clauses_no_rule() {
        let (mut random, mut kept) = (Random::new(3), 0);
        for _ in 0..60 {
            let model = world(&mut random);
            for formulation in [Formulation::FOR_PLANS, Formulation::RICH] {
                let mut unwatched = Unwatched;
                let watch = Onlooker::new(&mut unwatched);
                let mut sat = Sat::new(&watch);
                let encoding = Encoding::new(
                    &mut sat,
                    &model,
                    &windows(&model),
                    Some(formulation),
                    &mut |sat, _| sat.yes(),
                );
                for plan in all_plans() {
                    let at = |m: usize| {
                        encoding.at[m].iter().find(|(start, _)| *start == plan[m])
                    };
                    let chosen: Option<Vec<Lit>> =
                        (0..4).map(|m| at(m).map(|&(_, here)| here)).collect();
                    let allowed = chosen
                        .is_some_and(|chosen| sat.solve(&chosen, 1000) == Verdict::Sat);
                    assert_eq!(allowed, keeps(&model, &plan), "{model:?} {plan:?}");
                    kept += usize::from(allowed);
                }
            }
        }
        assert!(kept > 500, "worlds with plans: {kept}");
    }
}
