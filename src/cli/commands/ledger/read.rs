//! `ledger due` and `ledger history`.

use anyhow::Result;
use clap::Args;

use crate::cli::load::{self, Loaded, Sources};
use crate::cli::{Context, Exit, Failure, lookup, pending};
use crate::domain::{Fair, Kind, LedgerEntry, Record};
use crate::ledger::{Trail, due, names_of, trails};
use crate::report::{DueReport, HistoryReport};
use crate::store::{Access, Parts, Store};
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
            pending::fair(context, self.within)?
        } else {
            load::fair(context, &self.sources, &Parts::default())?
        };
        let trails = trails(&fair);
        let report = DueReport::new(&fair, &due(&trails, context.today, within), within);
        let look = if report.overdue() > 0 { Exit::Look } else { Exit::Fine };
        Ok(context.show(&report)?.max(exit).max(look))
    }
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
            Kind::Signings,
            Kind::Needs,
            Kind::Organizations,
            Kind::Outcomes,
            Kind::Policies,
        ];
        let parts = Parts::of(&kinds).and_plan();
        let Loaded { mut fair, exit } = load::fair(context, &self.sources, &parts)?;
        let keys = keys(&fair, &self.subject);
        let policy = policy(&fair, &self.subject);
        if self.sources.files().is_empty() && !context.public {
            let names = names_of(&fair, keys.iter().map(String::as_str));
            let store = context.store(Access::Read)?;
            fair.ledger = match &policy {
                Some(_) => whole(context, &store)?,
                None => store.ledger_of(names)?,
            };
        }
        let trails = trails(&fair);
        let of_policy = |trail: &Trail<'_>| {
            policy.iter().flatten().any(|name| trail.policy.as_ref() == Some(name))
        };
        let own: Vec<&Trail<'_>> = trails
            .iter()
            .filter(|trail| keys.contains(&trail.subject) || of_policy(trail))
            .filter(|trail| !trail.lines.is_empty())
            .collect();
        if own.is_empty() && keys.len() == 1 && !known(&fair, &self.subject) {
            return Err(unknown(&fair, &self.subject).into());
        }
        Ok(context.show(&HistoryReport::new(&own))?.max(exit))
    }
}

/// The id and the title of the policy that is the subject, if one is: entries of the
/// enterprises that applied for it name either.
fn policy(fair: &Fair, subject: &str) -> Option<[String; 2]> {
    let Record::Policies(policy) = fair.find(subject)? else { return None };
    Some([policy.id, policy.title])
}

/// The whole ledger: which policy an entry is about is known from itself alone.
fn whole(context: &Context, store: &Store) -> Result<Vec<LedgerEntry>> {
    let parts = Parts::of(&[Kind::Ledger]);
    Ok(store.fair(context.settings.clone(), &parts)?.ledger)
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

/// The subjects that belong to one: a need's or an enterprise's projects and meetings, and
/// the project between the parties of a meeting.
fn keys(fair: &Fair, subject: &str) -> Vec<String> {
    let record = fair.find(subject);
    let id = match &record {
        // An outcome is called by its meeting, under which it is told.
        Some(Record::Outcomes(outcome)) => &outcome.meeting,
        Some(record) => record.id(),
        None => subject,
    };
    let id = id.to_owned();
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
    let meetings = || fair.plan.iter().flat_map(|plan| &plan.meetings);
    let meeting = meetings().find(|meeting| meeting.id == id);
    let signings = fair.signings.iter().filter(|signing| {
        signing.need.as_deref().is_some_and(|need| needs.contains(&need))
            || signing.parties.contains(&name)
            || meeting.is_some_and(|meeting| signing.is_of(meeting))
    });
    let meetings = meetings().filter(|m| {
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
