//! A need or an offering as a text: a head that counts more, and a body.

use super::engine::Bag;
use super::written::Written;
use crate::domain::{Need, Offering};
use crate::text::concepts::Lexicon;
use crate::text::{Key, Reading};

/// A need or an offering, read.
pub struct Document<'l> {
    /// Title, keywords, and what an expert works on.
    pub head: Reading<'l>,
    /// All else.
    pub body: Reading<'l>,
    /// Both as they were written.
    written: [String; 2],
}

/// Between parts of a text, so that no word goes from one to the next.
const APART: &str = "\n\n";

impl<'l> Document<'l> {
    /// How often a term of the head (title, keywords) counts: titles are written to say
    /// what it is about. Between 1 and 4 the judged needs hardly tell the difference.
    pub(super) const HEAD: u32 = 2;

    /// Reads a need.
    pub fn of_need(need: &Need, lexicon: &'l Lexicon) -> Self {
        let head = head(&need.title, &need.keywords);
        let mut body = vec![need.description.as_str(), &need.indicators];
        body.extend([&need.major, &need.experience].into_iter().flatten().map(|t| &**t));
        Self::new(&head, &body, lexicon, Reading::without_portrait)
    }

    /// Reads one point of a need with several, under the title of all.
    pub fn of_point(need: &Need, point: &str, lexicon: &'l Lexicon) -> Self {
        let head = head(&need.title, &need.keywords);
        Self::new(&head, &[point], lexicon, Reading::without_portrait)
    }

    /// Reads an offering.
    pub fn of_offering(offering: &Offering, lexicon: &'l Lexicon) -> Self {
        let title = std::iter::once(offering.title.as_str());
        let head: Vec<&str> = title.chain(offering.subjects()).collect();
        Self::new(&head, &[&offering.description], lexicon, Reading::new)
    }

    /// Reads free words, as typed for a search.
    pub fn of_words(words: &str, lexicon: &'l Lexicon) -> Self {
        Self::new(&[words], &[], lexicon, Reading::new)
    }

    fn new(
        head: &[&str],
        body: &[&str],
        lexicon: &'l Lexicon,
        read_body: impl Fn(&str, &'l Lexicon) -> Reading<'l>,
    ) -> Self {
        let join = |parts: &[&str]| {
            let parts: Vec<&str> =
                parts.iter().copied().filter(|part| !part.is_empty()).collect();
            parts.join(APART)
        };
        let written = [join(head), join(body)];
        let head = Reading::new(&written[0], lexicon);
        let body = read_body(&written[1], lexicon);
        Self { head, body, written }
    }

    /// The terms of the text, the concepts it names and their broader ones.
    pub fn bag(&self, lexicon: &Lexicon) -> Bag {
        Bag::new(self.terms(lexicon))
    }

    /// What is asked for: the terms, and the concepts close to those named, so that an
    /// offering that names one of them, or a kind of it, is found, too.
    pub fn question(&self, lexicon: &Lexicon) -> Bag {
        let mut terms = self.terms(lexicon);
        for (place, factor) in self.concepts() {
            let close = lexicon.related(place).map(|place| lexicon.concept(place));
            terms.extend(close.map(|close| (Key::broader(close.id), factor)));
        }
        Bag::new(terms)
    }

    fn terms(&self, lexicon: &Lexicon) -> Vec<(Key, u32)> {
        let mut terms: Vec<(Key, u32)> = Vec::new();
        for (reading, factor) in self.parts() {
            reading.tokens(|token| terms.push((token.key, factor)));
        }
        for (place, factor) in self.concepts() {
            let concept = lexicon.concept(place);
            terms.push((Key::concept(concept.id), factor));
            terms.push((Key::broader(concept.id), factor));
            let broader = concept.broader.iter().map(|&b| lexicon.concept(b));
            terms.extend(broader.map(|b| (Key::broader(b.id), factor)));
        }
        terms
    }

    /// Both parts, with how often a term in each counts.
    fn parts(&self) -> [(&Reading<'l>, u32); 2] {
        [(&self.head, Self::HEAD), (&self.body, 1)]
    }

    /// The places of the concepts named, with how often each naming counts.
    fn concepts(&self) -> impl Iterator<Item = (u16, u32)> {
        let named = |(reading, factor): (&'_ Reading<'l>, u32)| {
            let each = reading.concepts.iter().flat_map(|hit| hit.concepts);
            each.map(|&place| (place, factor)).collect::<Vec<_>>()
        };
        self.parts().into_iter().flat_map(named)
    }

    /// The whole text in its author's letters.
    pub(super) fn written(&self) -> Written {
        Written::new(self.written.join(APART))
    }

    /// The whole text in normal form.
    pub fn text(&self) -> String {
        format!("{}\n{}", self.head.text, self.body.text)
    }
}

fn head<'t>(title: &'t str, keywords: &'t [String]) -> Vec<&'t str> {
    std::iter::once(title).chain(keywords.iter().map(String::as_str)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_asks_for_what_is_close_and_an_answer_says_what_it_is() {
        let mut lexicon = Lexicon::default();
        lexicon.add("[concepts]\nrice = { related = [\"sodium-hydroxide\"] }").unwrap();
        let close = Key::broader("sodium-hydroxide");
        let rice = Document::of_words("水稻", &lexicon);
        let asks = |bag: Bag| bag.terms().iter().any(|(key, _)| *key == close);
        assert!(asks(rice.question(&lexicon)));
        assert!(!asks(rice.bag(&lexicon)));
        assert!(asks(Document::of_words("烧碱", &lexicon).bag(&lexicon)));
        assert!(!asks(rice.question(&Lexicon::default())));
    }
}
