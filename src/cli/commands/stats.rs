//! `fairmatch stats`.

use anyhow::Result;
use clap::ValueEnum;

use crate::cli::load::{self, Sources};
use crate::cli::{Context, Exit};
use crate::domain::Kind;
use crate::ledger::figures::{Basis, GroupBy, figures, until};
use crate::ledger::trails;
use crate::report::Stats;
use crate::store::Parts;

/// Show figures, funnel and rates, each with numerator, denominator and cut-off date.
#[derive(Debug, clap::Args)]
pub(crate) struct StatsArgs {
    /// Break them down, too.
    #[arg(long, value_enum, value_name = "BY")]
    group: Option<By>,
    #[command(flatten)]
    sources: Sources,
}

/// Registries that no figure counts.
const UNUSED: &[Kind] =
    &[Kind::Offerings, Kind::People, Kind::Availability, Kind::Encounters];

/// What to group by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Field of the need.
    Field,
    /// Region of the enterprise.
    Region,
    /// Zone.
    Zone,
    /// Budget band.
    Budget,
    /// Furthest stage.
    Stage,
    /// Officer.
    Officer,
    /// Titles of the enterprise.
    Class,
}

impl By {
    fn group(self) -> GroupBy {
        match self {
            Self::Field => GroupBy::Field,
            Self::Region => GroupBy::Region,
            Self::Zone => GroupBy::Zone,
            Self::Budget => GroupBy::Budget,
            Self::Stage => GroupBy::Stage,
            Self::Officer => GroupBy::Officer,
            Self::Class => GroupBy::Class,
        }
    }
}

impl StatsArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let mut loaded = load::fair(context, &self.sources, &Parts::without(UNUSED))?;
        let fair = &mut loaded.fair;
        let later = fair.settings.cutoff.map_or(0, |cutoff| until(fair, cutoff));
        let cutoff = fair.settings.cutoff.unwrap_or(context.today);
        let trails = trails(fair);
        let basis = Basis::new(fair, &trails);
        let figures = figures(&basis, self.group.map(By::group));
        let stats = Stats { figures: &figures, kpis: &fair.kpis, cutoff, later };
        Ok(context.show(&stats)?.max(loaded.exit))
    }
}
