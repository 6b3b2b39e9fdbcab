//! `fairmatch policies`: which policies an enterprise qualifies for.

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::cli::load::{self, Sources};
use crate::cli::{Context, Exit, lookup};
use crate::domain::Kind;
use crate::ledger::policies::{applicants, eligibility};
use crate::report::PoliciesReport;
use crate::store::Parts;

/// Which policies an enterprise qualifies for.
#[derive(Debug, Args)]
pub(crate) struct PoliciesArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Compare every enterprise, or one, with the conditions of every policy.
    Match(MatchArgs),
}

#[derive(Debug, Args)]
struct MatchArgs {
    /// Only this enterprise, by id or by name.
    #[arg(value_name = "ORG")]
    org: Option<String>,
    #[command(flatten)]
    sources: Sources,
}

impl PoliciesArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        match &self.action {
            Action::Match(args) => args.run(context),
        }
    }
}

impl MatchArgs {
    fn run(&self, context: &Context) -> Result<Exit> {
        let kinds = [Kind::Policies, Kind::Organizations, Kind::Needs];
        let loaded = load::fair(context, &self.sources, &Parts::of(&kinds))?;
        let mut applicants = applicants(&loaded.fair);
        if let Some(org) = &self.org {
            let known = loaded.fair.organization(org).map(|o| o.id.clone());
            applicants.retain(|a| {
                a.id == *org || a.name == *org || known.as_ref() == Some(&a.id)
            });
            if applicants.is_empty() {
                lookup::record(&loaded.fair, org, &[Kind::Organizations])?;
            }
        }
        let policies = &loaded.fair.policies;
        let enterprises =
            applicants.iter().map(|a| (a, eligibility(policies, a, context.today)));
        let report = PoliciesReport { enterprises: enterprises.collect() };
        Ok(context.show(&report)?.max(loaded.exit))
    }
}
