//! Pairs that have become possible again, for what stood in their way is itself left out; and
//! why the others are left out.

use std::collections::BTreeSet;

use super::conflict::{Conflict, conflicts};
use super::lost::{Clash, Lost};
use super::pairs::{Dropped, Key, Pair};
use super::refuse::Refusals;
use super::search::{LATE, Search};
use crate::domain::problem::Problem;
use crate::domain::{Goal, PlanStatus};
use crate::planning::schedule::{Model, Options, solve};

/// Work for each question whether some pairs can all meet.
const WORK: u64 = 300_000;

impl<'a> Search<'a, '_> {
    /// Takes back the decided pairs for which there is room after all, those that are wanted
    /// most first; says whether there are such. Whatever nobody decided on makes room for them.
    /// None is taken back twice, so that the search ends.
    pub(super) fn regain(&mut self) -> bool {
        let mut planned = self.planned();
        planned.retain(|&index| self.given.open[index].is_decided());
        let loose = self.loose(&planned);
        if loose.is_empty() || self.ask(&planned, None).is_err() {
            return false;
        }
        let before = planned.len();
        for index in loose {
            if !Refusals::beside(self.room, &planned).has_room(index) {
                continue;
            }
            let pair = self.given.open[index].key();
            self.lost.retain(|lost| lost.pair != pair);
            match self.ask(&planned, Some(index)) {
                Ok(()) => {
                    self.back.insert(pair);
                    planned.push(index);
                }
                Err(lost) => self.lost.push(lost),
            }
        }
        let regained = planned.len() > before;
        if regained {
            self.fill_up(planned);
        }
        regained
    }

    /// The indices of the chosen pairs.
    pub(super) fn planned(&self) -> Vec<usize> {
        let chosen = self.keys();
        let open = 0..self.given.open.len();
        open.filter(|&index| chosen.contains(&self.given.open[index].key())).collect()
    }

    fn keys(&self) -> BTreeSet<Key<'a>> {
        self.chosen.iter().map(|pair| pair.key()).collect()
    }

    /// Decided pairs that are left out and may be possible, those that are wanted most first.
    fn loose(&self, planned: &[usize]) -> Vec<usize> {
        let decided = |index: &usize| self.given.open[*index].is_decided();
        let keys: BTreeSet<_> =
            planned.iter().map(|&p| self.given.open[p].key()).collect();
        let held = self.lost.iter().filter(|lost| lost.holds(&keys));
        let held: BTreeSet<_> = held.map(|lost| lost.pair).collect();
        let room = Refusals::beside(self.room, planned);
        let mut loose: Vec<usize> = (0..self.given.open.len()).filter(decided).collect();
        loose.retain(|&index| {
            let pair = self.given.open[index].key();
            let out = [&keys, &held, &self.back].iter().all(|set| !set.contains(&pair));
            out && room.has_room(index)
        });
        loose.sort_by_key(|&index| {
            let pair = &self.given.open[index];
            std::cmp::Reverse((pair.standing, pair.points))
        });
        loose
    }

    /// Whether some pairs can all meet, and one more with them; else why not.
    fn ask(&mut self, planned: &[usize], more: Option<usize>) -> Result<(), Lost<'a>> {
        let mut all: Vec<usize> = planned.iter().copied().chain(more).collect();
        all.sort_unstable();
        let open = self.given.open;
        let pairs: Vec<&Pair<'_>> = all.into_iter().map(|index| &open[index]).collect();
        let pair = more.map_or_else(Key::default, |index| open[index].key());
        let model = self.given.maker.model(&pairs);
        let lost = |conflict: Conflict| Lost {
            pair,
            clash: Clash::of(&pairs, &conflict),
            why: conflict.why(&pairs, &model, self.given.roster),
        };
        if let Some(found) = conflicts(&pairs, &model).into_iter().next() {
            return Err(lost(found));
        }
        if self.watch.passed().is_some_and(|share| share >= LATE) {
            return Err(Lost::unplaced(pair));
        }
        let mut any = Model { goal: Goal::Feasible, fairness: None, ..model.clone() };
        any.meetings.iter_mut().for_each(|meeting| meeting.previous = None);
        let work = self.options.iterations.unwrap_or(WORK).min(WORK);
        let options = Options { iterations: Some(work), ..self.options };
        match solve(&any, &options, self.watch).status {
            PlanStatus::Optimal | PlanStatus::Feasible => Ok(()),
            PlanStatus::Infeasible => Err(lost(self.contradiction(&pairs, &any))),
            PlanStatus::Unknown => Err(Lost::unplaced(pair)),
        }
    }

    /// Plans some pairs and as many of the undecided ones chosen before as there is room for.
    fn fill_up(&mut self, mut planned: Vec<usize>) {
        let mut others = self.planned();
        others.retain(|&index| !self.given.open[index].is_decided());
        others.sort_by_key(|&index| std::cmp::Reverse(self.given.open[index].points));
        for index in others {
            if Refusals::beside(self.room, &planned).has_room(index) {
                planned.push(index);
            }
        }
        planned.sort_unstable();
        self.chosen = planned.into_iter().map(|index| &self.given.open[index]).collect();
    }

    /// The decided pairs that are left out: first those for which somebody or something is
    /// full, then those that clash with what is planned.
    pub(super) fn left_out(
        &self,
        nothing_full: &dyn Fn(&Pair<'_>) -> Problem,
    ) -> Vec<Dropped> {
        let (planned, keys) = (self.planned(), self.keys());
        let room = Refusals::beside(self.room, &planned);
        let seated = room.with_more_tables();
        let beyond = Refusals::beside(self.room, &seated);
        // of those without a table the others lack more than that
        let refuse = |index| match room.refuse(index)? {
            why if why.case != Some("tables") || seated.contains(&index) => Some(why),
            why => beyond.refuse(index).or(Some(why)),
        };
        let of = |pair: Key<'_>| {
            let own =
                || (0..self.lost.len()).filter(|&place| self.lost[place].pair == pair);
            own().find(|&place| self.lost[place].holds(&keys)).or_else(|| own().next())
        };
        let mut found = Vec::new();
        for (index, pair) in self.given.open.iter().enumerate() {
            let key = pair.key();
            if !pair.is_decided() || keys.contains(&key) {
                continue;
            }
            let place = of(key);
            let lost = place.map(|place| &self.lost[place]);
            let clash = lost.filter(|lost| lost.holds(&keys));
            let clash = clash.map(|lost| room.besides(&lost.why, index));
            let why = clash.or_else(|| refuse(index));
            let why = why.or_else(|| lost.map(|lost| lost.why.clone()));
            let why = why.unwrap_or_else(|| nothing_full(pair));
            found.push((place, Dropped::new(key.0, key.1, why)));
        }
        found.sort_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, dropped)| dropped).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{away, errors, fair, session};
    use super::super::{Made, Method, Request, Scores, plan};
    use crate::domain::{Fair, Unscheduled};
    use crate::planning::schedule::{Options, Unwatched};
    use crate::text::messages::Lang;

    /// The plan of a fair; points by need and offering, undecided pairs among them.
    fn made(fair: &Fair, points: &[(usize, usize, u32)]) -> Made {
        let scored = points
            .iter()
            .map(|(n, s, points)| ((format!("N{n}"), format!("S{s}")), *points));
        let request = Request {
            method: Method::Flow,
            fill: points.len() > fair.decisions.len(),
            scores: &scored.collect::<Scores>(),
            keep: None,
            options: Options { seed: 1, iterations: Some(60_000) },
            lang: Lang::En,
        };
        let made = plan(fair, &request, &mut Unwatched).unwrap();
        assert_eq!(errors(fair, &made.plan), []);
        made
    }

    fn planned(made: &Made) -> Vec<String> {
        let meetings = made.plan.meetings.iter();
        let mut pairs: Vec<String> = meetings
            .map(|m| format!("{} {}", m.need, m.offering.as_deref().unwrap()))
            .collect();
        pairs.sort();
        pairs
    }

    /// Holds the one pair that is left out, and its reason, against what is expected.
    fn check_left_out(made: &Made, pair: &str, why: &str) {
        let told = |out: &Unscheduled| {
            (format!("{} {}", out.need, out.offering), out.reason.clone())
        };
        let left_out: Vec<_> = made.plan.unscheduled.iter().map(told).collect();
        assert_eq!(left_out, [(pair.to_owned(), why.to_owned())]);
    }

    /// Pairs whose meetings all last two of four slots, E0 being there for the two in the middle
    /// only: with him nobody can hold two, which is not seen by their number.
    fn long(pairs: &[(usize, usize)]) -> Fair {
        let mut fair = fair(pairs, vec![session("09:00", "10:20", 3)]);
        for (need, _) in pairs {
            fair.settings.plan.slots.insert(format!("N{need}"), 2);
        }
        let gone = [("09:00", "09:20"), ("10:00", "10:20")];
        fair.availability = gone.map(|(from, to)| away("E0", from, to)).into();
        fair
    }

    #[test]
    fn the_next_best_pair_of_a_need_is_planned_where_the_best_has_no_slot() {
        let mut fair = long(&[(0, 0), (0, 2), (1, 0)]);
        fair.settings.limits.need = [0, 1];
        let made = made(&fair, &[(0, 0, 900), (0, 2, 300), (1, 0, 950)]);
        assert_eq!(planned(&made), ["N0 S2", "N1 S0"]);
        let why = "李 has 2 meetings that do not fit into 4 slots one after another, breaks, \
                   pauses and ways included: N0 S0, N1 S0";
        check_left_out(&made, "N0 S0", why);
        let hint = &made.plan.unscheduled[0].hint;
        let besides = "; also in the way: limits.need in fair.toml (N0), the slots of E0";
        assert!(hint.ends_with(besides), "{hint}");
    }

    #[test]
    fn who_made_room_for_a_meeting_that_is_left_out_later_comes_back() {
        // N0 S0 goes first, for the sake of N0 S2, and that for the sake of N1 S2
        let fair = long(&[(0, 0), (0, 2), (1, 2)]);
        let points = [(0, 0, 100), (0, 2, 200), (1, 2, 900)];
        let made = made(&fair, &points);
        assert_eq!(planned(&made), ["N0 S0", "N1 S2"]);
        let why = "李 has 2 meetings that do not fit into 4 slots one after another, breaks, \
                   pauses and ways included: N0 S2, N1 S2";
        check_left_out(&made, "N0 S2", why);
    }

    #[test]
    fn another_choice_may_hold_more_than_the_best_pair_of_each_clash() {
        let fair = long(&[(0, 0), (0, 2), (1, 0)]);
        let made = made(&fair, &[(0, 0, 500), (0, 2, 450), (1, 0, 450)]);
        assert_eq!(planned(&made), ["N0 S2", "N1 S0"]);
        assert!(made.chosen_best);
    }

    #[test]
    fn an_order_to_a_meeting_that_is_left_out_leaves_no_trace() {
        // N1 has the last slot only, as long as N3 comes before it; but N5 needs them all
        let pairs = [(1, 0), (1, 2), (3, 4), (5, 4)];
        let mut fair = fair(&pairs, vec![session("09:00", "10:00", 3)]);
        fair.settings.plan.before = vec![("N3".into(), "N1".into())];
        fair.settings.plan.slots = [("N3".into(), 2), ("N5".into(), 3)].into();
        let made = made(&fair, &[(1, 0, 500), (1, 2, 500), (3, 4, 100), (5, 4, 900)]);
        assert_eq!(planned(&made), ["N1 S0", "N1 S2", "N5 S4"]);
        let why = "李 has 2 meetings of 5 slots in all for 3 slots: N3 S4, N5 S4";
        check_left_out(&made, "N3 S4", why);
    }

    #[test]
    fn whoever_comes_back_goes_before_what_nobody_decided_on() {
        let mut fair = long(&[(0, 0), (0, 2), (1, 2)]);
        fair.settings.plan.slots.insert("N2".into(), 2);
        let points = [(0, 0, 100), (0, 2, 200), (1, 2, 900), (2, 0, 1000), (3, 4, 1)];
        let made = made(&fair, &points);
        assert_eq!(planned(&made), ["N0 S0", "N1 S2", "N3 S4"]);
        assert_eq!(made.plan.unscheduled.len(), 1);
    }
}
