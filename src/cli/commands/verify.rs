//! `fairmatch verify`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Verify a plan against every rule.
#[derive(Debug, clap::Args)]
pub(crate) struct VerifyArgs {}

impl VerifyArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "verify")).into())
    }
}
