//! Numbers for the tables, once the slots stand. The number of meetings a slot holds is
//! already within its tables; here everyone who should stay put does, as far as it goes.

use super::model::Model;
use super::slots::SlotSet;

/// A table for every placed meeting that needs one.
///
/// In this order of preference: its table in the earlier plan; the home of a party that stays;
/// a table one of its parties had last; any table, rather one that is nobody's home.
pub fn assign_tables(model: &Model, slots: &[Option<usize>]) -> Vec<Option<usize>> {
    let mut seating = Seating::new(model, slots);
    for slot in 0..model.slots {
        seating.seat(slot);
    }
    seating.tables
}

struct Seating<'a> {
    model: &'a Model,
    slots: &'a [Option<usize>],
    tables: Vec<Option<usize>>,
    /// The first slot in which each table is free again.
    free_from: Vec<usize>,
    /// Home of each party that stays.
    home: Vec<Option<usize>>,
    /// Where each party sat last.
    last: Vec<Option<usize>>,
}

impl<'a> Seating<'a> {
    fn new(model: &'a Model, slots: &'a [Option<usize>]) -> Self {
        let numbers = model.tables.iter().flatten().flatten();
        let count = numbers.max().map_or(0, |&last| last + 1);
        Self {
            model,
            slots,
            tables: vec![None; slots.len()],
            free_from: vec![0; count],
            home: homes(model, slots, count),
            last: vec![None; model.parties.len()],
        }
    }

    fn seat(&mut self, slot: usize) {
        let starting =
            |&m: &usize| self.slots[m] == Some(slot) && self.model.meetings[m].seated;
        let mut waiting: Vec<usize> = (0..self.slots.len()).filter(starting).collect();
        let wishes: [Wish; 4] = [
            |s, m| vec![s.model.meetings[m].previous_table],
            |s, m| s.of_parties(m, &s.home),
            |s, m| s.of_parties(m, &s.last),
            |s, _| s.anywhere(),
        ];
        for wish in wishes {
            waiting.retain(|&meeting| {
                let wished = wish(self, meeting).into_iter().flatten();
                let table =
                    wished.into_iter().find(|&table| self.usable(meeting, slot, table));
                table.map(|table| self.take(meeting, slot, table)).is_none()
            });
        }
    }

    fn of_parties(&self, meeting: usize, place: &[Option<usize>]) -> Vec<Option<usize>> {
        self.model.meetings[meeting].parties.iter().map(|&party| place[party]).collect()
    }

    /// All tables, homes of others last.
    fn anywhere(&self) -> Vec<Option<usize>> {
        let homes: Vec<usize> = self.home.iter().flatten().copied().collect();
        let (theirs, nobodys): (Vec<usize>, Vec<usize>) =
            (0..self.free_from.len()).partition(|table| homes.contains(table));
        nobodys.into_iter().chain(theirs).map(Some).collect()
    }

    fn usable(&self, meeting: usize, slot: usize, table: usize) -> bool {
        let open = |s: usize| {
            self.model.tables[s]
                .as_ref()
                .is_none_or(|usable| usable.binary_search(&table).is_ok())
        };
        self.free_from.get(table).is_some_and(|&from| from <= slot)
            && self.model.occupies(meeting, slot).iter().all(open)
    }

    fn take(&mut self, meeting: usize, slot: usize, table: usize) {
        self.tables[meeting] = Some(table);
        self.free_from[table] = slot + self.model.duration(meeting, slot);
        for &party in &self.model.meetings[meeting].parties {
            self.last[party] = Some(table);
        }
    }
}

/// The tables a meeting may want, best first.
type Wish = fn(&Seating<'_>, usize) -> Vec<Option<usize>>;

/// A home for each party that stays, busiest first: a table where no other party whose home it
/// is has a meeting at the same time; without one the party gets none.
fn homes(model: &Model, slots: &[Option<usize>], tables: usize) -> Vec<Option<usize>> {
    let busy = model.busy(slots);
    let mut taken = vec![SlotSet::EMPTY; tables];
    let mut home = vec![None; model.parties.len()];
    let mut staying: Vec<usize> =
        (0..home.len()).filter(|&party| model.parties[party].stays).collect();
    staying.sort_by_key(|&party| std::cmp::Reverse(busy[party].len()));
    for party in staying {
        let open = |table: usize, slot: usize| {
            model.tables[slot].as_ref().is_none_or(|usable| usable.contains(&table))
        };
        let free = |&table: &usize| {
            (taken[table] & busy[party]).is_empty()
                && busy[party].iter().all(|slot| open(table, slot))
        };
        home[party] = (0..tables).find(free);
        if let Some(table) = home[party] {
            taken[table] = taken[table] | busy[party];
        }
    }
    home
}

#[cfg(test)]
mod tests {
    use super::super::model::{Meeting, Party};
    use super::*;

    /// Party 0 meets 1, 2 and 3; party 4 meets 5 in the first slot.
    fn world() -> Model {
        let mut model = Model::new(3, Some(2));
        model.parties = vec![Party::default(); 6];
        let pairs = [[4, 5], [0, 1], [0, 2], [0, 3]];
        model.meetings = pairs
            .iter()
            .map(|p| Meeting::new(p.to_vec(), SlotSet::range(0..3)))
            .collect();
        model
    }

    #[test]
    fn a_party_keeps_the_table_it_had() {
        let tables = assign_tables(&world(), &[Some(0), Some(0), Some(1), Some(2)]);
        assert_eq!(tables, [Some(0), Some(1), Some(1), Some(1)]);
    }

    #[test]
    fn a_closed_table_is_left_and_online_meetings_have_none() {
        let mut model = world();
        model.tables[1] = Some(vec![0]);
        model.meetings[3].seated = false;
        let tables = assign_tables(&model, &[Some(0), Some(0), Some(1), Some(2)]);
        assert_eq!(tables, [Some(0), Some(1), Some(0), None]);
    }

    #[test]
    fn who_stays_has_a_home_from_the_start() {
        let mut model = world();
        model.parties[0].stays = true;
        let tables = assign_tables(&model, &[Some(0), Some(0), Some(1), Some(2)]);
        assert_eq!(tables, [Some(1), Some(0), Some(0), Some(0)]);
    }
}
