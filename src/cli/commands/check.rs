//! `fairmatch check`.

use anyhow::Result;

use super::signing;
use crate::cli::load::{self, Sources};
use crate::cli::{Context, Exit};
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
        let loaded = load::fair(context, &self.sources, &Parts::all())?;
        problems.extend(check::problems(&loaded.fair, context.today));
        problems.extend(signing::planned(&loaded.fair, true, context.today).problems);
        let findings = Findings::new("check", problems);
        let look = if findings.has_errors() { Exit::Look } else { Exit::Fine };
        Ok(context.show(&findings)?.max(loaded.exit).max(look))
    }
}
