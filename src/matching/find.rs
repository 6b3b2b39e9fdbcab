//! Searching by words: the same space as matching, of needs or of offerings.

use rayon::prelude::*;

use super::corpus::SCHEME;
use super::document::Document;
use super::engine::{Builder, Query, Scratch};
use crate::domain::{Need, Offering};
use crate::text::concepts::Lexicon;

/// What is searched for.
#[derive(Clone, Copy)]
pub struct Searcher<'a> {
    /// The concepts.
    pub lexicon: &'a Lexicon,
    /// The words.
    pub query: &'a str,
    /// How many records are wanted, at most.
    pub most: usize,
}

/// The needs that fit the words, by place, with their cosines, best first.
pub fn search_needs(searcher: &Searcher<'_>, needs: &[Need]) -> Vec<(usize, f64)> {
    searcher.search(needs, |need| Document::of_need(need, searcher.lexicon))
}

/// The offerings that fit the words, by place, with their cosines, best first.
pub fn search_offerings(
    searcher: &Searcher<'_>,
    offerings: &[Offering],
) -> Vec<(usize, f64)> {
    searcher
        .search(offerings, |offering| Document::of_offering(offering, searcher.lexicon))
}

impl Searcher<'_> {
    fn search<'l, T: Sync>(
        &self,
        records: &[T],
        read: impl Fn(&T) -> Document<'l> + Sync,
    ) -> Vec<(usize, f64)> {
        let mut builder = Builder::new(SCHEME);
        let bags: Vec<_> =
            records.par_iter().map(|record| read(record).bag(self.lexicon)).collect();
        for bag in &bags {
            builder.push(bag);
        }
        let space = builder.finish();
        let words = Document::of_words(self.query, self.lexicon).question(self.lexicon);
        let query = Query::new(&words, &space);
        let found = space.search(&query, self.most, &mut Scratch::default());
        let place = |document: u32| usize::try_from(document).expect("32 bits fit");
        let each = found.into_iter();
        each.map(|found| (place(found.document), f64::from(found.cosine()).min(1.0)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_either_language_find_an_offering() {
        let lexicon = Lexicon::default();
        let titled =
            |title: &str| Offering { title: title.into(), ..Offering::default() };
        let offerings = [titled("烧碱蒸发节能装置"), titled("草莓种苗脱毒快繁")];
        let search = |query| {
            let searcher = Searcher { lexicon: &lexicon, query, most: 5 };
            let found = search_offerings(&searcher, &offerings);
            found.into_iter().map(|(place, _)| place).collect::<Vec<_>>()
        };
        assert_eq!(search("草莓"), [1]);
        assert_eq!(search("NaOH"), [0]);
        assert_eq!(search("quantum"), [0_usize; 0]);
    }
}
