//! A need, read for matching.

use super::Matcher;
use crate::domain::Need;
use crate::matching::criteria::NeedFacets;
use crate::matching::document::Document;
use crate::matching::engine::Query;
use crate::matching::explain::Wording;
use crate::matching::passages::Passages;
use crate::matching::several::Several;
use crate::matching::topics::Direction;
use crate::text::KeyKind;

/// Content tokens below which a need says too little.
const THIN: usize = 3;

/// A need, read.
pub(super) struct Side<'a> {
    pub(super) need: &'a Need,
    pub(super) facets: NeedFacets,
    pub(super) query: Query,
    /// What it speaks of, where the offerings teach it.
    pub(super) topics: Option<Direction>,
    pub(super) wording: Wording,
    pub(super) several: Several,
    pub(super) passages: Passages,
    pub(super) han: bool,
    tokens: usize,
}

impl Side<'_> {
    /// Whether the need says too little to be matched.
    pub(super) fn is_thin(&self) -> bool {
        self.tokens < THIN
    }
}

impl Matcher<'_> {
    /// Reads a need.
    pub(super) fn side<'n>(&self, need: &'n Need) -> Side<'n> {
        let document = Document::of_need(need, self.ground.lexicon);
        let bag = document.question(self.ground.lexicon);
        let kinds = || bag.terms().iter().map(|(key, _)| key.kind());
        let space = &self.ground.corpus.space;
        let query = Query::new(&bag, space);
        let several = Several::new(need, &self.ground);
        let passages = if several.is_empty() {
            Passages::new(&document, space)
        } else {
            Passages::default()
        };
        let topics = self.topics.as_ref().and_then(|topics| topics.direction(&query));
        Side {
            need,
            facets: NeedFacets::new(need, self.ground.world),
            query,
            topics,
            han: !bag.is_foreign(),
            tokens: kinds()
                .filter(|k| matches!(k, KeyKind::Pair | KeyKind::Word))
                .count(),
            several,
            passages,
            wording: Wording::new(&document, space),
        }
    }
}
