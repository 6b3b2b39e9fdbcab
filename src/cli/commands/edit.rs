//! `fairmatch edit`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Change fields of a record.
#[derive(Debug, clap::Args)]
pub(crate) struct EditArgs {}

impl EditArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "edit")).into())
    }
}
