//! The postings of up to 65,536 documents: offsets fit two bytes and the scores of a
//! query stay in the processor's cache.

use super::column::Column;

/// Documents in a shard, at most.
pub(super) const SHARD: usize = 1 << 16;

/// The postings of the documents of one shard.
///
/// Terms that stand in many documents are kept the other way round, per document: a
/// query passes over them and adds their part for its best candidates only.
#[derive(Debug, Clone, Default)]
pub(in crate::matching) struct Shard<'a> {
    /// First posting of each term; a term beyond the end has none.
    pub(in crate::matching) starts: Column<'a, u32>,
    /// Documents of the postings, counted from the shard's first.
    pub(in crate::matching) documents: Column<'a, u16>,
    /// Weights of the postings.
    pub(in crate::matching) weights: Column<'a, u8>,
    /// The weights of all common terms in each document, document by document; 0 where
    /// it lacks the term.
    pub(in crate::matching) common: Column<'a, u8>,
}

/// The documents of a shard that is not full yet, as they came.
#[derive(Debug, Default)]
pub(super) struct Draft {
    terms: Vec<u32>,
    weights: Vec<u8>,
    ends: Vec<u32>,
}

impl Draft {
    /// Adds a term, new to it, to the document that is being added.
    pub(super) fn push(&mut self, term: u32, weight: u8) {
        self.terms.push(term);
        self.weights.push(weight);
    }

    /// Ends the document that is being added.
    pub(super) fn end_document(&mut self) {
        self.ends.push(to_u32(self.terms.len()));
    }

    /// How many documents there are.
    pub(super) fn documents(&self) -> usize {
        self.ends.len()
    }

    /// The postings by term: each is put where the counts of the terms say.
    pub(super) fn close(&mut self) -> Shard<'static> {
        let terms = self.terms.iter().max().map_or(0, |last| index(*last) + 1);
        let mut starts = vec![0_u32; terms + 1];
        for &term in &self.terms {
            starts[index(term) + 1] += 1;
        }
        for term in 0..terms {
            starts[term + 1] += starts[term];
        }
        let mut next = starts.clone();
        let mut documents = vec![0_u16; self.terms.len()];
        let mut weights = vec![0_u8; self.terms.len()];
        let mut from = 0;
        for (document, &end) in (0..=u16::MAX).zip(&self.ends) {
            for at in from..index(end) {
                let place = &mut next[index(self.terms[at])];
                documents[index(*place)] = document;
                weights[index(*place)] = self.weights[at];
                *place += 1;
            }
            from = index(end);
        }
        self.terms.clear();
        self.weights.clear();
        self.ends.clear();
        Shard {
            starts: Column::Own(starts),
            documents: Column::Own(documents),
            weights: Column::Own(weights),
            ..Shard::default()
        }
    }
}

impl Shard<'static> {
    /// Takes the common terms, which are in order, out of the postings and turns them
    /// round.
    pub(super) fn split(&mut self, size: usize, common: &[u32]) {
        let mut rows = vec![0_u8; size * common.len()];
        let mut places = common.iter().enumerate().peekable();
        let (starts, documents, weights) =
            (self.starts.own(), self.documents.own(), self.weights.own());
        let (mut from, mut kept) = (0, 0);
        for (term, start) in (0..).zip(starts.iter_mut().skip(1)) {
            let range = from..index(*start);
            from = range.end;
            if let Some((place, _)) = places.next_if(|(_, common)| **common == term) {
                for at in range {
                    let row = usize::from(documents[at]) * common.len();
                    rows[row + place] = weights[at];
                }
            } else {
                documents.copy_within(range.clone(), kept);
                weights.copy_within(range.clone(), kept);
                kept += range.len();
            }
            *start = to_u32(kept);
        }
        documents.truncate(kept);
        documents.shrink_to_fit();
        weights.truncate(kept);
        weights.shrink_to_fit();
        self.common = Column::Own(rows);
    }
}

impl<'a> Shard<'a> {
    /// The shard of columns; `None` if their lengths don't fit each other. What they hold
    /// is not looked through when a file is opened, but bounded where it is used.
    pub(super) fn of_parts(
        parts: ShardParts<'a>,
        size: usize,
        common: usize,
    ) -> Option<Self> {
        let (starts, documents, weights) = parts.rare;
        let fits = documents.len() == weights.len()
            && Some(parts.common.len()) == size.checked_mul(common);
        fits.then_some(Self { starts, documents, weights, common: parts.common })
    }
}

/// The columns of a shard as they lie in a file.
pub struct ShardParts<'a> {
    /// First posting of each rare term, documents and weights of the postings.
    pub rare: (Column<'a, u32>, Column<'a, u16>, Column<'a, u8>),
    /// The weights of all common terms in each document.
    pub common: Column<'a, u8>,
}

impl Shard<'_> {
    /// How many postings each term has.
    pub(super) fn counts(&self) -> impl Iterator<Item = u32> {
        self.starts.all().windows(2).map(|range| range[1] - range[0])
    }

    /// The postings of a term: documents and weights.
    #[inline]
    pub(super) fn postings(&self, term: u32) -> (&[u16], &[u8]) {
        let range = bounds(&self.starts, index(term));
        (self.documents.range(range.clone()), self.weights.range(range))
    }

    /// The weights of the common terms, of which there are so many, in a document.
    #[inline]
    pub(super) fn common(&self, document: usize, terms: usize) -> &[u8] {
        self.common.range(document * terms..(document + 1) * terms)
    }
}

/// From one start to the next; nothing beyond the last.
#[inline]
fn bounds(starts: &Column<'_, u32>, place: usize) -> std::ops::Range<usize> {
    match *starts.range(place..place + 2) {
        [start, end] => index(start)..index(end),
        _ => 0..0,
    }
}

/// A number as a place in memory.
pub(super) fn index(number: u32) -> usize {
    usize::try_from(number).expect("32 bits fit")
}

/// A place in memory as a number.
pub(super) fn to_u32(index: usize) -> u32 {
    u32::try_from(index).expect("fewer than 2^32 postings in a shard")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_terms_are_turned_round() {
        let mut draft = Draft::default();
        for document in [[(0, 32), (1, 40)], [(2, 60), (1, 50)]] {
            for (term, weight) in document {
                draft.push(term, weight);
            }
            draft.end_document();
        }
        assert_eq!(draft.documents(), 2);
        let mut shard = draft.close();
        assert_eq!(shard.postings(1), (&[0, 1][..], &[40, 50][..]));
        shard.split(2, &[1]);
        assert_eq!(shard.postings(1), (&[][..], &[][..]));
        assert_eq!(shard.postings(2), (&[1][..], &[60][..]));
        assert_eq!([shard.common(0, 1), shard.common(1, 1)], [[40], [50]]);
        assert_eq!(shard.postings(9), (&[][..], &[][..]));
    }
}
