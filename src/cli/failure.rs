//! Why a command could not be carried out, in words that exist in every language.

use std::fmt;

use crate::domain::problem::Problem;
use crate::text::messages::{Lang, Message};

/// A failure with advice; becomes an [`anyhow::Error`] and is spoken at the very end.
#[derive(Debug)]
pub(crate) struct Failure {
    message: Message,
    hint: Option<Message>,
}

impl Failure {
    /// A failure of a message.
    pub(crate) fn new(message: Message) -> Self {
        Self { message, hint: None }
    }

    /// A problem as a failure, its hint as advice.
    pub(crate) fn of_problem(problem: &Problem) -> Self {
        Self { message: problem.message(), hint: Some(problem.hint()) }
    }

    /// Adds advice.
    #[must_use]
    pub(crate) fn hint(mut self, hint: Message) -> Self {
        self.hint = Some(hint);
        self
    }

    /// What went wrong.
    pub(crate) fn say(&self, lang: Lang) -> String {
        self.message.say(lang)
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
