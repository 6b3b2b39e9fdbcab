//! `ledger due` and `ledger history`.

use anyhow::Result;
use chrono::{Days, NaiveDate};
use clap::Args;

use crate::cli::load::{self, Loaded, Sources};
use crate::cli::{Context, Exit, Failure, lookup};
use crate::domain::{Fair, Kind, Record};
use crate::ledger::{Trail, due, trails};
use crate::report::{DueReport, HistoryReport};
use crate::store::{Access, Parts};
use crate::text::messages::Message;

/// Show what is overdue and what is due soon, by officer.
#[derive(Debug, Args)]
pub(super) struct DueArgs {
    /// How many days ahead to look.
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    within: u32,
    #[command(flatten)]
    sources: Sources,
}

impl DueArgs {
    /// Shows; [`Exit::Look`] where anything is overdue.
    pub(super) fn run(&self, context: &Context) -> Result<Exit> {
        let within = i64::from(self.within);
        let Loaded { fair, exit } = if self.sources.files().is_empty() {
            let until = context.today.checked_add_days(Days::new(self.within.into()));
            of_fair(context, until.unwrap_or(NaiveDate::MAX))?
        } else {
            load::fair(context, &self.sources, &Parts::default())?
        };
        let trails = trails(&fair);
        let report = DueReport::new(&fair, &due(&trails, context.today, within), within);
        let look = if report.overdue() > 0 { Exit::Look } else { Exit::Fine };
        Ok(context.show(&report)?.max(exit).max(look))
    }
}

/// What outcomes and signings imply, and the trails of those subjects of which anything is
/// due until a day: the rest of a long ledger is not read.
fn of_fair(context: &Context, until: NaiveDate) -> Result<Loaded> {
    let kinds =
        [Kind::Signings, Kind::Outcomes, Kind::Officers, Kind::Assignments, Kind::Needs];
    let store = context.store(Access::Read)?;
    let parts = Parts::of(&kinds).and_plan();
    let mut fair = store.fair(context.settings.clone(), &parts)?;
    fair.ledger = store.ledger_due(until)?;
    // Outcomes can be due, too: whatever was written of their subjects may settle that.
    let mut known: std::collections::BTreeSet<String> =
        fair.ledger.iter().map(|entry| entry.subject.clone()).collect();
    let mut also: Vec<String> =
        fair.outcomes.iter().map(|outcome| outcome.meeting.clone()).collect();
    for signing in &fair.signings {
        let due = !fair.outcomes.is_empty()
            || known.contains(&signing.id)
            || known.contains(&signing.title);
        also.extend(
            due.then(|| [signing.id.clone(), signing.title.clone()])
                .into_iter()
                .flatten(),
        );
    }
    for subject in also {
        if known.insert(subject.clone()) {
            fair.ledger.extend(store.ledger_of(&subject)?);
        }
    }
    Ok(Loaded {
        fair: if context.public { fair.published() } else { fair },
        exit: Exit::Fine,
    })
}

/// Show the trail of a project, need, enterprise, meeting or policy.
#[derive(Debug, Args)]
pub(super) struct HistoryArgs {
    /// The subject, by id or by name.
    #[arg(value_name = "SUBJECT")]
    subject: String,
    #[command(flatten)]
    sources: Sources,
}

impl HistoryArgs {
    /// Shows the subject's own trail and those of its projects and meetings.
    pub(super) fn run(&self, context: &Context) -> Result<Exit> {
        let kinds = [
            Kind::Ledger,
            Kind::Signings,
            Kind::Needs,
            Kind::Organizations,
            Kind::Outcomes,
            Kind::Policies,
        ];
        let parts = Parts::of(&kinds).and_plan();
        let Loaded { fair, exit } = load::fair(context, &self.sources, &parts)?;
        let trails = trails(&fair);
        let keys = keys(&fair, &self.subject);
        let own: Vec<&Trail<'_>> = trails
            .iter()
            .filter(|trail| keys.contains(&trail.subject) && !trail.lines.is_empty())
            .collect();
        if own.is_empty() && keys.len() == 1 && !known(&fair, &self.subject) {
            return Err(unknown(&fair, &self.subject).into());
        }
        Ok(context.show(&HistoryReport::new(&own))?.max(exit))
    }
}

fn known(fair: &Fair, subject: &str) -> bool {
    let meetings = fair.plan.iter().flat_map(|plan| &plan.meetings);
    fair.find(subject).is_some() || meetings.into_iter().any(|m| m.id == subject)
}

fn unknown(fair: &Fair, subject: &str) -> Failure {
    let kinds = [Kind::Signings, Kind::Needs, Kind::Organizations, Kind::Policies];
    match lookup::record(fair, subject, &kinds) {
        Err(failure) => failure,
        Ok(_) => Failure::new(Message::new("ledger-no-history").with("subject", subject)),
    }
}

/// The subjects that belong to one: a need's or an enterprise's projects and meetings.
fn keys(fair: &Fair, subject: &str) -> Vec<String> {
    let record = fair.find(subject);
    let id = record.as_ref().map_or(subject, |record| record.id()).to_owned();
    let name = match &record {
        Some(Record::Organizations(organization)) => organization.name.clone(),
        _ => String::new(),
    };
    let needs: Vec<&str> = fair
        .needs
        .iter()
        .filter(|n| n.id == id || (!name.is_empty() && n.organization.name == name))
        .map(|need| need.id.as_str())
        .collect();
    let signings = fair.signings.iter().filter(|signing| {
        signing.need.as_deref().is_some_and(|need| needs.contains(&need))
            || signing.parties.contains(&name)
    });
    let meetings = fair.plan.iter().flat_map(|plan| &plan.meetings);
    let meetings = meetings.filter(|m| {
        needs.contains(&m.need.as_str()) || m.institution == id || m.enterprise == id
    });
    let signings = signings.map(|signing| signing.id.clone());
    let meetings = meetings.map(|meeting| meeting.id.clone());
    let needs = needs.iter().map(|need| (*need).to_owned());
    let mut keys: Vec<String> = std::iter::once(id.clone())
        .chain(needs)
        .chain(signings)
        .chain(meetings)
        .collect();
    keys.sort();
    keys.dedup();
    keys
}
