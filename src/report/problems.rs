//! A list of problems in words.

use serde::Serialize;

use super::{Column, Report, Section, Table};
use crate::domain::problem::{Problem, SpokenProblem};
use crate::text::messages::{Lang, say};

/// What a check found.
#[derive(Debug, Clone, Default)]
pub struct Problems(pub Vec<Problem>);

#[derive(Serialize)]
struct Wire {
    problems: Vec<SpokenProblem>,
}

impl Report for Problems {
    fn name(&self) -> &'static str {
        "problems"
    }

    fn title(&self, lang: Lang) -> String {
        say(lang, "report-problems-title").to_owned()
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let columns = ["subject", "code", "message", "hint"];
        let header = |key| say(lang, &format!("report-problems-{key}")).to_owned();
        let rows = self.0.iter().map(|problem| {
            let spoken = problem.say(lang);
            [spoken.subject, spoken.code.to_owned(), spoken.message, spoken.hint]
                .map(Into::into)
                .to_vec()
        });
        let table = Table {
            columns: columns.into_iter().map(|key| Column::left(key, header(key))).collect(),
            rows: rows.collect(),
        };
        vec![Section::table("", table)]
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let problems = self.0.iter().map(|problem| problem.say(lang)).collect();
        Box::new(Wire { problems })
    }
}
