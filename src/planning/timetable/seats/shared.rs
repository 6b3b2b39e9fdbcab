//! A fixed table for every body of the side that stays, although there are more bodies than
//! tables: those that share one never meet at the same time.

use std::collections::BTreeMap;

use super::super::model::{Maker, parallel};
use super::super::pairs::Pair;
use crate::domain::{PlanSettings, Side};
use crate::planning::schedule::{Model, Party};

/// The body that should stay at one table, of a pair.
pub(super) fn host<'p>(settings: &PlanSettings, pair: &'p Pair<'_>) -> Option<&'p str> {
    match settings.fixed_side {
        Side::Institution => Some(pair.institution),
        Side::Enterprise => Some(pair.enterprise),
        Side::None => None,
    }
}

/// The table of each pair when every host has one for the whole fair: the busiest hosts first,
/// each at the table with the fewest meetings; a host with several delegates has none. `None`
/// where an earlier plan is kept, or every host can have a table of its own.
pub(super) fn shared_tables(
    maker: &Maker<'_>,
    pairs: &[&Pair<'_>],
) -> Option<Vec<Option<usize>>> {
    let settings = maker.settings;
    if maker.kept.is_some() {
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
    hosts.retain(|(host, _)| parallel(settings, host) == 1);
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
pub(super) fn with_tables(model: &Model, table_of: &[Option<usize>]) -> Model {
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
