//! `fairmatch policies`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Which policies an enterprise qualifies for.
#[derive(Debug, clap::Args)]
pub(crate) struct PoliciesArgs {}

impl PoliciesArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "policies")).into())
    }
}
