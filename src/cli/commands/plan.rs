//! `fairmatch plan`.

use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum;

use crate::cli::load::Sources;
use crate::cli::onlooker::Effort;
use crate::cli::planner::{self, Wish};
use crate::cli::standalone;
use crate::cli::{Context, Exit, Failure};
use crate::planning::timetable::Method;
use crate::text::messages::Message;

/// What only the plan of a fair is asked with.
const OF_FAIRS: [&str; 6] = ["method", "worst_first", "fill", "keep", "from", "Sources"];

/// Plan who meets whom, when, at which table.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct PlanArgs {
    #[command(subcommand)]
    action: Option<Action>,
    /// Solve the stand-alone meeting problem in this JSON file (`-`: stdin); no fair is needed.
    #[arg(long, value_name = "FILE", conflicts_with_all = OF_FAIRS)]
    problem: Option<PathBuf>,
    /// How pairs are chosen: the greatest sum of scores, or stable on both sides' rankings.
    #[arg(long, value_enum, default_value = "flow")]
    method: MethodName,
    /// Choose so that the worst-served need is served best, then the second worst, ….
    #[arg(long)]
    worst_first: bool,
    /// Fill what is left with the best undecided pairs.
    #[arg(long)]
    fill: bool,
    /// Keep the current plan and move as few meetings as the changes allow.
    #[arg(long)]
    keep: bool,
    /// Leave alone what starts before, now and whenever this plan is kept: `10:40` today, or
    /// `2026-10-16T10:40`.
    #[arg(long, value_name = "DATETIME", requires = "keep")]
    from: Option<String>,
    #[command(flatten)]
    effort: Effort,
    #[command(flatten)]
    sources: Sources,
}

/// How pairs are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MethodName {
    /// The greatest sum of scores.
    Flow,
    /// Stable on both sides' rankings.
    Stable,
}

/// The versions of the plan.
#[derive(Debug, clap::Subcommand)]
enum Action {
    /// List the versions of the plan.
    List,
    /// Show the plan as it is stored, in any format, without planning again.
    Show {
        /// The version (else the current plan).
        version: Option<u32>,
    },
    /// Show who must be told what between two versions.
    Diff {
        /// The earlier version.
        a: u32,
        /// The later version.
        b: u32,
    },
    /// Make an earlier version the current one again.
    Restore {
        /// The version.
        version: u32,
    },
}

impl PlanArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        if let Some(problem) = &self.problem {
            return standalone::plan(context, problem, &self.effort);
        }
        match self.action {
            Some(Action::List) => planner::list(context),
            Some(Action::Show { version }) => planner::show(context, version),
            Some(Action::Diff { a, b }) => planner::diff(context, a, b),
            Some(Action::Restore { version }) => planner::restore(context, version),
            None => planner::plan(context, &self.sources, &self.wish()?),
        }
    }

    fn wish(&self) -> Result<Wish> {
        let method = match (self.method, self.worst_first) {
            (MethodName::Flow, false) => Method::Flow,
            (MethodName::Flow, true) => Method::WorstFirst,
            (MethodName::Stable, false) => Method::Stable,
            (MethodName::Stable, true) => {
                let conflict = Message::new("cli-usage-conflict");
                let conflict = conflict.with("argument", "--worst-first");
                return Err(Failure::new(conflict.with("what", "--method stable")).into());
            }
        };
        Ok(Wish {
            method,
            fill: self.fill,
            keep: self.keep,
            from: self.from.clone(),
            effort: self.effort.clone(),
        })
    }
}
