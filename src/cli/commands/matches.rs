//! `fairmatch match`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Rank offerings for needs, with reasons.
#[derive(Debug, clap::Args)]
pub(crate) struct MatchArgs {}

impl MatchArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "match")).into())
    }
}
