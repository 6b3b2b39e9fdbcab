//! The commands in the program's help: what is done every day in the order of a fair's
//! weeks, the advanced ones apart.

use clap::Command;

use super::help;
use crate::text::messages::{Lang, say};

/// In the order of a fair's weeks.
const EVERYDAY: &[&str] = &[
    "init",
    "template",
    "import",
    "today",
    "list",
    "show",
    "search",
    "edit",
    "review",
    "check",
    "dedupe",
    "match",
    "explain",
    "decide",
    "plan",
    "meeting",
    "availability",
    "agenda",
    "notify",
    "signing",
    "ledger",
    "officers",
    "policies",
    "stats",
    "report",
    "export",
    "log",
    "undo",
];

const ADVANCED: &[&str] = &["verify", "eval", "index", "model", "completions", "man"];

/// Puts the program's help in groups; clap knows but one list of commands.
pub(super) fn grouped(command: Command, lang: Lang) -> Command {
    let usage = help::usage(&mut help::built(&command), lang).say(lang);
    let template = format!(
        "{{about-with-newline}}\n{usage}\n\n{}\n{}\n{{all-args}}{{after-help}}",
        group(&command, say(lang, "cli-help-everyday"), EVERYDAY),
        group(&command, say(lang, "cli-help-advanced"), ADVANCED),
    );
    let hidden = command.clone().mut_subcommands(|sub| sub.hide(true));
    // there is one page, whether it is asked for by `-h` or `--help`
    let flag = (lang == Lang::En).then(|| help::help_flag(lang).help_heading(None));
    let one_page = hidden.disable_help_flag(true).args(flag);
    let help = one_page.help_template(template).render_help();
    command.override_help(help)
}

/// A heading, and each command with the first words of what it does.
fn group(command: &Command, heading: &str, names: &[&str]) -> String {
    let known = names.iter().filter_map(|name| command.find_subcommand(name));
    let lines = known.map(|sub| {
        let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
        let about = about.split([':', '：']).next().unwrap_or_default().trim();
        format!("  {:<13} {about}\n", sub.get_name())
    });
    std::iter::once(format!("{heading}\n")).chain(lines).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Cli;

    #[test]
    fn every_command_is_in_one_group() {
        let command = Cli::command();
        let known: BTreeSet<&str> =
            command.get_subcommands().map(Command::get_name).collect();
        let grouped: Vec<&str> = EVERYDAY.iter().chain(ADVANCED).copied().collect();
        assert_eq!(grouped.iter().copied().collect::<BTreeSet<_>>(), known);
        assert_eq!(grouped.len(), known.len());
    }
}
