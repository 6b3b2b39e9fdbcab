//! `fairmatch eval`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Measure ranking quality against judgements.
#[derive(Debug, clap::Args)]
pub(crate) struct EvalArgs {}

impl EvalArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "eval")).into())
    }
}
