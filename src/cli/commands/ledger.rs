//! `fairmatch ledger`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Follow projects until they land.
#[derive(Debug, clap::Args)]
pub(crate) struct LedgerArgs {}

impl LedgerArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "ledger")).into())
    }
}
