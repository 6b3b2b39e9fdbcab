//! Tiny worlds, all of whose plans can be looked at, for the tests of clauses and proofs.

use super::super::model::{Meeting, Model, Party};
use super::super::random::Random;
use super::super::slots::SlotSet;
use super::Starts;

/// Four meetings of up to five parties in five slots, with everything that limits them.
pub(super) fn world(random: &mut Random) -> Model {
    let mut model = Model::new(5, Some(1 + random.below(2)));
    model.parties = vec![Party::default(); 3 + random.below(3)];
    for _ in 0..4 {
        let first = random.below(model.parties.len());
        let second =
            (first + 1 + random.below(model.parties.len() - 1)) % model.parties.len();
        let mut allowed: SlotSet = (0..5).filter(|_| random.below(4) > 0).collect();
        if random.below(6) == 0 {
            allowed = SlotSet::one(random.below(5));
        }
        model.meetings.push(Meeting::new(vec![first, second], allowed));
    }
    if random.below(5) == 0 {
        model.meetings[0].lasts = vec![2];
    }
    for _ in 0..random.below(4) {
        model.before.push((random.below(4), random.below(4)));
    }
    model
}

/// Whether a plan keeps the rules, straight from their words.
pub(super) fn keeps(model: &Model, plan: &[usize]) -> bool {
    let held = |m: usize| model.occupies(m, plan[m]);
    let meets = |m: usize, party: &usize| model.meetings[m].parties.contains(party);
    let apart = |a: usize, b: usize| {
        let shared = model.meetings[a].parties.iter().any(|party| meets(b, party));
        !shared || (held(a) & held(b)).is_empty()
    };
    let seats = |slot: usize| (0..plan.len()).filter(move |&m| held(m).contains(slot));
    (0..plan.len()).all(|m| model.starts(m).contains(plan[m]))
        && (0..plan.len()).all(|b| (0..b).all(|a| apart(a, b)))
        && (0..model.slots).all(|slot| {
            seats(slot).count() <= model.tables[slot].as_ref().map_or(9, Vec::len)
        })
        && model.before.iter().all(|&(a, b)| held(a).last() < held(b).first())
}

/// Every slot of five for each of four meetings.
pub(super) fn all_plans() -> impl Iterator<Item = [usize; 4]> {
    (0..5_usize.pow(4)).map(|number| [1, 5, 25, 125].map(|place| number / place % 5))
}

/// Two parties that each meet the same three others, whose days are full of holes.
pub(super) fn gaps() -> (Model, Starts) {
    let mut model = Model::new(9, Some(5));
    model.parties = vec![Party::default(); 5];
    for (a, b) in [(0, 2), (0, 3), (0, 4), (1, 2), (1, 3), (1, 4)] {
        model.meetings.push(Meeting::new(vec![a, b], SlotSet::range(0..9)));
    }
    (model, [0, 3, 6, 1, 4, 8].map(Some).to_vec())
}
