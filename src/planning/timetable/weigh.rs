//! Idle slots against changes of table: where there are more bodies that should stay at a table
//! than tables, further plans give every table a fixed set of them, so that nobody changes, or
//! only those of them a table that would change otherwise. The cheapest, by the weights of
//! `fair.toml`, is taken.

use std::collections::{BTreeMap, BTreeSet};

use super::model::Maker;
use super::pairs::Pair;
use crate::domain::{PlanObjective, PlanSettings, Side};
use crate::planning::schedule::{
    Model, Options, Outcome, Party, Progress, Score, Status, Watch, solve,
};

/// Solves the model of some pairs: once freely, with `homes` once more with everybody at the
/// table given there, and once with only those there who change tables in the first plan. The
/// first gets half of the work or time, the others a quarter each.
pub(super) fn cheapest(
    maker: &Maker<'_>,
    pairs: &[&Pair<'_>],
    (model, homes): (Model, &[Option<usize>]),
    options: &Options,
    watch: &mut dyn Watch,
) -> (Model, Outcome) {
    let part = |nth: u64| Options {
        iterations: options.iterations.map(|most| most / nth),
        ..*options
    };
    let mut free = solve(&model, &part(2), &mut Part { watch, from: 0.0, to: 0.5 });
    if !is_plan(&free) {
        return (model, free);
    }
    let price = |outcome: &Outcome, changes: usize| {
        let weights = &maker.settings.weights;
        u64::from(weights.idle) * goal(maker, outcome.score) as u64
            + u64::from(weights.table_moves) * changes as u64
    };
    let movers = changing(maker, pairs, &model, &free);
    let changes: usize = movers.values().sum();
    if changes == 0 {
        return (model, free);
    }
    let some = pairs.iter().zip(homes).map(|(pair, home)| {
        home.filter(|_| {
            host(maker.settings, pair).is_some_and(|h| movers.contains_key(h))
        })
    });
    let some: Vec<Option<usize>> = some.collect();
    let bound = free.bound;
    free.status = Status::Feasible;
    let plain = model.clone();
    let mut best = (price(&free, changes), model, free);
    for (homes, from) in [(homes, 0.5), (some.as_slice(), 0.75)] {
        let mut model = with_tables(&plain, homes);
        let mut part_watch = Part { watch, from, to: from + 0.25 };
        let mut outcome = solve(&model, &part(4), &mut part_watch);
        if !is_plan(&outcome) {
            continue;
        }
        let places = model.meetings.iter_mut().zip(&outcome.slots).zip(homes);
        for ((meeting, slot), _) in places.filter(|(_, home)| home.is_some()) {
            meeting.previous = *slot; // so that the tables given are kept
        }
        let changes = changing(maker, pairs, &model, &outcome).values().sum();
        let cost = price(&outcome, changes);
        if cost < best.0 || (cost == best.0 && changes == 0) {
            let proved = changes == 0 && goal(maker, outcome.score) <= goal(maker, bound);
            outcome.bound = bound;
            outcome.status = if proved { Status::Optimal } else { Status::Feasible };
            best = (cost, model, outcome);
        }
    }
    (best.1, best.2)
}

fn is_plan(outcome: &Outcome) -> bool {
    matches!(outcome.status, Status::Optimal | Status::Feasible)
}

fn goal(maker: &Maker<'_>, score: Score) -> usize {
    match maker.settings.objective {
        PlanObjective::Breaks => score.breaks,
        PlanObjective::Idle => score.idle,
        PlanObjective::Feasible => 0,
    }
}

/// The body that should stay at one table, of a pair.
fn host<'p>(settings: &PlanSettings, pair: &'p Pair<'_>) -> Option<&'p str> {
    match settings.fixed_side {
        Side::Institution => Some(pair.institution),
        Side::Enterprise => Some(pair.enterprise),
        Side::None => None,
    }
}

/// The table of each pair when every host has one for the whole fair: the busiest hosts first,
/// each at the table with the fewest meetings; a host with several delegates has none. `None`
/// where changes of table cost nothing, an earlier plan is kept, or every host can have a table
/// of its own.
pub(super) fn shared_tables(
    maker: &Maker<'_>,
    pairs: &[&Pair<'_>],
) -> Option<Vec<Option<usize>>> {
    let settings = maker.settings;
    if settings.weights.table_moves == 0 || maker.keep.is_some() {
        return None;
    }
    let onsite = (0..maker.grid.slots.len()).filter_map(|slot| maker.grid.tables(slot));
    let tables = onsite.min()?;
    let mut load: BTreeMap<&str, usize> = BTreeMap::new();
    for pair in pairs {
        *load.entry(host(settings, pair)?).or_default() += maker.times.lasts(pair);
    }
    if load.len() <= tables || tables == 0 {
        return None;
    }
    let mut hosts: Vec<(&str, usize)> = load.into_iter().collect();
    hosts.retain(|(host, _)| super::model::parallel(settings, host) == 1);
    hosts.sort_by_key(|&(host, load)| (std::cmp::Reverse(load), host));
    let mut taken = vec![0; tables];
    let mut home: BTreeMap<&str, usize> = BTreeMap::new();
    for (host, load) in hosts {
        let table = (0..tables).min_by_key(|&table| (taken[table], table))?;
        taken[table] += load;
        home.insert(host, table);
    }
    let own = |pair: &&Pair<'_>| home.get(host(settings, pair)?).copied();
    Some(pairs.iter().map(own).collect())
}

/// The model in which every table given holds one meeting at a time, as if it were somebody.
fn with_tables(model: &Model, table_of: &[Option<usize>]) -> Model {
    let mut model = model.clone();
    let first = model.parties.len();
    let tables = table_of.iter().flatten().max().map_or(0, |&last| last + 1);
    let table = Party { counted: false, ..Party::default() };
    model.parties.extend(std::iter::repeat_n(table, tables));
    for (meeting, table) in model.meetings.iter_mut().zip(table_of) {
        if let Some(table) = table {
            meeting.parties.push(first + table);
            meeting.previous_table = Some(*table);
        }
    }
    model
}

/// The bodies that should stay and change tables within a session, and how often they do.
fn changing<'p>(
    maker: &Maker<'_>,
    pairs: &[&'p Pair<'_>],
    model: &Model,
    outcome: &Outcome,
) -> BTreeMap<&'p str, usize> {
    let tables = super::assemble::tables(maker, pairs, model, outcome);
    let mut at: BTreeMap<(&str, usize), BTreeSet<usize>> = BTreeMap::new();
    for ((pair, slot), table) in pairs.iter().zip(&outcome.slots).zip(&tables) {
        let host = host(maker.settings, pair);
        if let (Some(host), Some(slot), Some(table)) = (host, slot, table) {
            let session = maker.grid.slots[*slot].session;
            at.entry((host, session)).or_default().insert(*table);
        }
    }
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for ((host, _), tables) in at.iter().filter(|(_, tables)| tables.len() > 1) {
        *found.entry(host).or_default() += tables.len() - 1;
    }
    found
}

/// An onlooker who gives leave for a part of the time only.
struct Part<'w> {
    watch: &'w mut dyn Watch,
    from: f64,
    to: f64,
}

impl Watch for Part<'_> {
    fn stop(&mut self) -> bool {
        self.watch.stop() || self.watch.passed().is_some_and(|share| share >= self.to)
    }

    fn passed(&mut self) -> Option<f64> {
        let share = self.watch.passed()?;
        Some((share - self.from) / (self.to - self.from))
    }

    fn report(&mut self, progress: &Progress) {
        self.watch.report(progress);
    }
}
