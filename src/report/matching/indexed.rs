//! What an index file holds.

use serde::Serialize;

use crate::report::{Cell, Column, Report, Section, Table};
use crate::text::messages::{Lang, say};

/// What an index file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Indexed {
    /// The file.
    pub file: String,
    /// Offerings.
    pub offerings: usize,
    /// Terms and concepts.
    pub terms: usize,
    /// Bytes.
    pub bytes: usize,
    /// Whether the registries are still those that were indexed; `null` if unknown.
    pub fresh: Option<bool>,
}

impl Report for Indexed {
    fn name(&self) -> &'static str {
        "index"
    }

    fn title(&self, lang: Lang) -> String {
        say(lang, "indexed-title").to_owned()
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let fresh =
            self.fresh.map(|fresh| if fresh { "indexed-fresh" } else { "indexed-stale" });
        let mut rows: Vec<Vec<Cell>> = vec![
            vec![say(lang, "indexed-file").into(), self.file.as_str().into()],
            vec![say(lang, "indexed-offerings").into(), self.offerings.into()],
            vec![say(lang, "indexed-terms").into(), self.terms.into()],
            vec![say(lang, "indexed-bytes").into(), self.bytes.into()],
        ];
        if let Some(fresh) = fresh {
            rows.push(vec![say(lang, "indexed-state").into(), say(lang, fresh).into()]);
        }
        let columns = vec![Column::left("what", ""), Column::left("value", "")];
        vec![Section::table("", Table { columns, rows })]
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(self)
    }
}
