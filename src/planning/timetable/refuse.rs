//! Why there is no room for a pair beside those that are planned: who or what is full, who
//! fills it, and how much more would do.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::choose::market;
use super::met::Kind;
use super::model::{Maker, parallel};
use super::pairs::Pair;
use super::reasons;
use crate::domain::problem::Problem;
use crate::domain::{Fair, Limits};
use crate::planning::assign::{Loads, Market};
use crate::planning::diagnose;
use crate::planning::roster::Roster;

/// The room that limits, slots and tables give to some pairs.
pub(super) struct Room<'a> {
    market: Market,
    pairs: &'a [Pair<'a>],
    limits: &'a Limits,
    roster: &'a Roster<'a>,
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
        maker: &'a Maker<'a>,
    ) -> Self {
        let limits = &fair.settings.limits;
        let market = market(pairs, limits, maker);
        Self { market, pairs, limits, roster, maker, delegations: RefCell::default() }
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
}

impl Refusals<'_> {
    /// What is full so that there is no room for a pair; `None`: nothing is.
    pub(super) fn refuse(&self, index: usize) -> Option<Problem> {
        if let Some(body) = self.full_body(index) {
            return Some(self.full(index, &body));
        }
        self.capacity().map(reasons::no_table)
    }

    /// Whether there is room for a pair, as far as numbers of meetings tell.
    pub(super) fn has_room(&self, index: usize) -> bool {
        self.full_body(index).is_none() && self.capacity().is_none()
    }

    fn full_body(&self, index: usize) -> Option<Body<'_>> {
        self.bodies(index).into_iter().find(|body| body.load >= body.most)
    }

    /// The number of meetings that there are tables for, if all are taken.
    fn capacity(&self) -> Option<usize> {
        self.room.market.capacity.filter(|&most| self.planned.len() >= most)
    }

    /// Need, enterprise, person and institution of a pair.
    fn bodies(&self, index: usize) -> Vec<Body<'_>> {
        let Room { market, limits, roster, .. } = self.room;
        let (pair, candidate) = (&self.room.pairs[index], market.pairs[index]);
        let (loads, enterprise) = (&self.loads, market.enterprise(index));
        let left = |[_, most]: [u32; 2], kind, key: &str| {
            (most as usize).saturating_sub(self.room.maker.met.times(kind, key))
        };
        let mut bodies = vec![
            Body {
                case: "need",
                key: &pair.need.id,
                name: &pair.need.id,
                load: loads.needs[candidate.need],
                most: market.needs[candidate.need].max,
                limit: left(limits.need, Kind::Need, &pair.need.id),
            },
            Body {
                case: "enterprise",
                key: pair.enterprise,
                name: roster.name(pair.enterprise),
                load: loads.enterprises[enterprise],
                most: market.enterprises[enterprise].max,
                limit: left(limits.enterprise, Kind::Organization, pair.enterprise),
            },
        ];
        if let (Some(number), Some(key)) = (candidate.person, &pair.person) {
            let lead = pair.offering.and_then(|offering| roster.lead(offering));
            bodies.push(Body {
                case: "person",
                key,
                name: lead.unwrap_or_default(),
                load: loads.people[number],
                most: market.people[number].max,
                limit: left(limits.person, Kind::Person, key),
            });
        }
        bodies.push(Body {
            case: "institution",
            key: pair.institution,
            name: roster.name(pair.institution),
            load: loads.institutions[candidate.institution],
            most: market.institutions[candidate.institution].max,
            limit: left(limits.institution, Kind::Organization, pair.institution),
        });
        bodies
    }

    /// A body with more meetings than it may hold, or has slots for.
    fn full(&self, index: usize, body: &Body<'_>) -> Problem {
        let own: Vec<&Pair<'_>> = (0..self.room.pairs.len())
            .filter(|&other| self.room.pairs[other].is_decided())
            .filter(|&other| self.is_of(body.case, other, index))
            .map(|other| &self.room.pairs[other])
            .collect();
        let told = |pair: &&Pair<'_>| format!("{} {}", pair.need.id, pair.partner());
        let list: Vec<String> = own.iter().map(told).collect();
        let over = list.len().saturating_sub(body.most).max(1);
        if body.most < body.limit && body.case != "person" {
            return self.without_slots(body, &own, (list, over));
        }
        Problem::error("capacity_exceeded")
            .in_case(body.case)
            .with_value(body.name)
            .with("most", body.most)
            .with("meetings", list.len())
            .with("over", over)
            .with("list", list)
    }

    /// A body with more meetings than slots for them.
    fn without_slots(
        &self,
        body: &Body<'_>,
        own: &[&Pair<'_>],
        (list, over): (Vec<String>, usize),
    ) -> Problem {
        let maker = self.room.maker;
        let (free, several) =
            (maker.times.free(body.key), parallel(maker.settings, body.key));
        // what is over may have been more than there are slots for now
        let slots = if body.most > free * several { body.most } else { free };
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
        let seats = self.room.market.capacity;
        if seats.is_some_and(|seats| self.planned.len() + over > seats) {
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
