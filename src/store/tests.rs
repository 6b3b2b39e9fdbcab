//! The store as its users see it: what goes in comes out, once, whole, and can be undone.
#![expect(clippy::disallowed_methods, reason = "tests look at the files")]

use std::fs;
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};

use super::*;
use crate::domain::{
    Bound, Change, ChangeSet, Decision, Fair, ImportNote, Kind, LedgerEntry, Logged,
    Need, Objective, Plan, PlanStatus, Record, Settings,
};

/// What is expected of an error.
type Expected = fn(&StoreError) -> bool;

fn at(day: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 10, day).unwrap().and_hms_opt(9, 0, 0).unwrap()
}

pub(super) fn stamp(day: u32) -> Stamp {
    Stamp { who: "clerk".into(), at: at(day) }
}

pub(super) fn need(id: &str, title: &str) -> Record {
    Record::Needs(Need { id: id.into(), title: title.into(), ..Need::default() })
}

pub(super) fn set(records: impl IntoIterator<Item = Record>) -> ChangeSet {
    let changes = records.into_iter().map(Change::Put).collect();
    ChangeSet { what: "edit".into(), base: None, changes }
}

pub(super) fn plan(meetings: usize) -> Plan {
    let objective = Objective {
        meetings,
        score: None,
        idle: 0,
        breaks: 0,
        moved: 0,
        table_moves: None,
        reseated: None,
        blocking: None,
        lower_bound: Bound::default(),
        status: PlanStatus::Feasible,
        seconds: 0.0,
        seed: 1,
    };
    Plan {
        version: 0,
        meetings: Vec::new(),
        unscheduled: Vec::new(),
        objective,
        over_before: None,
    }
}

fn planned(meetings: usize) -> ChangeSet {
    let changes = vec![Change::Plan(plan(meetings))];
    ChangeSet { what: "plan".into(), base: None, changes }
}

pub(super) fn load(store: &Store) -> Fair {
    store.fair(Settings::default(), &Parts::all()).unwrap()
}

/// A need called a, then b, then c, and the last two changes undone by entries 4 and 5.
pub(super) fn undone_twice() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path()).unwrap();
    for (day, title) in [(1, "a"), (2, "b"), (3, "c")] {
        store.apply(&set([need("N1", title)]), &stamp(day)).unwrap();
    }
    store.undo(None, &stamp(4)).unwrap();
    store.undo(None, &stamp(5)).unwrap();
    assert_eq!(titles(&store), ["a"]);
    (dir, store)
}

pub(super) fn titles(store: &Store) -> Vec<String> {
    load(store).needs.into_iter().map(|need| need.title).collect()
}

#[test]
fn what_goes_in_comes_out_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path()).unwrap();
    let done = store.apply(&set([need("N2", "b"), need("N1", "a")]), &stamp(1)).unwrap();
    assert_eq!((done.entry, done.inserted), (Some(1), 2));
    store.apply(&set([need("N2", "c")]), &stamp(2)).unwrap();
    drop(store);
    let store = Store::open(dir.path(), Access::Read).unwrap();
    assert_eq!(titles(&store), ["c", "a"]);
    assert_eq!(load(&store).revision, Some(2));
    assert_eq!(store.record(Kind::Needs, "N1").unwrap(), Some(need("N1", "a")));
}

#[test]
fn only_the_parts_named_are_loaded() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path()).unwrap();
    store.apply(&set([need("N1", "a")]), &stamp(1)).unwrap();
    let parts = Parts::of(&[Kind::Ledger]);
    let fair = store.fair(Settings::default(), &parts).unwrap();
    assert!(fair.needs.is_empty());
}

#[test]
fn nothing_changed_leaves_no_entry() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path()).unwrap();
    store.apply(&set([need("N1", "a")]), &stamp(1)).unwrap();
    let again = store.apply(&set([need("N1", "a")]), &stamp(2)).unwrap();
    assert_eq!(again.entry, None);
    assert_eq!(store.history(None).unwrap().len(), 1);
}

#[test]
fn records_without_an_id_get_numbers_that_never_come_back() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path()).unwrap();
    let entry =
        || Record::Ledger(LedgerEntry { subject: "P1".into(), ..LedgerEntry::default() });
    let first = store.apply(&set([entry(), entry()]), &stamp(1)).unwrap().ids;
    assert_eq!(first, ["L1", "L2"]);
    store.undo(None, &stamp(2)).unwrap();
    let second = store.apply(&set([entry()]), &stamp(3)).unwrap().ids;
    assert_eq!(second, ["L3"]);
    assert_eq!(store.ledger_of(["P1"]).unwrap()[0].id, "L3");
}

#[test]
fn stale_changes_do_not_clobber() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path()).unwrap();
    store.apply(&set([need("N1", "a"), need("N2", "b")]), &stamp(1)).unwrap();
    let seen = load(&store).revision;
    store.apply(&set([need("N1", "theirs")]), &stamp(2)).unwrap();
    let mine = ChangeSet { base: seen, ..set([need("N2", "mine"), need("N1", "mine")]) };
    let refused = store.apply(&mine, &stamp(3));
    assert!(matches!(refused, Err(StoreError::Conflict { entry: 2, .. })));
    assert_eq!(titles(&store), ["theirs", "b"]);
    let other = ChangeSet { base: seen, ..set([need("N2", "mine")]) };
    store.apply(&other, &stamp(4)).unwrap();
}

#[test]
fn a_removal_undone_brings_the_record_back_to_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path()).unwrap();
    store.apply(&set([need("N1", "a"), need("N2", "b")]), &stamp(1)).unwrap();
    let mut gone = ChangeSet::new("edit", None);
    gone.remove(Kind::Needs, "N1");
    store.apply(&gone, &stamp(2)).unwrap();
    assert_eq!(titles(&store), ["b"]);
    assert_eq!(store.undo(None, &stamp(3)).unwrap(), (2, 3));
    assert_eq!(titles(&store), ["a", "b"]);
}

#[test]
fn undo_goes_back_step_by_step_and_can_be_undone() {
    let (_dir, mut store) = undone_twice();
    assert_eq!(store.undo(Some(5), &stamp(6)).unwrap(), (5, 6));
    assert_eq!(titles(&store), ["b"]);
    let undone: Vec<_> =
        store.history(None).unwrap().iter().map(|e| (e.id, e.undone)).collect();
    let expected = [(6, false), (5, true), (4, false), (3, true), (2, false), (1, false)];
    assert_eq!(undone, expected);
}

#[test]
fn an_entry_that_later_ones_build_on_stays() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path()).unwrap();
    store.apply(&set([need("N1", "a")]), &stamp(1)).unwrap();
    store.apply(&set([need("N2", "b")]), &stamp(2)).unwrap();
    store.apply(&set([need("N1", "c")]), &stamp(3)).unwrap();
    let refused = store.undo(Some(1), &stamp(4));
    let Err(StoreError::NeededBy { later, records, .. }) = refused else {
        panic!("undone: {refused:?}")
    };
    assert_eq!((later, records), (vec![3], vec!["N1".to_owned()]));
    store.undo(Some(2), &stamp(5)).unwrap();
    assert!(matches!(store.undo(Some(2), &stamp(6)), Err(StoreError::AlreadyUndone(2))));
    assert!(matches!(store.undo(Some(99), &stamp(6)), Err(StoreError::NoEntry(99))));
    assert_eq!(titles(&store), ["c"]);
}

#[test]
fn a_need_that_was_decided_on_since_is_not_taken_away() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path()).unwrap();
    store.apply(&set([need("N1", "a")]), &stamp(1)).unwrap();
    let decision = Decision { id: "D1".into(), need: "N1".into(), ..Decision::default() };
    store.apply(&set([Record::Decisions(decision)]), &stamp(2)).unwrap();
    let refused = store.undo(Some(1), &stamp(3));
    assert!(matches!(refused, Err(StoreError::NeededBy { later, .. }) if later == [2]));
    store.undo(Some(2), &stamp(4)).unwrap();
    store.undo(Some(1), &stamp(5)).unwrap();
    assert_eq!(titles(&store), [""; 0]);
}

#[test]
fn the_log_tells_before_and_after_although_the_clock_jumps_back() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path()).unwrap();
    store.apply(&set([need("N1", "a")]), &stamp(9)).unwrap();
    store.apply(&set([need("N1", "b")]), &stamp(2)).unwrap();
    store.apply(&set([need("N1", "c")]), &stamp(8)).unwrap();
    let log = store.history(Some(2)).unwrap();
    assert_eq!(log.iter().map(|e| e.id).collect::<Vec<_>>(), [3, 2]);
    let title = |value: &Option<serde_json::Value>| {
        value.as_ref().unwrap()["title"].as_str().unwrap().to_owned()
    };
    let change = &log[1].changes[0];
    assert_eq!((title(&change.before), title(&change.after)), ("a".into(), "b".into()));
    assert_eq!(log[1].at, "2026-10-02T09:00:00");
}

#[test]
fn every_version_of_the_plan_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path()).unwrap();
    let first = store.apply(&planned(1), &stamp(1)).unwrap();
    assert_eq!(first.plan, Some(1));
    store.apply(&planned(2), &stamp(2)).unwrap();
    assert_eq!(load(&store).plan.unwrap().version, 2);
    store.undo(None, &stamp(3)).unwrap();
    assert_eq!(load(&store).plan.unwrap().objective.meetings, 1);
    let restored = Change::Plan(store.plan(2).unwrap());
    let set =
        ChangeSet { what: "plan-restore".into(), base: None, changes: vec![restored] };
    assert_eq!(store.apply(&set, &stamp(4)).unwrap().plan, Some(3));
    let versions = store.plan_versions().unwrap();
    let shown: Vec<_> = versions.iter().map(|v| (v.version, v.current)).collect();
    assert_eq!(shown, [(1, false), (2, false), (3, true)]);
    assert!(matches!(store.plan(9), Err(StoreError::NoPlan(9))));
}

#[test]
fn imports_are_kept_by_hash_and_noted_until_undone() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path()).unwrap();
    let hash = store.keep(&mut &b"abc"[..]).unwrap();
    assert_eq!(hash, hash_of(&mut &b"abc"[..]).unwrap());
    assert!(hash.starts_with("ba7816bf"), "SHA-256, hexadecimal: {hash}");
    assert_eq!(fs::read(dir.path().join("imports").join(&hash)).unwrap(), b"abc");
    let notes = |store: &Store| -> u32 {
        let sql = "SELECT count(*) FROM records WHERE kind = ?1";
        store
            .connection
            .query_row(sql, [Logged::Import.code()], |row| row.get(0))
            .unwrap()
    };
    let note = ImportNote { file: "a.csv".into(), hash, records: 1 };
    let mut read = set([need("N1", "a")]);
    read.changes.push(Change::Import(note));
    store.apply(&read, &stamp(1)).unwrap();
    assert_eq!(notes(&store), 1);
    store.undo(None, &stamp(2)).unwrap();
    assert_eq!(notes(&store), 0);
}

#[test]
fn learned_weights_stand_where_the_settings_name_none() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path()).unwrap();
    let learned = [("text".to_owned(), 40), ("field".to_owned(), 9)].into();
    let changes = vec![Change::Weights(learned)];
    let set = ChangeSet { what: "match-learn".into(), base: None, changes };
    store.apply(&set, &stamp(1)).unwrap();
    let mut settings = Settings::default();
    settings.matching.weights.insert("text".into(), 70);
    let fair = store.fair(settings, &Parts::default()).unwrap();
    let expected = [("field".to_owned(), 9), ("text".to_owned(), 70)].into();
    assert_eq!(fair.settings.matching.weights, expected);
}

#[test]
fn what_is_due_comes_with_its_trail_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path()).unwrap();
    let entry = |subject: &str, due: Option<u32>| {
        let due = due.and_then(|day| NaiveDate::from_ymd_opt(2026, 10, day));
        let subject = subject.to_owned();
        Record::Ledger(LedgerEntry { subject, due, ..LedgerEntry::default() })
    };
    let all = [
        entry("P1", None),
        entry("P1", Some(5)),
        entry("P2", Some(9)),
        entry("P3", None),
    ];
    store.apply(&set(all), &stamp(1)).unwrap();
    let due = store.ledger_due(at(6).date()).unwrap();
    let subjects: Vec<_> = due.iter().map(|entry| entry.subject.as_str()).collect();
    assert_eq!(subjects, ["P1", "P1"]);
}

#[test]
fn a_held_lock_is_waited_for_and_then_named() {
    let dir = tempfile::tempdir().unwrap();
    let mut holder = Store::create(dir.path()).unwrap();
    let _lock = holder.begin().unwrap();
    let patience = Duration::from_millis(50);
    let mut other = Store::open_patiently(dir.path(), Access::Write, patience).unwrap();
    let refused = other.apply(&set([need("N1", "a")]), &stamp(1));
    assert!(matches!(refused, Err(StoreError::Locked)));
    assert_eq!(titles(&other), [""; 0]);
}

#[test]
fn reading_cannot_write() {
    let dir = tempfile::tempdir().unwrap();
    Store::create(dir.path()).unwrap();
    let mut store = Store::open(dir.path(), Access::Read).unwrap();
    let refused = store.apply(&set([need("N1", "a")]), &stamp(1));
    assert!(matches!(refused, Err(StoreError::ReadOnly)));
}

#[test]
fn what_is_no_sound_fair_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(FILE);
    let open = || Store::open(dir.path(), Access::Write).map(drop);
    assert!(matches!(open(), Err(StoreError::Missing(_))));
    let mut store = Store::create(dir.path()).unwrap();
    assert!(matches!(Store::create(dir.path()), Err(StoreError::Exists(_))));
    store.apply(&set((0..500).map(|n| need(&format!("N{n}"), "a"))), &stamp(1)).unwrap();
    drop(store);
    let whole = fs::read(&path).unwrap();

    let cases: [(&[u8], Expected); 4] = [
        (b"", |e| matches!(e, StoreError::Damaged(_))),
        (b"PK\x03\x04 a spreadsheet, renamed", |e| matches!(e, StoreError::Foreign(_))),
        (&whole[..whole.len() / 2], |e| matches!(e, StoreError::Damaged(_))),
        (&whole[..1000], |e| matches!(e, StoreError::Damaged(_))),
    ];
    for (bytes, expected) in cases {
        fs::write(&path, bytes).unwrap();
        let error = open().unwrap_err();
        assert!(expected(&error), "{} bytes: {error:?}", bytes.len());
        assert_eq!(fs::read(&path).unwrap(), bytes, "touched");
    }
}

#[test]
fn damage_inside_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(FILE);
    let mut store = Store::create(dir.path()).unwrap();
    store.apply(&set((0..500).map(|n| need(&format!("N{n}"), "a"))), &stamp(1)).unwrap();
    assert!(store.is_sound().unwrap());
    drop(store);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0x5a);
    fs::write(&path, bytes).unwrap();
    let store = Store::open(dir.path(), Access::Read).unwrap();
    assert!(!matches!(store.is_sound(), Ok(true)));
}
