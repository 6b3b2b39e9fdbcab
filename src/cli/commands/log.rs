//! `fairmatch log`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Who changed what, and when.
#[derive(Debug, clap::Args)]
pub(crate) struct LogArgs {}

impl LogArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "log")).into())
    }
}
