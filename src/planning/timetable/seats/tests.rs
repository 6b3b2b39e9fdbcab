//! Tables against brute force on tiny fairs.

use proptest::prelude::*;

use super::super::tests::{away, errors, fair, made, session};
use super::super::{Keep, meeting_id};
use super::board::{Board, Prices, Seating};
use super::changes::{changes, fewest, fewest_given};
use crate::domain::{Clock, Fair, Meeting, Plan, PlanStatus, Side};
use crate::planning::schedule::{self, Model, SlotSet};
use crate::planning::verify;

const STARTS: [&str; 3] = ["09:00", "09:20", "09:40"];

/// Every legal plan of a fair's pairs, each slot and table tried.
fn plans(fair: &Fair, tables: usize, look: &mut dyn FnMut(&Plan)) {
    let mut plan = made(fair, None).plan;
    plan.meetings.clear();
    extend(fair, tables, &mut plan, look);
}

fn extend(fair: &Fair, tables: usize, plan: &mut Plan, look: &mut dyn FnMut(&Plan)) {
    let Some(decision) = fair.decisions.get(plan.meetings.len()) else {
        return look(plan);
    };
    let offering = fair.offering(&decision.offering).unwrap();
    for (slot, start) in STARTS.iter().enumerate() {
        for table in 1..=tables {
            let start = Clock::parse(start).unwrap();
            plan.meetings.push(Meeting {
                id: meeting_id(&decision.need, &decision.offering),
                need: decision.need.clone(),
                offering: Some(decision.offering.clone()),
                enterprise: decision.need.replace('N', "E"),
                institution: offering.organization.name.clone(),
                date: super::super::tests::day(),
                start,
                end: start.plus(20),
                slot: slot + 1,
                table: Some(table),
                locked: false,
            });
            if errors(fair, plan).is_empty() {
                extend(fair, tables, plan, look);
            }
            plan.meetings.pop();
        }
    }
}

/// The price of a plan by the weights of its fair.
fn price(fair: &Fair, plan: &Plan) -> u64 {
    let (counted, weights) = (verify::counted(fair, plan), &fair.settings.plan.weights);
    u64::from(weights.idle) * counted.idle
        + u64::from(weights.table_moves) * counted.table_moves
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]
    #[test]
    fn idle_slots_and_changes_of_table_are_weighed_against_each_other(
        pairs in prop::collection::btree_set((0..3_usize, 0..3_usize), 2..5),
        tables in 1..3_usize,
        (idle, change) in (0..4_u32, 1..4_u32),
        side in prop::sample::select(vec![Side::Institution, Side::Enterprise, Side::None]),
        absent in prop::option::of((0..3_usize, 0..3_usize)),
    ) {
        let pairs: Vec<_> = pairs.into_iter().map(|(e, u)| (e, 2 * u)).collect();
        let mut fair = fair(&pairs, vec![session("09:00", "10:00", tables)]);
        let settings = &mut fair.settings.plan;
        settings.fixed_side = side;
        (settings.weights.idle, settings.weights.table_moves) = (idle, change);
        if let Some((who, slot)) = absent {
            let end = Clock::parse(STARTS[slot]).unwrap().plus(20).to_string();
            fair.availability = vec![away(&format!("U{who}"), STARTS[slot], &end)];
        }
        let plan = made(&fair, None).plan;
        prop_assume!(plan.unscheduled.is_empty());
        prop_assert_eq!(errors(&fair, &plan), []);
        let (mut least, mut fewest) = (u64::MAX, u64::MAX);
        plans(&fair, tables, &mut |plan| {
            least = least.min(price(&fair, plan));
            fewest = fewest.min(verify::counted(&fair, plan).table_moves);
        });
        prop_assert_eq!(price(&fair, &plan), least);
        prop_assert!(plan.objective.lower_bound.table_moves <= fewest);
    }
}

/// Meetings of bodies on two sides in some slots, everybody free at any time.
fn model(pairs: &[(usize, usize)], tables: usize, one_side: bool) -> Model {
    let mut model = Model::new(4, Some(tables));
    model.parties = vec![schedule::Party::default(); 8];
    for party in 0..4 {
        model.parties[party].stays = one_side;
    }
    let meeting = |&(a, b): &(usize, usize)| {
        schedule::Meeting::new(vec![a, 4 + b], SlotSet::range(0..4))
    };
    model.meetings = pairs.iter().map(meeting).collect();
    model
}

/// The fewest changes of table over all seatings.
fn brute_force(model: &Model, slots: &[Option<usize>], tables: &mut Vec<usize>) -> usize {
    let most = model.tables[0].as_ref().unwrap().len();
    let next = tables.len();
    if next == slots.len() {
        let tables: Vec<_> = tables.iter().copied().map(Some).collect();
        return changes(model, slots, &tables);
    }
    let mut least = usize::MAX;
    for table in 0..most {
        if (0..next).all(|m| slots[m] != slots[next] || tables[m] != table) {
            tables.push(table);
            least = least.min(brute_force(model, slots, tables));
            tables.pop();
        }
    }
    least
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn no_seating_has_fewer_changes_than_the_bounds_and_the_search_finds_the_fewest(
        places in prop::collection::btree_set((0..4_usize, 0..4_usize, 0..4_usize), 1..8),
        tables in 2..4_usize,
        one_side in any::<bool>(),
    ) {
        // each body once a slot, and no slot over-full
        let mut held: Vec<(usize, usize, usize)> = Vec::new();
        for (slot, a, b) in places {
            let same = held.iter().filter(|other| other.0 == slot);
            if same.clone().count() < tables && same.clone().all(|o| o.1 != a && o.2 != b) {
                held.push((slot, a, b));
            }
        }
        let pairs: Vec<_> = held.iter().map(|&(_, a, b)| (a, b)).collect();
        let slots: Vec<_> = held.iter().map(|&(slot, ..)| Some(slot)).collect();
        let model = model(&pairs, tables, one_side);
        let least = brute_force(&model, &slots, &mut Vec::new());
        prop_assert!(fewest_given(&model, &slots) <= least);
        prop_assert!(fewest(&model) <= least);
        let start = schedule::assign_tables(&model, &slots);
        let prices = Prices::new(&model, 0, 1);
        let held = vec![false; slots.len()];
        let slot = slots.iter().copied().flatten().collect();
        let seating = Seating { slots: slot, tables: start };
        let board = Board::new(&model, prices, seating, &held);
        let tour = super::walk::Tour { starts: None, steps: 3_000, least: 0, heat: 1.0 };
        let mut random = schedule::Random::new(1);
        let (found, price) = super::walk::tour(board, &tour, &mut random, &mut || None);
        prop_assert_eq!(changes(&model, &slots, &found.tables), least);
        prop_assert_eq!(price, i64::try_from(least).unwrap());
    }
}

#[test]
fn with_more_large_bodies_than_tables_some_change_whatever_happens() {
    // three bodies meet in three of four slots each, at two tables
    let pairs: Vec<_> = (0..3).flat_map(|a| (0..3).map(move |b| (a, b))).collect();
    assert_eq!(fewest(&model(&pairs, 3, true)), 0);
    let mut crowded = model(&pairs, 2, true);
    assert_eq!(fewest(&crowded), 1);
    crowded.segments = vec![0, 2];
    assert_eq!(fewest(&crowded), 0, "two sessions may have two seatings");
}

/// Two institutions meet two enterprises each, at one table.
fn shared() -> Fair {
    let mut fair =
        fair(&[(0, 0), (1, 0), (2, 2), (3, 2)], vec![session("09:00", "10:20", 1)]);
    fair.settings.plan.weights.table_moves = 1;
    fair
}

#[test]
fn what_is_kept_is_not_moved_to_spare_a_change_of_table() {
    let mut fair = shared();
    let before = made(&fair, None).plan;
    assert_eq!(before.objective.status, PlanStatus::Optimal);
    // a second table, and a third enterprise for the first institution
    fair.settings.sessions[0].tables = 2;
    let mut late = fair.decisions[0].clone();
    late.need = "N4".into();
    fair.decisions.push(late);
    let after = made(&fair, Some(Keep { plan: &before, from: None })).plan;
    assert_eq!(errors(&fair, &after), []);
    assert_eq!((after.meetings.len(), after.objective.moved), (5, 0));
    for meeting in &before.meetings {
        let now = after.meetings.iter().find(|m| m.id == meeting.id).unwrap();
        assert_eq!((now.slot, now.table), (meeting.slot, meeting.table));
    }
    assert_eq!(after.objective.table_moves, Some(1), "only the second table is free");
}
