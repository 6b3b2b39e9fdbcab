//! `fairmatch dedupe`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Find and merge likely duplicates.
#[derive(Debug, clap::Args)]
pub(crate) struct DedupeArgs {}

impl DedupeArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "dedupe")).into())
    }
}
