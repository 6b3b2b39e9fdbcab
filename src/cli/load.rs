//! Where a command's fair comes from: registry files named on the command line, else the
//! fair folder.

use std::path::PathBuf;

use clap::Args;

/// Registry files to read instead of a fair folder; `-` is stdin.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Registries")]
pub(crate) struct Sources {
    /// Needs registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) needs: Vec<PathBuf>,
    /// Offerings registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) offerings: Vec<PathBuf>,
    /// Organizations registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) organizations: Vec<PathBuf>,
    /// People registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) people: Vec<PathBuf>,
    /// Signings registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) signings: Vec<PathBuf>,
    /// Ledger (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) ledger: Vec<PathBuf>,
    /// Officers registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) officers: Vec<PathBuf>,
    /// Availability registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) availability: Vec<PathBuf>,
    /// Policies registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) policies: Vec<PathBuf>,
    /// Events registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) events: Vec<PathBuf>,
    /// KPIs registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) kpis: Vec<PathBuf>,
    /// Decisions registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Vec<PathBuf>,
    /// Outcomes registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) outcomes: Vec<PathBuf>,
}
