//! Problems as a report: `check`, `verify`.

use serde::Serialize;

use super::{Cell, Column, Report, Section, Table, Tone};
use crate::domain::Code as _;
use crate::domain::problem::{Problem, Severity};
use crate::text::messages::{Lang, Message, say};

/// Problems that were found.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// The report's fixed name: `check` or `verify`.
    pub name: &'static str,
    /// The problems, worst first.
    pub problems: Vec<Problem>,
    /// The message that says that there are none.
    none: &'static str,
}

/// A problem as the JSON shows it.
#[derive(Serialize)]
struct Line {
    subject: String,
    code: &'static str,
    severity: Severity,
    message: String,
    hint: String,
}

impl Findings {
    /// Problems, sorted: the worst first, then by code and subject.
    pub fn new(name: &'static str, mut problems: Vec<Problem>) -> Self {
        problems.sort_by(|a, b| {
            let key = |p: &Problem| (p.severity, p.code, p.subject.clone());
            key(a).cmp(&key(b))
        });
        Self { name, problems, none: "report-findings-none" }
    }

    /// Says in other words that there are no problems.
    #[must_use]
    pub fn saying_if_none(mut self, none: &'static str) -> Self {
        self.none = none;
        self
    }

    fn table(&self, lang: Lang) -> Table {
        let header =
            |key| Column::left(key, say(lang, &format!("report-findings-{key}")));
        let columns = ["severity", "subject", "message", "hint"].map(header).into();
        let rows = self.problems.iter().map(|problem| row(problem, lang)).collect();
        Table { columns, rows }
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

impl Report for Findings {
    fn name(&self) -> &'static str {
        self.name
    }

    fn title(&self, lang: Lang) -> String {
        let count =
            |of: Severity| self.problems.iter().filter(|p| p.severity == of).count();
        if self.problems.is_empty() {
            return say(lang, self.none).to_owned();
        }
        Message::new("report-findings-title")
            .with("errors", count(Severity::Error))
            .with("warnings", count(Severity::Warning))
            .with("notes", count(Severity::Info))
            .say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        if self.problems.is_empty() {
            return Vec::new();
        }
        vec![Section::table("", self.table(lang))]
    }

    fn sheet(&self, lang: Lang) -> Option<Table> {
        Some(self.table(lang))
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let lines: Vec<_> = self.problems.iter().map(|p| line(p, lang)).collect();
        Box::new(std::collections::BTreeMap::from([("problems", lines)]))
    }

    fn lines<'a>(&'a self, lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        self.problems.iter().map(|problem| Box::new(line(problem, lang)) as _).collect()
    }
}

fn row(problem: &Problem, lang: Lang) -> Vec<Cell> {
    let spoken = problem.say(lang);
    let tone = Tone::of_severity(problem.severity);
    vec![
        Cell::Toned(tone, problem.severity.label().say(lang)),
        spoken.subject.into(),
        spoken.message.into(),
        spoken.hint.into(),
    ]
}

fn line(problem: &Problem, lang: Lang) -> Line {
    let spoken = problem.say(lang);
    Line {
        subject: spoken.subject,
        code: spoken.code,
        severity: spoken.severity,
        message: spoken.message,
        hint: spoken.hint,
    }
}
