//! Which of the wanted pairs there is room for.

use std::collections::{BTreeMap, BTreeSet};

use super::given::Given;
use super::met::{Met, Whose};
use super::openings::Openings;
use super::pairs::{Key, Pair, Standing, Words};
use crate::domain::{Fair, Limits};
use crate::planning::assign::{
    self, Candidate, Cut, Found, Load, Market, Rankings, blocking_pairs,
};
use crate::planning::roster::Roster;

/// How pairs are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// The greatest sum of points.
    #[default]
    Flow,
    /// The worst-served need first.
    WorstFirst,
    /// A stable choice.
    Stable,
}

/// Chooses among pairs that all have a slot in common.
pub(super) struct Chooser<'a> {
    pairs: &'a [Pair<'a>],
    method: Method,
    seed: u64,
    /// All pairs, the loads that bound them, and what clashes.
    market: Market,
    rankings: Rankings,
}

impl<'a> Chooser<'a> {
    /// Nothing clashes as far as is known.
    pub(super) fn new(given: &Given<'a>, method: Method, seed: u64) -> Self {
        let &Given { fair, roster, open, .. } = given;
        let market = market(given);
        let rankings = rankings(open, fair, roster);
        Self { pairs: open, method, seed, market, rankings }
    }

    /// All pairs and the loads that bound them.
    pub(super) fn market(&self) -> &Market {
        &self.market
    }

    /// How often it is worth choosing again because some pairs clash; a stable choice does not
    /// heed that.
    pub(super) fn again(&self) -> usize {
        match self.method {
            Method::Flow | Method::WorstFirst => {
                (50_000 / self.pairs.len().max(1)).clamp(2, 300)
            }
            Method::Stable => 0,
        }
    }

    /// How many can be chosen of pairs that clash, from now on.
    pub(super) fn cut(&mut self, cut: Cut) {
        if !self.market.cuts.contains(&cut) {
            self.market.cuts.push(cut);
        }
    }

    /// The pairs chosen. Where undecided pairs fill what is left, the others are chosen without
    /// them first, and those chosen are kept.
    pub(super) fn choose(&self) -> Found {
        let decided = |pair: &usize| self.pairs[*pair].is_decided();
        let decided: Vec<usize> = (0..self.pairs.len()).filter(decided).collect();
        if self.method == Method::Stable || decided.len() == self.pairs.len() {
            return self.choice(&self.market);
        }
        let first = self.choice(&self.market.only(&decided));
        let mut all = self.market.clone();
        all.pairs.iter_mut().for_each(|pair| pair.rank = 0);
        for pair in first.pairs {
            all.pairs[decided[pair]].rank = 1;
        }
        let found = self.choice(&all);
        Found { proved: found.proved && first.proved, ..found }
    }

    fn choice(&self, market: &Market) -> Found {
        match self.method {
            Method::Flow => assign::best(market, self.seed),
            Method::WorstFirst => assign::worst_first(market, self.seed),
            Method::Stable => {
                Found { pairs: assign::stable(market, &self.rankings), proved: true }
            }
        }
    }

    /// How many pairs are left out though both sides would rather have them than what they
    /// have, when some are planned.
    pub(super) fn blocking(&self, planned: &[&Pair<'_>]) -> usize {
        let planned: BTreeSet<Key<'_>> = planned.iter().map(|pair| pair.key()).collect();
        let all = 0..self.pairs.len();
        let held = all.filter(|&pair| planned.contains(&self.pairs[pair].key()));
        let held: Vec<usize> = held.collect();
        blocking_pairs(&self.market, &self.rankings, &held).len()
    }
}

/// The pairs that are given, with all that bounds them.
pub(super) fn market(given: &Given<'_>) -> Market {
    let &Given { fair, maker, open, openings, .. } = given;
    let bounds = Bounds { limits: &fair.settings.limits, openings, met: maker.met };
    Stall::new(open, &bounds).market
}

/// Numbers the keys of one kind.
#[derive(Debug, Default)]
struct Numbers<'a> {
    keys: BTreeMap<&'a str, usize>,
    names: Vec<&'a str>,
}

impl<'a> Numbers<'a> {
    fn of(&mut self, key: &'a str) -> usize {
        *self.keys.entry(key).or_insert_with(|| {
            self.names.push(key);
            self.names.len() - 1
        })
    }
}

/// The pairs of a fair as a market, and what its numbers stand for.
struct Stall<'a> {
    market: Market,
    needs: Numbers<'a>,
    enterprises: Numbers<'a>,
    institutions: Numbers<'a>,
    people: Numbers<'a>,
}

/// What bounds everybody's meetings.
struct Bounds<'a> {
    limits: &'a Limits,
    openings: &'a Openings<'a>,
    /// Who has met in slots that no longer exist.
    met: &'a Met,
}

impl<'a> Bounds<'a> {
    /// The load that limits and slots leave to somebody. Meetings that have taken place count even
    /// beyond the limits.
    fn load(
        &self,
        [min, max]: [u32; 2],
        kind: Whose,
        key: &'a str,
        within: usize,
    ) -> Load {
        let gone = self.met.times(kind, key);
        let left = |limit: u32| (limit as usize).saturating_sub(gone);
        let over = self.openings.of(kind, key).over;
        let max = left(max).min(self.openings.most(kind, key)).max(over);
        Load { min: left(min).min(max), max, within }
    }
}

impl<'a> Stall<'a> {
    fn new(pairs: &'a [Pair<'_>], bounds: &Bounds<'a>) -> Self {
        let capacity = bounds.openings.tables().map(|(_, seats)| seats);
        let mut stall = Self {
            market: Market { capacity, ..Market::default() },
            needs: Numbers::default(),
            enterprises: Numbers::default(),
            institutions: Numbers::default(),
            people: Numbers::default(),
        };
        for pair in pairs {
            stall.add(pair, bounds);
        }
        stall
    }

    fn add(&mut self, pair: &'a Pair<'_>, bounds: &Bounds<'a>) {
        let (market, limits) = (&mut self.market, bounds.limits);
        let organization = |limits, key| bounds.load(limits, Whose::Organization, key, 0);
        let enterprise = self.enterprises.of(pair.enterprise);
        if enterprise == market.enterprises.len() {
            market.enterprises.push(organization(limits.enterprise, pair.enterprise));
        }
        let institution = self.institutions.of(pair.institution);
        if institution == market.institutions.len() {
            market.institutions.push(organization(limits.institution, pair.institution));
        }
        let need = self.needs.of(&pair.need.id);
        if need == market.needs.len() {
            let load = bounds.load(limits.need, Whose::Need, &pair.need.id, enterprise);
            market.needs.push(load);
        }
        let person = pair.person.as_deref().map(|person| {
            let number = self.people.of(person);
            if number == market.people.len() {
                let load = bounds.load(limits.person, Whose::Person, person, institution);
                market.people.push(load);
            }
            number
        });
        market.pairs.push(Candidate {
            need,
            institution,
            person,
            points: i64::from(pair.points.max(1)),
            rank: rank(pair.standing),
        });
    }
}

fn rank(standing: Standing) -> u8 {
    match standing {
        Standing::Undecided | Standing::Accepted => 0,
        Standing::Kept => 1,
        Standing::Pinned => 2,
        Standing::Locked | Standing::Over => 3,
    }
}

/// How both sides rank the pairs. Enterprises: pinned pairs, then partners they asked for,
/// then points. Institutions: pinned pairs, then needs they claimed, then points.
fn rankings(pairs: &[Pair<'_>], fair: &Fair, roster: &Roster<'_>) -> Rankings {
    let asked = |pair: &Pair<'_>| {
        let wishes = &pair.need.preferred_partners;
        let lead = pair.offering.and_then(|offering| roster.lead(offering));
        wishes.iter().any(|wish| {
            roster.organization(wish) == Some(pair.institution)
                || Some(wish.as_str()) == lead
        })
    };
    let words = Words::of(fair, roster);
    let claimed = |pair: &Pair<'_>| {
        pair.offering.is_none() || words.wants((&pair.need.id, pair.institution))
    };
    let places = |wished: &dyn Fn(&Pair<'_>) -> bool| {
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        order.sort_by_cached_key(|&index| {
            let pair = &pairs[index];
            let decided = pair.standing.min(Standing::Accepted);
            let pinned = pair.standing.max(Standing::Kept); // what has met before pins
            (std::cmp::Reverse((pinned, decided, wished(pair), pair.points)), index)
        });
        let mut places = vec![0; order.len()];
        for (place, index) in order.into_iter().enumerate() {
            places[index] = place;
        }
        places
    };
    Rankings { enterprises: places(&asked), institutions: places(&claimed) }
}
