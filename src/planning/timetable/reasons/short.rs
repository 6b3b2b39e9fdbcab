//! Somebody with more meetings than the slots hold, and the ways out: each would do by itself.

use std::collections::BTreeSet;

use super::super::pairs::Pair;
use crate::domain::problem::Problem;
use crate::planning::diagnose::{hold_one_by_one, is_tight, length, part};
use crate::planning::schedule::{Model, SlotSet};
use crate::text::messages::{Arg, Message};

/// Somebody with too few slots.
#[derive(Debug, Clone)]
pub(in super::super) struct Short<'a> {
    /// What it is called.
    pub(in super::super) name: &'a str,
    /// Whether it is an expert, for whom somebody else may come.
    pub(in super::super) expert: bool,
    /// Its meetings, by the model's numbers.
    pub(in super::super) meetings: &'a [usize],
    /// Slots there are for them.
    pub(in super::super) slots: usize,
    /// Meetings that are too many.
    pub(in super::super) over: usize,
    /// Slots that would do.
    pub(in super::super) more: usize,
    /// Delegations it sends now.
    pub(in super::super) now: usize,
    /// Delegations that would do, as far as is known.
    pub(in super::super) enough: Option<usize>,
    /// Orders between needs without any one of which the slots would do.
    pub(in super::super) orders: Vec<String>,
}

impl<'a> Short<'a> {
    /// Somebody with one delegation and a meeting too many.
    pub(in super::super) fn of(
        name: &'a str,
        expert: bool,
        meetings: &'a [usize],
        slots: usize,
        enough: Option<usize>,
    ) -> Self {
        let orders = Vec::new();
        Self { name, expert, meetings, slots, over: 1, more: 1, now: 1, enough, orders }
    }

    /// The words for it.
    pub(in super::super) fn told(self, pairs: &[&Pair<'_>], model: &Model) -> Problem {
        let length = self.meetings.iter().map(|&m| length(model, m)).sum::<usize>();
        let count = self.meetings.len();
        let case = match self.now {
            1 if length > count && length > self.slots => "long",
            1 if is_tight(model, self.meetings) && count <= self.slots => "squeezed",
            1 => "slots",
            _ => "several",
        };
        let alone = self.enough.is_none() && matches!(case, "slots" | "several");
        let drop = match (self.expert, alone) {
            (true, _) => "drop-them",
            (false, true) => "drop-no-delegations",
            (false, false) => "drop-of-these",
        };
        Problem::error("capacity_exceeded")
            .in_case(case)
            .with_value(self.name)
            .with("meetings", count)
            .with("slots", self.slots)
            .with("length", length)
            .with("now", self.now)
            .with("ways", self.ways(pairs, model))
            .with("drop", Message::new(drop).with("over", self.over))
            .with("list", listed(self.meetings, pairs))
            .because_of(self.orders)
    }

    /// What would do instead of dropping meetings.
    fn ways(&self, pairs: &[&Pair<'_>], model: &Model) -> Vec<Arg> {
        let row = is_tight(model, self.meetings) && self.more > 1;
        let open = Message::new(if row { "way-row" } else { "way-slots" });
        let open = open.with("n", self.more).with("name", self.name);
        let mut ways: Vec<Arg> = vec![open.into()];
        if self.now == 1 {
            ways.extend(self.shorter(pairs, model));
        }
        if let Some(enough) = self.enough {
            ways.push(Message::new("way-delegations").with("n", enough).into());
        }
        if self.expert {
            ways.push(Message::new("way-else").with("n", self.over).into());
        }
        ways.extend(in_other_order(&self.orders));
        ways
    }

    /// Shorter meetings or pauses, where they would do.
    fn shorter(&self, pairs: &[&Pair<'_>], model: &Model) -> Vec<Arg> {
        let own = part(model, self.meetings);
        let all: Vec<usize> = (0..self.meetings.len()).collect();
        let need = |meeting: usize| pairs[self.meetings[meeting]].need.id.as_str();
        let long = all.iter().filter(|&&m| length(&own, m) > 1).map(|&m| need(m));
        let would_do = |needs: &BTreeSet<&str>| {
            let mut short = own.clone();
            for meeting in all.iter().copied().filter(|&m| needs.contains(need(m))) {
                let starts = own.starts(meeting).iter();
                let held = starts.map(|slot| own.occupies(meeting, slot));
                short.meetings[meeting].allowed =
                    held.fold(SlotSet::EMPTY, |all, held| all | held);
                short.meetings[meeting].lasts = vec![1];
            }
            !needs.is_empty() && hold_one_by_one(&short, &all)
        };
        let long: BTreeSet<&str> = long.collect();
        let alone: Vec<&str> =
            long.iter().copied().filter(|need| would_do(&[*need].into())).collect();
        let mut ways: Vec<Arg> = Vec::new();
        let told = |key, needs: Vec<String>| Message::new(key).with("list", needs).into();
        if !alone.is_empty() {
            let alone = alone.into_iter().map(str::to_owned).collect();
            ways.push(told("way-shorter-one", alone));
        } else if would_do(&long) {
            ways.push(told("way-shorter", long.into_iter().map(str::to_owned).collect()));
        }
        let restless = Model { rests: Vec::new(), ..own.clone() };
        if !own.rests.is_empty() && hold_one_by_one(&restless, &all) {
            ways.push(Message::new("way-pauses").into());
        }
        ways
    }
}

/// Orders between needs, each of which could be dropped.
pub(super) fn in_other_order(orders: &[String]) -> impl Iterator<Item = Arg> {
    let told = |order: &String| Message::new("way-order").with("order", order.as_str());
    orders.iter().map(told).map(Arg::from)
}

/// The pairs of some meetings, by their ids.
pub(super) fn listed(meetings: &[usize], pairs: &[&Pair<'_>]) -> Vec<String> {
    meetings.iter().map(|&meeting| pairs[meeting].label()).collect()
}
