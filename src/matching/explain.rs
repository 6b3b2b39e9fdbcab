//! What a pair shares, as a person would say it: phrases and concepts with their share.

mod phrases;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::criteria::{Shared, Term};
use super::document::Document;
use super::engine::Space;
use super::index::Shelf;
use super::written::Written;
use crate::text::concepts::Lexicon;
use crate::text::{Key, Reading};
use phrases::{Passage, Phrase};

/// Phrases and concepts that an explanation names, at most.
const MOST: usize = 8;
/// Characters of a phrase that are named, at most: who copies a text shares sentences.
const LONGEST: usize = 40;

/// A need's passages and concepts.
pub(super) struct Wording {
    parts: [Passage; 2],
    concepts: Vec<(u16, String)>,
    written: Written,
}

impl Wording {
    /// The wording of a need for offerings in a space.
    pub(super) fn new(document: &Document<'_>, space: &Space<'_>) -> Self {
        let written = document.written();
        let mut concepts = Vec::new();
        let parts = [&document.head, &document.body].map(|reading| {
            concepts.extend(named(reading, &written));
            Passage::new(reading, space)
        });
        Self { parts, concepts, written }
    }
}

/// An offering's text and the concepts it names.
pub(super) struct Counterpart {
    text: String,
    concepts: Vec<(u16, String)>,
}

impl Counterpart {
    fn new(document: &Document<'_>) -> Self {
        let written = document.written();
        let readings = [&document.head, &document.body];
        let concepts = readings.into_iter().flat_map(|reading| named(reading, &written));
        Self { concepts: concepts.collect(), text: document.text() }
    }

    /// The words that name concepts of a kind.
    fn naming(&self, kind: impl Fn(u16) -> bool) -> impl Iterator<Item = &str> {
        let concepts = self.concepts.iter();
        concepts.filter(move |(place, _)| kind(*place)).map(|(_, words)| &**words)
    }

    /// Where a phrase stands, given where its first `known` bytes first do. A phrase that
    /// grows is not sought anew, or a text of one word over and over would take for ever.
    fn find(&self, phrase: &str, known: usize, from: usize) -> Option<usize> {
        let text = self.text.as_bytes();
        let (_, more) = phrase.as_bytes().split_at_checked(known)?;
        if text.get(from + known..)?.starts_with(more) {
            return Some(from);
        }
        let found = memchr::memmem::find(text.get(from..)?, phrase.as_bytes());
        found.map(|place| from + place)
    }
}

/// The concepts named in a text, with the words that name them.
fn named(reading: &Reading<'_>, written: &Written) -> Vec<(u16, String)> {
    let words = |hit: &crate::text::concepts::Hit<'_>| {
        written.spelt(&reading.text[hit.start..hit.end])
    };
    let each = reading.concepts.iter();
    each.flat_map(|hit| hit.concepts.iter().map(move |&place| (place, words(hit))))
        .collect()
}

/// Offerings read once and kept, because many needs meet the same offering.
pub(super) struct Counterparts<'a> {
    shelf: &'a dyn Shelf,
    lexicon: &'a Lexicon,
    kept: Vec<OnceLock<Counterpart>>,
}

/// Corpora up to this size keep the texts that were explained.
const KEEP: usize = 200_000;

impl<'a> Counterparts<'a> {
    /// Nothing read yet of a shelf with so many offerings.
    pub(super) fn new(
        shelf: &'a dyn Shelf,
        lexicon: &'a Lexicon,
        documents: usize,
    ) -> Self {
        let kept = if documents <= KEEP { documents } else { 0 };
        let kept = std::iter::repeat_with(OnceLock::new).take(kept).collect();
        Self { shelf, lexicon, kept }
    }

    /// Does `work` with an offering's text.
    pub(super) fn with<T>(
        &self,
        document: u32,
        work: impl FnOnce(&Counterpart) -> T,
    ) -> T {
        let read = || {
            let offering: Cow<'_, _> = self.shelf.offering(document);
            Counterpart::new(&Document::of_offering(&offering, self.lexicon))
        };
        let place = usize::try_from(document).expect("32 bits fit");
        match self.kept.get(place) {
            Some(kept) => work(kept.get_or_init(read)),
            None => work(&read()),
        }
    }
}

/// The phrases and concepts behind the shares of a pair's cosine.
pub(super) fn shared(
    wording: &Wording,
    counterpart: &Counterpart,
    shares: &[(Key, f32)],
    lexicon: &Lexicon,
) -> Shared {
    let whole: f64 = shares.iter().map(|(_, share)| f64::from(*share)).sum();
    if whole <= 0.0 {
        return Shared::default();
    }
    let mut left = Left::new(shares, whole);
    let mut terms = concept_terms(wording, counterpart, &mut left, lexicon);
    terms.extend(phrase_terms(wording, counterpart, &mut left));
    terms.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.term.cmp(&b.term)));
    terms.truncate(MOST);
    Shared { terms }
}

/// The phrases that both have, each once; a word that many offerings have only if there is
/// nothing else, the largest fragment of one only if there is not even that.
fn phrase_terms(
    wording: &Wording,
    counterpart: &Counterpart,
    left: &mut Left,
) -> Vec<Term> {
    let (mut terms, mut common) = (Vec::<Term>::new(), Vec::new());
    let mut fragments = Vec::new();
    for passage in &wording.parts {
        passage.phrases(counterpart, left, |phrase, share| {
            let (list, phrase) = match phrase {
                Phrase::Words(phrase) | Phrase::Common(phrase)
                    if is_function_word(phrase) =>
                {
                    return;
                }
                Phrase::Words(phrase) => (&mut terms, phrase),
                Phrase::Common(phrase) => (&mut common, phrase),
                Phrase::Fragment(phrase) if phrase.chars().nth(1).is_none() => return,
                Phrase::Fragment(phrase) => (&mut fragments, phrase),
            };
            let term = cut(wording.written.spelt(phrase));
            match list.iter_mut().find(|known| known.term == term) {
                Some(known) => known.share += share,
                None => list.push(Term { term, share, concept: false }),
            }
        });
    }
    if terms.is_empty() {
        terms = common;
    }
    if terms.is_empty() {
        let largest = |a: &Term, b: &Term| a.share.total_cmp(&b.share);
        return fragments.into_iter().max_by(largest).into_iter().collect();
    }
    terms
}

/// A phrase, or what it begins with if it is too long to be read at a glance.
fn cut(mut phrase: String) -> String {
    if let Some((end, _)) = phrase.char_indices().nth(LONGEST) {
        phrase.truncate(phrase[..end].trim_end().len());
        phrase.push('…');
    }
    phrase
}

/// Whether a phrase is a word that says how, not what.
fn is_function_word(phrase: &str) -> bool {
    static WORDS: OnceLock<BTreeSet<String>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let lists: BTreeMap<String, BTreeSet<String>> =
            toml::from_str(include_str!("../../data/vocabulary/function_words.toml"))
                .expect("the words are well formed");
        lists.into_values().flatten().collect()
    });
    words.contains(phrase)
}

/// Shares that no phrase or concept has taken yet, by key.
struct Left(Vec<(Key, Option<f64>)>);

impl Left {
    /// Shares, sorted by key, of a whole.
    fn new(shares: &[(Key, f32)], whole: f64) -> Self {
        let part = |&(key, share): &(Key, f32)| (key, Some(f64::from(share) / whole));
        Self(shares.iter().map(part).collect())
    }

    fn place(&self, key: Key) -> Option<usize> {
        self.0.binary_search_by_key(&key, |share| share.0).ok()
    }

    fn has(&self, key: Key) -> bool {
        self.place(key).is_some_and(|place| self.0[place].1.is_some())
    }

    fn take(&mut self, key: Key) -> Option<f64> {
        let place = self.place(key)?;
        self.0[place].1.take()
    }
}

/// Concepts that both name; where the words differ, both are shown: 飞灰 ≈ 垃圾焚烧灰.
/// Concepts of one family, or close to each other: 飞灰 ~ 炉渣.
fn concept_terms(
    wording: &Wording,
    counterpart: &Counterpart,
    left: &mut Left,
    lexicon: &Lexicon,
) -> Vec<Term> {
    let mut terms = Vec::new();
    for (place, own) in &wording.concepts {
        let id = lexicon.concept(*place).id;
        let Some(share) = left.take(Key::concept(id)) else { continue };
        let share = share + left.take(Key::broader(id)).unwrap_or(0.0);
        let alike = |other: &str| other.eq_ignore_ascii_case(own);
        let mut others = counterpart.naming(|p| p == *place).peekable();
        let Some(&other) = others.peek() else { continue };
        let term =
            if others.any(alike) { own.clone() } else { format!("{own} ≈ {other}") };
        terms.push(Term { term, share, concept: true });
    }
    for (place, own) in &wording.concepts {
        let concept = lexicon.concept(*place);
        let broader = concept.broader.iter().copied();
        let family = std::iter::once(*place).chain(broader);
        for kind in family.chain(lexicon.related(*place)) {
            let id = lexicon.concept(kind).id;
            let Some(share) = left.take(Key::broader(id)) else { continue };
            let kin = |place: u16| {
                place == kind || lexicon.concept(place).broader.contains(&kind)
            };
            let Some(other) = counterpart.naming(kin).next() else { continue };
            add_kin(&mut terms, own, other, share);
        }
    }
    terms
}

/// Adds what a common broader concept contributes: to the term that names the two
/// already, else as a term of its own.
fn add_kin(terms: &mut Vec<Term>, own: &str, other: &str, share: f64) {
    let one = own.eq_ignore_ascii_case(other);
    let same = if one { own.to_owned() } else { format!("{own} ≈ {other}") };
    let kin = format!("{own} ~ {other}");
    match terms.iter_mut().find(|term| term.term == same || term.term == kin) {
        Some(term) => term.share += share,
        None if one => {}
        None => terms.push(Term { term: kin, share, concept: true }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::engine::{Builder, Query, Scheme};

    const PLAIN: Scheme = Scheme { single: 1.0, concept: 1.0, broader: 1.0, slope: 1.0 };

    /// The phrases that a need shares with the last of some offerings.
    fn phrases(need: &str, offerings: &[&str]) -> Vec<String> {
        let lexicon = Lexicon::default();
        let mut builder = Builder::new(PLAIN);
        for offering in offerings {
            builder.push(&Document::of_words(offering, &lexicon).bag(&lexicon));
        }
        let space = builder.finish();
        let need = Document::of_words(need, &lexicon);
        let last = Document::of_words(offerings[offerings.len() - 1], &lexicon);
        let document = u32::try_from(offerings.len() - 1).unwrap();
        let shares = space.shared(&Query::new(&need.bag(&lexicon), &space), document);
        let wording = Wording::new(&need, &space);
        shared(&wording, &Counterpart::new(&last), &shares, &lexicon).words()
    }

    #[test]
    fn words_that_say_nothing_are_not_named() {
        assert_eq!(phrases("可以,虚钛", &["可以。虚钛"]), ["虚钛"]);
        assert_eq!(phrases("可以", &["可以"]), [""; 0]);
    }

    #[test]
    fn a_sentence_that_was_copied_is_named_by_its_beginning() {
        let sentence = "钛箔".repeat(21);
        let named = format!("{}…", &sentence[..LONGEST * 3]);
        assert_eq!(phrases(&sentence, &["无关", &sentence]), [named]);
    }

    #[test]
    fn a_word_that_many_offerings_have_is_named_if_there_is_nothing_else() {
        let many: Vec<String> =
            ('一'..).take(40).map(|other| format!("系统,{other}")).collect();
        let with = |last: &'static str| -> Vec<&str> {
            many.iter().map(String::as_str).chain([last]).collect()
        };
        assert_eq!(phrases("系统,虚钛", &with("虚钛。系统")), ["虚钛"]);
        assert_eq!(phrases("系统,虚钛", &with("系统")), ["系统"]);
    }
}
