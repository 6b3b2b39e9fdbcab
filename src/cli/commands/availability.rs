//! `fairmatch availability`: who can meet when.

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::cli::planner::{self, Word};
use crate::cli::{Context, Exit};

/// Say who can meet when.
#[derive(Debug, Args)]
pub(crate) struct AvailabilityArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Somebody can, or cannot, meet between two times of a day.
    Set {
        /// Organization or person, by id or name.
        #[arg(value_name = "WHO")]
        whose: String,
        /// From when: `10:40` today, or `2026-10-16T10:40`.
        #[arg(value_name = "FROM")]
        from: String,
        /// To when.
        #[arg(value_name = "TO")]
        to: String,
        /// Whether they can. A yes takes back a no of these hours; otherwise, whoever has a yes on
        /// a day can meet only in the hours of a yes on that day.
        #[arg(value_enum)]
        word: Word,
    },
}

impl AvailabilityArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let Action::Set { whose, from, to, word } = &self.action;
        planner::set_availability(context, whose, (from, to), *word)
    }
}
