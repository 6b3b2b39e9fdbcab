//! `fairmatch report`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// The report of the fair.
#[derive(Debug, clap::Args)]
pub(crate) struct ReportArgs {}

impl ReportArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "report")).into())
    }
}
