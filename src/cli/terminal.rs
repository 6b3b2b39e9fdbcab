//! The terminal: notes, failures and progress go to stderr, and only from here.
#![expect(clippy::disallowed_methods, reason = "the one place that owns the terminal")]

use std::io::{self, IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressDrawTarget};

use super::global::{Global, When};
use super::{Exit, Failure};
use crate::store::{StoreError, system_says};
use crate::text::messages::{Lang, Message};
use crate::text::plain::printable;

/// What the terminal can do and what the user wants of it.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct Terminal {
    /// Whether results may carry colours.
    pub(crate) color: bool,
    /// Columns of the terminal that results go to; `None` when piped.
    pub(crate) width: Option<u16>,
    /// Whether notes are wanted.
    pub(crate) notes: bool,
    /// Whether more notes are wanted.
    pub(crate) verbose: bool,
    /// Whether progress can be drawn on stderr.
    pub(crate) progress: bool,
}

impl Terminal {
    /// Settles colours, width and talk.
    pub(super) fn new(global: &Global) -> Self {
        let tty = io::stdout().is_terminal();
        let color = match global.color {
            When::Always => {
                // what is asked for outranks NO_COLOR, which tables would heed
                crossterm::style::force_color_output(true);
                true
            }
            When::Never => false,
            When::Auto => {
                tty && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
            }
        };
        Self {
            color,
            width: if tty { columns() } else { None },
            notes: !global.quiet,
            verbose: global.verbose,
            progress: !global.quiet && io::stderr().is_terminal(),
        }
    }

    /// A progress bar over so many steps; it draws nothing where nobody would see it.
    pub(crate) fn progress(self, steps: usize) -> ProgressBar {
        if !self.progress {
            return ProgressBar::hidden();
        }
        let steps = u64::try_from(steps).unwrap_or(u64::MAX);
        let target = ProgressDrawTarget::stderr_with_hz(4);
        ProgressBar::with_draw_target(Some(steps), target)
    }

    /// Says on stderr what went wrong, told to be quiet or not.
    #[expect(clippy::unused_self, reason = "only who has the terminal may speak")]
    pub(crate) fn error(self, text: &str) {
        line(text);
    }

    /// Says something on stderr, unless told to be quiet.
    pub(crate) fn note(self, text: &str) {
        if self.notes {
            line(text);
        }
    }
}

fn columns() -> Option<u16> {
    comfy_table::Table::new()
        .set_content_arrangement(comfy_table::ContentArrangement::Dynamic)
        .width()
}

/// Writes a line to stderr, without signs that a terminal would obey; a closed stderr is
/// nobody's problem.
fn line(text: &str) {
    drop(writeln!(io::stderr(), "{}", printable(text)));
}

/// Writes to stderr what would go to stdout, were that not taken.
pub(super) fn aside(
    write: impl FnOnce(&mut dyn io::Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    write(&mut io::stderr().lock())
}

/// Help, version or a usage error, as clap words it.
pub(super) fn usage(lang: Lang, error: &clap::Error) -> Exit {
    match super::usage::in_words(lang, error) {
        Some(words) => line(&words),
        None => drop(error.print()),
    }
    if error.use_stderr() { Exit::Failed } else { Exit::Fine }
}

/// What went wrong and what helps, in the user's language where it is known.
pub(super) fn words(lang: Lang, error: &anyhow::Error) -> (String, Option<String>) {
    if let Some(failure) = error.downcast_ref::<Failure>() {
        return (failure.say(lang), failure.say_hint(lang));
    }
    if let Some(store) = error.downcast_ref::<StoreError>() {
        return (store.message().say(lang), store.hint().map(|hint| hint.say(lang)));
    }
    match error.chain().find_map(|cause| cause.downcast_ref::<io::Error>()) {
        Some(system) => (of_system(error, system).say(lang), None),
        None => (format!("{error:#}"), None),
    }
}

/// What the system refused, with the file that the error's context names.
fn of_system(error: &anyhow::Error, system: &io::Error) -> Message {
    let why = system_says(system);
    let context = error.to_string();
    if context == system.to_string() {
        return why;
    }
    Message::new("cli-system").with("file", context).with("why", why)
}

/// Says why a command could not be carried out. A broken pipe is success.
pub(super) fn failure(lang: Lang, error: &anyhow::Error) -> Exit {
    let broken = |cause: &(dyn std::error::Error + 'static)| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
    };
    if error.chain().any(broken) {
        return Exit::Fine;
    }
    let (text, hint) = words(lang, error);
    line(&Message::new("cli-error").with("what", text).say(lang));
    if let Some(hint) = hint {
        line(&Message::new("cli-hint").with("what", hint).say(lang));
    }
    Exit::Failed
}
