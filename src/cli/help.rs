//! Help in the user's language, with an example for every command.
//!
//! The arguments' doc comments are the English help. For other languages the messages
//! `help-<command>` and `help-<command>.<option>` take their place (`help-_.<option>` for
//! options that several commands share); a test demands one for everything shown.

use std::ffi::OsString;

use clap::{Arg, Command};

use super::global::Global;
use crate::text::messages::{Lang, Message, has, say};

/// Puts a command tree into a language and adds the examples.
pub(super) fn localized(command: Command, lang: Lang) -> Command {
    let command = exemplified(command, lang);
    match lang {
        Lang::En => command,
        Lang::Zh => {
            let mut built = built(&command);
            spoken(command, &mut built, lang, &mut Vec::new())
        }
    }
}

/// What decides on the language before any argument is understood: `--lang` and `--fair`, as
/// far as they can be made out.
pub(super) fn first_words(args: &[OsString]) -> Global {
    Global {
        lang: option(args, "--lang").and_then(Lang::of_locale),
        fair: option(args, "--fair").map(Into::into),
        ..Global::default()
    }
}

/// The value behind an option, if there is one.
fn option<'a>(args: &'a [OsString], name: &str) -> Option<&'a str> {
    let mut words = args.iter().filter_map(|arg| arg.to_str());
    let value = words.find_map(|word| match word.strip_prefix(name) {
        Some("") => Some(None),
        Some(rest) => rest.strip_prefix('=').map(Some),
        None => None,
    });
    value.and_then(|value| value.or_else(|| words.next()))
}

/// Adds `help-example-<command>`, an invocation that is the same in every language.
fn exemplified(command: Command, lang: Lang) -> Command {
    let names: Vec<String> = subcommands(&command);
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(&name, |sub| match example(&name) {
            Some(line) => {
                let heading = say(lang, "cli-help-example");
                sub.after_help(format!("{heading}\n  fairmatch {line}"))
            }
            None => sub,
        })
    })
}

fn subcommands(command: &Command) -> Vec<String> {
    command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect()
}

/// An example invocation of a command.
fn example(name: &str) -> Option<&'static str> {
    EXAMPLES.iter().find(|(command, _)| *command == name).map(|(_, line)| *line)
}

static EXAMPLES: &[(&str, &str)] = &[
    ("agenda", "agenda --for E001 -o E001.docx"),
    (
        "availability",
        "availability set U002 \"2026-10-16 09:00\" \"2026-10-16 10:00\" no",
    ),
    ("check", "check"),
    ("completions", "completions bash > /etc/bash_completion.d/fairmatch"),
    ("decide", "decide N001 S001 accept --note \"both agree\""),
    ("dedupe", "dedupe organizations"),
    ("edit", "edit N001 budget=300万元"),
    ("eval", "eval --needs needs.csv --offerings offerings.csv --qrels qrels.tsv"),
    ("explain", "explain N001 S001"),
    ("export", "export matches -o matches.xlsx"),
    ("import", "import surveys/ --dry-run"),
    ("index", "index build --offerings offerings.csv"),
    ("init", "init my-fair --example"),
    ("ledger", "ledger due --within 14"),
    ("list", "list needs --field 新材料 --min-budget 200万元"),
    ("log", "log --limit 20"),
    ("man", "man man/"),
    ("match", "match --needs needs.csv --offerings offerings.csv --top 5"),
    ("meeting", "meeting add N003 U002"),
    ("model", "model info"),
    ("notify", "notify --for E001"),
    ("officers", "officers assign"),
    ("plan", "plan --fill"),
    ("policies", "policies match E001"),
    ("report", "report -o report.html"),
    ("review", "review N016 N024 pass"),
    ("search", "search \"fly ash\" --in offerings"),
    ("show", "show E001"),
    ("signing", "signing plan -o ceremony.docx"),
    ("stats", "stats --group field"),
    ("template", "template needs -o survey.xlsx"),
    ("today", "today"),
    ("undo", "undo"),
    ("verify", "verify"),
];

/// Replaces every text of a command and its subcommands.
fn spoken(
    command: Command,
    built: &mut Command,
    lang: Lang,
    path: &mut Vec<String>,
) -> Command {
    let usage = usage(built, lang).say(lang);
    let mut command = command
        .help_template(format!(
            "{{about-with-newline}}\n{usage}\n\n{{all-args}}{{after-help}}"
        ))
        .subcommand_help_heading(say(lang, "cli-help-commands"))
        .disable_help_flag(true)
        .arg(help_flag(lang));
    if path.is_empty() {
        command = command.disable_version_flag(true).arg(version_flag(lang));
    }
    if let Some(about) = text(lang, &key(path, None)) {
        command = command.about(about).long_about(None);
    }
    let ids: Vec<_> = command.get_arguments().map(|arg| arg.get_id().clone()).collect();
    for (order, id) in ids.into_iter().enumerate() {
        command = command.mut_arg(id, |arg| argument(in_order(arg, order), lang, path));
    }
    for name in subcommands(&command) {
        let Some(built) = built.find_subcommand_mut(&name) else { continue };
        path.push(name.clone());
        command = command.mut_subcommand(&name, |sub| spoken(sub, built, lang, path));
        path.pop();
    }
    command
}

/// How a command of a tree that is built is written, its placeholders in the language.
pub(super) fn usage(built: &mut Command, lang: Lang) -> Message {
    let usage = built.render_usage().to_string();
    let usage = usage.strip_prefix("Usage:").unwrap_or(&usage).trim();
    Message::new("cli-usage-usage").with("usage", in_placeholders(lang, usage))
}

/// A command with all that clap adds to it.
pub(super) fn built(command: &Command) -> Command {
    let mut built = command.clone();
    built.build();
    built
}

/// A usage whose words for options and commands are those of the language.
pub(super) fn in_placeholders(lang: Lang, usage: &str) -> String {
    let usage = usage.replace("[OPTIONS]", say(lang, "cli-usage-options"));
    usage.replace("<COMMAND>", say(lang, "cli-usage-command"))
}

/// Under a heading of their own clap would sort what is given in order by its name.
fn in_order(arg: Arg, order: usize) -> Arg {
    if arg.is_positional() { arg.display_order(order) } else { arg }
}

fn argument(arg: Arg, lang: Lang, path: &[String]) -> Arg {
    let heading = if arg.get_help_heading().is_some_and(|h| h.starts_with("Global")) {
        "cli-help-global"
    } else if arg.get_help_heading().is_some() {
        "cli-help-registries"
    } else if arg.is_positional() {
        "cli-help-arguments"
    } else {
        "cli-help-options"
    };
    let help = argument_help(&arg, lang, path);
    let remarks = remarks(&arg, help.unwrap_or_default(), lang);
    let valued = arg.get_action().takes_values();
    let aliases: Vec<String> = arg
        .get_visible_aliases()
        .unwrap_or_default()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let arg = arg
        .help_heading(say(lang, heading))
        .hide_possible_values(valued)
        .hide_default_value(valued)
        .visible_alias(None)
        .aliases(aliases);
    match help {
        Some(help) => arg.help(format!("{help}{remarks}")).long_help(None),
        None => arg,
    }
}

/// What clap would say of an argument in English: the values it takes, the one it has where
/// none is given, its other names.
fn remarks(arg: &Arg, help: &str, lang: Lang) -> String {
    let mut choices = choices(arg);
    if choices.iter().all(|choice| help.contains(choice.as_str())) {
        choices.clear();
    }
    let remark = |key, gap, words: Vec<String>| {
        (!words.is_empty()).then(|| Message::new(key).with(gap, words).say(lang))
    };
    let remarks = [
        remark("cli-help-choices", "choices", choices),
        remark("cli-help-default", "value", defaults(arg)),
        remark("cli-help-names", "names", long_names(arg)),
    ];
    remarks.into_iter().flatten().collect()
}

/// What an argument that takes values has where none is given.
fn defaults(arg: &Arg) -> Vec<String> {
    if !arg.get_action().takes_values() {
        return Vec::new();
    }
    let values = arg.get_default_values().iter().filter_map(|value| value.to_str());
    values.map(str::to_owned).collect()
}

/// The further names of an option, as they are typed.
fn long_names(arg: &Arg) -> Vec<String> {
    let names = arg.get_visible_aliases().unwrap_or_default();
    names.into_iter().map(|name| format!("--{name}")).collect()
}

/// The values an option takes, where they are few and fixed.
fn choices(arg: &Arg) -> Vec<String> {
    if !arg.get_action().takes_values() {
        return Vec::new();
    }
    arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
}

/// The option's own text in this command, else the one it has wherever it stands.
fn argument_help(arg: &Arg, lang: Lang, path: &[String]) -> Option<&'static str> {
    let name = arg.get_id().as_str();
    text(lang, &key(path, Some(name))).or_else(|| text(lang, &format!("help-_.{name}")))
}

fn key(path: &[String], argument: Option<&str>) -> String {
    let mut key = String::from("help");
    for name in path {
        key.push('-');
        key.push_str(name);
    }
    if let Some(argument) = argument {
        key.push('.');
        key.push_str(argument);
    }
    key
}

fn text(lang: Lang, key: &str) -> Option<&'static str> {
    has(lang, key).then(|| say(lang, key))
}

pub(super) fn help_flag(lang: Lang) -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(clap::ArgAction::Help)
        .global(true)
        .help(say(lang, "cli-help-help"))
}

fn version_flag(lang: Lang) -> Arg {
    Arg::new("version")
        .short('V')
        .long("version")
        .action(clap::ArgAction::Version)
        .help(say(lang, "cli-help-version"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Cli;

    /// Every key that help in a language lacks.
    fn missing(command: &Command, path: &mut Vec<String>, lacks: &mut Vec<String>) {
        let own = key(path, None);
        if !has(Lang::Zh, &own) {
            lacks.push(own);
        }
        for arg in command.get_arguments() {
            if argument_help(arg, Lang::Zh, path).is_none() {
                lacks.push(key(path, Some(arg.get_id().as_str())));
            }
        }
        for sub in command.get_subcommands() {
            path.push(sub.get_name().to_owned());
            missing(sub, path, lacks);
            path.pop();
        }
    }

    #[test]
    fn help_is_whole_in_chinese() {
        let mut lacks = Vec::new();
        missing(&Cli::command(), &mut Vec::new(), &mut lacks);
        assert_eq!(lacks, [""; 0]);
    }

    /// An argument that is called as a global option takes its place: the option is not heard.
    #[test]
    fn no_argument_is_called_as_a_global_option() {
        fn own(command: &Command, globals: &[clap::Id]) {
            for argument in command.get_arguments().filter(|a| !a.is_global_set()) {
                let (id, name) = (argument.get_id(), command.get_name());
                assert!(!globals.contains(id), "{id} of {name}");
            }
            command.get_subcommands().for_each(|command| own(command, globals));
        }
        let root = Cli::command();
        let globals = root.get_arguments().filter(|argument| argument.is_global_set());
        let globals: Vec<clap::Id> = globals.map(|a| a.get_id().clone()).collect();
        assert!(globals.len() > 5, "{globals:?}");
        own(&root, &globals);
    }

    /// An option behind the registries of a command gets into their part of the help.
    #[test]
    fn only_registries_stand_under_their_heading() {
        fn own(command: &Command, strays: &mut Vec<String>) {
            let headed = |arg: &&Arg| arg.get_help_heading() == Some("Registries");
            let stray = command.get_arguments().filter(headed).filter(|arg| {
                arg.get_value_names().and_then(|names| names.first())
                    != Some(&"FILE".into())
            });
            let name = |arg: &Arg| format!("{} {}", command.get_name(), arg.get_id());
            strays.extend(stray.map(name));
            command.get_subcommands().for_each(|command| own(command, strays));
        }
        let mut strays = Vec::new();
        own(&Cli::command(), &mut strays);
        assert_eq!(strays, [""; 0]);
    }

    #[test]
    fn a_date_is_a_filter_only_where_something_is_listed() {
        let of = |command: &str| {
            let ledger = Cli::command().find_subcommand("ledger").cloned().unwrap();
            let own = ledger.find_subcommand(command).cloned().unwrap();
            let date = own.get_arguments().find(|arg| arg.get_id() == "date").cloned();
            argument_help(&date.unwrap(), Lang::Zh, &["ledger".into(), command.into()])
        };
        let filter = say(Lang::Zh, "help-_.date");
        for command in ["log", "advance"] {
            assert!(of(command).is_some_and(|help| help != filter), "{command}");
        }
    }

    #[test]
    fn every_command_has_an_example() {
        let without: Vec<_> = subcommands(&Cli::command())
            .into_iter()
            .filter(|n| example(n).is_none())
            .collect();
        assert_eq!(without, [""; 0]);
    }

    /// `match` looks for an index beside the registry, not where `-o` put it.
    #[test]
    fn the_example_of_index_makes_one_that_is_found() {
        assert!(!example("index").unwrap().contains(" -o "));
    }

    #[test]
    fn the_arguments_stay_well_formed_in_every_language() {
        for lang in Lang::ALL {
            localized(Cli::command(), lang).debug_assert();
        }
    }
}
