//! `fairmatch signing`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Signing projects and the ceremony.
#[derive(Debug, clap::Args)]
pub(crate) struct SigningArgs {}

impl SigningArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "signing")).into())
    }
}
