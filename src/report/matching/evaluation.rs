//! Ranking quality over judged needs.

use crate::matching::Quality;
use crate::report::{Cell, Column, Report, Section, Table};
use crate::text::messages::{Lang, say};

/// Ranking quality over judged needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation(pub Quality);

impl Report for Evaluation {
    fn name(&self) -> &'static str {
        "evaluation"
    }

    fn title(&self, lang: Lang) -> String {
        say(lang, "evaluation-title").to_owned()
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let columns = vec![
            Column::left("measure", say(lang, "evaluation-measure")),
            Column::right("value", say(lang, "evaluation-value")),
        ];
        let quality = &self.0;
        let mut rows: Vec<Vec<Cell>> =
            vec![vec![say(lang, "evaluation-queries").into(), quality.queries.into()]];
        let measures = [
            ("nDCG@10", quality.ndcg),
            ("MAP", quality.map),
            ("Recall@20", quality.recall),
            ("MRR", quality.mrr),
        ];
        rows.extend(
            measures.map(|(name, value)| vec![name.into(), Cell::Decimal(value, 4)]),
        );
        vec![Section::table("", Table { columns, rows })]
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(&self.0)
    }
}
