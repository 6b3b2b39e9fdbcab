//! Usage errors in the user's language; clap's own words are English only.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::text::messages::{Lang, Message};

/// A usage error in words; `None` where clap's own print is right (help, version, and
/// everything in English).
pub(super) fn in_words(lang: Lang, error: &clap::Error) -> Option<String> {
    if lang == Lang::En || !error.use_stderr() {
        return None;
    }
    let what = message(error);
    let mut words = Message::new("cli-error").with("what", what).say(lang);
    for hint in hints(error) {
        words.push('\n');
        words.push_str(&hint.say(lang));
    }
    Some(words)
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
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::InvalidUtf8 => {
            Message::new("cli-usage-invalid-value")
                .with("argument", argument())
                .with("what", value())
        }
        ErrorKind::MissingRequiredArgument => {
            Message::new("cli-usage-missing-argument").with("what", argument())
        }
        ErrorKind::MissingSubcommand
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Message::new("cli-usage-missing-command")
        }
        ErrorKind::InvalidSubcommand => Message::new("cli-usage-unknown-command")
            .with("what", of(error, ContextKind::InvalidSubcommand)),
        ErrorKind::ArgumentConflict => Message::new("cli-usage-conflict")
            .with("argument", argument())
            .with("what", of(error, ContextKind::PriorArg)),
        ErrorKind::TooManyValues
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::NoEquals => {
            Message::new("cli-usage-wrong-number").with("argument", argument())
        }
        _ => Message::new("cli-usage-other"),
    }
}

fn hints(error: &clap::Error) -> Vec<Message> {
    let suggested = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let suggested: Vec<String> = suggested
        .into_iter()
        .map(|kind| of(error, kind))
        .filter(|s| !s.is_empty())
        .collect();
    let possible = of(error, ContextKind::ValidValue);
    let mut hints = Vec::new();
    if !suggested.is_empty() {
        hints.push(Message::new("cli-usage-did-you-mean").with("what", suggested));
    }
    if !possible.is_empty() {
        hints.push(Message::new("cli-usage-possible").with("what", possible));
    }
    hints.push(Message::new("cli-usage-more-help"));
    hints
}

/// A piece of an error's context as text; empty where it has none.
fn of(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Cli;

    #[test]
    fn a_slip_of_the_pen_is_named_and_mended() {
        let error =
            Cli::command().try_get_matches_from(["fairmatch", "mtach"]).unwrap_err();
        let words = in_words(Lang::Zh, &error).unwrap();
        assert!(words.starts_with("错误：没有命令“mtach”"), "{words}");
        assert!(words.contains("match"), "{words}");
    }
}
