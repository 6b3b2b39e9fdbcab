//! `fairmatch check`.

mod records;

use anyhow::Result;

use super::signing;
use crate::cli::load::{self, Loaded, Sources};
use crate::cli::{Context, Exit, held_back};
use crate::domain::Fair;
use crate::domain::problem::Problem;
use crate::import::{Options, SheetReport};
use crate::report::{self, Findings, check};
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
        let Loaded { fair, exit } = self.load(context, &mut problems)?;
        if self.sources.files().is_empty() && !context.public {
            problems.extend(records::problems(context, &fair));
        }
        let of = |fair: &Fair| problems_of(context, fair);
        problems.extend(held_back::problems(context, &fair, of));
        let findings = Findings::new("check", problems);
        let look = if findings.has_errors() { Exit::Look } else { Exit::Fine };
        Ok(context.show(&findings)?.max(exit).max(look))
    }

    /// The fair; what is wrong in files are problems like others. To the public only stderr
    /// tells of them: the words of rows are in them.
    fn load(&self, context: &Context, problems: &mut Vec<Problem>) -> Result<Loaded> {
        if context.public {
            return load::whole(context, &self.sources, &Parts::all());
        }
        let options = Options { problems: usize::MAX, ..context.reading() };
        let mut told = |reports: &[SheetReport]| {
            problems.extend(reports.iter().flat_map(report::reading_problems));
        };
        load::telling(context, &self.sources, &Parts::all(), &options, &mut told)
    }
}

fn problems_of(context: &Context, fair: &Fair) -> Vec<Problem> {
    let mut problems = check::problems(fair, context.today);
    problems.extend(signing::planned(fair, true, context.today).problems);
    problems
}
