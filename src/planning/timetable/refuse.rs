//! Why there is no room for a pair beside those that are planned: who or what is full, who
//! fills it, and how much more would do.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::bodies::{Body, Part, Room, lead};
use super::given::Given;
use super::model::parallel;
use super::pairs::Pair;
use super::reasons;
use crate::domain::problem::Problem;
use crate::planning::assign::{Loads, Market};
use crate::planning::diagnose;
use crate::planning::schedule::windows;
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
            return self.capacity().map(reasons::no_table);
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
        Some(in_the_way_too(problem, also))
    }

    /// A clash that keeps a pair out, with what is full besides.
    pub(super) fn besides(&self, clash: &Problem, index: usize) -> Problem {
        let others = self.full(index).filter(|body| body.name != clash.value);
        let mut also: Vec<Arg> = others.flat_map(|body| body.obstacles()).collect();
        if self.capacity().is_some() {
            also.push(Message::new("obstacle-tables").into());
        }
        in_the_way_too(clash.clone(), also)
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
        let open = self.room.given.openings.of(body.part.whose(), body.key).slots.len();
        let several = parallel(self.room.given.maker.settings, body.key);
        // what is over may have been more than there are slots for now
        let slots = if body.most > open * several { body.most } else { open };
        let list = listed(own);
        let told =
            |case, name, over| reasons::full_up(case, name, list.clone(), (slots, over));
        let alone = own.iter().all(|pair| pair.person == own[0].person);
        let expert = lead(own[0], self.room.given.roster).filter(|_| alone);
        if expert.is_none() && own.len() > body.limit {
            return told("slots-limit", body.name, over)
                .with("most", body.limit)
                .with("limit", format!("limits.{}", body.part.code()));
        }
        if body.most < open * several {
            return self.squeezed(body, own, (expert, over, open));
        }
        if let Some(lead) = expert {
            return told("expert", lead, list.len().saturating_sub(slots).max(1));
        }
        let enough = self.delegations(body, own, over);
        let problem = match (several, enough) {
            (1, Some(_)) => told("slots", body.name, over),
            (1, None) => told("slots-only", body.name, over),
            (_, Some(_)) => told("several", body.name, over),
            (_, None) => told("several-only", body.name, over),
        };
        let problem = match enough {
            Some(enough) => problem.with("delegations", enough),
            None => problem,
        };
        problem.with("now", several).with("more", over.div_ceil(several))
    }

    /// A body whose meetings don't fit one after another into its slots.
    fn squeezed(
        &self,
        body: &Body<'_>,
        own: &[&Pair<'_>],
        (expert, over, slots): (Option<&str>, usize, usize),
    ) -> Problem {
        let Given { maker, roster, .. } = self.room.given;
        let model = maker.model(own);
        let found = diagnose::squeezes(&model, &windows(&model));
        if let Some(found) = found.iter().find(|found| found.party == party(body, own)) {
            return reasons::squeezed(found, own, &model, roster);
        }
        let enough = match expert {
            Some(_) => None,
            None => self.delegations(body, own, over),
        };
        let case = match (expert, enough) {
            (Some(_), _) => "squeezed-expert",
            (None, Some(_)) => "squeezed",
            (None, None) => "squeezed-only",
        };
        let name = expert.unwrap_or(body.name);
        let problem = reasons::full_up(case, name, listed(own), (slots, over));
        // each takes so many of the slots, pauses included
        let problem = problem.with("more", over * slots.div_ceil(body.most.max(1)));
        match enough {
            Some(enough) => problem.with("delegations", enough),
            None => problem,
        }
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

/// A problem with what is in the way besides, if anything.
fn in_the_way_too(problem: Problem, also: Vec<Arg>) -> Problem {
    if also.is_empty() { problem } else { problem.with("also", also) }
}

/// What some pairs are called.
fn listed(pairs: &[&Pair<'_>]) -> Vec<String> {
    pairs.iter().map(|pair| pair.label()).collect()
}
