//! A vector space of terms: TF-IDF weights with pivoted cosine length.
//!
//! Every statistic comes from the offerings alone, so that any split of the needs gives
//! the same scores.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rayon::prelude::*;

use super::bag::{Bag, weight};
use super::column::Column;
use super::dictionary::Dictionary;
use super::shard::{Draft, SHARD, Shard, ShardParts, index, to_u32};
use crate::text::{Key, KeyKind};

/// How a space weighs its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scheme {
    /// Factor for single Han characters: they say less than a pair.
    pub single: f32,
    /// Factor for concepts: the terms that name them count already.
    pub concept: f32,
    /// Factor for broader concepts.
    pub broader: f32,
    /// Slope of the pivoted length (Singhal, Buckley & Mitra 1996): 1 is the plain
    /// cosine, which favours short texts.
    pub slope: f32,
}

impl Scheme {
    /// The factor of a kind of key.
    fn factor(self, kind: KeyKind) -> f32 {
        match kind {
            KeyKind::Pair | KeyKind::Word => 1.0,
            KeyKind::Single => self.single,
            KeyKind::Concept => self.concept,
            KeyKind::Broader => self.broader,
        }
    }
}

/// A share of the documents above which a term is common …
const COMMON_SHARE: usize = 10;
/// … if it is at least this many of them.
const COMMON_LEAST: usize = 256;

/// The documents of one kind of term, ready for queries.
#[derive(Debug, Clone)]
pub struct Space<'a> {
    pub(in crate::matching) dictionary: Dictionary<'a>,
    /// How rare each term is among the different texts, in steps of 1/1024 so that it is
    /// the same on every machine, with the scheme's factor.
    pub(in crate::matching) rarity: Column<'a, f32>,
    /// The common terms by place, in order of their numbers.
    pub(in crate::matching) common: Cow<'a, [u32]>,
    /// 1 / pivoted length of each document.
    pub(in crate::matching) reciprocals: Cow<'a, [f32]>,
    pub(in crate::matching) shards: Vec<Shard<'a>>,
    pub(in crate::matching) scheme: Scheme,
    /// How rare a term is that no document has.
    unheard: f32,
    /// A number for what each document holds: the same for the same text.
    pub(in crate::matching) prints: Cow<'a, [u64]>,
}

/// A term of a space.
#[derive(Debug, Clone, Copy)]
pub(in crate::matching) struct SpaceTerm {
    /// Its key.
    pub(in crate::matching) key: Key,
    /// Its number.
    pub(in crate::matching) number: u32,
    /// How rare it is.
    pub(in crate::matching) rarity: f32,
}

/// Collects documents for a [`Space`].
#[derive(Debug)]
pub struct Builder {
    scheme: Scheme,
    dictionary: Dictionary<'static>,
    factors: Vec<f32>,
    /// The numbers of a document's terms.
    numbers: Vec<u32>,
    draft: Draft,
    shards: Vec<Shard<'static>>,
    /// A number for what each document holds.
    prints: Vec<u64>,
    /// What the documents hold: the same text again says nothing new of its terms.
    texts: BTreeSet<u64>,
    /// How often each term stands in such repeated texts.
    repeats: Vec<u32>,
}

impl Builder {
    /// An empty space.
    pub fn new(scheme: Scheme) -> Self {
        Self {
            scheme,
            dictionary: Dictionary::default(),
            factors: Vec::new(),
            numbers: Vec::new(),
            draft: Draft::default(),
            shards: Vec::new(),
            prints: Vec::new(),
            texts: BTreeSet::new(),
            repeats: Vec::new(),
        }
    }

    /// Adds the next document.
    pub fn push(&mut self, bag: &Bag) {
        self.dictionary.number(bag.terms(), &mut self.numbers);
        for (&(key, count), &term) in bag.terms().iter().zip(&self.numbers) {
            if index(term) == self.factors.len() {
                self.factors.push(self.scheme.factor(key.kind()));
            }
            self.draft.push(term, weight(count));
        }
        let print = bag.fingerprint();
        self.prints.push(print);
        if !self.texts.insert(print) {
            self.repeats.resize(self.factors.len(), 0);
            for &term in &self.numbers {
                self.repeats[index(term)] += 1;
            }
        }
        self.draft.end_document();
        if self.draft.documents() == SHARD {
            self.shards.push(self.draft.close());
        }
    }

    /// The space of the documents added.
    pub fn finish(mut self) -> Space<'static> {
        if self.draft.documents() > 0 {
            self.shards.push(self.draft.close());
        }
        self.draft = Draft::default();
        let frequencies = self.frequencies();
        let rarities = self.rarities(&frequencies);
        let unheard = rarity(self.texts.len(), 0);
        let documents = self.prints.len();
        let common = common(&frequencies, documents);
        let lengths = lengths(&self.shards, &rarities, documents);
        self.shards.par_iter_mut().enumerate().for_each(|(number, shard)| {
            shard.split(size(documents, number), &common);
        });
        let mut space = Space {
            dictionary: self.dictionary,
            rarity: Column::Own(rarities),
            common: Cow::Owned(common),
            reciprocals: Cow::Owned(reciprocals(&lengths, self.scheme.slope)),
            shards: self.shards,
            scheme: self.scheme,
            unheard,
            prints: Cow::Owned(self.prints),
        };
        space.lengthen_crowded();
        space
    }

    /// How rare each term is, which is in so many documents.
    fn rarities(&self, frequencies: &[u32]) -> Vec<f32> {
        let repeats = self.repeats.iter().copied().chain(std::iter::repeat(0));
        let terms = frequencies.iter().zip(repeats).zip(&self.factors);
        let rarity = |((documents, repeats), factor): ((&u32, u32), &f32)| {
            rarity(self.texts.len(), documents - repeats) * factor
        };
        terms.map(rarity).collect()
    }

    /// How many documents each term is in.
    fn frequencies(&self) -> Vec<u32> {
        let mut frequencies = vec![0; self.factors.len()];
        for shard in &self.shards {
            for (frequency, count) in frequencies.iter_mut().zip(shard.counts()) {
                *frequency += count;
            }
        }
        frequencies
    }
}

/// The terms in more than a tenth of the documents, by number; at most 2^16.
fn common(frequencies: &[u32], documents: usize) -> Vec<u32> {
    let least = (documents / COMMON_SHARE).max(COMMON_LEAST);
    let frequent = |(_, df): &(usize, &u32)| index(**df) > least;
    let terms = frequencies.iter().enumerate().filter(frequent);
    terms.map(|(term, _)| to_u32(term)).take(usize::from(u16::MAX)).collect()
}

impl Space<'_> {
    /// How many documents there are.
    pub fn documents(&self) -> usize {
        self.reciprocals.len()
    }

    /// How many terms there are.
    pub fn terms(&self) -> usize {
        self.dictionary.len()
    }

    /// All terms, in the order of their numbers.
    pub(in crate::matching) fn terms_by_number(&self) -> Vec<SpaceTerm> {
        let (slots, numbers) = self.dictionary.columns();
        let used = slots.iter().zip(numbers).filter(|(slot, _)| **slot != 0);
        let term = |(&slot, &number): (&u64, &u32)| {
            let rarity = self.rarity.get(index(number))?;
            Some(SpaceTerm { key: Key(slot), number, rarity })
        };
        let mut terms: Vec<_> = used.filter_map(term).collect();
        terms.sort_unstable_by_key(|term| term.number);
        terms
    }

    /// The documents of a term that is not common, with its weight in each.
    pub(in crate::matching) fn documents_of(
        &self,
        term: u32,
    ) -> impl Iterator<Item = (u32, f32)> {
        let documents = self.documents();
        self.shards.iter().enumerate().flat_map(move |(number, shard)| {
            let size = size(documents, number);
            let (documents, weights) = shard.postings(term);
            let each = documents.iter().zip(weights);
            let inside = each.filter(move |(at, _)| usize::from(**at) < size);
            inside.map(move |(&at, &weight)| {
                (to_u32(number * SHARD + usize::from(at)), f32::from(weight))
            })
        })
    }

    /// The values of its scheme and how rare unheard terms are, for a file.
    pub(in crate::matching) fn values(&self) -> [f32; 5] {
        let Scheme { single, concept, broader, slope } = self.scheme;
        [single, concept, broader, slope, self.unheard]
    }

    /// How rare each of some terms is; unheard ones are the rarest.
    pub(in crate::matching) fn rarities(&self, terms: &[(Key, u32)]) -> Vec<f32> {
        let numbers = self.dictionary.find(terms).into_iter();
        let known = |number: u32| self.rarity.get(index(number));
        numbers.map(|number| number.and_then(known).unwrap_or(f32::MAX)).collect()
    }

    /// How rare a term is that no document has. Concepts count by the terms naming them.
    pub(super) fn unseen(&self, key: Key) -> f32 {
        match key.kind() {
            KeyKind::Concept | KeyKind::Broader => 0.0,
            kind @ (KeyKind::Single | KeyKind::Pair | KeyKind::Word) => {
                self.unheard * self.scheme.factor(kind)
            }
        }
    }
}

/// How many of the documents are in the shard of a number.
fn size(documents: usize, shard: usize) -> usize {
    documents.saturating_sub(shard * SHARD).min(SHARD)
}

/// ln((N + 1) / (df + ½)) (Robertson & Spärck Jones 1976, half-smoothed) of a term in df
/// of N different texts, in steps of 1/1024 and at least one: what stands in every text
/// is still shared.
fn rarity(texts: usize, df: u32) -> f32 {
    let ratio = (texts as f64 + 1.0) / (f64::from(df) + 0.5);
    let steps = (libm::log(ratio) * 1024.0).round().max(1.0);
    #[expect(clippy::cast_possible_truncation, reason = "below 32, in steps of 1/1024")]
    let rarity = (steps / 1024.0) as f32;
    rarity
}

/// The length of each document's vector.
fn lengths(shards: &[Shard<'_>], rarity: &[f32], documents: usize) -> Vec<f64> {
    let mut squares = vec![0.0_f64; documents];
    shards.par_iter().zip(squares.par_chunks_mut(SHARD)).for_each(|(shard, squares)| {
        for (term, &rarity) in (0_u32..).zip(rarity) {
            let (documents, weights) = shard.postings(term);
            for (&document, &weight) in documents.iter().zip(weights) {
                let product = f64::from(rarity) * f64::from(weight);
                squares[usize::from(document)] += product * product;
            }
        }
    });
    squares.into_iter().map(f64::sqrt).collect()
}

fn reciprocals(lengths: &[f64], slope: f32) -> Vec<f32> {
    let mean = lengths.iter().sum::<f64>() / lengths.len().max(1) as f64;
    let slope = f64::from(slope);
    #[expect(clippy::cast_possible_truncation, reason = "a weight needs no more")]
    let reciprocal = |length: f64| {
        let pivoted = (1.0 - slope) * mean + slope * length;
        if pivoted > 0.0 { (1.0 / pivoted) as f32 } else { 0.0 }
    };
    lengths.iter().map(|&length| reciprocal(length)).collect()
}

/// The columns of a space as they lie in a file.
pub struct Parts<'a> {
    /// Dictionary: keys by slot, numbers by slot.
    pub dictionary: (Column<'a, u64>, Column<'a, u32>),
    /// How rare each term is.
    pub rarity: Column<'a, f32>,
    /// The common terms.
    pub common: &'a [u32],
    /// 1 / length of each document.
    pub reciprocals: &'a [f32],
    /// A number for what each document holds.
    pub prints: &'a [u64],
    /// The scheme's values, as [`Space::values`] gives them.
    pub scheme: &'a [f32],
    /// The shards.
    pub shards: Vec<ShardParts<'a>>,
}

impl<'a> Space<'a> {
    /// The space of columns; `None` if they don't fit each other.
    pub fn of_parts(parts: Parts<'a>) -> Option<Self> {
        let terms = parts.rarity.len();
        let (slots, numbers) = parts.dictionary;
        let dictionary = Dictionary::view(slots, numbers, terms)?;
        let known = |term: &u32| index(*term) < terms;
        let &[single, concept, broader, slope, unheard] = parts.scheme else {
            return None;
        };
        let documents = parts.reciprocals.len();
        let fits = parts.common.is_sorted()
            && parts.prints.len() == documents
            && parts.common.iter().all(known)
            && parts.shards.len() == documents.div_ceil(SHARD);
        let common = parts.common.len();
        let shard =
            |(number, parts)| Shard::of_parts(parts, size(documents, number), common);
        let shards = parts.shards.into_iter().enumerate().map(shard);
        let space = Self {
            dictionary,
            rarity: parts.rarity,
            common: Cow::Borrowed(parts.common),
            reciprocals: Cow::Borrowed(parts.reciprocals),
            shards: shards.collect::<Option<_>>()?,
            scheme: Scheme { single, concept, broader, slope },
            unheard,
            prints: Cow::Borrowed(parts.prints),
        };
        fits.then_some(space)
    }
}
