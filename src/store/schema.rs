//! The schema and its versions: forward migrations, each tested from every earlier one.

use rusqlite::{Connection, TransactionBehavior};

use super::{Result, StoreError};

/// The migrations in order; the n-th leads to schema version n.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/001_records.sql"),
    include_str!("migrations/002_ledger.sql"),
    include_str!("migrations/003_numbers.sql"),
];

/// "fair" in ASCII: what tells a fair from other SQLite files.
const APPLICATION_ID: i64 = 0x6661_6972;

/// The schema version of this program.
pub(super) fn current() -> i64 {
    i64::try_from(MIGRATIONS.len()).expect("few migrations")
}

/// What a database is to this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Of this program's schema version.
    Current,
    /// Of an earlier one.
    Older,
}

/// Looks without touching: refuses what is no fair and what is newer.
pub(super) fn state(connection: &Connection) -> Result<State> {
    let number = |name| connection.pragma_query_value(None, name, |row| row.get(0));
    let application: i64 = number("application_id")?;
    if application != APPLICATION_ID {
        return Err(StoreError::Foreign(super::FILE.into()));
    }
    let found: i64 = number("user_version")?;
    match found {
        _ if found == current() => Ok(State::Current),
        _ if found > current() => Err(StoreError::Newer { found, known: current() }),
        _ => Ok(State::Older),
    }
}

/// Brings a database, empty or older, to this program's version in one transaction.
pub(super) fn migrate(connection: &mut Connection) -> Result<()> {
    migrate_to(connection, current())
}

fn migrate_to(connection: &mut Connection, version: i64) -> Result<()> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut done: i64 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (number, migration) in (1..=version).zip(MIGRATIONS) {
        if number > done {
            tx.execute_batch(migration)?;
            done = number;
        }
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", done)?;
    Ok(tx.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Parts, Store};

    /// A database as the program of a version left it: one record with a log entry.
    fn old(version: i64) -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate_to(&mut connection, version).unwrap();
        connection
            .execute_batch(
                r#"INSERT INTO entries (at, who, what) VALUES ('2026-10-01T09:00:00', 'a', 'import');
                   INSERT INTO records (kind, id, json) VALUES
                     ('ledger', 'L1', '{"id":"L1","subject":"P1","due":"2026-10-20"}');
                   INSERT INTO changes (kind, id, entry) VALUES ('ledger', 'L1', 1);"#,
            )
            .unwrap();
        connection
    }

    #[test]
    fn every_earlier_version_leads_to_the_current_one() {
        for version in 1..=current() {
            let mut connection = old(version);
            migrate(&mut connection).unwrap();
            assert_eq!(state(&connection).unwrap(), State::Current, "from {version}");
            let store = Store::of_connection(connection);
            let fair = store.fair(crate::domain::Settings::default(), &Parts::all());
            assert_eq!(fair.unwrap().ledger[0].subject, "P1", "from {version}");
            let trail = store.ledger_of(["P1"]).unwrap();
            assert_eq!(trail.len(), 1, "from {version}");
            assert_eq!(store.history(None).unwrap().len(), 1, "from {version}");
        }
    }

    #[test]
    fn newer_and_foreign_databases_are_refused() {
        let connection = old(current());
        connection.pragma_update(None, "user_version", 99).unwrap();
        let newer = state(&connection);
        assert!(matches!(newer, Err(StoreError::Newer { found: 99, .. })));
        let foreign = state(&Connection::open_in_memory().unwrap());
        assert!(matches!(foreign, Err(StoreError::Foreign(_))));
    }
}
