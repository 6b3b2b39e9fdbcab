//! `fairmatch stats`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Figures and the funnel.
#[derive(Debug, clap::Args)]
pub(crate) struct StatsArgs {}

impl StatsArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "stats")).into())
    }
}
