//! `fairmatch today`.

use anyhow::Result;

use crate::cli::load::{self, Sources};
use crate::cli::{Context, Exit, pending};
use crate::domain::Kind;
use crate::ledger::{due, trails};
use crate::report::{DueReport, Today};
use crate::store::Parts;

/// How many days ahead due items are shown.
const AHEAD: u32 = 14;

/// Registries that the screen is made from, beside what is due.
const SHOWN: &[Kind] =
    &[Kind::Needs, Kind::Organizations, Kind::People, Kind::Events, Kind::Signings];

/// Show on one screen what needs a hand: who has not answered, what is to review, who has
/// not confirmed, what comes next, what is overdue.
#[derive(Debug, clap::Args)]
pub(crate) struct TodayArgs {
    #[command(flatten)]
    sources: Sources,
}

impl TodayArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let loaded = load::fair(context, &self.sources, &Parts::of(SHOWN).and_plan())?;
        let folder = self.sources.files().is_empty();
        let pending = folder.then(|| pending::fair(context, AHEAD)).transpose()?;
        let of_ledger = pending.as_ref().map_or(&loaded.fair, |pending| &pending.fair);
        let trails = trails(of_ledger);
        let items = due(&trails, context.today, AHEAD.into());
        let due = DueReport::new(of_ledger, &items, AHEAD.into());
        let today = Today::new(&loaded.fair, context.today, due);
        Ok(context.show(&today)?.max(loaded.exit))
    }
}
