//! The rows of the table of records: what a record is now, and putting one.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use serde::de::DeserializeOwned;

use super::{Result, StoreError};
use crate::domain::Logged;

/// The id of what there is only one of.
pub(super) const ONLY: &str = "";

/// A record as it lies in the database.
pub(super) struct Row {
    pub(super) place: i64,
    pub(super) json: String,
}

/// The record of an id as it is now.
pub(super) fn current(
    connection: &Connection,
    kind: &str,
    id: &str,
) -> Result<Option<Row>> {
    let sql = "SELECT place, json FROM records WHERE kind = ?1 AND id = ?2";
    let row = connection
        .prepare_cached(sql)?
        .query_row([kind, id], |row| Ok(Row { place: row.get(0)?, json: row.get(1)? }))
        .optional()?;
    Ok(row)
}

/// A map of which there is only one: the learned weights, the places on stage.
pub(super) fn only<T: DeserializeOwned>(
    connection: &Connection,
    what: Logged,
) -> Result<BTreeMap<String, T>> {
    let kind = what.code();
    let Some(row) = current(connection, kind, ONLY)? else {
        return Ok(BTreeMap::new());
    };
    let broken = |source| StoreError::Record { id: kind.into(), source };
    serde_json::from_str(&row.json).map_err(broken)
}

/// Puts a record, at its place or at the end, or takes it away.
pub(super) fn put(
    tx: &Transaction<'_>,
    (kind, id): (&str, &str),
    place: Option<i64>,
    after: Option<&str>,
) -> Result<()> {
    let Some(json) = after else {
        let sql = "DELETE FROM records WHERE kind = ?1 AND id = ?2";
        tx.prepare_cached(sql)?.execute([kind, id])?;
        return Ok(());
    };
    let sql = "INSERT INTO records (place, kind, id, json) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json";
    tx.prepare_cached(sql)?.execute(params![place, kind, id, json])?;
    Ok(())
}
