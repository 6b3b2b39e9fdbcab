//! `fairmatch init`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Make a new fair folder.
#[derive(Debug, clap::Args)]
pub(crate) struct InitArgs {}

impl InitArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "init")).into())
    }
}
