//! `fairmatch explain`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Explain one pair, criterion by criterion.
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {}

impl ExplainArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "explain")).into())
    }
}
