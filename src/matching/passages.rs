//! Passages of a long need: an offering may answer one of them and not the rest.
//!
//! A need tells of its enterprise, of what was tried and of what is wanted. Its likeness to an
//! offering is in part that of the whole, in part that of the passage, under the title, that is
//! most like it (passage retrieval: Salton, Allan & Buckley 1993).

use super::document::Document;
use super::engine::{Bag, Candidate, Query, QueryParts, Scratch, Space};

/// Tokens of a passage, characters and pairs both counted: about sixty Chinese characters, a
/// sentence or two. Between 80 and 160 the judged needs hardly tell the difference.
const TOKENS: usize = 120;
/// Passages begin so many tokens apart, so that each sentence is whole in one of them.
const STEP: usize = TOKENS / 2;
/// Passages that are looked at, at most.
const MOST: usize = 20;
/// The share of the best passage; between 0.4 and 0.8 the judged needs hardly tell the
/// difference.
const SHARE: f32 = 0.6;

/// The passages of a need; none if it is short.
#[derive(Debug, Default)]
pub(super) struct Passages(QueryParts);

impl Passages {
    /// The passages of a need.
    pub(super) fn new(need: &Document<'_>, space: &Space<'_>) -> Self {
        let (mut title, mut body) = (Vec::new(), Vec::new());
        need.head.tokens(|token| title.push((token.key, Document::HEAD)));
        need.body.tokens(|token| body.push((token.key, 1)));
        if body.len() <= TOKENS {
            return Self::default();
        }
        let starts = (0..body.len() - STEP).step_by(STEP).take(MOST);
        let query = |start: usize| {
            let passage = &body[start..body.len().min(start + TOKENS)];
            Query::new(&Bag::new([&title[..], passage].concat()), space)
        };
        let queries: Vec<Query> = starts.map(query).collect();
        Self(QueryParts::new(&queries))
    }

    /// Gives each candidate the likeness of wording of the whole and of the passage most
    /// like it.
    pub(super) fn blend(
        &self,
        candidates: &mut [Candidate],
        space: &Space<'_>,
        scratch: &mut Scratch,
    ) {
        if self.0.is_empty() {
            return;
        }
        let best = space.best_part(&self.0, candidates, scratch);
        for (found, best) in candidates.iter_mut().zip(best) {
            found.text = (1.0 - SHARE) * found.text + SHARE * best;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::corpus::SCHEME;
    use super::super::engine::Builder;
    use super::*;
    use crate::domain::Need;
    use crate::text::concepts::Lexicon;

    /// What a need's wording has in common with one offering among others: the whole, and with
    /// its passages.
    fn compared(description: &str) -> [f32; 2] {
        let lexicon = Lexicon::default();
        let offerings = ["超薄钛箔异步轧制与板形控制", "草莓种苗脱毒", "猪流感病毒检测"];
        let mut builder = Builder::new(SCHEME);
        for offering in offerings {
            builder.push(&Document::of_words(offering, &lexicon).bag(&lexicon));
        }
        let space = builder.finish();
        let need = Need {
            title: "寻求技术".into(),
            description: description.into(),
            ..Need::default()
        };
        let document = Document::of_need(&need, &lexicon);
        let whole = Query::new(&document.question(&lexicon), &space);
        let whole = space.cosine(&whole, 0);
        let mut blended = [whole];
        let passages = Passages::new(&document, &space);
        passages.blend(&mut blended, &space, &mut Scratch::default());
        [whole.text, blended[0].text]
    }

    #[test]
    fn a_passage_that_fits_raises_a_long_need() {
        let talk =
            "我公司成立多年，员工众多，厂房宽敞，产品远销各地，信誉良好。".repeat(6);
        let [whole, blended] =
            compared(&format!("{talk}现需钛箔轧制时的板形控制。{talk}"));
        assert!(blended > 1.2 * whole, "{whole} {blended}");
    }

    #[test]
    fn a_short_need_is_compared_as_a_whole() {
        let [whole, blended] = compared("现需钛箔轧制时的板形控制。");
        assert!((whole - blended).abs() < f32::EPSILON);
    }
}
