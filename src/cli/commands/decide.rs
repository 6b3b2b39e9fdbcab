//! `fairmatch decide`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Record a person's word on a pair.
#[derive(Debug, clap::Args)]
pub(crate) struct DecideArgs {}

impl DecideArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "decide")).into())
    }
}
