//! Likely duplicates as a report: `dedupe`.

use serde::Serialize;

use super::{Block, Cell, Column, Report, Section, Table};
use crate::domain::{Code as _, Kind};
use crate::matching::duplicates::Duplicate;
use crate::text::messages::{Lang, Message, say};

/// Pairs of records that may be one, surest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Duplicates {
    /// The pairs.
    pub pairs: Vec<Duplicate>,
}

/// A pair as the JSON shows it.
#[derive(Serialize)]
struct Line<'a> {
    a: &'a str,
    b: &'a str,
    score: f64,
    reasons: Vec<String>,
}

impl Duplicates {
    /// The pairs of a registry as a table.
    fn table(&self, kind: Kind, lang: Lang) -> Table {
        let header = |key| Column::left(key, say(lang, &format!("duplicates-{key}")));
        let mut columns = vec![Column::right("score", say(lang, "duplicates-score"))];
        columns.extend(["a", "title-a", "b", "title-b", "reasons"].map(header));
        let pairs = self.pairs.iter().filter(|pair| pair.kind == kind);
        Table { columns, rows: pairs.map(|pair| row(pair, lang)).collect() }
    }
}

impl Report for Duplicates {
    fn name(&self) -> &'static str {
        "duplicates"
    }

    fn title(&self, lang: Lang) -> String {
        if self.pairs.is_empty() {
            return say(lang, "duplicates-none").to_owned();
        }
        Message::new("duplicates-title").with("n", self.pairs.len()).say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let mut sections: Vec<Section> = Kind::ALL
            .iter()
            .filter(|kind| self.pairs.iter().any(|pair| pair.kind == **kind))
            .map(|kind| Section::table(kind.label().say(lang), self.table(*kind, lang)))
            .collect();
        if let Some(last) = sections.last_mut() {
            last.blocks.push(Block::Text(say(lang, "duplicates-hint").to_owned()));
        }
        sections
    }

    fn sheet(&self, lang: Lang) -> Option<Table> {
        // Of no registry there are pairs: any has the same columns.
        self.pairs.is_empty().then(|| self.table(Kind::Needs, lang))
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let lines: Vec<_> = self.pairs.iter().map(|pair| line(pair, lang)).collect();
        Box::new(std::collections::BTreeMap::from([("pairs", lines)]))
    }

    fn lines<'a>(&'a self, lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        self.pairs.iter().map(|pair| Box::new(line(pair, lang)) as _).collect()
    }
}

fn row(pair: &Duplicate, lang: Lang) -> Vec<Cell> {
    vec![
        Cell::Percent(pair.score),
        pair.a.clone().into(),
        pair.titles[0].clone().into(),
        pair.b.clone().into(),
        pair.titles[1].clone().into(),
        Cell::Lines(pair.reasons.iter().map(|reason| reason.say(lang)).collect()),
    ]
}

fn line(pair: &Duplicate, lang: Lang) -> Line<'_> {
    Line {
        a: &pair.a,
        b: &pair.b,
        score: (pair.score * 1000.0).round() / 1000.0,
        reasons: pair.reasons.iter().map(|reason| reason.say(lang)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_a_line_of_the_contract() {
        let pair = Duplicate {
            kind: Kind::Organizations,
            a: "E1".into(),
            b: "E2".into(),
            titles: ["甲".into(), "乙".into()],
            score: 0.9,
            reasons: vec![Message::new("duplicate-legal-form")],
        };
        let report = Duplicates { pairs: vec![pair] };
        let json = serde_json::to_string(&report.json(Lang::En)).unwrap();
        assert_eq!(
            json,
            r#"{"pairs":[{"a":"E1","b":"E2","score":0.9,"reasons":["the names differ in legal form only"]}]}"#
        );
        assert_eq!(report.title(Lang::En), "1 likely duplicate pair");
    }
}
