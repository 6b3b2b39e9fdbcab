//! `fairmatch man`.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::{Args, CommandFactory as _};

use crate::cli::{Cli, Context, Exit, help};

/// Write man pages.
#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// Folder to write them into; made if it does not exist.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl ManArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        std::fs::create_dir_all(&self.folder)
            .with_context(|| self.folder.display().to_string())?;
        let command = help::localized(Cli::command(), context.lang);
        clap_mangen::generate_to(command, &self.folder)?;
        Ok(Exit::Fine)
    }
}
