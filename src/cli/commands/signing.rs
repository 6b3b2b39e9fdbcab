//! `fairmatch signing`: projects to sign, and the ceremony.

use anyhow::Result;
use chrono::NaiveDate;
use clap::{Args, Subcommand};

use crate::cli::load::{self, Sources};
use crate::cli::{Context, Exit};
use crate::domain::{Change, ChangeSet, Fair, Kind, Places};
use crate::planning::ceremony::{self, Ceremony, Programme};
use crate::report::RunOfShow;
use crate::store::{Access, Parts};

/// Signing projects and the ceremony.
#[derive(Debug, Args)]
pub(crate) struct SigningArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Set batches, order, times and places on stage.
    Plan(PlanArgs),
}

#[derive(Debug, Args)]
struct PlanArgs {
    #[command(flatten)]
    sources: Sources,
    /// Move as few projects as the rules allow against the ceremony planned before.
    #[arg(long)]
    keep: bool,
}

impl SigningArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        match &self.action {
            Action::Plan(args) => args.run(context),
        }
    }
}

impl PlanArgs {
    /// Plans, remembers the places where there is a fair to remember them, and shows.
    fn run(&self, context: &Context) -> Result<Exit> {
        let kinds = [
            Kind::Signings,
            Kind::People,
            Kind::Organizations,
            Kind::Offerings,
            Kind::Needs,
        ];
        let loaded = load::fair(context, &self.sources, &Parts::of(&kinds).and_plan())?;
        let ceremony = planned(&loaded.fair, self.keep, context.today);
        if self.sources.files().is_empty() && ceremony.places() != loaded.fair.stage {
            remember(context, &loaded.fair, &ceremony)?;
        }
        let shown =
            context.show(&RunOfShow { ceremony: &ceremony, fair: &loaded.fair })?;
        let look = if ceremony.is_sound() { Exit::Fine } else { Exit::Look };
        Ok(shown.max(loaded.exit).max(look))
    }
}

/// The fair's ceremony, planned afresh or with the places of the last one kept.
pub(crate) fn planned(fair: &Fair, keep: bool, today: NaiveDate) -> Ceremony {
    let fresh = Places::new();
    ceremony::plan(&Programme {
        signings: &fair.signings,
        people: &fair.people,
        meetings: fair.plan.as_ref().map_or(&[], |plan| &plan.meetings),
        fair: Some(fair),
        settings: &fair.settings.signing,
        kept: if keep { &fair.stage } else { &fresh },
        date: Some(day(fair).unwrap_or(today)),
    })
}

/// The day of the first session, else of the first signing that names one.
fn day(fair: &Fair) -> Option<NaiveDate> {
    let session = fair.settings.sessions.first().map(|session| session.date);
    session.or_else(|| fair.signings.iter().find_map(|signing| signing.sign_date))
}

fn remember(context: &Context, fair: &Fair, ceremony: &Ceremony) -> Result<()> {
    let mut set = ChangeSet::new("signing-plan", fair.revision);
    set.changes.push(Change::Stage(ceremony.places()));
    context.store(Access::Write)?.apply(&set, &context.stamp())?;
    Ok(())
}
