//! `fairmatch completions`.

use anyhow::Result;
use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use crate::cli::{Cli, Context, Exit, help};

/// Print shell completions.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell to complete for.
    #[arg(value_enum)]
    shell: Shell,
}

impl CompletionsArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let mut script = Vec::new();
        let mut command = help::localized(Cli::command(), context.lang);
        clap_complete::generate(self.shell, &mut command, "fairmatch", &mut script);
        context.write_bytes(|out| Ok(out.write_all(&script)?))?;
        Ok(Exit::Fine)
    }
}
