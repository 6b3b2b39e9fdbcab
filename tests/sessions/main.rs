//! Sessions with the real program: what a clerk types and what comes back.
#![expect(clippy::disallowed_methods, reason = "tests look at files and processes")]
#![expect(clippy::panic, reason = "a test may end anywhere")]
#![expect(clippy::unwrap_used, reason = "a test may end anywhere")]

mod cells;
mod choice;
mod clerk;
mod desk;
mod help;
mod imports;
mod keep;
mod learning;
mod ledger;
mod left_out;
mod log;
mod mailbox;
mod memory;
mod officers;
mod on_the_day;
mod output;
mod plain_words;
mod plan;
mod policies;
#[cfg(unix)]
#[path = "../support/program.rs"]
mod program;
mod public;
mod public_plan;
mod recognised;
mod rejects;
mod renaming;
mod shown;
mod standalone;
mod stats;
mod straight;
mod told_on_import;
mod usage;
mod words;
