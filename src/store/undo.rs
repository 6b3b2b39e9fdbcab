//! Taking an entry of the log back; that is an entry itself, and can be taken back, too.

mod needed;

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension as _, Transaction};

use super::rows::{self, Row};
use super::write::{self, Stamp};
use super::{Result, Store, StoreError, history};
use crate::domain::EntryId;
use needed::refuse_needed;

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{
        Change, ChangeSet, Clock, Meeting, Need, Outcome, Plan, Record, Signing,
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
