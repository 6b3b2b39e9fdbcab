//! `fairmatch today`.

use anyhow::Result;

use crate::cli::load::{self, Sources};
use crate::cli::{Context, Exit};
use crate::domain::Kind;
use crate::ledger::{due, trails};
use crate::report::{DueReport, Today};
use crate::store::Parts;

/// How many days ahead due items are shown.
const AHEAD: i64 = 14;

/// Registries that no line of the screen is made from.
const UNUSED: &[Kind] =
    &[Kind::Offerings, Kind::Availability, Kind::Kpis, Kind::Decisions, Kind::Encounters];

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
        let loaded = load::fair(context, &self.sources, &Parts::without(UNUSED))?;
        let trails = trails(&loaded.fair);
        let items = due(&trails, context.today, AHEAD);
        let due = DueReport::new(&loaded.fair, &items, AHEAD);
        let today = Today::new(&loaded.fair, context.today, due);
        Ok(context.show(&today)?.max(loaded.exit))
    }
}
