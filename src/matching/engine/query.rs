//! A need as a query: its terms with their weights.

use super::bag::{Bag, weight};
use super::shard::index;
use super::space::Space;
use crate::text::{Key, KeyKind};

/// A need's terms in a space.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Rare terms, with what they add to the score of a document per unit of its weight
    /// (weight × rarity²), by number.
    pub(super) terms: Vec<(u32, f32)>,
    /// Rare concepts, the same way.
    pub(super) concepts: Vec<(u32, f32)>,
    /// What each common term adds, by its place: as a term, as a concept; zeros for those
    /// that the need lacks. Empty if it has none.
    pub(super) common: Vec<[f32; 2]>,
    /// 1 / length of the need's vector.
    pub(super) reciprocal: f32,
    /// The keys of all terms and concepts known to the space, by number.
    pub(super) keys: Vec<(u32, Key)>,
    /// Whether it names a concept that some offering has.
    has_concepts: bool,
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
            let Some(rarity) = space.rarity.get(index(term)) else { continue };
            square += f64::from(weight * rarity).powi(2);
            let is_concept = matches!(key.kind(), KeyKind::Concept | KeyKind::Broader);
            query.add(term, is_concept, weight * rarity * rarity, space);
            query.has_concepts |= key.kind() == KeyKind::Concept;
            query.keys.push((term, key));
        }
        query.terms.sort_unstable_by_key(|&(term, _)| term);
        query.concepts.sort_unstable_by_key(|&(term, _)| term);
        query.keys.sort_unstable();
        #[expect(clippy::cast_possible_truncation, reason = "a weight needs no more")]
        let reciprocal = if square > 0.0 { (1.0 / square.sqrt()) as f32 } else { 0.0 };
        query.reciprocal = reciprocal;
        query
    }

    /// The terms and concepts that are not common, each with its weight × rarity².
    pub(in crate::matching) fn rare(&self) -> impl Iterator<Item = (u32, f32)> {
        self.terms.iter().chain(&self.concepts).copied()
    }

    /// Whether no offering shares a term or a concept with it.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Whether it names a concept that some offering has.
    pub fn has_concepts(&self) -> bool {
        self.has_concepts
    }

    fn add(&mut self, term: u32, is_concept: bool, impact: f32, space: &Space<'_>) {
        match space.common.binary_search(&term) {
            Ok(place) => {
                self.common.resize(space.common.len(), [0.0; 2]);
                self.common[place][usize::from(is_concept)] = impact;
            }
            Err(_) if is_concept => self.concepts.push((term, impact)),
            Err(_) => self.terms.push((term, impact)),
        }
    }

    /// What the common terms of some documents add to each, as terms and as concepts: side
    /// by side, as each addition waits for the one before it.
    pub(super) fn common<const N: usize>(
        &self,
        documents: [(&[u16], &[u8]); N],
    ) -> [[f32; 2]; N] {
        let mut sums = [[0.0; 2]; N];
        let lengths = documents.iter().flat_map(|(t, w)| [t.len(), w.len()]);
        let shortest = lengths.min().unwrap_or(0);
        let together = documents.map(|(t, w)| (&t[..shortest], &w[..shortest]));
        for at in 0..shortest {
            for (sums, (terms, weights)) in sums.iter_mut().zip(&together) {
                self.add_common(sums, terms[at], weights[at]);
            }
        }
        for (sums, (terms, weights)) in sums.iter_mut().zip(&documents) {
            for (&term, &weight) in terms[shortest..].iter().zip(&weights[shortest..]) {
                self.add_common(sums, term, weight);
            }
        }
        sums
    }

    #[inline]
    fn add_common(&self, sums: &mut [f32; 2], term: u16, weight: u8) {
        let impacts = self.common.get(usize::from(term)).copied().unwrap_or_default();
        sums[0] += impacts[0] * f32::from(weight);
        sums[1] += impacts[1] * f32::from(weight);
    }

    /// The key of one of its terms or concepts.
    pub(in crate::matching) fn key(&self, term: u32) -> Key {
        let known = self.keys.binary_search_by_key(&term, |known| known.0);
        self.keys[known.expect("a term of the query")].1
    }
}
