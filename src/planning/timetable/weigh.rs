//! Idle slots against changes of table: where there are more bodies that should stay at a table
//! than tables, a second plan gives every table a fixed set of them, so that nobody changes.
//! The cheaper of the two, by the weights of `fair.toml`, is taken.

use std::collections::{BTreeMap, BTreeSet};

use super::model::Maker;
use super::pairs::Pair;
use crate::domain::{PlanObjective, PlanSettings, Side};
use crate::planning::schedule::{
    Model, Options, Outcome, Party, Progress, Score, Status, Watch, solve,
};

/// Solves the model of some pairs: once freely, and with `homes` once more with everybody at the
/// table given there; half of the work or time goes to each.
pub(super) fn cheaper(
    maker: &Maker<'_>,
    pairs: &[&Pair<'_>],
    (model, homes): (Model, &[usize]),
    options: &Options,
    watch: &mut dyn Watch,
) -> (Model, Outcome) {
    let half =
        Options { iterations: options.iterations.map(|most| most / 2), ..*options };
    let mut free = solve(&model, &half, &mut Half { watch });
    if !is_plan(&free) {
        return (model, free);
    }
    let seated = super::assemble::tables(maker, pairs, &model, &free);
    let price = |outcome: &Outcome, changes: usize| {
        let weights = &maker.settings.weights;
        u64::from(weights.idle) * goal(maker, outcome.score) as u64
            + u64::from(weights.table_moves) * changes as u64
    };
    let changes = changes(maker, pairs, &free, &seated);
    if changes == 0 {
        return (model, free);
    }
    let mut bound = with_tables(&model, homes);
    let mut settled = solve(&bound, &half, watch);
    if is_plan(&settled) && price(&settled, 0) <= price(&free, changes) {
        for (meeting, slot) in bound.meetings.iter_mut().zip(&settled.slots) {
            meeting.previous = *slot; // so that the tables given are kept
        }
        settled.bound = free.bound;
        let best = goal(maker, settled.score) <= goal(maker, free.bound);
        settled.status = if best { Status::Optimal } else { Status::Feasible };
        return (bound, settled);
    }
    free.status = Status::Feasible;
    (model, free)
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
/// each at the table with the fewest meetings. `None` where changes of table cost nothing,
/// cannot be avoided in this way (several delegates, an earlier plan, online sessions), or
/// need not be: every host can have a table of its own.
pub(super) fn shared_tables(
    maker: &Maker<'_>,
    pairs: &[&Pair<'_>],
) -> Option<Vec<usize>> {
    let settings = maker.settings;
    if settings.weights.table_moves == 0 || maker.keep.is_some() {
        return None;
    }
    let tables =
        (0..maker.grid.slots.len()).map(|slot| maker.grid.tables(slot)).min()??;
    let mut load: BTreeMap<&str, usize> = BTreeMap::new();
    for pair in pairs {
        let host = host(settings, pair)?;
        if super::model::parallel(settings, host) > 1 {
            return None;
        }
        *load.entry(host).or_default() += maker.times.lasts(pair);
    }
    if load.len() <= tables || tables == 0 {
        return None;
    }
    let mut hosts: Vec<(&str, usize)> = load.into_iter().collect();
    hosts.sort_by_key(|&(host, load)| (std::cmp::Reverse(load), host));
    let mut taken = vec![0; tables];
    let mut home: BTreeMap<&str, usize> = BTreeMap::new();
    for (host, load) in hosts {
        let table = (0..tables).min_by_key(|&table| (taken[table], table))?;
        taken[table] += load;
        home.insert(host, table);
    }
    pairs.iter().map(|pair| home.get(host(settings, pair)?).copied()).collect()
}

/// The model in which every table holds one meeting at a time, as if it were somebody.
fn with_tables(model: &Model, table_of: &[usize]) -> Model {
    let mut model = model.clone();
    let first = model.parties.len();
    let tables = table_of.iter().max().map_or(0, |&last| last + 1);
    let table = Party { counted: false, ..Party::default() };
    model.parties.extend(std::iter::repeat_n(table, tables));
    for (meeting, table) in model.meetings.iter_mut().zip(table_of) {
        meeting.parties.push(first + table);
        meeting.previous_table = Some(*table);
    }
    model
}

/// How often bodies that should stay change tables within a session.
fn changes(
    maker: &Maker<'_>,
    pairs: &[&Pair<'_>],
    outcome: &Outcome,
    tables: &[Option<usize>],
) -> usize {
    let mut at: BTreeMap<(&str, usize), BTreeSet<usize>> = BTreeMap::new();
    for ((pair, slot), table) in pairs.iter().zip(&outcome.slots).zip(tables) {
        let host = host(maker.settings, pair);
        if let (Some(host), Some(slot), Some(table)) = (host, slot, table) {
            let session = maker.grid.slots[*slot].session;
            at.entry((host, session)).or_default().insert(*table);
        }
    }
    at.values().map(|tables| tables.len() - 1).sum()
}

/// An onlooker who gives leave for half of the time only.
struct Half<'w> {
    watch: &'w mut dyn Watch,
}

impl Watch for Half<'_> {
    fn stop(&mut self) -> bool {
        self.watch.stop() || self.watch.passed().is_some_and(|share| share >= 0.5)
    }

    fn passed(&mut self) -> Option<f64> {
        self.watch.passed().map(|share| share * 2.0)
    }

    fn report(&mut self, progress: &Progress) {
        self.watch.report(progress);
    }
}
