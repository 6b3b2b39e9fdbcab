//! A need as a query: its terms with their weights.

use super::bag::{Bag, weight};
use super::shard::index;
use super::space::Space;
use crate::text::{Key, KeyKind};

/// A need's terms in a space.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Terms that have postings, with weight × rarity², by number.
    pub(super) terms: Impacts,
    /// Concepts, the same way.
    pub(super) concepts: Impacts,
    /// 1 / length of the need's vector.
    pub(super) reciprocal: f32,
    /// The keys of all terms and concepts known to the space, by number.
    pub(super) keys: Vec<(u32, Key)>,
    /// Whether it names a concept that some offering has.
    has_concepts: bool,
}

/// What terms add to the score of a document per unit of its weight.
#[derive(Debug, Clone, Default)]
pub(super) struct Impacts {
    /// Rare terms, by number.
    pub(super) rare: Vec<(u32, f32)>,
    /// Common terms, by place; 0 for those the need lacks. Empty if it has none.
    pub(super) common: Vec<f32>,
}

impl Query {
    /// The query of a bag. Terms that no offering has make it longer: a need that mostly
    /// speaks of things unheard of matches nothing well. A need without a Han character is
    /// not blamed for its foreign words: its concepts find the Chinese offerings.
    pub fn new(bag: &Bag, space: &Space<'_>) -> Self {
        let mut query = Self::default();
        let is_foreign =
            !bag.terms().iter().any(|(key, _)| key.kind() == KeyKind::Single);
        let mut square = 0.0_f64;
        for &(key, count) in bag.terms() {
            let weight = f32::from(weight(count));
            let Some(term) = space.dictionary.get(key) else {
                let unheard = if is_foreign { 0.0 } else { space.unseen(key) };
                square += f64::from(weight * unheard).powi(2);
                continue;
            };
            let Some(&rarity) = space.rarity.get(index(term)) else { continue };
            square += f64::from(weight * rarity).powi(2);
            let impacts = match key.kind() {
                KeyKind::Single | KeyKind::Pair | KeyKind::Word => &mut query.terms,
                KeyKind::Concept | KeyKind::Broader => &mut query.concepts,
            };
            impacts.add(term, weight * rarity * rarity, space);
            query.has_concepts |= key.kind() == KeyKind::Concept;
            query.keys.push((term, key));
        }
        query.terms.rare.sort_unstable_by_key(|&(term, _)| term);
        query.concepts.rare.sort_unstable_by_key(|&(term, _)| term);
        query.keys.sort_unstable();
        #[expect(clippy::cast_possible_truncation, reason = "a weight needs no more")]
        let reciprocal = if square > 0.0 { (1.0 / square.sqrt()) as f32 } else { 0.0 };
        query.reciprocal = reciprocal;
        query
    }

    /// Whether no offering shares a term or a concept with it.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Whether it names a concept that some offering has.
    pub fn has_concepts(&self) -> bool {
        self.has_concepts
    }
}

impl Impacts {
    fn add(&mut self, term: u32, impact: f32, space: &Space<'_>) {
        match space.common.binary_search(&term) {
            Ok(place) => {
                self.common.resize(space.common.len(), 0.0);
                self.common[place] = impact;
            }
            Err(_) => self.rare.push((term, impact)),
        }
    }

    /// What the common terms of a document add.
    pub(super) fn common(&self, terms: &[u16], weights: &[u8]) -> f32 {
        if self.common.is_empty() {
            return 0.0;
        }
        let each = terms.iter().zip(weights);
        let impact =
            |term: u16| self.common.get(usize::from(term)).copied().unwrap_or(0.0);
        each.map(|(&term, &w)| impact(term) * f32::from(w)).sum()
    }
}
