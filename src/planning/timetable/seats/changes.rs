//! Changes of table: whose count, and how many a plan has.

use std::collections::BTreeMap;

use crate::planning::schedule::{Model, SlotSet};

/// Where a party sits for a while: from its first slot on, before its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seat {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) table: usize,
}

/// Whether each party's changes of table count: those of the side that stays; where neither
/// does, those of every organization.
pub(super) fn stayers(model: &Model) -> Vec<bool> {
    let one_side = model.parties.iter().any(|party| party.stays);
    let stays = model
        .parties
        .iter()
        .map(|party| if one_side { party.stays } else { party.counted });
    stays.collect()
}

/// Changes of table of a party in one session, its seats in order of time: meetings at another
/// table than the meeting before. Of a party with several delegates whoever is free comes, if
/// possible one who sits there.
pub(super) fn changes_of(seats: &[Seat], parallel: usize) -> usize {
    if parallel == 1 && seats.is_sorted_by(|a, b| a.to <= b.from) {
        return seats.windows(2).filter(|pair| pair[0].table != pair[1].table).count();
    }
    let (mut delegates, mut changes): (Vec<Seat>, usize) = (Vec::new(), 0);
    for seat in seats {
        let free = |d: &&mut Seat| d.to <= seat.from;
        let here = delegates.iter_mut().filter(free).find(|d| d.table == seat.table);
        if let Some(delegate) = here {
            *delegate = *seat;
        } else if delegates.len() < parallel {
            delegates.push(*seat);
        } else {
            changes += 1;
            if let Some(delegate) = delegates.iter_mut().filter(free).min_by_key(|d| d.to)
            {
                *delegate = *seat;
            }
        }
    }
    changes
}

/// Changes of table in a plan, session by session.
pub(in crate::planning::timetable) fn changes(
    model: &Model,
    slots: &[Option<usize>],
    tables: &[Option<usize>],
) -> usize {
    let stays = stayers(model);
    let mut seats: Vec<Vec<Vec<Seat>>> =
        vec![vec![Vec::new(); model.segments.len()]; model.parties.len()];
    for (meeting, (slot, table)) in slots.iter().zip(tables).enumerate() {
        let (Some(from), Some(table)) = (*slot, *table) else { continue };
        let seat = Seat { from, to: from + model.duration(meeting, from), table };
        for &party in model.meetings[meeting].parties.iter().filter(|&&p| stays[p]) {
            seats[party][model.segment(from)].push(seat);
        }
    }
    let of_party = seats.into_iter().zip(&model.parties).map(|(sessions, party)| {
        let of_session = sessions.into_iter().map(|mut seats| {
            seats.sort_unstable();
            seats.dedup();
            changes_of(&seats, party.parallel)
        });
        of_session.sum::<usize>()
    });
    of_party.sum()
}

/// A lower bound on changes of table. In a fair of one session a body that sits for more than half
/// of it can stay only at a table of its own.
pub(in crate::planning::timetable) fn fewest(model: &Model) -> usize {
    let (1, Some(tables)) = (model.segments.len(), most_tables(model)) else { return 0 };
    let mut load = vec![0; model.parties.len()];
    for (index, meeting) in model.meetings.iter().enumerate() {
        for &party in &meeting.parties {
            load[party] += model.duration(index, 0);
        }
    }
    let one_side = model.parties.iter().any(|party| party.stays);
    let large = |&(party, load): &(usize, &usize)| {
        let party = &model.parties[party];
        one_side && party.stays && party.parallel == 1 && 2 * load > model.slots
    };
    load.iter().enumerate().filter(large).count().saturating_sub(tables)
}

/// Whether nobody has to change tables: there is one for each delegate of the one side that
/// stays, or nobody who should stay could sit at two.
pub(super) fn all_can_stay(model: &Model) -> bool {
    let staying = model.parties.iter().filter(|party| party.stays);
    let seats: usize = staying.map(|party| party.parallel).sum();
    let fewest = model.tables.iter().flatten().map(Vec::len).min();
    let enough = fewest.is_none_or(|tables| seats <= tables);
    (seats > 0 && !model.keeps() && enough) || !can_change(model)
}

/// Whether there are two tables in some slot, and two meetings of somebody who should stay.
fn can_change(model: &Model) -> bool {
    let stays = stayers(model);
    let mut met = vec![false; model.parties.len()];
    let parties = model.meetings.iter().flat_map(|meeting| &meeting.parties);
    let twice =
        parties.filter(|&&p| stays[p]).any(|&p| std::mem::replace(&mut met[p], true));
    twice && model.tables.iter().flatten().any(|tables| tables.len() > 1)
}

/// The tables of a model that has some in every slot.
fn most_tables(model: &Model) -> Option<usize> {
    let tables = model.tables.iter().map(|tables| tables.as_ref().map(Vec::len));
    tables.collect::<Option<Vec<_>>>()?.into_iter().max()
}

/// A lower bound on changes of table, given the slots. Two meetings at once are at two tables, so that of two bodies that come from them to one meeting (or go from
/// one meeting to them) one changes tables. Such pairs of ways form paths and circles.
pub(super) fn fewest_given(model: &Model, slots: &[Option<usize>]) -> usize {
    let ways = ways(model, slots);
    let mut links: Vec<Vec<usize>> = vec![Vec::new(); ways.len()];
    for (a, b) in rivals(model, slots, &ways) {
        links[a].push(b);
        links[b].push(a);
    }
    let mut seen = vec![false; ways.len()];
    let mut fewest = 0;
    for start in 0..ways.len() {
        let (mut size, mut ends, mut open) = (0, 0, vec![start]);
        while let Some(way) = open.pop() {
            if !std::mem::replace(&mut seen[way], true) {
                size += 1;
                ends += links[way].len();
                open.extend(links[way].iter().filter(|&&next| !seen[next]));
            }
        }
        // half of a path's nodes cover its edges, of a circle's half, rounded up
        let is_circle = size > 2 && ends == 2 * size;
        fewest += if is_circle { usize::div_ceil(size, 2) } else { size / 2 };
    }
    fewest
}

/// Pairs of ways of which one at least is a change: they end in one meeting and come from two
/// at once, or the reverse.
fn rivals(
    model: &Model,
    slots: &[Option<usize>],
    ways: &[(usize, usize)],
) -> Vec<(usize, usize)> {
    let mut ends: BTreeMap<(bool, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for (way, &(first, second)) in ways.iter().enumerate() {
        ends.entry((true, first)).or_default().push((way, second));
        ends.entry((false, second)).or_default().push((way, first));
    }
    let at_once = |one: usize, other: usize| {
        one != other && !(held(model, slots, one) & held(model, slots, other)).is_empty()
    };
    let mut found = Vec::new();
    for others in ends.values() {
        if let [(a, one), (b, other)] = others.as_slice()
            && at_once(*one, *other)
        {
            found.push((*a, *b));
        }
    }
    found
}

fn held(model: &Model, slots: &[Option<usize>], meeting: usize) -> SlotSet {
    slots[meeting].map_or(SlotSet::EMPTY, |slot| model.occupies(meeting, slot))
}

/// Meetings that follow each other for a body that should stay, which has one delegate.
fn ways(model: &Model, slots: &[Option<usize>]) -> Vec<(usize, usize)> {
    let stays = stayers(model);
    let mut own: Vec<Vec<(usize, usize)>> = vec![Vec::new(); model.parties.len()];
    for (meeting, slot) in slots.iter().enumerate() {
        let Some(slot) = slot.filter(|&slot| model.tables[slot].is_some()) else {
            continue;
        };
        for &party in &model.meetings[meeting].parties {
            if stays[party] && model.parties[party].parallel == 1 {
                own[party].push((slot, meeting));
            }
        }
    }
    let mut ways = Vec::new();
    for meetings in &mut own {
        meetings.sort_unstable();
        let follow = meetings
            .windows(2)
            .filter(|pair| model.segment(pair[0].0) == model.segment(pair[1].0));
        ways.extend(follow.map(|pair| (pair[0].1, pair[1].1)));
    }
    ways
}
