//! `fairmatch check`.

use anyhow::Result;

use super::signing;
use crate::cli::load::{self, Loaded, Sources};
use crate::cli::{Context, Exit};
use crate::domain::Fair;
use crate::domain::problem::Problem;
use crate::report::{Findings, check};
use crate::store::{Access, Parts};

/// Find every problem of the fair.
#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    sources: Sources,
}

impl CheckArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let mut problems = Vec::new();
        if self.sources.files().is_empty() && !context.store(Access::Read)?.is_sound()? {
            problems.push(Problem::error("damaged_fair"));
        }
        let Loaded { fair, exit } = load::whole(context, &self.sources, &Parts::all())?;
        let found = problems_of(context, &fair);
        problems.extend(if context.public {
            let mut shown = problems_of(context, &fair.published());
            shown.retain(|problem| is_of(problem, &found));
            shown
        } else {
            found
        });
        let findings = Findings::new("check", problems);
        let look = if findings.has_errors() { Exit::Look } else { Exit::Fine };
        Ok(context.show(&findings)?.max(exit).max(look))
    }
}

fn problems_of(context: &Context, fair: &Fair) -> Vec<Problem> {
    let mut problems = check::problems(fair, context.today);
    problems.extend(signing::planned(fair, true, context.today).problems);
    problems
}

/// Whether a problem of what may be published is one of the whole fair: who names a record
/// that is only held back names nothing wrong. Names may be masked, keys of records not.
fn is_of(problem: &Problem, whole: &[Problem]) -> bool {
    let place = |p: &Problem| (p.subject.clone(), p.code, p.case, p.column.clone());
    let named = |known: &Problem| {
        problem.code != "unknown_reference" || known.value == problem.value
    };
    whole.iter().any(|known| place(known) == place(problem) && named(known))
}
