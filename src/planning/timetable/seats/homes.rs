//! Tables for the side that stays: all its meetings of a session at one table.
//!
//! Bodies that meet at the same time need different tables, so that this is a colouring: the
//! most constrained body first (Brélaz 1979), with a bounded search back where that ends in a
//! cul-de-sac.

use std::collections::BTreeMap;

use super::super::grid::Grid;
use crate::planning::schedule::SlotSet;

/// A meeting to be seated.
#[derive(Debug, Clone, Copy)]
pub(super) struct Guest {
    /// Who stays, as a number.
    pub(super) host: usize,
    /// The slots it takes.
    pub(super) slots: SlotSet,
    /// Its table in the plan that is kept, from 0.
    pub(super) previous: Option<usize>,
    /// Whether it must stay at that table.
    pub(super) fixed: bool,
}

/// One host of a session, or a meeting that must stay at a table.
#[derive(Debug, Default)]
struct Host {
    slots: SlotSet,
    guests: Vec<usize>,
    wish: Option<usize>,
    table: Option<usize>,
}

/// Looks at a host and a table that a session's search may take.
const PATIENCE: usize = 30_000_000;

/// A table for each guest of the sessions where every host can have one; `None` for those of
/// other sessions and online.
pub(super) fn seat(guests: &[Guest], grid: &Grid) -> Vec<Option<usize>> {
    let mut tables = vec![None; guests.len()];
    for (session, first) in grid.firsts.iter().enumerate() {
        let Some(most) = grid.tables(*first) else { continue };
        let end = grid.firsts.get(session + 1).copied().unwrap_or(grid.slots.len());
        let within = SlotSet::range(*first..end);
        let mut hosts = hosts(guests, within, most);
        if Room::new(&mut hosts, most).colour(&mut hosts) {
            for host in &hosts {
                for &guest in &host.guests {
                    tables[guest] = host.table;
                }
            }
        }
    }
    tables
}

/// The hosts of a session with so many tables. A meeting that must stay at one of them comes
/// as a host of its own, for the host may have several such, at several tables.
fn hosts(guests: &[Guest], within: SlotSet, tables: usize) -> Vec<Host> {
    let mut hosts: BTreeMap<(usize, Option<usize>), Host> = BTreeMap::new();
    let mut wishes: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, guest) in guests.iter().enumerate() {
        if (guest.slots & within).is_empty() {
            continue;
        }
        let fixed = guest.previous.filter(|&table| guest.fixed && table < tables);
        if let Some(table) = fixed {
            wishes.entry(guest.host).or_insert(table);
        }
        let host = hosts.entry((guest.host, fixed)).or_default();
        host.slots = host.slots | guest.slots;
        host.guests.push(index);
        host.wish = guest.previous.or(host.wish);
        host.table = fixed;
    }
    let hosts = hosts.into_iter().map(|((number, _), host)| Host {
        wish: wishes.get(&number).copied().or(host.wish),
        ..host
    });
    hosts.collect()
}

/// The tables of a session while its hosts are seated.
struct Room {
    /// The slots in which each table is taken.
    taken: Vec<SlotSet>,
    /// Looks at a host and a table that may still be taken.
    patience: usize,
}

impl Room {
    /// With the hosts that have a table already; of two that are there at once one loses it.
    fn new(hosts: &mut [Host], tables: usize) -> Self {
        let mut room = Self { taken: vec![SlotSet::EMPTY; tables], patience: PATIENCE };
        for host in hosts {
            let Some(table) = host.table else { continue };
            if (room.taken[table] & host.slots).is_empty() {
                room.taken[table] = room.taken[table] | host.slots;
            } else {
                host.table = None;
            }
        }
        room
    }

    /// The tables a host could have, the one it wishes for first.
    fn open(&self, host: &Host) -> impl Iterator<Item = usize> {
        let free = |&table: &usize| (self.taken[table] & host.slots).is_empty();
        let wish = host.wish.filter(|&table| table < self.taken.len());
        wish.into_iter().chain(0..self.taken.len()).filter(free)
    }

    /// Gives every host without a table one; on failure all is as before.
    fn colour(&mut self, hosts: &mut [Host]) -> bool {
        let constraint = |&host: &usize| {
            let slots = hosts[host].slots.len();
            (self.open(&hosts[host]).count(), std::cmp::Reverse(slots), host)
        };
        let open = (0..hosts.len()).filter(|&host| hosts[host].table.is_none());
        let Some(host) = open.min_by_key(constraint) else { return true };
        let tables: Vec<usize> = self.open(&hosts[host]).collect();
        let look = hosts.len() * self.taken.len();
        for table in tables {
            let Some(patience) = self.patience.checked_sub(look) else { return false };
            self.patience = patience;
            let before = self.taken[table];
            self.taken[table] = before | hosts[host].slots;
            hosts[host].table = Some(table);
            if self.colour(hosts) {
                return true;
            }
            self.taken[table] = before;
            hosts[host].table = None;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Session;

    fn grid(tables: usize) -> Grid {
        let session: Session = toml::from_str(&format!(
            "date = 2026-10-16\nstart = \"09:00\"\nend = \"10:20\"\nslot_minutes = 20\ntables = {tables}"
        ))
        .unwrap();
        Grid::new(&[session])
    }

    fn guest(host: usize, slot: usize) -> Guest {
        Guest { host, slots: SlotSet::one(slot), previous: None, fixed: false }
    }

    #[test]
    fn hosts_share_a_table_when_their_times_allow() {
        let guests = [guest(0, 0), guest(0, 1), guest(1, 2), guest(1, 3), guest(2, 0)];
        let tables = seat(&guests, &grid(2));
        assert_eq!(tables[0], tables[1]);
        assert_eq!(tables[2], tables[3]);
        assert_ne!(tables[0], tables[4]);
        assert_eq!(seat(&guests, &grid(1)), [None; 5]);
    }

    #[test]
    fn a_table_kept_is_asked_for_first() {
        let mut guests = [guest(0, 0), guest(1, 0)];
        guests[1].previous = Some(0);
        guests[1].fixed = true;
        assert_eq!(seat(&guests, &grid(2)), [Some(1), Some(0)]);
    }
}
