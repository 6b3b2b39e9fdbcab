//! `fairmatch agenda`.

use anyhow::Result;

use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Print agendas.
#[derive(Debug, clap::Args)]
pub(crate) struct AgendaArgs {}

impl AgendaArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, _context: &Context) -> Result<Exit> {
        Err(Failure::new(Message::new("cli-not-yet").with("command", "agenda")).into())
    }
}
