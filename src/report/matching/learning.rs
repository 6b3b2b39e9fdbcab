//! Weights learned from decisions, before and after.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::matching::{CRITERIA, Learned, Weight};
use crate::report::{Block, Cell, Column, Report, Section, Table};
use crate::text::messages::{Lang, Message, say};

/// Weights learned from decisions, before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct Learning(pub Learned);

#[derive(Serialize)]
struct Wire {
    decisions: usize,
    before: BTreeMap<&'static str, Weight>,
    after: BTreeMap<&'static str, Weight>,
    quality_before: f64,
    quality_after: f64,
    changed: bool,
}

impl Report for Learning {
    fn name(&self) -> &'static str {
        "learning"
    }

    fn title(&self, lang: Lang) -> String {
        say(lang, "learning-title").to_owned()
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let learned = &self.0;
        let columns = vec![
            Column::left("criterion", say(lang, "explanation-criterion")),
            Column::right("before", say(lang, "learning-before")),
            Column::right("after", say(lang, "learning-after")),
        ];
        let row = |(at, criterion): (usize, &&'static dyn crate::matching::Criterion)| {
            vec![
                Message::new(format!("criterion-{}", criterion.key())).say(lang).into(),
                learned.before.at(at).into(),
                Cell::from(learned.after.at(at)),
            ]
        };
        let rows = CRITERIA.iter().enumerate().map(row).collect();
        let percent = |share: f64| format!("{:.1}%", share * 100.0);
        let key = if learned.is_better() { "learning-better" } else { "learning-kept" };
        let summary = Message::new(key)
            .with("n", learned.decisions)
            .with("before", percent(learned.quality_before))
            .with("after", percent(learned.quality_after))
            .say(lang);
        let blocks = vec![Block::Text(summary), Block::Table(Table { columns, rows })];
        vec![Section { heading: String::new(), blocks }]
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let learned = &self.0;
        Box::new(Wire {
            decisions: learned.decisions,
            before: learned.before.by_name(),
            after: learned.after.by_name(),
            quality_before: learned.quality_before,
            quality_after: learned.quality_after,
            changed: learned.is_better(),
        })
    }
}
