//! `fairmatch template`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Write a blank survey with drop-downs and hints.
#[derive(Debug, clap::Args)]
pub(crate) struct TemplateArgs {}

impl TemplateArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "template")).into())
    }
}
