//! `fairmatch meeting`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Change single meetings on the day.
#[derive(Debug, clap::Args)]
pub(crate) struct MeetingArgs {}

impl MeetingArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "meeting")).into())
    }
}
