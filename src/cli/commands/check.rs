//! `fairmatch check`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Check the fair for problems.
#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {}

impl CheckArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "check")).into())
    }
}
