//! The fair on disk: `fair.db`, an SQLite database beside `fair.toml`.
//!
//! A [`Store`] is opened for reading or writing, gives a [`Fair`](crate::domain::Fair) or
//! the [`Parts`] of it that a command names, and applies a
//! [`ChangeSet`](crate::domain::ChangeSet) in one transaction with one entry in the log:
//!
//! - [`Store::create`], [`Store::open`] — a folder's `fair.db`, checked before use;
//! - [`Store::fair`], [`Store::record`], [`Store::ledger_of`] … — what is in it;
//! - [`Store::apply`], [`Store::update`] — changes, by a person at a time ([`Stamp`]);
//! - [`Store::history`], [`Store::undo`] — the log;
//! - [`Store::plan_versions`], [`Store::plan`] — every version of the meeting plan;
//! - [`Store::keep`] — the files that were read.
//!
//! The database keeps a rollback journal rather than a write-ahead log: one file holds the
//! fair, it can lie on a network drive and be read from a read-only folder. Every commit
//! is flushed to the disk before it counts.

mod error;
mod history;
mod imports;
mod open;
mod parts;
mod plans;
mod read;
mod rows;
mod schema;
mod stored;
#[cfg(test)]
mod tests;
mod undo;
mod write;

pub use error::{StoreError, system_says};
pub use imports::hash_of;
pub use open::{Access, Store};
pub use parts::Parts;
pub use write::{Applied, Stamp};

/// The database file in a fair's folder.
pub const FILE: &str = "fair.db";

/// What a store operation gives.
pub type Result<T> = std::result::Result<T, StoreError>;
