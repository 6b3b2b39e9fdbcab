//! The postings of up to 65,536 documents: offsets fit two bytes and the scores of a
//! query stay in the processor's cache.

use std::borrow::Cow;

/// Documents in a shard, at most.
pub(super) const SHARD: usize = 1 << 16;

/// The postings of the documents of one shard.
///
/// Terms that stand in many documents are kept the other way round, per document: a
/// query passes over them and adds their part for its best candidates only.
#[derive(Debug, Clone, Default)]
pub(in crate::matching) struct Shard<'a> {
    /// First posting of each term; a term beyond the end has none.
    pub(in crate::matching) starts: Cow<'a, [u32]>,
    /// Documents of the postings, counted from the shard's first.
    pub(in crate::matching) documents: Cow<'a, [u16]>,
    /// Weights of the postings.
    pub(in crate::matching) weights: Cow<'a, [u8]>,
    /// First common term of each document.
    pub(in crate::matching) common_starts: Cow<'a, [u32]>,
    /// Common terms, by their place among the common terms.
    pub(in crate::matching) common_terms: Cow<'a, [u16]>,
    /// Weights of the common terms.
    pub(in crate::matching) common_weights: Cow<'a, [u8]>,
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
            starts: Cow::Owned(starts),
            documents: Cow::Owned(documents),
            weights: Cow::Owned(weights),
            ..Shard::default()
        }
    }
}

impl Shard<'static> {
    /// Turns the postings of the common terms round. `place` gives a term's place among
    /// the common ones.
    pub(super) fn split(&mut self, documents: usize, place: impl Fn(u32) -> Option<u16>) {
        let mut common: Vec<(u16, u16, u8)> = Vec::new();
        let mut kept = Self::default();
        let mut starts = Vec::with_capacity(self.starts.len());
        kept.documents.to_mut().reserve_exact(self.documents.len());
        kept.weights.to_mut().reserve_exact(self.weights.len());
        for (term, range) in self.starts.windows(2).enumerate() {
            starts.push(to_u32(kept.documents.len()));
            let range = index(range[0])..index(range[1]);
            let (documents, weights) =
                (&self.documents[range.clone()], &self.weights[range]);
            match place(to_u32(term)) {
                Some(place) => common
                    .extend(documents.iter().zip(weights).map(|(&d, &w)| (d, place, w))),
                None => {
                    kept.documents.to_mut().extend_from_slice(documents);
                    kept.weights.to_mut().extend_from_slice(weights);
                }
            }
        }
        starts.push(to_u32(kept.documents.len()));
        kept.starts = Cow::Owned(starts);
        common.sort_unstable();
        kept.common_starts = Cow::Owned(offsets(documents, &common));
        kept.common_terms = Cow::Owned(common.iter().map(|c| c.1).collect());
        kept.common_weights = Cow::Owned(common.iter().map(|c| c.2).collect());
        *self = kept;
    }
}

/// The columns of a shard as they lie in a file.
pub struct ShardParts<'a> {
    /// First posting of each term.
    pub starts: &'a [u32],
    /// Documents of the postings.
    pub documents: &'a [u16],
    /// Weights of the postings.
    pub weights: &'a [u8],
    /// First common term of each document.
    pub common_starts: &'a [u32],
    /// Common terms, by their place among the common terms.
    pub common_terms: &'a [u16],
    /// Weights of the common terms.
    pub common_weights: &'a [u8],
}

impl<'a> Shard<'a> {
    /// The shard of columns; `None` if their lengths don't fit each other. What they hold
    /// is not looked through when a file is opened, but bounded where it is used.
    pub(super) fn of_parts(parts: ShardParts<'a>, size: usize) -> Option<Self> {
        let fits = parts.documents.len() == parts.weights.len()
            && parts.common_starts.len() == size + 1
            && parts.common_terms.len() == parts.common_weights.len();
        fits.then_some(Self {
            starts: Cow::Borrowed(parts.starts),
            documents: Cow::Borrowed(parts.documents),
            weights: Cow::Borrowed(parts.weights),
            common_starts: Cow::Borrowed(parts.common_starts),
            common_terms: Cow::Borrowed(parts.common_terms),
            common_weights: Cow::Borrowed(parts.common_weights),
        })
    }
}

impl Shard<'_> {
    /// The postings of a term: documents and weights.
    pub(super) fn postings(&self, term: u32) -> (&[u16], &[u8]) {
        let term = index(term);
        let (Some(&start), Some(&end)) =
            (self.starts.get(term), self.starts.get(term + 1))
        else {
            return (&[], &[]);
        };
        self.range(index(start)..index(end))
    }

    /// The common terms of a document: places and weights.
    pub(super) fn common(&self, document: usize) -> (&[u16], &[u8]) {
        let range =
            index(self.common_starts[document])..index(self.common_starts[document + 1]);
        let terms = self.common_terms.get(range.clone());
        terms.zip(self.common_weights.get(range)).unwrap_or((&[], &[]))
    }

    fn range(&self, range: std::ops::Range<usize>) -> (&[u16], &[u8]) {
        let documents = self.documents.get(range.clone());
        documents.zip(self.weights.get(range)).unwrap_or((&[], &[]))
    }
}

fn offsets(documents: usize, sorted: &[(u16, u16, u8)]) -> Vec<u32> {
    let mut starts = vec![0_u32; documents + 1];
    for &(document, ..) in sorted {
        starts[usize::from(document) + 1] += 1;
    }
    for document in 0..documents {
        starts[document + 1] += starts[document];
    }
    starts
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
            document.iter().for_each(|&(term, weight)| draft.push(term, weight));
            draft.end_document();
        }
        assert_eq!(draft.documents(), 2);
        let mut shard = draft.close();
        assert_eq!(shard.postings(1), (&[0, 1][..], &[40, 50][..]));
        shard.split(2, |term| (term == 1).then_some(0));
        assert_eq!(shard.postings(1), (&[][..], &[][..]));
        assert_eq!(shard.postings(2), (&[1][..], &[60][..]));
        assert_eq!(shard.common(1), (&[0][..], &[50][..]));
        assert_eq!(shard.postings(9), (&[][..], &[][..]));
    }
}
