//! `fairmatch officers`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Assign service officers.
#[derive(Debug, clap::Args)]
pub(crate) struct OfficersArgs {}

impl OfficersArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "officers")).into())
    }
}
