//! A need as a query: its terms with their weights.

use wide::{f32x8, i16x8, i32x8};

use super::bag::{Bag, weight};
use super::shard::index;
use super::space::Space;
use crate::text::{Key, KeyKind};

/// Documents whose common terms are added up side by side.
pub(super) const LANES: usize = 8;

/// A need's terms in a space.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Rare terms, with what they add to the score of a document per unit of its weight
    /// (weight × rarity²), by number.
    pub(super) terms: Vec<(u32, f32)>,
    /// Rare concepts, the same way.
    pub(super) concepts: Vec<(u32, f32)>,
    /// Common terms by their places, with what they add; common concepts.
    pub(super) common: [Vec<(u16, f32)>; 2],
    /// 1 / length of the need's vector, for terms and for concepts.
    pub(super) reciprocals: [f32; 2],
    /// The keys of all terms and concepts known to the space, by number.
    pub(super) keys: Vec<(u32, Key)>,
    /// Whether it names a concept that some offering has, or has a kind or a relative of.
    has_concepts: bool,
}

/// 1 / length, of a squared length; 0 for none.
fn reciprocal(square: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a weight needs no more")]
    let reciprocal = if square > 0.0 { (1.0 / square.sqrt()) as f32 } else { 0.0 };
    reciprocal
}

impl Query {
    /// The query of a bag. Terms that no offering has make it longer: a need that mostly
    /// speaks of things unheard of matches nothing well. The concepts of a foreign need
    /// are not blamed for its foreign words: they find the Chinese offerings.
    pub fn new(bag: &Bag, space: &Space<'_>) -> Self {
        let is_foreign = bag.is_foreign();
        let (mut square, mut unheard_of) = (0.0_f64, 0.0_f64);
        let mut known = Vec::with_capacity(bag.terms().len());
        let numbers = space.dictionary.find(bag.terms());
        for (&(key, count), number) in bag.terms().iter().zip(numbers) {
            let weight = f32::from(weight(count));
            let Some(term) = number else {
                unheard_of += f64::from(weight * space.unseen(key)).powi(2);
                continue;
            };
            let Some(rarity) = space.rarity.get(index(term)) else { continue };
            square += f64::from(weight * rarity).powi(2);
            known.push((term, key, weight * rarity * rarity));
        }
        known.sort_unstable_by_key(|&(term, ..)| term);
        let mut query = Self::of_terms(&known, &space.common);
        let blamed = square + unheard_of;
        let squares = [blamed, if is_foreign { square } else { blamed }];
        query.reciprocals = squares.map(reciprocal);
        query
    }

    /// The terms and concepts that are not common, each with its weight × rarity².
    pub(in crate::matching) fn rare(&self) -> impl Iterator<Item = (u32, f32)> {
        self.terms.iter().chain(&self.concepts).copied()
    }

    /// Whether it names a concept that some offering has, or has a kind or a relative of.
    pub fn has_concepts(&self) -> bool {
        self.has_concepts
    }

    /// Whether some of its terms or concepts are common.
    pub(super) fn has_common(&self) -> bool {
        self.common.iter().any(|common| !common.is_empty())
    }

    /// The query of terms with what they add; they and the common ones in order.
    fn of_terms(known: &[(u32, Key, f32)], common: &[u32]) -> Self {
        let mut query = Self::default();
        let mut places = (0..=u16::MAX).zip(common).peekable();
        for &(term, key, impact) in known {
            while places.next_if(|(_, common)| **common < term).is_some() {}
            let is_concept = matches!(key.kind(), KeyKind::Concept | KeyKind::Broader);
            match places.peek() {
                Some(&(place, common)) if *common == term => {
                    query.common[usize::from(is_concept)].push((place, impact));
                }
                _ if is_concept => query.concepts.push((term, impact)),
                _ => query.terms.push((term, impact)),
            }
            query.has_concepts |= is_concept;
            query.keys.push((term, key));
        }
        query
    }

    /// What the common terms of some documents add to each, as terms and as concepts: side
    /// by side, as each addition waits for the one before it.
    pub(super) fn common(&self, documents: [&[u8]; LANES]) -> [[f32; LANES]; 2] {
        let shortest = documents.iter().map(|row| row.len()).min().unwrap_or(0);
        // of one length, so that it is compared once
        let cut = |row: usize| &documents[row][..shortest];
        let rows = [cut(0), cut(1), cut(2), cut(3), cut(4), cut(5), cut(6), cut(7)];
        let mut sums = [f32x8::ZERO; 2];
        for (sums, common) in sums.iter_mut().zip(&self.common) {
            for &(place, impact) in common {
                let place = usize::from(place);
                if place >= shortest {
                    break;
                }
                let at = |row: usize| i16::from(rows[row][place]);
                let weights = [at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7)];
                let weights = i32x8::from_i16x8(i16x8::new(weights));
                *sums += f32x8::splat(impact) * f32x8::from_i32x8(weights);
            }
        }
        sums.map(f32x8::to_array)
    }

    /// The key of one of its terms or concepts.
    pub(in crate::matching) fn key(&self, term: u32) -> Key {
        let known = self.keys.binary_search_by_key(&term, |known| known.0);
        self.keys[known.expect("a term of the query")].1
    }
}
