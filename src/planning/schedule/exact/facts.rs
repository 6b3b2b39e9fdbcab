//! What follows from the rules when all meetings take place. It is said outright, since the solver
//! would take long to find it: most of it is pigeonholes, which have no short proof in clauses.

use batsat::Lit;

use super::super::model::Model;
use super::count::{Direction, along_the_day, totalizer};
use super::encode::{Encoding, Formulation};
use super::groups::is_roomy;
use super::sat::Sat;

impl Encoding {
    /// States the facts that belong to `formulation`.
    pub(super) fn state(
        &mut self,
        sat: &mut Sat<'_>,
        model: &Model,
        formulation: Formulation,
    ) {
        self.totals(sat, model);
        if formulation >= Formulation::Crowds && !is_roomy(model) {
            (0..model.slots).for_each(|slot| self.crowd(sat, model, slot));
        }
        if formulation >= Formulation::Progress {
            self.progress(sat, model);
        }
    }

    /// Counters of the parties whose number of busy slots is known.
    fn totals(&mut self, sat: &mut Sat<'_>, model: &Model) {
        let mut total = vec![Some(0); model.parties.len()];
        for meeting in &model.meetings {
            let lasts = meeting.lasts.iter().all(|&slots| slots == meeting.lasts[0]);
            for &party in &meeting.parties {
                let known = lasts && model.parties[party].parallel == 1;
                total[party] =
                    total[party].filter(|_| known).map(|sum| sum + meeting.lasts[0]);
            }
        }
        for (party, total) in total.into_iter().enumerate() {
            self.counts[party] =
                total.map(|total| along_the_day(sat, &self.busy[party], total));
        }
    }

    /// No more parties are busy in `slot` than its tables seat, where every meeting needs one.
    fn crowd(&self, sat: &mut Sat<'_>, model: &Model, slot: usize) {
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
    fn progress(&self, sat: &mut Sat<'_>, model: &Model) {
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
                let sum = totalizer(sat, &started, own.len(), Direction::Both);
                for (k, &busy) in count.iter().enumerate() {
                    let more = sum.get(k).copied().unwrap_or(sat.no());
                    sat.clause(&[!more, busy]);
                    sat.clause(&[more, !busy]);
                }
            }
        }
    }

    /// "`meeting` has started by `slot`", when it has a timeline.
    fn started(&self, sat: &Sat<'_>, meeting: usize, slot: usize) -> Lit {
        let possible = self.at[meeting].iter().take_while(|&&(start, _)| start <= slot);
        let last = possible.count().checked_sub(1);
        last.map_or(sat.no(), |last| self.by[meeting][last])
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::model::{Meeting, Party};
    use super::super::super::outcome::{Onlooker, Unwatched};
    use super::super::super::random::Random;
    use super::super::super::slots::SlotSet;
    use super::super::super::windows::windows;
    use super::super::sat::Verdict;
    use super::*;

    /// Four meetings of up to five parties in five slots, with everything that limits them.
    fn world(random: &mut Random) -> Model {
        let mut model = Model::new(5, Some(1 + random.below(2)));
        model.parties = vec![Party::default(); 3 + random.below(3)];
        for _ in 0..4 {
            let first = random.below(model.parties.len());
            let second =
                (first + 1 + random.below(model.parties.len() - 1)) % model.parties.len();
            let mut allowed: SlotSet = (0..5).filter(|_| random.below(4) > 0).collect();
            if random.below(6) == 0 {
                allowed = SlotSet::one(random.below(5));
            }
            model.meetings.push(Meeting::new(vec![first, second], allowed));
        }
        if random.below(5) == 0 {
            model.meetings[0].lasts = vec![2];
        }
        for _ in 0..random.below(4) {
            model.before.push((random.below(4), random.below(4)));
        }
        model
    }

    /// Whether a plan keeps the rules, straight from their words.
    fn keeps(model: &Model, plan: &[usize]) -> bool {
        let held = |m: usize| model.occupies(m, plan[m]);
        let meets = |m: usize, party: &usize| model.meetings[m].parties.contains(party);
        let apart = |a: usize, b: usize| {
            let shared = model.meetings[a].parties.iter().any(|party| meets(b, party));
            !shared || (held(a) & held(b)).is_empty()
        };
        let seats =
            |slot: usize| (0..plan.len()).filter(move |&m| held(m).contains(slot));
        (0..plan.len()).all(|m| model.starts(m).contains(plan[m]))
            && (0..plan.len()).all(|b| (0..b).all(|a| apart(a, b)))
            && (0..model.slots).all(|slot| {
                seats(slot).count() <= model.tables[slot].as_ref().map_or(9, Vec::len)
            })
            && model.before.iter().all(|&(a, b)| held(a).last() < held(b).first())
    }

    /// Clauses and facts allow exactly the plans that keep the rules.
    #[test]
    fn facts_exclude_no_plan_and_clauses_no_rule() {
        let (mut random, mut kept) = (Random::new(3), 0);
        for _ in 0..60 {
            let model = world(&mut random);
            for formulation in [Formulation::Groups, Formulation::Progress] {
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
                for number in 0..5_usize.pow(4) {
                    let plan = [1, 5, 25, 125].map(|place| number / place % 5);
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
