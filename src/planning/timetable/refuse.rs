//! Why there is no room for a pair beside those that are planned: who or what is full, who
//! fills it, and how much more would do.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::bodies::{Body, Part, Room, lead};
use super::given::Given;
use super::model::parallel;
use super::pairs::Pair;
use super::reasons::{self, Short};
use crate::domain::problem::Problem;
use crate::planning::assign::{Loads, Market};
use crate::planning::diagnose;
use crate::planning::schedule::Model;
use crate::text::messages::{Arg, Message};

/// The pairs planned, to be asked for the others' reasons.
pub(super) struct Refusals<'a> {
    room: &'a Room<'a>,
    planned: &'a [usize],
    loads: Loads,
    /// How many delegations would do, by the key of a body.
    delegations: RefCell<BTreeMap<(Part, String), Option<usize>>>,
}

impl<'a> Refusals<'a> {
    /// What is left of the room beside some of the pairs, by their indices.
    pub(super) fn beside(room: &'a Room<'a>, planned: &'a [usize]) -> Self {
        let (loads, delegations) = (room.market.loads(planned), RefCell::default());
        Self { room, planned, loads, delegations }
    }

    /// What is full so that there is no room for a pair; `None`: nothing is.
    pub(super) fn refuse(&self, index: usize) -> Option<Problem> {
        let mut full = self.full(index);
        let Some(body) = full.next() else {
            let why = self.capacity().map(reasons::no_table)?;
            return Some(why.and_also(self.squeezed_too(index)));
        };
        let own = self.own(index, &body);
        let over = own.len().saturating_sub(body.most).max(1);
        let mut also: Vec<Arg> = full.flat_map(|body| body.obstacles()).collect();
        let problem = if body.most < body.limit {
            self.without_slots(&body, &own, over)
        } else {
            also.extend(body.lack_of_slots(own.len()));
            beyond_limit(&body, &own, over)
        };
        if self.seats().is_some_and(|seats| self.planned.len() + over > seats) {
            also.push(Message::new("obstacle-tables").into());
        }
        also.extend(self.squeezed_too(index));
        Some(problem.and_also(also))
    }

    /// A clash that keeps a pair out, with what is full besides.
    pub(super) fn besides(&self, clash: &Problem, index: usize) -> Problem {
        let others = self.full(index).filter(|body| body.name != clash.value);
        let mut also: Vec<Arg> = others.flat_map(|body| body.obstacles()).collect();
        if self.capacity().is_some() {
            also.push(Message::new("obstacle-tables").into());
        }
        clash.clone().and_also(also)
    }

    /// Who or what is full of a pair, tables left aside.
    pub(super) fn full_bodies(&self, index: usize) -> Vec<Arg> {
        self.full(index).flat_map(|body| body.obstacles()).collect()
    }

    /// All that is full of a pair.
    pub(super) fn obstacles(&self, index: usize) -> Vec<Arg> {
        let mut found = self.full_bodies(index);
        if self.capacity().is_some() {
            found.push(Message::new("obstacle-tables").into());
        }
        found
    }

    /// What is planned, and the decided pairs that could be with more tables and nothing else.
    pub(super) fn with_more_tables(&self) -> Vec<usize> {
        let pairs = self.room.given.open;
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        order.retain(|&index| pairs[index].is_decided());
        order.sort_by_key(|&index| Reverse((pairs[index].standing, pairs[index].points)));
        let mut planned = self.planned.to_vec();
        let market = Market { capacity: None, ..self.room.market.clone() };
        market.fill(&mut planned, order);
        planned
    }

    /// Who of a pair has room for it by numbers, but not beside what is planned, one meeting
    /// after another.
    fn squeezed_too(&self, index: usize) -> Vec<Arg> {
        let Given { maker, open, .. } = self.room.given;
        let bodies = self.room.bodies(index, &self.loads).into_iter();
        let able = bodies.filter(|body| {
            let alone =
                body.part == Part::Person || parallel(maker.settings, body.key) == 1;
            body.part != Part::Need && alone && !body.is_full()
        });
        let squeezed = able.filter(|body| {
            let all = self.planned.iter().chain([&index]).copied();
            let own = all.filter(|&other| self.room.share(body.part, other, index));
            let own: Vec<&Pair<'_>> = own.map(|other| &open[other]).collect();
            let model = Model { before: Vec::new(), ..maker.model(&own) };
            let all: Vec<usize> = (0..own.len()).collect();
            diagnose::squeeze_of(&model, party(body, &own), &all).is_some()
        });
        squeezed.map(|body| body.slots().into()).collect()
    }

    /// Whether there is room for a pair, as far as numbers of meetings tell.
    pub(super) fn has_room(&self, index: usize) -> bool {
        self.full(index).next().is_none() && self.capacity().is_none()
    }

    /// Meetings that there are tables for; `None`: no limit.
    fn seats(&self) -> Option<usize> {
        self.room.market.capacity
    }

    /// The number of meetings that there are tables for, if all are taken.
    fn capacity(&self) -> Option<usize> {
        self.seats().filter(|&most| self.planned.len() >= most)
    }

    /// What is full of a pair.
    fn full(&self, index: usize) -> impl Iterator<Item = Body<'_>> {
        self.room.bodies(index, &self.loads).into_iter().filter(Body::is_full)
    }

    /// The pairs that somebody decided on and that are of a body of a pair.
    fn own(&self, index: usize, body: &Body<'_>) -> Vec<&Pair<'_>> {
        let pairs = self.room.given.open.iter().enumerate();
        let own = pairs.filter(|(other, pair)| {
            pair.is_decided() && self.room.share(body.part, *other, index)
        });
        own.map(|(_, pair)| pair).collect()
    }

    /// A body with more meetings than slots for them.
    fn without_slots(&self, body: &Body<'_>, own: &[&Pair<'_>], over: usize) -> Problem {
        let Given { maker, roster, openings, .. } = self.room.given;
        let open = openings.of(body.part.whose(), body.key).slots.len();
        let several = parallel(maker.settings, body.key);
        // what is over may have been more than there are slots for now
        let slots = if body.most > open * several { body.most } else { open };
        let alone = own.iter().all(|pair| pair.person == own[0].person);
        let expert = lead(own[0], roster).filter(|_| alone);
        if expert.is_none() && own.len() > body.limit {
            return beyond_both(body, own, (slots, over));
        }
        let model = Model { before: Vec::new(), ..maker.model(own) };
        let all: Vec<usize> = (0..own.len()).collect();
        let tight = diagnose::is_tight(&model, &all);
        let squeeze = || diagnose::squeeze_of(&model, party(body, own), &all);
        let squeeze = (tight && (several == 1 || expert.is_some())).then(squeeze);
        if let Some(found) = squeeze.flatten() {
            return reasons::squeezed(&found, own, &model, roster, Vec::new());
        }
        let enough = match expert {
            Some(_) => None,
            None => self.delegations(body, own, over),
        };
        // each takes so many of the slots, pauses included
        let each = if tight { (open * several).div_ceil(body.most.max(1)) } else { 1 };
        let name = expert.unwrap_or(body.name);
        let now = if expert.is_some() { 1 } else { several };
        let over =
            if expert.is_some() { own.len().saturating_sub(body.most) } else { over };
        let short = Short::of(name, expert.is_some(), &all, slots, enough);
        let more = (over * each).div_ceil(now);
        Short { over: over.max(1), more: more.max(1), now, ..short }.told(own, &model)
    }

    /// How many delegations would do for some pairs of a body of which so many are too many.
    fn delegations(
        &self,
        body: &Body<'_>,
        own: &[&Pair<'_>],
        over: usize,
    ) -> Option<usize> {
        if self.seats().is_some_and(|seats| self.planned.len() + over > seats) {
            return None;
        }
        let key = (body.part, body.key.to_owned());
        *self.delegations.borrow_mut().entry(key).or_insert_with(|| {
            let model = self.room.given.maker.model(own);
            let all: Vec<usize> = (0..own.len()).collect();
            diagnose::delegations(&model, &all, party(body, own))
        })
    }
}

/// Which party a body is in the model of its pairs: the first ones are those of the first pair.
fn party(body: &Body<'_>, own: &[&Pair<'_>]) -> usize {
    match body.part {
        Part::Person => 2,
        Part::Need | Part::Enterprise | Part::Institution => {
            usize::from(body.key != own[0].enterprise)
        }
    }
}

/// A body with more meetings than both its slots and its limit allow.
fn beyond_both(
    body: &Body<'_>,
    own: &[&Pair<'_>],
    (slots, over): (usize, usize),
) -> Problem {
    Problem::error("capacity_exceeded")
        .in_case("slots-limit")
        .with_value(body.name)
        .with("meetings", own.len())
        .with("slots", slots)
        .with("over", over)
        .with("most", body.limit)
        .with("limit", format!("limits.{}", body.part.code()))
        .with("list", listed(own))
}

/// A body with more meetings than its limit.
fn beyond_limit(body: &Body<'_>, own: &[&Pair<'_>], over: usize) -> Problem {
    Problem::error("capacity_exceeded")
        .in_case(body.part.code())
        .with_value(body.name)
        .with("most", body.most)
        .with("meetings", own.len())
        .with("over", over)
        .with("list", listed(own))
}

/// What some pairs are called.
fn listed(pairs: &[&Pair<'_>]) -> Vec<String> {
    pairs.iter().map(|pair| pair.label()).collect()
}
