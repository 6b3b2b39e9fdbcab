//! Minimums that cannot be reached, whoever is chosen: for whom, how many meetings there can be,
//! and why.

use std::collections::BTreeMap;

use super::bodies::{Part, Room};
use super::calendar::Calendar;
use super::choose::market;
use super::given::Given;
use super::met::Met;
use super::model::Maker;
use super::openings::Openings;
use super::pairs::{Choice, Pair, Scores, pairs};
use super::prepared::{canonical, checked_grid, enough_tables};
use super::refuse::Refusals;
use super::times::Times;
use crate::domain::Fair;
use crate::domain::problem::{Problem, Severity};
use crate::planning::assign::{self, Market};
use crate::planning::roster::Roster;
use crate::text::messages::Arg;

/// Names of one kind that are said at once.
const NAMED: usize = 5;

/// What can be said of the minimums of a fair before there is a plan: also who has fewer decided
/// pairs than wanted. Nothing where nobody has decided yet, or where nothing can be planned.
pub fn out_of_reach(fair: &Fair) -> Vec<Problem> {
    let wrong = super::settings::problems(fair);
    let grid = checked_grid(fair).ok();
    let grid = grid.filter(|_| wrong.iter().all(|w| w.severity != Severity::Error));
    let Some(mut grid) = grid else { return Vec::new() };
    let (roster, scores) = (Roster::new(fair), Scores::new());
    let choice = Choice { scores: &scores, fill: false, kept: None };
    let (pairs, _) = pairs(fair, &roster, choice);
    if pairs.is_empty() {
        return Vec::new();
    }
    grid.bound_tables(enough_tables(&pairs, None));
    let calendar = Calendar::new(fair, &roster);
    let settings = &canonical(&fair.settings.plan, &roster);
    let times = Times::new(&grid, &calendar, settings);
    let met = Met::default();
    let maker = Maker { grid: &grid, times: &times, settings, kept: None, met: &met };
    let (open, shut): (Vec<_>, Vec<_>) =
        pairs.into_iter().partition(|pair| maker.can_meet(pair));
    let openings = Openings::new(&open, &maker);
    let given =
        Given { fair, roster: &roster, maker: &maker, open: &open, openings: &openings };
    let least = Least { given, shut: &shut };
    let mut found = least.with_too_few_pairs();
    found.extend(least.unreachable());
    found
}

/// The minimums of a fair.
pub(super) struct Least<'a> {
    /// The pairs that have a slot.
    pub(super) given: Given<'a>,
    /// Those that have none.
    pub(super) shut: &'a [Pair<'a>],
}

/// Somebody's pairs.
#[derive(Default)]
struct Own<'a> {
    /// Those that have a slot, by index.
    open: Vec<usize>,
    /// What those are called that have none.
    shut: Vec<String>,
    name: &'a str,
}

impl Own<'_> {
    fn count(&self) -> usize {
        self.open.len() + self.shut.len()
    }
}

impl<'a> Least<'a> {
    /// Everybody who has pairs enough, and can hold too few of them all the same.
    pub(super) fn unreachable(&self) -> Vec<Problem> {
        let room = Room { given: self.given, market: market(&self.given) };
        let wanted = Part::ALL.into_iter().filter(|part| self.least(*part) > 0);
        let mut found = Vec::new();
        for part in wanted {
            let least = self.least(part);
            let parties = self.parties(part);
            found.extend(too_few_tables(&room.market, part, least, &parties, self.given));
            let able = parties.iter().filter(|(_, own)| own.count() >= least);
            found.extend(
                able.filter_map(|(key, own)| self.short(&room, (part, key), own)),
            );
        }
        found
    }

    /// Who has fewer decided pairs than wanted.
    fn with_too_few_pairs(&self) -> Vec<Problem> {
        let told = |part: Part| {
            let least = self.least(part);
            let parties = self.parties(part);
            let few: Vec<&Own<'_>> =
                parties.values().filter(|own| own.count() < least).collect();
            let named = few.iter().take(NAMED);
            let list: Vec<String> = named
                .map(|own| format!("{} {}/{least}", own.name, own.count()))
                .collect();
            let problem = Problem::warning("below_minimum").in_case("pairs");
            let problem = problem.with("kind", part.code()).with("n", few.len());
            (!few.is_empty()).then(|| problem.with("list", list).about(part.code()))
        };
        Part::ALL.into_iter().filter_map(told).collect()
    }

    fn least(&self, part: Part) -> usize {
        part.range(&self.given.fair.settings.limits)[0] as usize
    }

    /// All who have a pair.
    fn parties(&self, part: Part) -> BTreeMap<String, Own<'a>> {
        let mut parties: BTreeMap<String, Own<'a>> = BTreeMap::new();
        let mut add = |pair: &Pair<'a>, index: Option<usize>| {
            let Some((key, name)) = part.of(pair, self.given.roster) else { return };
            let own = parties.entry(key.to_owned()).or_default();
            own.name = name;
            match index {
                Some(index) => own.open.push(index),
                None => own.shut.push(pair.label()),
            }
        };
        let open = self.given.open.iter().enumerate();
        open.for_each(|(index, pair)| add(pair, Some(index)));
        self.shut.iter().for_each(|pair| add(pair, None));
        parties
    }

    /// What keeps somebody with pairs enough from the meetings wanted, if anything does.
    fn short(
        &self,
        room: &Room<'_>,
        (part, key): (Part, &str),
        own: &Own<'_>,
    ) -> Option<Problem> {
        let least = self.least(part);
        let most = most_alone(&room.market, &own.open, least);
        if most.len() >= least {
            return None;
        }
        let problem = Problem::warning("below_minimum").about(key).with_value(own.name);
        let problem =
            problem.with("kind", part.code()).with("n", most.len()).with("least", least);
        if own.open.len() < least {
            return Some(problem.in_case("apart").with("list", own.shut.clone()));
        }
        let refusals = Refusals::beside(room, &most);
        let left = own.open.iter().filter(|pair| !most.contains(pair));
        let mut also: Vec<Arg> = Vec::new();
        for obstacle in left.flat_map(|&pair| refusals.obstacles(pair)) {
            if !also.contains(&obstacle) {
                also.push(obstacle);
            }
        }
        also.truncate(NAMED);
        Some(problem.in_case("full").with("list", also))
    }
}

/// The most meetings that some pairs can have were there no others, as far as more than `least`
/// don't matter.
fn most_alone(market: &Market, own: &[usize], least: usize) -> Vec<usize> {
    let mut easily = Vec::new();
    market.fill(&mut easily, own.iter().copied());
    if easily.len() >= least {
        return easily;
    }
    let mut alone = market.only(own);
    let loads = [
        &mut alone.needs,
        &mut alone.enterprises,
        &mut alone.institutions,
        &mut alone.people,
    ];
    loads.into_iter().flatten().for_each(|load| load.min = 0);
    alone.pairs.iter_mut().for_each(|pair| (pair.points, pair.rank) = (1, 0));
    assign::best(&alone, 0).pairs.into_iter().map(|pair| own[pair]).collect()
}

/// That there are fewer tables than meetings wanted by all of a kind.
fn too_few_tables(
    market: &Market,
    part: Part,
    least: usize,
    parties: &BTreeMap<String, Own<'_>>,
    given: Given<'_>,
) -> Option<Problem> {
    let able = parties.values().filter(|own| own.open.len() >= least).count();
    let (wanted, seats) = (able * least, market.capacity?);
    let (slots, _) = given.openings.tables()?;
    (wanted > seats).then(|| {
        Problem::warning("below_minimum")
            .in_case("tables")
            .about(part.code())
            .with("kind", part.code())
            .with("n", seats)
            .with("least", wanted)
            .with("more", (wanted - seats).div_ceil(slots.max(1)))
    })
}
