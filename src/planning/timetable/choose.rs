//! Which of the wanted pairs there is room for.

use std::collections::{BTreeMap, BTreeSet};

use super::pairs::{Pair, Standing};
use super::roster::Roster;
use super::times::Times;
use crate::domain::{Fair, Settings};
use crate::planning::assign::{
    self, Candidate, Found, Load, Market, Rankings, blocking_pairs,
};

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

/// The pairs chosen, and how stable the choice is.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// Indices of the pairs chosen.
    pub(super) pairs: Vec<usize>,
    /// Pairs left out that both sides would rather have.
    pub(super) blocking: usize,
    /// Whether no choice is better by its method.
    pub(super) proved: bool,
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

/// Chooses among pairs that all have a slot in common.
pub(super) fn choose(
    fair: &Fair,
    roster: &Roster<'_>,
    pairs: &[Pair<'_>],
    times: &Times<'_>,
    (method, seed, capacity): (Method, u64, Option<usize>),
) -> Chosen {
    let mut stall = Stall::new(pairs, &fair.settings, times, capacity);
    let rankings = rankings(pairs, fair, roster);
    let choice = |market: &Market| match method {
        Method::Flow => assign::best(market, seed),
        Method::WorstFirst => assign::worst_first(market, seed),
        Method::Stable => {
            let mut chosen = assign::stable(market, &rankings);
            chosen.sort_by_key(|&p| {
                std::cmp::Reverse((pairs[p].standing, pairs[p].points))
            });
            chosen.truncate(capacity.unwrap_or(usize::MAX));
            chosen.sort_unstable();
            Found { pairs: chosen, proved: true }
        }
    };
    let decided = method == Method::Stable || stall.let_decided_go_first(pairs, choice);
    let Found { pairs: chosen, proved } = choice(&stall.market);
    let blocking = blocking_pairs(&stall.market, &rankings, &chosen).len();
    Chosen { pairs: chosen, blocking, proved: proved && decided }
}

/// Some pairs and everybody's loads as a market.
pub(super) fn market(
    pairs: &[Pair<'_>],
    settings: &Settings,
    times: &Times<'_>,
    capacity: Option<usize>,
) -> Market {
    Stall::new(pairs, settings, times, capacity).market
}

impl<'a> Stall<'a> {
    fn new(
        pairs: &'a [Pair<'_>],
        settings: &Settings,
        times: &Times<'_>,
        capacity: Option<usize>,
    ) -> Self {
        let mut stall = Self {
            market: Market { capacity, ..Market::default() },
            needs: Numbers::default(),
            enterprises: Numbers::default(),
            institutions: Numbers::default(),
            people: Numbers::default(),
        };
        // how often each has met already, whatever room is said to be left
        let mut over: BTreeMap<&str, usize> = BTreeMap::new();
        for pair in pairs.iter().filter(|pair| pair.standing == Standing::Over) {
            *over.entry(pair.enterprise).or_default() += 1;
            *over.entry(pair.institution).or_default() += 1;
        }
        for pair in pairs {
            stall.add(pair, settings, (times, &over));
        }
        stall
    }

    /// Where undecided pairs fill what is left, the others are chosen without them first, and
    /// those chosen are kept. Whether no choice of them is better.
    fn let_decided_go_first(
        &mut self,
        pairs: &[Pair<'_>],
        choice: impl Fn(&Market) -> Found,
    ) -> bool {
        let decided = |pair: &usize| pairs[*pair].is_decided();
        let decided: Vec<usize> = (0..pairs.len()).filter(decided).collect();
        if decided.len() == pairs.len() {
            return true;
        }
        let all = std::mem::take(&mut self.market.pairs);
        self.market.pairs = decided.iter().map(|&pair| all[pair]).collect();
        let chosen = choice(&self.market);
        self.market.pairs = all;
        self.market.pairs.iter_mut().for_each(|pair| pair.rank = 0);
        for pair in chosen.pairs {
            self.market.pairs[decided[pair]].rank = 1;
        }
        chosen.proved
    }

    fn add(
        &mut self,
        pair: &'a Pair<'_>,
        settings: &Settings,
        (times, over): (&Times<'_>, &BTreeMap<&str, usize>),
    ) {
        let limits = &settings.limits;
        let market = &mut self.market;
        let room = |who: &str| {
            let free = times.free(who) * super::model::parallel(&settings.plan, who);
            free.max(*over.get(who).unwrap_or(&0))
        };
        let enterprise = self.enterprises.of(pair.enterprise);
        if enterprise == market.enterprises.len() {
            market.enterprises.push(load(limits.enterprise, room(pair.enterprise), 0));
        }
        let institution = self.institutions.of(pair.institution);
        if institution == market.institutions.len() {
            market.institutions.push(load(limits.institution, room(pair.institution), 0));
        }
        let need = self.needs.of(&pair.need.id);
        if need == market.needs.len() {
            market.needs.push(load(limits.need, usize::MAX, enterprise));
        }
        let person = pair.person.as_deref().map(|person| {
            let number = self.people.of(person);
            if number == market.people.len() {
                market.people.push(load(limits.person, usize::MAX, institution));
            }
            number
        });
        market.pairs.push(Candidate {
            need,
            institution,
            person,
            points: points(pair),
            rank: rank(pair.standing),
        });
    }
}

fn load([min, max]: [u32; 2], room: usize, within: usize) -> Load {
    let max = (max as usize).min(room);
    Load { min: (min as usize).min(max), max, within }
}

/// What a pair is worth: what has met, or is locked, more than any number of pins it could
/// stand in the way of.
fn points(pair: &Pair<'_>) -> i64 {
    let fixed = if pair.standing > Standing::Pinned { 100_000 } else { 0 };
    fixed + i64::from(pair.points.max(1))
}

fn rank(standing: Standing) -> u8 {
    match standing {
        Standing::Undecided | Standing::Accepted => 0,
        Standing::Kept => 1,
        Standing::Pinned | Standing::Locked | Standing::Over => 2,
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
    let decided = fair.decisions.iter().filter(|d| d.decision.is_some());
    let decided: BTreeSet<(&str, &str)> =
        decided.map(|d| (d.need.as_str(), d.offering.as_str())).collect();
    let claimed = |pair: &Pair<'_>| {
        pair.offering.is_none()
            || decided.contains(&(pair.need.id.as_str(), pair.institution))
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
