//! `fairmatch import`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Read files into the fair.
#[derive(Debug, clap::Args)]
pub(crate) struct ImportArgs {}

impl ImportArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "import")).into())
    }
}
