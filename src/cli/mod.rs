//! The rim: arguments → settings → work. Only this floor knows the terminal, the clock,
//! the environment and the names of files.
//!
//! [`global`] is what was typed, [`Context`] what it means here, [`commands`] the work: one
//! file a subcommand, each with its arguments (their doc comments are the help) and `run`.

mod answer;
mod commands;
mod context;
mod encoder;
mod example;
mod exit;
mod failure;
mod folder;
mod global;
mod groups;
mod held_back;
mod help;
mod indexing;
mod inputs;
mod learning;
mod load;
mod lookup;
mod mapped;
mod needs_in;
mod onlooker;
mod output;
mod overlap;
mod pending;
mod planner;
mod ranking;
mod reread;
mod settings_file;
mod standalone;
mod target;
mod terminal;
mod typed;
mod usage;
mod whole_file;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _};

use commands::Command;
use context::Context;
use exit::Exit;
use failure::Failure;
use global::Global;
use overlap::Typed;
use target::Writes;

use crate::text::messages::Lang;

/// From survey to landed deal: the command line of a university–local cooperation fair.
#[derive(Debug, clap::Parser)]
#[command(name = "fairmatch", version, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Runs the program with the process's own arguments.
pub fn main() -> ExitCode {
    run(std::env::args_os()).into()
}

/// Runs the program: prints results, notes and failures, and says how it went.
fn run(args: impl IntoIterator<Item = OsString>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let lang = context::first_guess(&help::first_words(&args));
    let (cli, files) = match parse(&args, lang) {
        Ok(typed) => typed,
        Err(error) => return terminal::usage(lang, &error),
    };
    let context = match Context::new(&cli.global) {
        Ok(context) => context,
        Err(error) => {
            return terminal::failure(context::first_guess(&cli.global), &error);
        }
    };
    let writes = cli.command.writes();
    let run = || cli.command.run(&context);
    let fits =
        cli.command.misfit(&cli.global).map_or(Ok(()), |misfit| Err(misfit.into()));
    let checked = fits.and_then(|()| context.target.check(writes));
    let checked = checked.and_then(|()| Ok(files.check(context.folder.as_deref())?));
    let done = checked.and_then(|()| match writes {
        Writes::Entry => context.answered(run),
        Writes::Report
        | Writes::File
        | Writes::Folder
        | Writes::Archive
        | Writes::Nothing => run(),
    });
    match done {
        Ok(exit) => exit,
        Err(error) => terminal::failure(context.lang, &error),
    }
}

/// What was typed. The texts of all commands in the user's language take longer than
/// understanding one of them: only who is to read them waits for them.
fn parse(args: &[OsString], lang: Lang) -> Result<(Cli, Typed), clap::Error> {
    let typed = |command: clap::Command| {
        let found = command.try_get_matches_from(args)?;
        let cli = Cli::from_arg_matches(&found)?;
        Ok::<_, clap::Error>((cli, Typed::of(&found)))
    };
    let asks = args.iter().any(|arg| arg == "-h" || arg == "--help");
    if !asks {
        match typed(Cli::command()) {
            Err(error) if error.kind() != ErrorKind::DisplayVersion => {}
            understood => return understood,
        }
    }
    let mut command = usage::taking_negatives(help::localized(Cli::command(), lang));
    if asks {
        command = groups::grouped(command, lang);
    }
    typed(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Cli::command().debug_assert();
    }
}
