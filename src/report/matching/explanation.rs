//! One pair, criterion by criterion.

use super::MatchLine;
use super::matches::point;
use crate::matching::{Match, Points};
use crate::report::{Block, Cell, Column, Report, Section, Table};
use crate::text::messages::{Lang, Message, say};

/// One pair, criterion by criterion, with what they share.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The pair.
    pub pair: Match,
    /// The need's title.
    pub need: String,
}

impl Explanation {
    fn criteria(&self, lang: Lang) -> Table {
        let columns = vec![
            Column::left("criterion", say(lang, "explanation-criterion")),
            Column::right("score", say(lang, "matches-score")),
            Column::right("weight", say(lang, "explanation-weight")),
            Column::left("reason", say(lang, "matches-reason")),
        ];
        let score = |points: Option<Points>| {
            points.map_or(Cell::Empty, |points| Cell::Decimal(points.share(), 4))
        };
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for criterion in &self.pair.criteria {
            rows.push(vec![
                Message::new(format!("criterion-{}", criterion.name)).say(lang).into(),
                score(criterion.score),
                criterion.weight.into(),
                criterion.reason.say(lang).into(),
            ]);
        }
        let spoke = self.pair.criteria.iter().filter(|c| c.score.is_some());
        rows.push(vec![
            say(lang, "explanation-total").into(),
            Cell::Decimal(self.pair.total.share(), 4),
            spoke.map(|c| c.weight).sum::<u32>().into(),
            crate::domain::Code::label(self.pair.level).say(lang).into(),
        ]);
        Table { columns, rows }
    }

    fn terms(&self, lang: Lang) -> Table {
        let columns = vec![
            Column::left("term", say(lang, "explanation-term")),
            Column::right("share", say(lang, "explanation-share")),
        ];
        let row = |term: &crate::matching::Term| {
            vec![term.term.as_str().into(), Cell::Percent(term.share)]
        };
        Table { columns, rows: self.pair.terms.iter().map(row).collect() }
    }
}

impl Report for Explanation {
    fn name(&self) -> &'static str {
        "explanation"
    }

    fn title(&self, lang: Lang) -> String {
        Message::new("explanation-title")
            .with("need", format!("{} {}", self.pair.need, self.need))
            .with("offering", format!("{} {}", self.pair.offering, self.pair.title))
            .say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let mut sections = vec![Section::table("", self.criteria(lang))];
        if let Some(point) = point(&self.pair) {
            sections[0].blocks.insert(0, Block::Text(point.say(lang)));
        }
        if let Some(decision) = self.pair.decision {
            let told = Message::new("explanation-decided");
            let told = told.with("decision", crate::domain::Code::label(decision));
            sections[0].blocks.push(Block::Text(told.say(lang)));
        }
        if !self.pair.terms.is_empty() {
            sections
                .push(Section::table(say(lang, "explanation-terms"), self.terms(lang)));
        }
        sections
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(MatchLine::new(&self.pair, lang))
    }
}
