//! `fairmatch notify`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Write the message to paste for each party.
#[derive(Debug, clap::Args)]
pub(crate) struct NotifyArgs {}

impl NotifyArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "notify")).into())
    }
}
