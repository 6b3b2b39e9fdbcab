//! `fairmatch verify`.

use std::path::PathBuf;

use anyhow::Result;

use crate::cli::target::is_dash;
use crate::cli::{Context, Exit, Failure, planner, standalone};
use crate::text::messages::Message;

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
            if is_dash(problem) && is_dash(solution) {
                return Err(Failure::new(Message::new("cli-verify-stdin-twice")).into());
            }
            return standalone::verify(context, problem, solution);
        }
        planner::check(context)
    }
}
