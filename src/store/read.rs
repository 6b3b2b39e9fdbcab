//! Reading: the fair or the parts of it that a command names, in one snapshot.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, Params, params};
use serde_json::Value;

use super::{Parts, Result, Store, StoreError, plans, rows, stored};
use crate::domain::{
    Code as _, EntryId, Fair, Kind, LedgerEntry, Logged, Record, Settings,
};

impl Store {
    /// The parts of the fair, all as they were at one moment. Weights learned from
    /// decisions are filled into the settings where `fair.toml` names none.
    pub fn fair(&self, settings: Settings, parts: &Parts) -> Result<Fair> {
        let snapshot = self.connection.unchecked_transaction()?;
        let fair = load(&snapshot, settings, parts)?;
        snapshot.commit()?;
        Ok(fair)
    }

    /// One record.
    pub fn record(&self, kind: Kind, id: &str) -> Result<Option<Record>> {
        let sql = "SELECT json FROM records WHERE kind = ?1 AND id = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let json: Option<String> =
            statement.query_row([kind.code(), id], |row| row.get(0)).optional()?;
        json.map(|json| stored::record(kind, id, &json)).transpose()
    }

    /// The record of an id, in whichever registry it is.
    pub fn find(&self, id: &str) -> Result<Option<Record>> {
        for &kind in Kind::ALL {
            if let Some(record) = self.record(kind, id)? {
                return Ok(Some(record));
            }
        }
        Ok(None)
    }

    /// Whether a registry has any record.
    pub fn has(&self, kind: Kind) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM records WHERE kind = ?1)";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([kind.code()], |row| row.get(0))?)
    }

    /// The ledger entries under some names, in the order of their rows and imports.
    pub fn ledger_of(
        &self,
        names: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Vec<LedgerEntry>> {
        let names: Value =
            names.into_iter().map(|name| name.as_ref().to_owned()).collect();
        let sql = "SELECT id, json FROM records INDEXED BY ledger_of_subject
                   WHERE kind = 'ledger' AND subject IN (SELECT value FROM json_each(?1))
                   ORDER BY place";
        ledger(&self.connection, sql, [names.to_string()])
    }

    /// All entries, in this order, of every subject of which an entry is due until a
    /// day; nothing else of the ledger is read.
    pub fn ledger_due(&self, until: NaiveDate) -> Result<Vec<LedgerEntry>> {
        // Left to itself SQLite reads the whole ledger: it keeps no statistics.
        let sql = "SELECT id, json FROM records INDEXED BY ledger_of_subject
                   WHERE kind = 'ledger' AND subject IN
                     (SELECT subject FROM records INDEXED BY ledger_due
                      WHERE kind = 'ledger' AND due IS NOT NULL AND due <= ?1)
                   ORDER BY place";
        ledger(&self.connection, sql, [until.to_string()])
    }

    /// The last entry of the log.
    pub fn revision(&self) -> Result<EntryId> {
        revision(&self.connection)
    }
}

/// Loads parts of a fair; the caller holds the transaction.
pub(super) fn load(
    connection: &Connection,
    settings: Settings,
    parts: &Parts,
) -> Result<Fair> {
    let mut fair = Fair { settings, ..Fair::default() };
    for &kind in &parts.kinds {
        let sql = "SELECT id, json FROM records WHERE kind = ?1 ORDER BY place";
        each(connection, kind, sql, [kind.code()], |record| fair.push(record))?;
    }
    link(connection, &mut fair, parts)?;
    if parts.plan {
        fair.plan = plans::current(connection)?;
    }
    for (criterion, weight) in rows::only(connection, Logged::Weights)? {
        fair.settings.matching.weights.entry(criterion).or_insert(weight);
    }
    fair.stage = rows::only(connection, Logged::Stage)?;
    fair.revision = Some(revision(connection)?);
    Ok(fair)
}

/// Gives needs and offerings the roster's ids, whether the roster is asked for or not.
fn link(connection: &Connection, fair: &mut Fair, parts: &Parts) -> Result<()> {
    if fair.needs.is_empty() && fair.offerings.is_empty() {
        return Ok(());
    }
    if parts.kinds.contains(&Kind::Organizations) {
        fair.link_to_own_roster();
        return Ok(());
    }
    let mut apart = Fair::default();
    let sql = "SELECT id, json FROM records WHERE kind = 'organizations'";
    each(connection, Kind::Organizations, sql, [], |record| apart.push(record))?;
    fair.link(&apart.organizations);
    Ok(())
}

fn revision(connection: &Connection) -> Result<EntryId> {
    let sql = "SELECT coalesce(max(id), 0) FROM entries";
    Ok(connection.query_row(sql, params![], |row| row.get(0))?)
}

fn ledger(
    connection: &Connection,
    sql: &str,
    params: impl Params,
) -> Result<Vec<LedgerEntry>> {
    let mut entries = Vec::new();
    each(connection, Kind::Ledger, sql, params, |record| {
        if let Record::Ledger(entry) = record {
            entries.push(entry);
        }
    })?;
    Ok(entries)
}

/// Hands over the records of a query for `id, json`, parsed where they lie.
fn each(
    connection: &Connection,
    kind: Kind,
    sql: &str,
    params: impl Params,
    mut take: impl FnMut(Record),
) -> Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        let text = |at| {
            row.get_ref(at)?.as_str().map_err(|_| StoreError::Damaged(super::FILE.into()))
        };
        take(stored::record(kind, text(0)?, text(1)?)?);
    }
    Ok(())
}
