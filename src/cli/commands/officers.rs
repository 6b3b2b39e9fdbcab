//! `fairmatch officers`: service officers and what they answer for.

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::cli::load::{self, Sources};
use crate::cli::{Context, Exit};
use crate::domain::{Assignment, ChangeSet, Fair, Kind, LedgerEntry, Record};
use crate::ledger::officers::{Charge, Deployment, assign};
use crate::report::DeploymentReport;
use crate::store::{Access, Parts};
use crate::text::messages::Message;

/// Service officers and what they answer for.
#[derive(Debug, Args)]
pub(crate) struct OfficersArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Assign officers to projects: one for an enterprise, loads even within zones,
    /// existing pairs kept wherever they can be.
    Assign(AssignArgs),
}

#[derive(Debug, Args)]
struct AssignArgs {
    #[command(flatten)]
    sources: Sources,
}

impl OfficersArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        match &self.action {
            Action::Assign(args) => args.run(context),
        }
    }
}

impl AssignArgs {
    /// Assigns, remembers it where there is a fair to remember it, and shows.
    fn run(&self, context: &Context) -> Result<Exit> {
        let kinds = [
            Kind::Officers,
            Kind::Signings,
            Kind::Organizations,
            Kind::Needs,
            Kind::Assignments,
        ];
        let loaded = load::fair(context, &self.sources, &Parts::of(&kinds))?;
        let deployment = assign(&loaded.fair);
        let report = DeploymentReport { deployment: &deployment, fair: &loaded.fair };
        context.fitting(&report)?;
        if self.sources.files().is_empty() && !context.public {
            remember(context, &loaded.fair, &deployment)?;
        }
        Ok(context.show(&report)?.max(loaded.exit))
    }
}

/// Stores the assignments in one change; a project that changes hands gets an entry in
/// the ledger, so that its history names every officer it had.
fn remember(context: &Context, fair: &Fair, deployment: &Deployment) -> Result<()> {
    let mut set = ChangeSet::new("officers-assign", fair.revision);
    for charge in &deployment.charges {
        let known = fair.assignment(&charge.subject);
        if known.is_none_or(|known| known.officer != charge.officer) {
            set.put(Record::Assignments(Assignment {
                subject: charge.subject.clone(),
                officer: charge.officer.clone(),
            }));
        }
        if charge.changed() && charge.before.is_some() {
            set.put(Record::Ledger(handover(context, fair, charge)));
        }
    }
    for left in &deployment.left {
        if fair.assignment(&left.subject).is_some() {
            set.remove(Kind::Assignments, left.subject.clone());
        }
    }
    if !set.is_empty() {
        context.store(Access::Write)?.apply(&set, &context.stamp())?;
    }
    Ok(())
}

fn handover(context: &Context, fair: &Fair, charge: &Charge) -> LedgerEntry {
    let name = |id: &str| {
        let officer = fair.officer(id);
        officer.map_or_else(|| id.to_owned(), |officer| officer.name.clone())
    };
    let before = charge.before.as_deref().map(name).unwrap_or_default();
    let note = Message::new("officers-handover").with("before", before);
    LedgerEntry {
        subject: charge.subject.clone(),
        title: charge.title.clone(),
        date: Some(context.today),
        officer: Some(name(&charge.officer)),
        note: Some(note.say(context.lang)),
        by: Some(context.who.clone()),
        ..LedgerEntry::default()
    }
}
