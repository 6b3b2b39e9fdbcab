//! Taking an entry of the log back; that is an entry itself, and can be taken back, too.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension as _, Transaction, params};

use super::rows::{self, Row};
use super::write::{self, Stamp};
use super::{Result, Store, StoreError, history, plans, stored};
use crate::domain::{Code as _, EntryId, Kind, Logged, Places, Plan};

/// What an entry is called that takes another one back.
const UNDO: &str = "undo";

/// A change to take back: which record, and what it was before.
struct Step {
    kind: String,
    id: String,
    place: Option<i64>,
    before: Option<String>,
}

impl Store {
    /// Takes an entry back: the last one that stands, or any that nothing later builds
    /// on. Returns the entry taken back and the new one that says so.
    pub fn undo(
        &mut self,
        entry: Option<EntryId>,
        stamp: &Stamp,
    ) -> Result<(EntryId, EntryId)> {
        let tx = self.begin()?;
        let undone = history::undone(&tx)?;
        let target = match entry {
            Some(entry) => known(&tx, entry, &undone)?,
            None => last(&tx, &undone)?,
        };
        let steps = steps(&tx, target)?;
        refuse_needed(&tx, target, &undone)?;
        let done = write::entry(&tx, stamp, UNDO, Some(target))?;
        for step in &steps {
            let record = (step.kind.as_str(), step.id.as_str());
            let now: Option<Row> = rows::current(&tx, record.0, record.1)?;
            write::note(&tx, done, record, now.as_ref())?;
            rows::put(&tx, record, step.place, step.before.as_deref())?;
        }
        tx.commit()?;
        Ok((target, done))
    }
}

fn known(
    tx: &Transaction<'_>,
    entry: EntryId,
    undone: &BTreeSet<EntryId>,
) -> Result<EntryId> {
    let sql = "SELECT id FROM entries WHERE id = ?1";
    let found: Option<EntryId> =
        tx.query_row(sql, [entry], |row| row.get(0)).optional()?;
    match found {
        None => Err(StoreError::NoEntry(entry)),
        Some(_) if undone.contains(&entry) => Err(StoreError::AlreadyUndone(entry)),
        Some(_) => Ok(entry),
    }
}

/// The last entry that stands and is no undo.
fn last(tx: &Transaction<'_>, undone: &BTreeSet<EntryId>) -> Result<EntryId> {
    let sql = "SELECT id FROM entries WHERE undoes IS NULL ORDER BY id DESC";
    let mut statement = tx.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        if !undone.contains(&id) {
            return Ok(id);
        }
    }
    Err(StoreError::NothingToUndo)
}

fn steps(tx: &Transaction<'_>, entry: EntryId) -> Result<Vec<Step>> {
    let sql = "SELECT kind, id, place, before FROM changes WHERE entry = ?1";
    let mut statement = tx.prepare_cached(sql)?;
    let steps = statement.query_map([entry], |row| {
        let (kind, id) = (row.get(0)?, row.get(1)?);
        Ok(Step { kind, id, place: row.get(2)?, before: row.get(3)? })
    })?;
    Ok(steps.collect::<rusqlite::Result<_>>()?)
}

/// Later entries that stand and changed the same records. An undo of something later than
/// the entry only brings back what the entry left; one of something earlier built on it.
fn refuse_needed(
    tx: &Transaction<'_>,
    entry: EntryId,
    undone: &BTreeSet<EntryId>,
) -> Result<()> {
    let sql = "SELECT DISTINCT later.entry, later.id FROM changes own
               JOIN changes later ON later.kind = own.kind AND later.id = own.id
                 AND later.entry > own.entry
               JOIN entries ON entries.id = later.entry
                 AND (entries.undoes IS NULL OR entries.undoes < own.entry)
               WHERE own.entry = ?1 ORDER BY later.entry, later.id";
    let mut statement = tx.prepare_cached(sql)?;
    let mut rows = statement.query([entry])?;
    let (mut later, mut records) = (BTreeSet::new(), BTreeSet::new());
    while let Some(row) = rows.next()? {
        let (other, id): (EntryId, String) = (row.get(0)?, row.get(1)?);
        if !undone.contains(&other) {
            later.insert(other);
            records.insert(id);
        }
    }
    named_later(tx, entry, &mut later, &mut records)?;
    if later.is_empty() {
        return Ok(());
    }
    let (later, records) = (later.into_iter().collect(), records.into_iter().collect());
    Err(StoreError::NeededBy { entry, later, records })
}

/// Records written later that name what the entry made: decisions on an imported need, say,
/// outcomes of the meetings of a plan, places on stage.
fn named_later(
    tx: &Transaction<'_>,
    entry: EntryId,
    later: &mut BTreeSet<EntryId>,
    records: &mut BTreeSet<String>,
) -> Result<()> {
    let sql = "SELECT id FROM changes WHERE entry = ?1 AND before IS NULL";
    let mut statement = tx.prepare_cached(sql)?;
    let made = statement.query_map([entry], |row| row.get(0))?;
    let mut made: BTreeSet<String> = made.collect::<rusqlite::Result<_>>()?;
    made.extend(meetings_made(tx, entry)?);
    if made.is_empty() {
        return Ok(());
    }
    placed_later(tx, entry, &made, later, records)?;
    // From the later entries to their records: most of a long ledger is older.
    let sql = "SELECT r.kind, r.id, r.json, max(c.entry)
               FROM changes c INDEXED BY changes_of_entry
               JOIN records r ON r.kind = c.kind AND r.id = c.id
               WHERE c.entry > ?1
                 AND c.kind IN ('decisions', 'signings', 'ledger', 'assignments',
                                'outcomes', 'availability')
               GROUP BY r.kind, r.id";
    let mut statement = tx.prepare_cached(sql)?;
    let mut rows = statement.query([entry])?;
    while let Some(row) = rows.next()? {
        let (kind, id, json): (String, String, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let Some(kind) = Kind::of_code(&kind) else { continue };
        let record = stored::record(kind, &id, &json)?;
        if let Some(named) = record.references().iter().find(|r| made.contains(r.key)) {
            later.insert(row.get(3)?);
            records.insert(named.key.to_owned());
        }
    }
    Ok(())
}

/// The meetings that the plan has by an entry: those that go with it.
fn meetings_made(tx: &Transaction<'_>, entry: EntryId) -> Result<Vec<String>> {
    let sql = "SELECT before FROM changes WHERE entry = ?1 AND kind = ?2";
    let before: Option<Option<String>> = tx
        .prepare_cached(sql)?
        .query_row(params![entry, Logged::Plan.code()], |row| row.get(0))
        .optional()?;
    let Some(before) = before else { return Ok(Vec::new()) };
    let before = plans::of_version(tx, before.as_deref())?;
    let kept: BTreeSet<String> = ids(before).collect();
    Ok(ids(plans::current(tx)?).filter(|id| !kept.contains(id)).collect())
}

fn ids(plan: Option<Plan>) -> impl Iterator<Item = String> {
    plan.into_iter().flat_map(|plan| plan.meetings).map(|meeting| meeting.id)
}

/// The last entry since that placed signings on stage, where any of what was made is among
/// them.
fn placed_later(
    tx: &Transaction<'_>,
    entry: EntryId,
    made: &BTreeSet<String>,
    later: &mut BTreeSet<EntryId>,
    records: &mut BTreeSet<String>,
) -> Result<()> {
    let sql = "SELECT max(entry) FROM changes WHERE kind = ?1 AND entry > ?2";
    let last: Option<EntryId> = tx
        .prepare_cached(sql)?
        .query_row(params![Logged::Stage.code(), entry], |row| row.get(0))?;
    let Some(last) = last else { return Ok(()) };
    let places: Places = rows::only(tx, Logged::Stage)?;
    let placed: Vec<String> = places.into_keys().filter(|id| made.contains(id)).collect();
    later.extend(placed.first().map(|_| last));
    records.extend(placed);
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{
        Change, ChangeSet, Clock, Meeting, Need, Outcome, Record, Signing,
    };
    use crate::store::tests::{load, need, plan, set, stamp, titles, undone_twice};

    fn meeting(id: &str) -> Meeting {
        Meeting {
            id: id.into(),
            need: "N1".into(),
            offering: None,
            enterprise: "E1".into(),
            institution: "U1".into(),
            date: chrono::NaiveDate::default(),
            start: Clock::MIDNIGHT,
            end: Clock::MIDNIGHT,
            slot: 1,
            table: None,
            locked: false,
        }
    }

    #[test]
    fn a_plan_stays_whose_meetings_have_outcomes() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::create(dir.path()).unwrap();
        for ids in [&["M1"][..], &["M1", "M2"]] {
            let meetings = ids.iter().map(|id| meeting(id)).collect();
            let mut set = ChangeSet::new("plan", None);
            set.changes.push(Change::Plan(Plan { meetings, ..plan(ids.len()) }));
            store.apply(&set, &stamp(1)).unwrap();
        }
        let outcome = |meeting: &str| {
            let (id, meeting) = (format!("R{meeting}"), meeting.into());
            set([Record::Outcomes(Outcome { id, meeting, ..Outcome::default() })])
        };
        store.apply(&outcome("M1"), &stamp(2)).unwrap();
        store.apply(&outcome("M2"), &stamp(2)).unwrap();
        let needed = |refused: Result<_>| match refused {
            Err(StoreError::NeededBy { later, records, .. }) => (later, records),
            other => panic!("{other:?}"),
        };
        let [first, second] = ["M1", "M2"].map(str::to_owned);
        assert_eq!(needed(store.undo(Some(2), &stamp(3))), (vec![4], vec![second]));
        store.undo(Some(4), &stamp(3)).unwrap();
        store.undo(Some(2), &stamp(3)).unwrap();
        assert_eq!(needed(store.undo(Some(1), &stamp(3))), (vec![3], vec![first]));
    }

    #[test]
    fn signings_stay_that_were_placed_on_stage() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::create(dir.path()).unwrap();
        let signing = Signing { id: "P1".into(), ..Signing::default() };
        store.apply(&set([Record::Signings(signing)]), &stamp(1)).unwrap();
        let mut placed = ChangeSet::new("signing-plan", None);
        placed.changes.push(Change::Stage([("P1".to_owned(), [1, 1])].into()));
        store.apply(&placed, &stamp(2)).unwrap();
        let refused = store.undo(Some(1), &stamp(3));
        assert!(
            matches!(refused, Err(StoreError::NeededBy { later, .. }) if later == [2])
        );
        store.undo(Some(2), &stamp(3)).unwrap();
        store.undo(Some(1), &stamp(3)).unwrap();
    }

    #[test]
    fn whoever_is_kept_from_undoing_hears_of_a_few_records() {
        let (later, records) = (vec![2], (1..=7).map(|n| format!("N{n}")).collect());
        let told = StoreError::NeededBy { entry: 1, later, records }.to_string();
        assert!(told.ends_with("2 (N1, N2, N3, N4, N5 and 2 more)"), "{told}");
    }

    #[test]
    fn what_was_undone_comes_back_in_the_order_in_which_it_went() {
        let (_dir, mut store) = undone_twice();
        let refused = store.undo(Some(4), &stamp(6));
        assert!(
            matches!(refused, Err(StoreError::NeededBy { later, .. }) if later == [5])
        );
        store.undo(Some(5), &stamp(6)).unwrap();
        store.undo(Some(4), &stamp(7)).unwrap();
        assert_eq!(titles(&store), ["c"]);
    }

    /// What is done to a need next; an undo counts back from the newest entry.
    #[derive(Debug, Clone)]
    enum Turn {
        Title,
        Indicators,
        Undo(usize),
    }

    fn turn() -> impl Strategy<Value = Turn> {
        prop_oneof![
            Just(Turn::Title),
            Just(Turn::Indicators),
            (0..4_usize).prop_map(Turn::Undo),
            (0..4_usize).prop_map(Turn::Undo),
        ]
    }

    /// The need's title and indicators as its record has them.
    fn stands(store: &Store) -> [String; 2] {
        let need = load(store).needs.remove(0);
        [need.title, need.indicators]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_record_is_what_the_entries_that_stand_made_it(
            turns in prop::collection::vec(turn(), 0..20),
        ) {
            let dir = tempfile::tempdir().unwrap();
            let mut store = Store::create(dir.path()).unwrap();
            store.apply(&set([need("N1", "")]), &stamp(1)).unwrap();
            let mut edits: Vec<(EntryId, usize, String)> = Vec::new();
            for (n, turn) in turns.into_iter().enumerate() {
                let field = match turn {
                    Turn::Undo(back) => {
                        let entry = store.history(None).unwrap().get(back).map(|e| e.id);
                        // The first entry stays: it made the need.
                        if let Some(entry) = entry.filter(|entry| *entry > 1) {
                            let _refused = store.undo(Some(entry), &stamp(2));
                        }
                        continue;
                    }
                    Turn::Title => 0,
                    Turn::Indicators => 1,
                };
                let mut now = stands(&store);
                now[field] = n.to_string();
                let [title, indicators] = now.clone();
                let edited = Need { id: "N1".into(), title, indicators, ..Need::default() };
                let done = store.apply(&set([Record::Needs(edited)]), &stamp(2)).unwrap();
                edits.push((done.entry.unwrap(), field, now[field].clone()));
            }
            let log = store.history(None).unwrap();
            let undone = |entry| log.iter().any(|e| e.id == entry && e.undone);
            let mut expected = [String::new(), String::new()];
            for (_, field, value) in edits.into_iter().filter(|(entry, ..)| !undone(*entry)) {
                expected[field] = value;
            }
            prop_assert_eq!(stands(&store), expected);
        }
    }
}
