//! `fairmatch list`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// List the records of a registry.
#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {}

impl ListArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "list")).into())
    }
}
