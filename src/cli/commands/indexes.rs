//! `fairmatch index`.

use std::path::PathBuf;

use anyhow::Result;

use crate::cli::load::Sources;
use crate::cli::{Context, Exit, indexing};

/// Build or inspect an index of offerings.
#[derive(Debug, clap::Args)]
pub(crate) struct IndexArgs {
    #[command(subcommand)]
    action: Action,
}

/// What to do with an index.
#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Index the offerings once; later matching against them maps the file.
    Build(BuildArgs),
    /// What an index holds, every checksum verified.
    Info(InfoArgs),
}

/// Arguments of `index build`.
#[derive(Debug, clap::Args)]
struct BuildArgs {
    #[command(flatten)]
    sources: Sources,
}

/// Arguments of `index info`.
#[derive(Debug, clap::Args)]
struct InfoArgs {
    /// The index file (else the one of the offerings or of the fair).
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    sources: Sources,
}

impl IndexArgs {
    /// Whether a file of its own kind is written.
    pub(super) fn builds(&self) -> bool {
        matches!(self.action, Action::Build(_))
    }

    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        match &self.action {
            Action::Build(args) => indexing::build(context, &args.sources),
            Action::Info(args) => {
                indexing::info(context, args.file.as_deref(), &args.sources)
            }
        }
    }
}
