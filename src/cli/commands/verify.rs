//! `fairmatch verify`.

use std::path::PathBuf;

use anyhow::Result;

use crate::cli::{Context, Exit, planner, standalone};

/// Verify a plan against every rule.
#[derive(Debug, clap::Args)]
pub(crate) struct VerifyArgs {
    /// The stand-alone meeting problem that was solved.
    #[arg(long, value_name = "FILE", requires = "solution")]
    problem: Option<PathBuf>,
    /// The answer to it.
    #[arg(long, value_name = "FILE", requires = "problem")]
    solution: Option<PathBuf>,
}

impl VerifyArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        if let (Some(problem), Some(solution)) = (&self.problem, &self.solution) {
            return standalone::verify(context, problem, solution);
        }
        planner::check(context)
    }
}
