//! Usage errors in the user's language; clap's own words are English only.

use std::error::Error as _;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::help;
use super::typed::Wanted;
use crate::text::messages::{Lang, Message};

/// A command whose options take `-1` for a number, to say what is wrong with it, and not for an
/// unknown argument; and which says what it lacks rather than show all its help.
pub(super) fn taking_negatives(command: Command) -> Command {
    let command = command.arg_required_else_help(false).mut_args(|arg| {
        let takes = arg.get_action().takes_values();
        arg.allow_negative_numbers(takes)
    });
    let names = command.get_subcommands().map(|sub| sub.get_name().to_owned());
    let names: Vec<String> = names.collect();
    names
        .into_iter()
        .fold(command, |command, name| command.mut_subcommand(name, taking_negatives))
}

/// A usage error in words; `None` for help and version, which are no errors.
pub(super) fn in_words(lang: Lang, error: &clap::Error) -> Option<String> {
    if !error.use_stderr() {
        return None;
    }
    let what = message(error);
    let mut lines = vec![Message::new("cli-error").with("what", what)];
    lines.extend(
        hints(error).into_iter().map(|hint| Message::new("cli-hint").with("what", hint)),
    );
    lines.extend(usage(lang, error));
    lines.push(Message::new("cli-usage-more-help"));
    let lines: Vec<String> = lines.iter().map(|line| line.say(lang)).collect();
    Some(lines.join("\n"))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the list of kinds is open")]
fn message(error: &clap::Error) -> Message {
    let argument = || of(error, ContextKind::InvalidArg);
    let value = || of(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => {
            Message::new("cli-usage-unknown-argument").with("what", argument())
        }
        ErrorKind::InvalidValue if value().is_empty() => {
            Message::new("cli-usage-missing-value").with("argument", argument())
        }
        ErrorKind::InvalidUtf8 => Message::new("cli-usage-not-utf8"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            Message::new("cli-usage-invalid-value")
                .with("argument", argument())
                .with("what", value())
        }
        ErrorKind::MissingRequiredArgument => {
            Message::new("cli-usage-missing-argument").with("what", argument())
        }
        ErrorKind::MissingSubcommand => Message::new("cli-usage-missing-command"),
        ErrorKind::InvalidSubcommand => Message::new("cli-usage-unknown-command")
            .with("what", of(error, ContextKind::InvalidSubcommand)),
        ErrorKind::ArgumentConflict if of(error, ContextKind::PriorArg) == argument() => {
            Message::new("cli-usage-twice").with("argument", argument())
        }
        ErrorKind::ArgumentConflict => Message::new("cli-usage-conflict")
            .with("argument", argument() + &of(error, ContextKind::InvalidSubcommand))
            .with("what", all_of(error, ContextKind::PriorArg)),
        ErrorKind::TooManyValues
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::NoEquals => {
            Message::new("cli-usage-wrong-number").with("argument", argument())
        }
        _ => Message::new("cli-usage-other"),
    }
}

/// What was meant, then what would have fitted.
fn hints(error: &clap::Error) -> Vec<Message> {
    let wanted = wanted(error);
    let mut meant: Vec<String> = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    .flat_map(|kind| all_of(error, kind))
    .collect();
    if let Some(Wanted::OneOf(words)) = &wanted {
        let typed = of(error, ContextKind::InvalidValue).to_lowercase();
        let near = |word: &&&str| strsim::damerau_levenshtein(&typed, word) <= 2;
        meant.extend(words.iter().filter(near).map(|word| (*word).to_owned()));
    }
    let did_you_mean =
        (!meant.is_empty()).then(|| Message::new("cli-did-you-mean").with("ids", meant));
    did_you_mean.into_iter().chain(fitting(error, wanted)).collect()
}

/// Which values would have fitted.
fn fitting(error: &clap::Error, wanted: Option<Wanted>) -> Option<Message> {
    let possible = all_of(error, ContextKind::ValidValue);
    if !possible.is_empty() {
        return Some(Message::new("cli-usage-possible").with("what", possible));
    }
    let commands = all_of(error, ContextKind::ValidSubcommand);
    if !commands.is_empty() {
        return Some(Message::new("cli-usage-commands").with("what", commands));
    }
    Some(match wanted? {
        Wanted::OneOf(words) => Message::new("cli-usage-possible").with("what", words),
        Wanted::Like(example) => Message::new("cli-usage-like").with("example", example),
        Wanted::NumberFrom(least) => {
            Message::new("cli-usage-number").with("least", least)
        }
        Wanted::Amount => Message::new("cli-usage-amount"),
        Wanted::NotNegative => Message::new("cli-usage-negative"),
        Wanted::Seconds => Message::new("cli-usage-seconds"),
        Wanted::Share => Message::new("cli-usage-share"),
        Wanted::NoIdNumber => Message::new("cli-edit-sensitive"),
        Wanted::Column => Message::new("cli-usage-column"),
    })
}

/// What the parser of a value says it wanted.
fn wanted(error: &clap::Error) -> Option<Wanted> {
    let source = error.source()?;
    if let Some(wanted) = source.downcast_ref::<Wanted>() {
        return Some(wanted.clone());
    }
    if source.is::<chrono::ParseError>() {
        return Some(Wanted::Like("2026-10-18"));
    }
    let number = source.is::<std::num::ParseIntError>()
        || source.to_string().contains(" is not in ");
    number.then_some(Wanted::NumberFrom(0))
}

/// How the command is to be written, where clap knows.
fn usage(lang: Lang, error: &clap::Error) -> Option<Message> {
    let usage = of(error, ContextKind::Usage);
    let usage = usage.split_once(':').map_or(usage.as_str(), |(_, usage)| usage).trim();
    let usage = help::in_placeholders(lang, usage);
    (!usage.is_empty()).then(|| Message::new("cli-usage-usage").with("usage", usage))
}

/// A piece of an error's context as text; empty where it has none.
fn of(error: &clap::Error, kind: ContextKind) -> String {
    all_of(error, kind).join(" ")
}

fn all_of(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::None) | None => Vec::new(),
        Some(other) => vec![other.to_string()],
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Cli;

    fn said(lang: Lang, args: &[&str]) -> String {
        let words = std::iter::once("fairmatch").chain(args.iter().copied());
        let error =
            taking_negatives(Cli::command()).try_get_matches_from(words).unwrap_err();
        in_words(lang, &error).unwrap()
    }

    #[test]
    fn a_slip_of_the_pen_is_named_and_mended() {
        let words = said(Lang::Zh, &["mtach"]);
        assert!(words.starts_with("错误：没有命令“mtach”\n提示：是否指："), "{words}");
        assert!(words.contains("match"), "{words}");
        let words = said(Lang::En, &["list", "need"]);
        assert!(words.starts_with("Error: The value \"need\" does not fit"), "{words}");
        assert!(words.contains("did you mean: needs"), "{words}");
        let words = said(Lang::En, &["list", "needs", "--limi", "3"]);
        assert!(words.contains("did you mean: --limit"), "{words}");
    }

    #[test]
    fn what_does_not_go_together_is_named() {
        for args in [
            &["plan", "--problem", "p.json", "list"][..],
            &["plan", "--problem", "p.json", "--needs", "n.csv"],
            &["plan", "--fill", "--problem", "p.json"],
            &["plan", "--keep", "--from", "10:40", "--problem", "p.json"],
            &["plan", "--method", "flow", "--problem", "p.json"],
            &["plan", "--worst-first", "--problem", "p.json"],
        ] {
            let words = said(Lang::En, args);
            let first = words.lines().next().unwrap_or_default();
            assert!(first.contains(" cannot be used with "), "{words}");
            assert!(first.contains("--problem <FILE>"), "{words}");
            assert!(!first.contains("Error:  "), "{words}");
        }
        let twice = said(Lang::En, &["list", "needs", "--limit", "1", "--limit", "2"]);
        assert!(twice.contains("--limit <N> is given more than once"), "{twice}");
        let several = ["plan", "--problem", "p.json", "--method", "stable", "--fill"];
        assert!(said(Lang::En, &several).contains("--method <METHOD>, --fill"));
        let alone = ["fairmatch", "plan", "--problem", "p.json", "--seed", "3"];
        assert!(Cli::command().try_get_matches_from(alone).is_ok());
    }

    #[test]
    fn what_would_have_fitted_is_said_in_every_language() {
        for (args, zh, en) in [
            (&["undo", "x"][..], "应为不小于 1 的整数", "a whole number, 1 or more"),
            (&["log", "--limit", "x"], "应为不小于", "a whole number"),
            (&["list", "needs", "--min-budget", "x"], "例如 500000", "such as 500000"),
            (
                &["today", "--today", "2026-02-31"],
                "例如 2026-10-18",
                "such as 2026-10-18",
            ),
            (
                &["list", "needs", "--stage", "gone"],
                "可用的值：collected、",
                "collected, ",
            ),
            (&["ledger", "log", "P1", "--amount", "-5"], "不能为负", "below zero"),
            (&["edit", "N1", "x"], "例如 deadline=", "such as deadline="),
        ] {
            let (told_zh, told_en) = (said(Lang::Zh, args), said(Lang::En, args));
            assert!(told_zh.contains(zh), "{told_zh}");
            assert!(told_en.contains(en), "{told_en}");
            assert!(told_en.is_ascii() || args.contains(&"x"), "{told_en}");
        }
    }
}
