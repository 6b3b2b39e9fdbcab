//! `fairmatch search`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Search needs and offerings.
#[derive(Debug, clap::Args)]
pub(crate) struct SearchArgs {}

impl SearchArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "search")).into())
    }
}
