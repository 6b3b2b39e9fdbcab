//! Pairs without a slot in common: what would have to change for them, and what would be full
//! then.

use super::bodies::Room;
use super::choose::market;
use super::given::Given;
use super::pairs::{Dropped, Pair};
use super::reasons;
use super::refuse::Refusals;
use crate::planning::schedule::SlotSet;
use crate::text::messages::{Arg, Message};

/// The pairs that somebody decided on and that have no slot; `planned` is what is planned of
/// the others, by their indices.
pub(super) fn shut_out(
    shut: &[Pair<'_>],
    given: Given<'_>,
    planned: &[usize],
) -> Vec<Dropped> {
    let decided = shut.iter().filter(|pair| pair.is_decided());
    let told = |pair: &Pair<'_>| {
        let nearest = given.maker.nearest(pair);
        let why = reasons::no_common_slot(pair, &nearest, given.roster, given.maker);
        let starts = nearest.slots();
        let also = if starts.is_empty() {
            Vec::new()
        } else {
            full(pair, given, (starts, nearest.lasts), planned)
        };
        Dropped::new(&pair.need.id, pair.partner(), why.and_also(also))
    };
    decided.map(told).collect()
}

/// What would be full for a pair if it could begin in some slots and lasted so many. Of the
/// others only those count that have somebody in common with it: there may be thousands.
fn full(
    pair: &Pair<'_>,
    given: Given<'_>,
    times: (SlotSet, usize),
    planned: &[usize],
) -> Vec<Arg> {
    let own: Vec<_> = pair.bodies().collect();
    let meets = |other: &Pair<'_>| other.bodies().any(|body| own.contains(&body));
    let near: Vec<usize> =
        (0..given.open.len()).filter(|&other| meets(&given.open[other])).collect();
    let held = |&at: &usize| planned.binary_search(&near[at]).is_ok();
    let held: Vec<usize> = (0..near.len()).filter(held).collect();
    let open = near.iter().map(|&other| &given.open[other]).chain([pair]);
    let open: Vec<Pair<'_>> = open.cloned().collect();
    let openings = given.openings.with(pair, times);
    let given = Given { open: &open, openings: &openings, ..given };
    let room = Room { given, market: market(&given) };
    let mut found = Refusals::beside(&room, &held).full_bodies(near.len());
    if room.market.capacity.is_some_and(|seats| planned.len() >= seats) {
        found.push(Message::new("obstacle-tables").into());
    }
    found
}
