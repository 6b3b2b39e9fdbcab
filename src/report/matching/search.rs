//! Ranked search results.

use serde::Serialize;

use crate::report::{Cell, Column, Report, Section, Table};
use crate::text::messages::{Lang, Message, say};

/// A record found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// Its id.
    pub id: String,
    /// How well it fits the words, in [0, 1].
    pub score: f64,
    /// Its title.
    pub title: String,
}

/// Ranked search results.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct SearchResults {
    /// What was searched for.
    #[serde(skip)]
    pub query: String,
    /// What was found, best first.
    pub results: Vec<Found>,
}

impl Report for SearchResults {
    fn name(&self) -> &'static str {
        "search"
    }

    fn title(&self, lang: Lang) -> String {
        Message::new("search-title").with("query", self.query.as_str()).say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let columns = vec![
            Column::left("id", say(lang, "search-id")),
            Column::left("title", say(lang, "search-name")),
            Column::right("score", say(lang, "matches-score")),
        ];
        let row = |found: &Found| {
            vec![
                found.id.as_str().into(),
                found.title.as_str().into(),
                Cell::Decimal(found.score, 3),
            ]
        };
        let rows = self.results.iter().map(row).collect();
        vec![Section::table("", Table { columns, rows })]
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(self)
    }

    fn lines<'a>(&'a self, _lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        self.results.iter().map(|found| Box::new(found) as _).collect()
    }
}
