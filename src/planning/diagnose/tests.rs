//! What a reason names is what helps, and nothing smaller does: against brute force.

use proptest::prelude::*;

use super::contradicting_orders;
use crate::planning::schedule::{Meeting, Model, Party, SlotSet, overfull, windows};

const SLOTS: usize = 4;

/// Meetings of one party with others, each in some slots.
fn one_party(allowed: &[SlotSet]) -> Model {
    let mut model = Model::new(SLOTS, None);
    model.parties = vec![Party::default(); 1 + allowed.len()];
    let meeting =
        |(index, slots): (usize, &SlotSet)| Meeting::new(vec![0, 1 + index], *slots);
    model.meetings = allowed.iter().enumerate().map(meeting).collect();
    model
}

/// The most of some meetings that have slots of their own.
fn most_held(allowed: &[SlotSet], taken: SlotSet) -> usize {
    let Some((first, rest)) = allowed.split_first() else { return 0 };
    let free = first.iter().filter(|&slot| !taken.contains(slot));
    let held = free.map(|slot| 1 + most_held(rest, taken.with(slot)));
    held.chain([most_held(rest, taken)]).max().unwrap_or(0)
}

fn slot_sets(most: usize) -> impl Strategy<Value = Vec<SlotSet>> {
    let set = prop::collection::btree_set(0..SLOTS, 1..3);
    prop::collection::vec(set.prop_map(SlotSet::from_iter), 1..most)
}

/// Whether meetings with an order between them have slots, those not in `without` held.
fn fits(model: &Model, orders: &[(usize, usize)], held: &[bool]) -> bool {
    let count = model.meetings.len();
    let plans = 0..SLOTS.pow(u32::try_from(count).unwrap());
    plans.into_iter().any(|number| {
        let slot = |m: usize| number / SLOTS.pow(u32::try_from(m).unwrap()) % SLOTS;
        (0..count).all(|m| !held[m] || model.meetings[m].allowed.contains(slot(m)))
            && orders.iter().all(|&(a, b)| !held[a] || !held[b] || slot(a) < slot(b))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn an_overfull_party_has_as_many_too_many_as_are_named(allowed in slot_sets(7)) {
        let model = one_party(&allowed);
        let all = most_held(&allowed, SlotSet::EMPTY);
        let full = overfull(&model, &windows(&model));
        prop_assert_eq!(full.is_empty(), all == allowed.len());
        for full in full {
            let named: Vec<SlotSet> = full.meetings.iter().map(|&m| allowed[m]).collect();
            // as many as named have to go, and as many go far enough
            let held = most_held(&named, SlotSet::EMPTY);
            prop_assert_eq!(named.len() - held, full.over());
            // the slots named are all there are for them
            let slots = named.iter().fold(SlotSet::EMPTY, |all, &slots| all | slots);
            prop_assert_eq!(slots, full.slots);
        }
    }

    #[test]
    fn each_order_that_is_named_is_one_too_many(
        allowed in slot_sets(5),
        orders in prop::collection::vec((0..4_usize, 0..4_usize), 1..5),
    ) {
        let mut model = one_party(&allowed);
        // the order alone: nobody is in more than one meeting
        for (index, meeting) in model.meetings.iter_mut().enumerate() {
            meeting.parties = vec![1 + index];
        }
        let count = allowed.len();
        model.before = orders.into_iter().filter(|&(a, b)| a < count && b < count).collect();
        model.before.sort_unstable();
        model.before.dedup();
        let core = contradicting_orders(&model);
        let all = vec![true; count];
        prop_assert_eq!(core.is_empty(), fits(&model, &model.before, &all));
        for gone in 0..core.len() {
            let rest: Vec<_> =
                core.iter().copied().enumerate().filter(|(i, _)| *i != gone).collect();
            let rest: Vec<_> = rest.into_iter().map(|(_, order)| order).collect();
            prop_assert!(fits(&model, &rest, &all), "{core:?} without {gone}");
            // dropping one of its two meetings helps as well
            for meeting in [core[gone].0, core[gone].1] {
                let mut held = all.clone();
                held[meeting] = false;
                prop_assert!(fits(&model, &core, &held), "{core:?} without {meeting}");
            }
        }
    }
}
