//! Problems as data: what is wrong, where, how badly, and what helps.

use serde::Serialize;

use super::code::codes;
use crate::text::messages::{Arg, Lang, Message};

codes! {
    /// How bad a problem is.
    Severity as "severity" {
        /// The row is rejected, or the plan cannot stand.
        Error = "error",
        /// The row is kept; a person should look.
        Warning = "warning",
        /// Good to know.
        Info = "info",
    }
}

/// A problem, not yet put into words.
///
/// Its wording is the message `problem-<code>` (or `problem-<code>-<case>`), its hint the
/// same key with `-hint`. Both may use `{value}`, `{column}` and the gaps in `args`, those
/// of some codes `{field}`, too: what the column is called where its name is a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What it is about: a record's id, a file, a party; empty where the place says all.
    pub subject: String,
    /// Row as Excel numbers it; 0 is the whole file or no row at all.
    pub row: u64,
    /// Column header.
    pub column: Option<String>,
    /// Fixed code.
    pub code: &'static str,
    /// Variant of the wording.
    pub case: Option<&'static str>,
    /// How bad it is.
    pub severity: Severity,
    /// The offending value.
    pub value: String,
    /// What fills further gaps of the wording.
    pub args: Vec<(&'static str, Arg)>,
}

/// A problem in words, as users get it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpokenProblem {
    /// What it is about.
    pub subject: String,
    /// Row as Excel numbers it.
    pub row: u64,
    /// Column header.
    pub column: Option<String>,
    /// Fixed code.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The offending value.
    pub value: String,
    /// What is wrong.
    pub message: String,
    /// What helps.
    pub hint: String,
}

impl Problem {
    /// A problem of a severity, its place still open.
    pub fn new(severity: Severity, code: &'static str) -> Self {
        Self {
            subject: String::new(),
            row: 0,
            column: None,
            code,
            case: None,
            severity,
            value: String::new(),
            args: Vec::new(),
        }
    }

    /// An error.
    pub fn error(code: &'static str) -> Self {
        Self::new(Severity::Error, code)
    }

    /// A warning.
    pub fn warning(code: &'static str) -> Self {
        Self::new(Severity::Warning, code)
    }

    /// A note.
    pub fn info(code: &'static str) -> Self {
        Self::new(Severity::Info, code)
    }

    /// Names what it is about.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    /// Names the row.
    #[must_use]
    pub fn at_row(mut self, row: u64) -> Self {
        self.row = row;
        self
    }

    /// Names the column.
    #[must_use]
    pub fn in_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// Shows the offending value.
    #[must_use]
    pub fn with_value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Chooses a variant of the wording.
    #[must_use]
    pub fn in_case(mut self, case: &'static str) -> Self {
        self.case = Some(case);
        self
    }

    /// Fills a further gap of the wording.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        self.args.push((name, arg.into()));
        self
    }

    /// Names what else is in the way, once each, after what already is named.
    #[must_use]
    pub fn and_also(mut self, more: Vec<Arg>) -> Self {
        let place = self.args.iter().position(|(name, _)| *name == "also");
        let mut named = match place.map(|place| self.args.remove(place)) {
            Some((_, Arg::List(named))) => named,
            _ => Vec::new(),
        };
        for arg in more {
            if !named.contains(&arg) {
                named.push(arg);
            }
        }
        if named.is_empty() { self } else { self.with("also", named) }
    }

    /// Names orders between needs but for which it would not be so.
    #[must_use]
    pub fn because_of(self, orders: Vec<String>) -> Self {
        if orders.is_empty() { self } else { self.with("because_of", orders) }
    }

    /// The problem in words.
    pub fn say(&self, lang: Lang) -> SpokenProblem {
        SpokenProblem {
            subject: self.subject.clone(),
            row: self.row,
            column: self.column.clone(),
            code: self.code,
            severity: self.severity,
            value: self.value.clone(),
            hint: self.hint().say(lang),
            message: self.message().say(lang),
        }
    }

    /// What is wrong; with a list named `because_of`, what order makes it so.
    pub fn message(&self) -> Message {
        let message = self.fill(self.key());
        match self.args.iter().find(|(name, _)| *name == "because_of") {
            Some((_, orders)) => Message::new("message-ordered")
                .with("message", message)
                .with("orders", orders.clone()),
            None => message,
        }
    }

    /// What helps; with a list named `also`, what else is in the way.
    pub fn hint(&self) -> Message {
        let hint = self.fill(self.key() + "-hint");
        match self.args.iter().find(|(name, _)| *name == "also") {
            Some((_, also)) => {
                Message::new("hint-also").with("hint", hint).with("also", also.clone())
            }
            None => hint,
        }
    }

    fn key(&self) -> String {
        match self.case {
            Some(case) => format!("problem-{}-{case}", self.code),
            None => format!("problem-{}", self.code),
        }
    }

    fn fill(&self, key: String) -> Message {
        let column = self.column.as_deref().unwrap_or_default();
        let mut message =
            Message::new(key).with("value", self.value.as_str()).with("column", column);
        if BY_LABEL.contains(&self.code) {
            message = message.with("field", Message::column(column));
        }
        self.args.iter().fold(message, |m, (name, arg)| m.with(name, arg.clone()))
    }
}

/// The codes whose wording has `{field}`: the label is looked for where it is wanted alone, as
/// there may be a problem for every row.
const BY_LABEL: [&str; 3] = ["missing_column", "missing_required", "unknown_reference"];
