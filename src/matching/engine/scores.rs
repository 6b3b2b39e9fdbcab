//! What the rare terms of a query add to documents that lie near each other: the sums
//! stay in the nearest cache.

use wide::{f32x8, i16x8, i32x8, u8x16};

use super::shard::Shard;

/// Documents whose scores are added up together, a power of two.
pub(super) const NEAR: usize = 1 << 13;

/// The sums of some documents: what the terms add and what the concepts add.
#[derive(Debug)]
pub(super) struct Scores {
    text: Box<[f32; NEAR]>,
    concepts: Box<[f32; NEAR]>,
    /// How many documents' sums may be other than zero.
    used: usize,
}

impl Default for Scores {
    fn default() -> Self {
        let zeros = || vec![0.0; NEAR].try_into().expect("so many");
        Self { text: zeros(), concepts: zeros(), used: 0 }
    }
}

impl Scores {
    /// Adds up the next `documents` documents from `from` on.
    pub(super) fn add_up(
        &mut self,
        lists: &mut [Vec<List<'_>>; 2],
        from: usize,
        documents: usize,
    ) {
        let used = self.used;
        let [terms, concepts] = lists;
        for (sums, lists) in [(&mut self.text, terms), (&mut self.concepts, concepts)] {
            sums[..used].fill(0.0);
            for list in lists {
                list.add(from + documents, sums);
            }
        }
        self.used = documents;
    }

    /// What the terms and what the concepts add to a document.
    pub(super) fn parts(&self, document: usize) -> [f32; 2] {
        [self.text[document % NEAR], self.concepts[document % NEAR]]
    }

    /// The sums, eight documents at a time.
    pub(super) fn lanes(&self) -> impl Iterator<Item = (f32x8, f32x8)> {
        let [text, concepts] = [&self.text, &self.concepts].map(|sums| {
            sums.as_chunks::<LANES>().0.iter().map(|lanes| f32x8::new(*lanes))
        });
        text.zip(concepts)
    }
}

/// The postings of a term that are still to be added up, and what a unit of weight adds.
pub(super) struct List<'a> {
    /// The first document of them.
    next: usize,
    documents: &'a [u16],
    weights: &'a [u8],
    impact: f32,
}

/// The postings of some terms in a shard.
pub(super) fn lists<'a>(shard: &'a Shard<'_>, impacts: &[(u32, f32)]) -> Vec<List<'a>> {
    let list = |&(term, impact): &(u32, f32)| {
        let (documents, weights) = shard.postings(term);
        let next = usize::from(*documents.first()?);
        Some(List { next, documents, weights, impact })
    };
    impacts.iter().filter_map(list).collect()
}

/// Numbers that are worked on at once.
const LANES: usize = 8;

/// Postings that are added up without looking at each.
const TOGETHER: usize = 2 * LANES;

impl List<'_> {
    /// Adds the documents before `end` to the sums, and takes them off.
    fn add(&mut self, end: usize, sums: &mut [f32; NEAR]) {
        if self.next >= end {
            return;
        }
        let (mut documents, mut weights) = (self.documents, self.weights);
        while let (Some((near, later)), Some((those, rest))) = (
            documents.split_first_chunk::<TOGETHER>(),
            weights.split_first_chunk::<TOGETHER>(),
        ) && usize::from(near[TOGETHER - 1]) < end
        {
            let those = u8x16::new(*those);
            let halves = [i16x8::from_u8x16_low(those), i16x8::from_u8x16_high(those)];
            for (near, half) in near.as_chunks::<LANES>().0.iter().zip(halves) {
                let weights = f32x8::from_i32x8(i32x8::from_i16x8(half));
                let products = (weights * f32x8::splat(self.impact)).to_array();
                for (&document, product) in near.iter().zip(products) {
                    sums[usize::from(document) % NEAR] += product;
                }
            }
            (documents, weights) = (later, rest);
        }
        self.next = usize::MAX;
        while let (Some((&document, later)), Some((&weight, rest))) =
            (documents.split_first(), weights.split_first())
        {
            if usize::from(document) >= end {
                self.next = usize::from(document);
                break;
            }
            sums[usize::from(document) % NEAR] += self.impact * f32::from(weight);
            (documents, weights) = (later, rest);
        }
        (self.documents, self.weights) = (documents, weights);
    }
}
