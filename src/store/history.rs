//! The log: who changed what, when, what it was before and after.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension as _, params};
use serde_json::Value;

use super::{Result, Store, StoreError, rows};
use crate::domain::{EntryId, HistoryChange, HistoryEntry, KindCount, Logged};

impl Store {
    /// The last entries of the log, newest first.
    pub fn history(&self, limit: Option<usize>) -> Result<Vec<HistoryEntry>> {
        let snapshot = self.connection.unchecked_transaction()?;
        let undone = undone(&snapshot)?;
        let limit = limit.map_or(-1, |n| i64::try_from(n).unwrap_or(i64::MAX));
        let sql = "SELECT id, at, who, what, undoes,
                     (SELECT count(*) FROM changes WHERE entry = entries.id)
                   FROM entries ORDER BY id DESC LIMIT ?1";
        let mut entries = snapshot
            .prepare(sql)?
            .query_map([limit], |row| {
                let id = row.get(0)?;
                Ok(HistoryEntry {
                    id,
                    at: row.get(1)?,
                    who: row.get(2)?,
                    what: row.get(3)?,
                    undoes: row.get(4)?,
                    undone: undone.contains(&id),
                    count: row.get(5)?,
                    by_kind: Vec::new(),
                    changes: Vec::new(),
                })
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        for entry in &mut entries {
            entry.changes = changes(&snapshot, entry.id)?;
            entry.by_kind = by_kind(&snapshot, entry.id)?;
        }
        Ok(entries)
    }
}

/// The entries that are taken back and not brought back since.
pub(super) fn undone(connection: &Connection) -> Result<BTreeSet<EntryId>> {
    let sql = "SELECT id, undoes FROM entries WHERE undoes IS NOT NULL ORDER BY id DESC";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut undone = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let (id, undoes): (EntryId, EntryId) = (row.get(0)?, row.get(1)?);
        if !undone.contains(&id) {
            undone.insert(undoes);
        }
    }
    Ok(undone)
}

fn by_kind(connection: &Connection, entry: EntryId) -> Result<Vec<KindCount>> {
    let sql = "SELECT kind, sum(before IS NULL), sum(before IS NOT NULL)
               FROM changes WHERE entry = ?1 GROUP BY kind ORDER BY kind";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([entry])?;
    let mut counts = Vec::new();
    while let Some(row) = rows.next()? {
        let code: String = row.get(0)?;
        let Some(kind) = Logged::of_code(&code) else { continue };
        counts.push(KindCount { kind, new: row.get(1)?, other: row.get(2)? });
    }
    Ok(counts)
}

fn changes(connection: &Connection, entry: EntryId) -> Result<Vec<HistoryChange>> {
    let sql = "SELECT kind, id, before FROM changes WHERE entry = ?1
               ORDER BY kind, id LIMIT ?2";
    let limit = i64::try_from(HistoryEntry::SHOWN).expect("a small number");
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![entry, limit])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let (code, id): (String, String) = (row.get(0)?, row.get(1)?);
        let Some(kind) = Logged::of_code(&code) else { continue };
        let before = row.get::<_, Option<String>>(2)?;
        let after = after(connection, &code, &id, entry)?;
        let before = value(&id, before)?;
        let after = value(&id, after)?;
        changes.push(HistoryChange { kind, id, before, after });
    }
    Ok(changes)
}

/// What a record was after an entry: what the next change of it found, else what it is.
fn after(
    connection: &Connection,
    kind: &str,
    id: &str,
    entry: EntryId,
) -> Result<Option<String>> {
    let sql = "SELECT before FROM changes WHERE kind = ?1 AND id = ?2 AND entry > ?3
               ORDER BY entry LIMIT 1";
    let next: Option<Option<String>> = connection
        .prepare_cached(sql)?
        .query_row(params![kind, id, entry], |row| row.get(0))
        .optional()?;
    match next {
        Some(before) => Ok(before),
        None => Ok(rows::current(connection, kind, id)?.map(|row| row.json)),
    }
}

fn value(id: &str, json: Option<String>) -> Result<Option<Value>> {
    let broken = |source| StoreError::Record { id: id.to_owned(), source };
    json.map(|json| serde_json::from_str(&json).map_err(broken)).transpose()
}
