//! `fairmatch show`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Show everything about one record.
#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {}

impl ShowArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "show")).into())
    }
}
