//! Why there is no room for a pair beside those that are planned: who or what is full, who
//! fills it, and how much more would do.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::met::Kind;
use super::model::{Maker, parallel};
use super::openings::Openings;
use super::pairs::Pair;
use super::reasons;
use crate::domain::problem::Problem;
use crate::domain::{Fair, Limits};
use crate::planning::assign::{Loads, Market};
use crate::planning::diagnose;
use crate::planning::roster::Roster;
use crate::text::messages::{Arg, Message};

/// The room that limits, slots and tables give to some pairs.
pub(super) struct Room<'a> {
    pairs: &'a [Pair<'a>],
    limits: &'a Limits,
    roster: &'a Roster<'a>,
    market: &'a Market,
    openings: &'a Openings<'a>,
    maker: &'a Maker<'a>,
    /// How many delegations would do, by the kind and name of a body.
    delegations: RefCell<BTreeMap<(&'static str, String), Option<usize>>>,
}

impl<'a> Room<'a> {
    /// The room of a fair for pairs that all have a slot.
    pub(super) fn new(
        fair: &'a Fair,
        roster: &'a Roster<'a>,
        pairs: &'a [Pair<'a>],
        (market, openings, maker): (&'a Market, &'a Openings<'a>, &'a Maker<'a>),
    ) -> Self {
        let (limits, delegations) = (&fair.settings.limits, RefCell::default());
        Self { pairs, limits, roster, market, openings, maker, delegations }
    }

    /// What is left of it beside some of the pairs, by their indices.
    pub(super) fn beside<'r>(&'r self, planned: &'r [usize]) -> Refusals<'r> {
        Refusals { room: self, loads: self.market.loads(planned), planned }
    }
}

/// The pairs planned, to be asked for the others' reasons.
pub(super) struct Refusals<'a> {
    room: &'a Room<'a>,
    planned: &'a [usize],
    loads: Loads,
}

/// Somebody whose meetings are limited.
struct Body<'a> {
    case: &'static str,
    key: &'a str,
    name: &'a str,
    load: usize,
    /// The greatest load, by the limit or by the slots there are.
    most: usize,
    /// What the limit in the settings leaves.
    limit: usize,
    /// What the slots leave.
    room: usize,
}

impl Body<'_> {
    fn is_full(&self) -> bool {
        self.load >= self.most
    }

    /// What would have to give way so that it can hold one meeting more.
    fn obstacles(&self) -> Vec<Arg> {
        let limit = (self.limit <= self.load).then(|| {
            let limit = Message::new("obstacle-limit").with("kind", self.case);
            Arg::from(limit.with("name", self.name))
        });
        limit.into_iter().chain(self.lack_of_slots(self.load + 1)).collect()
    }

    /// Its slots, if they don't hold so many meetings.
    fn lack_of_slots(&self, meetings: usize) -> Option<Arg> {
        let short = self.room < meetings;
        short.then(|| Message::new("obstacle-slots").with("name", self.name).into())
    }
}

impl Refusals<'_> {
    /// What is full so that there is no room for a pair; `None`: nothing is.
    pub(super) fn refuse(&self, index: usize) -> Option<Problem> {
        let mut full = self.bodies(index).into_iter().filter(Body::is_full);
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
        let full = self.bodies(index).into_iter().filter(Body::is_full);
        let others = full.filter(|body| body.name != clash.value);
        let mut also: Vec<Arg> = others.flat_map(|body| body.obstacles()).collect();
        if self.capacity().is_some() {
            also.push(Message::new("obstacle-tables").into());
        }
        in_the_way_too(clash.clone(), also)
    }

    /// What is planned, and the decided pairs that could be with more tables and nothing else.
    pub(super) fn with_more_tables(&self) -> Vec<usize> {
        let pairs = self.room.pairs;
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
        !self.bodies(index).iter().any(Body::is_full) && self.capacity().is_none()
    }

    /// Meetings that there are tables for; `None`: no limit.
    fn seats(&self) -> Option<usize> {
        self.room.market.capacity
    }

    /// The number of meetings that there are tables for, if all are taken.
    fn capacity(&self) -> Option<usize> {
        self.seats().filter(|&most| self.planned.len() >= most)
    }

    /// Need, enterprise, person and institution of a pair.
    fn bodies(&self, index: usize) -> Vec<Body<'_>> {
        let Room { market, limits, roster, openings, .. } = self.room;
        let (pair, candidate) = (&self.room.pairs[index], market.pairs[index]);
        let (loads, enterprise) = (&self.loads, market.enterprise(index));
        let body =
            |case, kind, (key, name), [_, most]: [u32; 2], [load, max]: [usize; 2]| {
                let limit =
                    (most as usize).saturating_sub(self.room.maker.met.times(kind, key));
                let room = openings.most(kind, key);
                Body { case, key, name, load, most: max, limit, room }
            };
        let need = pair.need.id.as_str();
        let organization = |case, key, limits, load: [usize; 2]| {
            body(case, Kind::Organization, (key, roster.name(key)), limits, load)
        };
        let load = [loads.needs[candidate.need], market.needs[candidate.need].max];
        let mut bodies = vec![body("need", Kind::Need, (need, need), limits.need, load)];
        let load = [loads.enterprises[enterprise], market.enterprises[enterprise].max];
        bodies.push(organization("enterprise", pair.enterprise, limits.enterprise, load));
        if let (Some(number), Some(key)) = (candidate.person, &pair.person) {
            let lead = pair.offering.and_then(|offering| roster.lead(offering));
            let who = (key.as_str(), lead.unwrap_or_default());
            let load = [loads.people[number], market.people[number].max];
            bodies.push(body("person", Kind::Person, who, limits.person, load));
        }
        let number = candidate.institution;
        let load = [loads.institutions[number], market.institutions[number].max];
        bodies.push(organization(
            "institution",
            pair.institution,
            limits.institution,
            load,
        ));
        bodies
    }

    /// The pairs that somebody decided on and that are of a body of a pair.
    fn own(&self, index: usize, body: &Body<'_>) -> Vec<&Pair<'_>> {
        let pairs = self.room.pairs.iter().enumerate();
        let own = pairs.filter(|(other, pair)| {
            pair.is_decided() && self.is_of(body.case, *other, index)
        });
        own.map(|(_, pair)| pair).collect()
    }

    /// A body with more meetings than slots for them.
    fn without_slots(&self, body: &Body<'_>, own: &[&Pair<'_>], over: usize) -> Problem {
        let kind = match body.case {
            "person" => Kind::Person,
            _ => Kind::Organization,
        };
        let open = self.room.openings.of(kind, body.key).slots.len();
        let several = parallel(self.room.maker.settings, body.key);
        // what is over may have been more than there are slots for now
        let slots = if body.most > open * several { body.most } else { open };
        let list = listed(own);
        let told =
            |case, name, over| reasons::full_up(case, name, list.clone(), (slots, over));
        let lead = own[0].offering.and_then(|offering| self.room.roster.lead(offering));
        if let Some(lead) = lead
            && own.iter().all(|pair| pair.person == own[0].person)
        {
            return told("expert", lead, list.len().saturating_sub(slots).max(1));
        }
        if own.len() > body.limit {
            return told("slots-limit", body.name, over)
                .with("most", body.limit)
                .with("limit", format!("limits.{}", body.case));
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
        let key = (body.case, body.key.to_owned());
        *self.room.delegations.borrow_mut().entry(key).or_insert_with(|| {
            let model = self.room.maker.model(own);
            let all: Vec<usize> = (0..own.len()).collect();
            // the first two parties are the sides of the first pair
            let party = usize::from(body.key != own[0].enterprise);
            diagnose::delegations(&model, &all, party)
        })
    }

    /// Whether a pair is of the same body of a kind as another.
    fn is_of(&self, case: &str, pair: usize, other: usize) -> bool {
        let (a, b) = (self.room.market.pairs[pair], self.room.market.pairs[other]);
        match case {
            "need" => a.need == b.need,
            "enterprise" => {
                self.room.market.enterprise(pair) == self.room.market.enterprise(other)
            }
            "person" => a.person == b.person,
            _ => a.institution == b.institution,
        }
    }
}

/// A body with more meetings than its limit.
fn beyond_limit(body: &Body<'_>, own: &[&Pair<'_>], over: usize) -> Problem {
    Problem::error("capacity_exceeded")
        .in_case(body.case)
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

/// Some pairs by their ids.
fn listed(pairs: &[&Pair<'_>]) -> Vec<String> {
    let told = |pair: &&Pair<'_>| format!("{} {}", pair.need.id, pair.partner());
    pairs.iter().map(told).collect()
}
