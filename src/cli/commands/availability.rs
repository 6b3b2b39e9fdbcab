//! `fairmatch availability`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Say who can meet when.
#[derive(Debug, clap::Args)]
pub(crate) struct AvailabilityArgs {}

impl AvailabilityArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "availability"))
            .into())
    }
}
