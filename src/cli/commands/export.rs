//! `fairmatch export`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Write files for others.
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {}

impl ExportArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "export")).into())
    }
}
