//! `fairmatch plan`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Plan who meets whom, when, at which table.
#[derive(Debug, clap::Args)]
pub(crate) struct PlanArgs {}

impl PlanArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "plan")).into())
    }
}
