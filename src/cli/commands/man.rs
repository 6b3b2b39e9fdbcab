//! `fairmatch man`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Write man pages.
#[derive(Debug, clap::Args)]
pub(crate) struct ManArgs {}

impl ManArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "man")).into())
    }
}
