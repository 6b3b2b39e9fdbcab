//! Changing: a change set in one transaction with one entry in the log.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};
use serde::Serialize;

use super::rows::{ONLY, Row, current, put};
use super::{Parts, Result, Store, StoreError, plans, read, stored};
use crate::domain::{
    Change, ChangeSet, Code as _, EntryId, Fair, ImportNote, Logged, Record, Settings,
};

/// Who changes the fair, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Who acts.
    pub who: String,
    /// Local time. The log is ordered by entry, so a clock that jumps back does no harm.
    pub at: NaiveDateTime,
}

/// What came of a change set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// Its entry in the log; `None` where everything was as it should be already.
    pub entry: Option<EntryId>,
    /// The ids of the records put, in the order of the changes.
    pub ids: Vec<String>,
    /// The version a plan was given.
    pub plan: Option<u32>,
    /// Records that were new.
    pub inserted: usize,
    /// Records that were changed.
    pub updated: usize,
    /// Records that were taken away.
    pub removed: usize,
}

impl Store {
    /// Applies a change set, all of it or nothing. A record that somebody else changed
    /// after the set's base is a [`StoreError::Conflict`].
    pub fn apply(&mut self, set: &ChangeSet, stamp: &Stamp) -> Result<Applied> {
        let tx = self.begin()?;
        let applied = apply(&tx, set, stamp)?;
        finish(tx, applied)
    }

    /// Reads parts of the fair, has changes made of them and applies these, all under one
    /// lock, so that nobody changes anything between. For work of moments: others wait.
    pub fn update<E: From<StoreError>>(
        &mut self,
        settings: Settings,
        parts: &Parts,
        stamp: &Stamp,
        work: impl FnOnce(&Fair) -> std::result::Result<ChangeSet, E>,
    ) -> std::result::Result<Applied, E> {
        let tx = self.begin()?;
        let set = work(&read::load(&tx, settings, parts)?)?;
        let applied = apply(&tx, &set, stamp)?;
        Ok(finish(tx, applied)?)
    }

    /// Takes the right to write, so that what is read now still holds at the commit.
    pub(super) fn begin(&mut self) -> Result<Transaction<'_>> {
        let behavior = TransactionBehavior::Immediate;
        Ok(self.connection.transaction_with_behavior(behavior)?)
    }
}

fn finish(tx: Transaction<'_>, applied: Applied) -> Result<Applied> {
    match applied.entry {
        Some(_) => tx.commit()?,
        None => tx.rollback()?,
    }
    Ok(applied)
}

/// Begins an entry of the log.
pub(super) fn entry(
    tx: &Transaction<'_>,
    stamp: &Stamp,
    what: &str,
    undoes: Option<EntryId>,
) -> Result<EntryId> {
    let sql = "INSERT INTO entries (at, who, what, undoes) VALUES (?1, ?2, ?3, ?4)";
    let at = stamp.at.format("%Y-%m-%dT%H:%M:%S").to_string();
    tx.prepare_cached(sql)?.execute(params![at, stamp.who, what, undoes])?;
    Ok(tx.last_insert_rowid())
}

fn apply(tx: &Transaction<'_>, set: &ChangeSet, stamp: &Stamp) -> Result<Applied> {
    let entry = entry(tx, stamp, &set.what, None)?;
    let mut writer = Writer { tx, entry, base: set.base, applied: Applied::default() };
    for change in &set.changes {
        writer.change(change)?;
    }
    let mut applied = writer.applied;
    let changed = applied.inserted + applied.updated + applied.removed;
    applied.entry = (changed > 0).then_some(entry);
    Ok(applied)
}

/// Writes the changes of one entry.
struct Writer<'a> {
    tx: &'a Transaction<'a>,
    entry: EntryId,
    base: Option<EntryId>,
    applied: Applied,
}

impl Writer<'_> {
    fn change(&mut self, change: &Change) -> Result<()> {
        match change {
            Change::Put(record) => self.put_record(record),
            Change::Remove(kind, id) => self.set(kind.code(), id, None),
            Change::Plan(plan) => {
                let version = plans::insert(self.tx, self.entry, plan)?;
                self.applied.plan = Some(version);
                self.set(Logged::Plan.code(), ONLY, Some(&version.to_string()))
            }
            Change::Import(note) => {
                self.set(Logged::Import.code(), &import_id(note), Some(&json(note)?))
            }
            Change::Weights(weights) => self.only(Logged::Weights, weights),
            Change::Stage(places) => self.only(Logged::Stage, places),
        }
    }

    /// Puts a map of which there is only one; an empty one goes.
    fn only<T: Serialize>(
        &mut self,
        what: Logged,
        map: &BTreeMap<String, T>,
    ) -> Result<()> {
        let json = (!map.is_empty()).then(|| json(map)).transpose()?;
        self.set(what.code(), ONLY, json.as_deref())
    }

    fn put_record(&mut self, record: &Record) -> Result<()> {
        let kind = record.kind();
        let id = if record.id().is_empty() {
            let mut record = record.clone();
            let id = self.free_id(kind.letter(), kind.code())?;
            record.set_id(id.clone());
            self.set(kind.code(), &id, Some(&stored::text(&record)?))?;
            id
        } else {
            self.set(kind.code(), record.id(), Some(&stored::text(record)?))?;
            record.id().to_owned()
        };
        self.applied.ids.push(id);
        Ok(())
    }

    /// The next number of a letter that no record has or had.
    fn free_id(&self, letter: char, kind: &str) -> Result<String> {
        let sql = "SELECT last FROM numbers WHERE kind = ?1";
        let last: Option<i64> = self
            .tx
            .prepare_cached(sql)?
            .query_row([kind], |row| row.get(0))
            .optional()?;
        let mut number = last.unwrap_or(0) + 1;
        while self.last_change(kind, &format!("{letter}{number}"))?.is_some() {
            number += 1;
        }
        let sql = "INSERT INTO numbers (kind, last) VALUES (?1, ?2)
                   ON CONFLICT (kind) DO UPDATE SET last = excluded.last";
        self.tx.prepare_cached(sql)?.execute(params![kind, number])?;
        Ok(format!("{letter}{number}"))
    }

    fn last_change(&self, kind: &str, id: &str) -> Result<Option<EntryId>> {
        let sql = "SELECT max(entry) FROM changes WHERE kind = ?1 AND id = ?2";
        Ok(self.tx.prepare_cached(sql)?.query_row([kind, id], |row| row.get(0))?)
    }

    /// Makes a record be so, or be gone, unless it is already.
    fn set(&mut self, kind: &str, id: &str, after: Option<&str>) -> Result<()> {
        let before = current(self.tx, kind, id)?;
        if before.as_ref().map(|row| row.json.as_str()) == after {
            return Ok(());
        }
        self.refuse_stale(kind, id)?;
        match (&before, after) {
            (None, _) => self.applied.inserted += 1,
            (Some(_), Some(_)) => self.applied.updated += 1,
            (Some(_), None) => self.applied.removed += 1,
        }
        note(self.tx, self.entry, (kind, id), before.as_ref())?;
        put(self.tx, (kind, id), None, after)
    }

    fn refuse_stale(&self, kind: &str, id: &str) -> Result<()> {
        let Some(base) = self.base else { return Ok(()) };
        match self.last_change(kind, id)? {
            Some(entry) if entry > base && entry != self.entry => {
                Err(StoreError::Conflict { id: id.to_owned(), entry })
            }
            _ => Ok(()),
        }
    }
}

/// Notes in the log what a record was before; the first note of an entry stands.
pub(super) fn note(
    tx: &Transaction<'_>,
    entry: EntryId,
    (kind, id): (&str, &str),
    before: Option<&Row>,
) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO changes (kind, id, entry, place, before)
               VALUES (?1, ?2, ?3, ?4, ?5)";
    let (place, json) = before.map(|row| (row.place, row.json.as_str())).unzip();
    tx.prepare_cached(sql)?.execute(params![kind, id, entry, place, json])?;
    Ok(())
}

fn import_id(note: &ImportNote) -> String {
    format!("{} {}", note.hash, note.file)
}

fn json(value: &impl Serialize) -> Result<String> {
    let broken = |source| StoreError::Record { id: String::new(), source };
    serde_json::to_string(value).map_err(broken)
}
