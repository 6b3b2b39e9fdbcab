//! Tiny fairs whose pairs can't all meet: what is advised is enough, and it is all that is needed.

use super::super::{Keep, out_of_reach};
use super::drawn::decide;
use super::{away, day, fair, made, session};
use crate::domain::{Availability, Event, Fair, Unscheduled, Verdict};
use crate::text::messages::Lang;

/// Reason and hint of the pair left out, of those that there are.
fn told(fair: &Fair, pair: (&str, &str)) -> [String; 2] {
    let out = made(fair, None).plan.unscheduled;
    let own = |out: &&Unscheduled| (out.need.as_str(), out.offering.as_str()) == pair;
    let found = out.iter().find(own).unwrap_or_else(|| panic!("{out:?}"));
    [&found.reason, &found.hint].map(Clone::clone)
}

fn expert_away(start: &str, end: &str) -> Availability {
    Availability { person: Some("李".into()), ..away("U0", start, end) }
}

#[test]
fn all_who_would_have_to_come_are_named() {
    let mut fair = fair(&[(0, 0)], vec![session("09:00", "09:40", 1)]);
    fair.availability = vec![away("E0", "09:00", "12:00"), away("U0", "09:00", "09:20")];
    let [reason, hint] = told(&fair, ("N0", "S0"));
    assert_eq!(reason, "E0 can meet in no slot");
    let alone =
        "Change the availability of E0 with availability set, or drop the meeting";
    assert_eq!(hint, alone, "at 09:20 nobody else is missing");
    fair.availability.push(away("U0", "09:20", "09:40"));
    fair.settings.plan.wishes.insert("U0".into(), "afternoon".into());
    let [_, hint] = told(&fair, ("N0", "S0"));
    let also = "; also in the way: U0 being away at 10-16 09:00, plan.wishes in fair.toml \
                (U0 = afternoon)";
    assert_eq!(hint, format!("{alone}{also}"));
}

#[test]
fn what_has_to_change_at_once_is_said_at_once() {
    let mut fair = fair(&[(0, 0)], vec![session("09:00", "09:40", 1)]);
    fair.availability = vec![away("E0", "09:00", "09:20"), away("U0", "09:20", "09:40")];
    fair.settings.plan.wishes.insert("N0".into(), "afternoon".into());
    let [reason, hint] = told(&fair, ("N0", "S0"));
    assert_eq!(reason, "E0 and U0 have no slot in which both can meet");
    let all = "All of this is in the way, and nowhere less: E0 being away at 10-16 09:00, \
               plan.wishes in fair.toml (N0 = afternoon); change it, or drop this meeting";
    assert_eq!(hint, all);
}

#[test]
fn somebody_else_is_asked_for_only_where_the_expert_is_missing() {
    let mut fair = fair(&[(0, 0)], vec![session("09:00", "09:40", 1)]);
    fair.availability = vec![away("E0", "09:00", "09:20"), away("U0", "09:20", "09:40")];
    let come = "One of these would have to come: E0 10-16 09:00, U0 10-16 09:20; ";
    let [reason, hint] = told(&fair, ("N0", "S0"));
    assert_eq!(reason, "E0 and U0 are never free at the same time");
    assert_eq!(hint, format!("{come}or drop this meeting"));
    fair.availability[1] = expert_away("09:20", "09:40");
    let [reason, hint] = told(&fair, ("N0", "S0"));
    assert_eq!(reason, "E0 and U0 with 李 are never free at the same time");
    assert!(hint.contains("李 10-16 09:20; or send somebody else for 李"), "{hint}");
}

#[test]
fn who_is_at_an_event_is_not_told_to_change_his_availability_alone() {
    let mut fair = fair(&[(0, 0)], vec![session("09:00", "09:20", 1)]);
    fair.events = vec![Event {
        date: Some(day()),
        participants: vec!["U0".into()],
        ..Event::default()
    }];
    let [reason, hint] = told(&fair, ("N0", "S0"));
    assert!(reason.starts_with("U0 can meet in no slot; events"), "{reason}");
    assert!(hint.starts_with("Free U0 from an event or signing"), "{hint}");
}

#[test]
fn a_pair_without_a_slot_hears_what_is_full_besides() {
    let mut fair = fair(&[(0, 0), (0, 2)], vec![session("09:00", "09:40", 1)]);
    fair.availability = vec![away("U1", "09:00", "12:00")];
    let [_, hint] = told(&fair, ("N0", "S2"));
    assert!(hint.ends_with("or drop the meeting"), "{hint}");
    fair.settings.limits.need = [0, 1];
    let [_, hint] = told(&fair, ("N0", "S2"));
    assert!(hint.ends_with("; also in the way: limits.need in fair.toml (N0)"), "{hint}");
    fair.settings.limits.need = [0, 2];
    fair.settings.sessions = vec![session("09:00", "09:20", 1)];
    let [_, hint] = told(&fair, ("N0", "S2"));
    assert!(hint.ends_with("also in the way: the slots of E0, the tables"), "{hint}");
}

#[test]
fn nobody_is_asked_to_come_to_a_slot_that_is_over() {
    let hours = vec![session("09:00", "10:00", 2)];
    let mut fair = fair(&[(0, 0)], hours);
    let before = made(&fair, None).plan;
    decide(&mut fair, 1, 2, Verdict::Accept);
    fair.availability = vec![away("E1", "09:20", "09:40"), away("U1", "09:40", "10:00")];
    fair.availability.extend([away("E1", "09:00", "09:20")]);
    let from = Some(day().and_hms_opt(9, 20, 0).unwrap());
    let after = made(&fair, Some(Keep { plan: &before, from })).plan;
    let come = "One of these would have to come: E1 10-16 09:20, U1 10-16 09:40; ";
    assert!(after.unscheduled[0].hint.starts_with(come), "{:?}", after.unscheduled);
}

#[test]
fn meetings_are_to_be_shortened_only_where_that_would_do() {
    let pairs = [(0, 0), (0, 2), (0, 4)];
    let mut fair = fair(&pairs, vec![session("09:00", "10:00", 3)]);
    fair.settings.plan.min_pause_minutes = 20;
    let out = made(&fair, None).plan.unscheduled[0].clone();
    assert!(out.reason.starts_with("E0 has 3 meetings that do not fit into 3 slots"));
    let hint = "Open 1 more slot to E0, shorten the pauses or ways between meetings \
                (fair.toml), send 2 delegations at once (plan.delegations in fair.toml), or \
                drop 1 of these meetings";
    assert_eq!(out.hint, hint);
    fair.settings.sessions = vec![session("09:00", "09:40", 3)];
    let out = made(&fair, None).plan.unscheduled[0].clone();
    assert_eq!(out.reason, "E0 has 3 meetings for 2 slots: N0 S0, N0 S2, N0 S4");
    let hint = "Open 3 more slots in a row to E0, send 3 delegations at once \
                (plan.delegations in fair.toml), or drop 2 of these meetings";
    assert_eq!(out.hint, hint);
}

#[test]
fn long_meetings_with_one_start_are_counted_by_their_slots() {
    let mut fair = fair(&[(0, 0), (0, 2)], vec![session("09:00", "09:40", 2)]);
    fair.settings.plan.slots.insert("N0".into(), 2);
    let out = made(&fair, None).plan.unscheduled[0].clone();
    let reason = "E0 has 2 meetings of 4 slots in all for 2 slots: N0 S0, N0 S2";
    assert_eq!(out.reason, reason);
    let hint = "Open 2 more slots in a row to E0, shorten the meetings of one of these \
                needs (plan.slots in fair.toml: N0), send 2 delegations at once \
                (plan.delegations in fair.toml), or drop 1 of these meetings";
    assert_eq!(out.hint, hint);
}

#[test]
fn a_limit_is_not_all_where_the_meetings_would_not_fit_one_after_another() {
    // E0 holds two in four slots, but N0 takes three of them
    let mut fair = fair(&[(0, 0), (1, 2), (1, 4)], vec![session("09:00", "10:20", 3)]);
    fair.needs[1].organization = fair.needs[0].organization.clone();
    fair.settings.plan.slots.insert("N0".into(), 3);
    fair.settings.limits.need = [0, 1];
    let out = made(&fair, None).plan.unscheduled[0].clone();
    let hint = "Raise limits.need in fair.toml to 2, or drop 1 of these meetings; also in \
                the way: the slots of E0";
    assert_eq!(out.hint, hint);
    fair.settings.plan.slots.clear();
    let out = made(&fair, None).plan.unscheduled[0].clone();
    assert!(out.hint.ends_with("or drop 1 of these meetings"), "{}", out.hint);
}

#[test]
fn an_order_that_leaves_too_few_slots_is_named() {
    // U0 meets E0 after E1 has met U1; there are two slots
    let pairs = [(1, 2), (0, 0), (0, 1)];
    let mut fair = fair(&pairs, vec![session("09:00", "09:40", 3)]);
    fair.offerings.iter_mut().for_each(|offering| offering.lead = None);
    assert_eq!(made(&fair, None).plan.unscheduled, []);
    fair.settings.plan.before = vec![("N1".into(), "N0".into())];
    let out = made(&fair, None).plan.unscheduled[0].clone();
    let reason = "E0 has 2 meetings for 1 slot: N0 S0, N0 S1; the order N1 < N0 leaves no \
                  more";
    assert_eq!(out.reason, reason);
    assert!(out.hint.contains("drop the order N1 < N0 (plan.before"), "{}", out.hint);
    fair.settings.sessions = vec![session("09:00", "09:20", 3)];
    fair.settings.plan.before.clear();
    let out = made(&fair, None).plan.unscheduled[0].clone();
    assert!(!out.hint.contains("order"), "{}", out.hint);
}

/// What is said of minimums before there is a plan.
fn minimums(fair: &Fair) -> Vec<String> {
    let said = out_of_reach(fair).into_iter().map(|problem| problem.say(Lang::En));
    said.map(|said| format!("{}. {}", said.message, said.hint)).collect()
}

#[test]
fn a_minimum_that_cannot_be_reached_is_said_before_there_is_a_plan() {
    let pairs = [(0, 0), (0, 2), (0, 4), (1, 6)];
    let mut fair = fair(&pairs, vec![session("09:00", "09:40", 3)]);
    fair.settings.limits.enterprise = [1, 8];
    assert_eq!(minimums(&fair), [""; 0]);
    fair.settings.limits.enterprise = [3, 8];
    let few = "1 has fewer decided pairs than the minimum (limits.enterprise) wants: E1 1/3. \
               Accept further pairs, plan with --fill, or lower the minimum";
    let full = "E0 can have 2 of the 3 meetings that the minimum (limits.enterprise) wants. \
                Give way in what limits it: the slots of E0; or accept other pairs, or lower \
                the minimum to 2";
    assert_eq!(minimums(&fair), [few, full]);
    let remarks = made(&fair, None).remarks;
    assert_eq!(remarks.len(), 1, "who has too few pairs is named beside the plan");
    fair.availability = vec![away("U2", "09:00", "12:00")];
    let apart = "E0 can have 2 of the 3 meetings that the minimum (limits.enterprise) wants; \
                 these have no slot in common: N0 S4. Change what keeps these apart (plan \
                 says what), accept other pairs, or lower the minimum to 2";
    assert_eq!(minimums(&fair), [few, apart]);
}

#[test]
fn minimums_of_all_need_tables_for_all() {
    let pairs = [(0, 0), (1, 2), (2, 4)];
    let mut fair = fair(&pairs, vec![session("09:00", "09:20", 1)]);
    fair.settings.limits.need = [1, 3];
    let tables = "The minimum (limits.need) wants 3 meetings in all; there are tables for 1. \
                  2 more tables, or lower the minimum";
    assert_eq!(minimums(&fair), [tables]);
    fair.settings.sessions[0].tables = 3;
    assert_eq!(minimums(&fair), [""; 0]);
}

/// Three enterprises are there for the last of four slots alone: as many tables in all as there
/// are meetings would still not do.
#[test]
fn more_tables_are_enough_for_those_who_come_late() {
    let pairs = [(0, 0), (1, 2), (2, 4), (3, 6), (4, 8), (5, 10)];
    let mut fair = fair(&pairs, vec![session("09:00", "10:20", 1)]);
    fair.availability = ["E0", "E1", "E2"].map(|e| away(e, "09:00", "10:00")).into();
    let few = made(&fair, None);
    let said = few.problems[0].say(Lang::En).hint;
    assert!(said.starts_with("2 more tables, or drop"), "{said}");
    fair.settings.sessions[0].tables = 3;
    assert_eq!(made(&fair, None).plan.unscheduled, []);
}
