//! `fairmatch notify`.

use anyhow::Result;
use clap::Args;

use super::agenda::{ScopeArgs, parts};
use crate::cli::load::{self, Sources};
use crate::cli::{Context, Exit, held_back};
use crate::report::{Agenda, Notices};

/// Write the message to paste for each party.
#[derive(Debug, Args)]
pub(crate) struct NotifyArgs {
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    sources: Sources,
}

impl NotifyArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let loaded = load::whole(context, &self.sources, &parts())?;
        let ceremony = super::signing::planned(&loaded.fair, true, context.today);
        let (fair, ceremony) = held_back::stage(context, &loaded.fair, &ceremony);
        let scope = self.scope.settle(context, &fair)?;
        let agenda = Agenda::new(&fair, &ceremony, &scope, None);
        Ok(context.show(&Notices(agenda))?.max(loaded.exit))
    }
}
