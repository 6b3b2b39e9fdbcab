//! `fairmatch ledger`: follow projects until they land.

mod entry;
mod read;
mod subject;
mod write;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::cli::{Context, Exit};

/// Follow projects until they land.
#[derive(Debug, Args)]
pub(crate) struct LedgerArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Log(write::LogArgs),
    Advance(write::AdvanceArgs),
    Due(read::DueArgs),
    History(read::HistoryArgs),
}

impl LedgerArgs {
    /// Whether the fair is changed and nothing shown.
    pub(super) fn only_changes(&self) -> bool {
        matches!(self.action, Action::Log(_) | Action::Advance(_))
    }

    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        match &self.action {
            Action::Log(args) => args.run(context),
            Action::Advance(args) => args.run(context),
            Action::Due(args) => args.run(context),
            Action::History(args) => args.run(context),
        }
    }
}
