//! `fairmatch index`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Build or inspect an index of offerings.
#[derive(Debug, clap::Args)]
pub(crate) struct IndexArgs {}

impl IndexArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "index")).into())
    }
}
