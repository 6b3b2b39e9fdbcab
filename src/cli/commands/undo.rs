//! `fairmatch undo`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Take a change back.
#[derive(Debug, clap::Args)]
pub(crate) struct UndoArgs {}

impl UndoArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "undo")).into())
    }
}
