//! Every version of the meeting plan, and which one holds.

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::{Result, Store, StoreError, rows};
use crate::domain::{EntryId, Logged, Plan, PlanVersion};

impl Store {
    /// The versions, oldest first.
    pub fn plan_versions(&self) -> Result<Vec<PlanVersion>> {
        let current = current_version(&self.connection)?;
        let sql = "SELECT version, at, who, what FROM plans
                   JOIN entries ON entries.id = plans.entry ORDER BY version";
        let mut statement = self.connection.prepare_cached(sql)?;
        let versions = statement.query_map([], |row| {
            let version = row.get(0)?;
            let (at, who, what) = (row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(PlanVersion { version, at, who, what, current: current == Some(version) })
        })?;
        Ok(versions.collect::<rusqlite::Result<_>>()?)
    }

    /// A version of the plan, as it was made.
    pub fn plan(&self, version: u32) -> Result<Plan> {
        plan(&self.connection, version)
    }
}

/// The plan that holds.
pub(super) fn current(connection: &Connection) -> Result<Option<Plan>> {
    let row = rows::current(connection, Logged::Plan.code(), rows::ONLY)?;
    of_version(connection, row.as_ref().map(|row| row.json.as_str()))
}

/// The plan of a version, as the table of records and the log name it.
pub(super) fn of_version(
    connection: &Connection,
    version: Option<&str>,
) -> Result<Option<Plan>> {
    let version = version.and_then(|version| version.parse().ok());
    version.map(|version| plan(connection, version)).transpose()
}

/// Keeps a plan under the next free version.
pub(super) fn insert(tx: &Transaction<'_>, entry: EntryId, made: &Plan) -> Result<u32> {
    let sql = "SELECT coalesce(max(version), 0) + 1 FROM plans";
    let version: u32 = tx.query_row(sql, [], |row| row.get(0))?;
    let plan = Plan { version, ..made.clone() };
    let broken = |source| StoreError::Record { id: Logged::Plan.code().into(), source };
    let json = serde_json::to_string(&plan).map_err(broken)?;
    let sql = "INSERT INTO plans (version, entry, json) VALUES (?1, ?2, ?3)";
    tx.execute(sql, params![version, entry, json])?;
    Ok(version)
}

fn current_version(connection: &Connection) -> Result<Option<u32>> {
    let row = rows::current(connection, Logged::Plan.code(), rows::ONLY)?;
    Ok(row.and_then(|row| row.json.parse().ok()))
}

fn plan(connection: &Connection, version: u32) -> Result<Plan> {
    let sql = "SELECT json FROM plans WHERE version = ?1";
    let json: Option<String> =
        connection.query_row(sql, [version], |row| row.get(0)).optional()?;
    let json = json.ok_or(StoreError::NoPlan(version))?;
    let broken = |source| StoreError::Record { id: Logged::Plan.code().into(), source };
    serde_json::from_str(&json).map_err(broken)
}
