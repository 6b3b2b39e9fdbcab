//! `fairmatch model`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Install or inspect the sentence encoder.
#[derive(Debug, clap::Args)]
pub(crate) struct ModelArgs {}

impl ModelArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "model")).into())
    }
}
