//! `fairmatch today`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// One screen: what needs a hand today.
#[derive(Debug, clap::Args)]
pub(crate) struct TodayArgs {}

impl TodayArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "today")).into())
    }
}
