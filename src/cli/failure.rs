//! Why a command could not be carried out, in words that exist in every language.

use std::fmt;

use crate::text::messages::{Lang, Message};

/// A failure with advice; becomes an [`anyhow::Error`] and is spoken at the very end.
#[derive(Debug)]
pub(crate) struct Failure {
    message: Message,
    details: Vec<Message>,
    hint: Option<Message>,
}

impl Failure {
    /// A failure of a message.
    pub(crate) fn new(message: Message) -> Self {
        Self { message, details: Vec::new(), hint: None }
    }

    /// Adds what exactly is wrong, a line each.
    #[must_use]
    pub(crate) fn details(mut self, details: Vec<Message>) -> Self {
        self.details = details;
        self
    }

    /// Adds advice.
    #[must_use]
    pub(crate) fn hint(mut self, hint: Message) -> Self {
        self.hint = Some(hint);
        self
    }

    /// What went wrong.
    pub(crate) fn say(&self, lang: Lang) -> String {
        let lines = std::iter::once(&self.message).chain(&self.details);
        lines.map(|line| line.say(lang)).collect::<Vec<_>>().join("\n  ")
    }

    /// What helps.
    pub(crate) fn say_hint(&self, lang: Lang) -> Option<String> {
        self.hint.as_ref().map(|hint| hint.say(lang))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message.say(Lang::En))
    }
}

impl std::error::Error for Failure {}
