//! Why a pair is left out: who or what has no room for it, who fills it, and how much more
//! would do.

use super::pairs::{Pair, Standing};
use super::roster::Roster;
use crate::domain::Limits;
use crate::domain::problem::Problem;
use crate::planning::assign::{Loads, Market};
use crate::planning::diagnose;

/// A choice of pairs, to be asked for the others' reasons.
pub(super) struct Refusals<'a> {
    pub(super) market: &'a Market,
    pub(super) pairs: &'a [Pair<'a>],
    pub(super) loads: &'a Loads,
    pub(super) limits: &'a Limits,
    pub(super) roster: &'a Roster<'a>,
}

/// Somebody whose meetings are limited.
struct Body<'a> {
    case: &'static str,
    name: &'a str,
    load: usize,
    /// The greatest load, by the limit or by the slots there are.
    most: usize,
    /// The limit in the settings.
    limit: u32,
}

impl Refusals<'_> {
    /// What is full so that a pair is left out.
    pub(super) fn refuse(&self, index: usize) -> Problem {
        let full = self.bodies(index).into_iter().find(|body| body.load >= body.most);
        if let Some(body) = full {
            return self.full(index, &body);
        }
        let chosen: usize = self.loads.needs.iter().sum();
        match self.market.capacity {
            Some(most) if chosen >= most => diagnose::no_table(most),
            _ => Problem::error("capacity_exceeded")
                .in_case("stable")
                .with_value(&self.pairs[index].need.id),
        }
    }

    /// Need, enterprise, person and institution of a pair.
    fn bodies(&self, index: usize) -> Vec<Body<'_>> {
        let (pair, candidate) = (&self.pairs[index], self.market.pairs[index]);
        let (market, loads, limits) = (self.market, self.loads, self.limits);
        let enterprise = market.enterprise(index);
        let mut bodies = vec![
            Body {
                case: "need",
                name: &pair.need.id,
                load: loads.needs[candidate.need],
                most: market.needs[candidate.need].max,
                limit: limits.need[1],
            },
            Body {
                case: "enterprise",
                name: self.roster.name(pair.enterprise),
                load: loads.enterprises[enterprise],
                most: market.enterprises[enterprise].max,
                limit: limits.enterprise[1],
            },
        ];
        if let Some(person) = candidate.person {
            let lead = pair.offering.and_then(|offering| self.roster.lead(offering));
            bodies.push(Body {
                case: "person",
                name: lead.unwrap_or_default(),
                load: loads.people[person],
                most: market.people[person].max,
                limit: limits.person[1],
            });
        }
        bodies.push(Body {
            case: "institution",
            name: self.roster.name(pair.institution),
            load: loads.institutions[candidate.institution],
            most: market.institutions[candidate.institution].max,
            limit: limits.institution[1],
        });
        bodies
    }

    /// A body with more meetings than it may hold, or has slots for.
    fn full(&self, index: usize, body: &Body<'_>) -> Problem {
        let own: Vec<&Pair<'_>> = (0..self.pairs.len())
            .filter(|&other| self.pairs[other].standing > Standing::Undecided)
            .filter(|&other| self.is_of(body.case, other, index))
            .map(|other| &self.pairs[other])
            .collect();
        let told = |pair: &&Pair<'_>| format!("{} {}", pair.need.id, pair.partner());
        let list: Vec<String> = own.iter().map(told).collect();
        let over = list.len().saturating_sub(body.most).max(1);
        if body.most < body.limit as usize && body.case != "person" {
            // a second delegation is of no use where all wait for one expert
            let first = own[0];
            let lead = first.offering.and_then(|offering| self.roster.lead(offering));
            let (case, name) = match lead {
                Some(lead) if own.iter().all(|pair| pair.person == first.person) => {
                    ("expert", lead)
                }
                _ => ("slots", body.name),
            };
            return diagnose::full_up(case, name, list, (body.most, over));
        }
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        Problem::error("capacity_exceeded")
            .in_case(body.case)
            .with_value(body.name)
            .with("most", count(body.most))
            .with("meetings", count(list.len()))
            .with("over", count(over))
            .with("list", list)
    }

    /// Whether a pair is of the same body of a kind as another.
    fn is_of(&self, case: &str, pair: usize, other: usize) -> bool {
        let (a, b) = (self.market.pairs[pair], self.market.pairs[other]);
        match case {
            "need" => a.need == b.need,
            "enterprise" => self.market.enterprise(pair) == self.market.enterprise(other),
            "person" => a.person == b.person,
            _ => a.institution == b.institution,
        }
    }
}
