//! `fairmatch review`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Pass, return or reject collected needs.
#[derive(Debug, clap::Args)]
pub(crate) struct ReviewArgs {}

impl ReviewArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "review")).into())
    }
}
