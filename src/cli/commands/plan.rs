//! `fairmatch plan`.

use std::path::PathBuf;

use anyhow::Result;

use crate::cli::standalone::{self, Effort};
use crate::cli::{Context, Exit, Failure};
use crate::text::messages::Message;

/// Plan who meets whom, when, at which table.
#[derive(Debug, clap::Args)]
pub(crate) struct PlanArgs {
    /// Solve the stand-alone meeting problem in this JSON file (`-`: stdin); no fair is needed.
    #[arg(long, value_name = "FILE")]
    problem: Option<PathBuf>,
    #[command(flatten)]
    effort: Effort,
}

impl PlanArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        if let Some(problem) = &self.problem {
            return standalone::plan(context, problem, &self.effort);
        }
        Err(Failure::new(Message::new("cli-not-yet").with("command", "plan")).into())
    }
}
