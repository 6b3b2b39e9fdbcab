//! Finding concepts and boilerplate in texts: leftmost-longest, whole words only.

use std::collections::{BTreeMap, BTreeSet};

use daachorse::MatchKind;
use daachorse::charwise::{
    CharwiseDoubleArrayAhoCorasick as Automaton, CharwiseDoubleArrayAhoCorasickBuilder,
};

use super::compiled;
use super::concept::Concept;
use super::source::{ConceptEntry, Source};
use crate::text::hash::{FNV_OFFSET, fnv};
use crate::text::normal;
use crate::text::normal::unhyphened;
use crate::text::spelling::{forms, is_hissing};

/// A term found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<'a> {
    /// Places of the concepts it may mean; none: it is boilerplate.
    pub concepts: &'a [u16],
    /// First byte in the normal text.
    pub start: usize,
    /// First byte after.
    pub end: usize,
}

/// The concepts the program knows, and the automaton that finds them.
pub struct Lexicon {
    automaton: Automaton<u32>,
    own: Option<Own>,
}

/// What a person added.
struct Own {
    /// None where only relations were added.
    automaton: Option<Automaton<u32>>,
    senses: Vec<Vec<u16>>,
    /// Concepts' ids, each with the places of those it is a kind of.
    concepts: Vec<(String, Vec<u16>)>,
    /// Places of concepts that are close to each other, both ways.
    related: BTreeMap<u16, BTreeSet<u16>>,
}

impl Default for Lexicon {
    fn default() -> Self {
        let (automaton, _) = Automaton::deserialize(compiled::AUTOMATON)
            .expect("build.rs wrote the automaton with the same crate");
        Self { automaton, own: None }
    }
}

impl Lexicon {
    /// Adds a person's own file: new concepts, or more terms for known ones. Its terms
    /// win over the built-in ones they overlap.
    pub fn add(&mut self, text: &str) -> Result<(), String> {
        let mut source = Source::default();
        source.add(text)?;
        let entries = source.concepts();
        let fresh: Vec<&ConceptEntry> =
            entries.iter().filter(|e| compiled::place(&e.id).is_none()).collect();
        let place = |id: &String| {
            let own = || {
                let found = fresh.binary_search_by(|entry| entry.id.cmp(id));
                u16::try_from(compiled::COUNT + found.ok()?).ok()
            };
            compiled::place(id).or_else(own)
        };
        let concepts = fresh.iter().map(|entry| {
            (entry.id.clone(), entry.broader.iter().filter_map(place).collect())
        });
        let concepts = concepts.collect();
        let mut related: BTreeMap<u16, BTreeSet<u16>> = BTreeMap::new();
        for entry in &entries {
            let own = place(&entry.id).ok_or("too many concepts")?;
            for other in entry.related.iter().filter_map(place) {
                related.entry(own).or_default().insert(other);
                related.entry(other).or_default().insert(own);
            }
        }
        let places: Vec<u16> = entries.iter().filter_map(|e| place(&e.id)).collect();
        let moved = |list: &[u16]| {
            list.iter().map(|&p| places[usize::from(p)]).collect::<Vec<_>>()
        };
        let terms = source.terms(|term| forms(&unhyphened(normal(term).trim())));
        let senses: Vec<_> = terms.values().map(|list| moved(list)).collect();
        let build = || {
            CharwiseDoubleArrayAhoCorasickBuilder::new()
                .match_kind(MatchKind::LeftmostLongest)
                .build_with_values(terms.keys().zip(0_u32..))
                .map_err(|e| e.to_string())
        };
        let automaton = (!terms.is_empty()).then(build).transpose()?;
        self.own = Some(Own { automaton, senses, concepts, related });
        Ok(())
    }

    /// The concept at a place.
    pub fn concept(&self, place: u16) -> Concept<'_> {
        let place = usize::from(place);
        match (&self.own, place.checked_sub(compiled::COUNT)) {
            (Some(own), Some(place)) => {
                let (id, broader) = &own.concepts[place];
                Concept { id, broader, related: &[] }
            }
            _ => compiled::concept(place),
        }
    }

    /// Places of the concepts close to the one at a place.
    pub fn related(&self, place: u16) -> impl Iterator<Item = u16> {
        let own = self.own.as_ref().and_then(|own| own.related.get(&place));
        let built_in = self.concept(place).related.iter();
        built_in.chain(own.into_iter().flatten()).copied()
    }

    /// What the built-in terms are and which concepts are a kind of which, as a checksum
    /// (FNV-1a).
    pub fn fingerprint(&self) -> u64 {
        let words = compiled::AUTOMATON.chunks(8).map(|chunk| {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            u64::from_le_bytes(word)
        });
        let concepts = (0..compiled::COUNT).map(compiled::concept);
        let kinds = (0_u64..).zip(concepts).flat_map(|(place, concept)| {
            concept.broader.iter().map(move |&broader| place << 16 | u64::from(broader))
        });
        words.chain(kinds).fold(FNV_OFFSET, fnv)
    }

    /// The terms in a normal text, left to right, none overlapping.
    pub fn scan<'a>(&'a self, text: &str) -> Vec<Hit<'a>> {
        let own = self.own.as_ref().and_then(|own| {
            let sense = |value: u32| -> Option<&'a [u16]> {
                own.senses.get(place(value)).map(Vec::as_slice)
            };
            Some(hits(own.automaton.as_ref()?, sense, text))
        });
        let built_in = |value: u32| {
            (place(value) != compiled::LONGER).then(|| compiled::sense(place(value)))
        };
        let mut found = hits(&self.automaton, built_in, text);
        if let Some(own) = own.filter(|own| !own.is_empty()) {
            let free = |hit: &Hit<'_>| {
                own.iter().all(|o| hit.end <= o.start || o.end <= hit.start)
            };
            found.retain(free);
            found.extend(own);
            found.sort_by_key(|hit| hit.start);
        }
        found
    }
}

fn place(value: u32) -> usize {
    usize::try_from(value).expect("places fit in memory")
}

fn hits<'a>(
    automaton: &Automaton<u32>,
    sense: impl Fn(u32) -> Option<&'a [u16]>,
    text: &str,
) -> Vec<Hit<'a>> {
    automaton
        .leftmost_find_iter(&unhyphened(text))
        .filter(|found| is_whole(text, found.start(), found.end()))
        .filter_map(|found| {
            let concepts = sense(found.value())?;
            Some(Hit { concepts, start: found.start(), end: found.end() })
        })
        .collect()
}

/// A Latin term must not be part of a longer word; the end of an English plural may follow.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let before = start > 0 && letter(start) && letter(start - 1);
    let follows =
        |plural: &str| text[end..].starts_with(plural) && !letter(end + plural.len());
    let plural = || follows("s") || follows("es") && is_hissing(&text[start..end]);
    let after = letter(end - 1) && letter(end) && !plural();
    !before && !after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(lexicon: &Lexicon, text: &str) -> Vec<(String, Vec<String>)> {
        let text = normal(text);
        let name = |&place: &u16| lexicon.concept(place).id.to_string();
        lexicon
            .scan(&text)
            .iter()
            .map(|hit| {
                let concepts = hit.concepts.iter().map(name).collect();
                (text[hit.start..hit.end].to_owned(), concepts)
            })
            .collect()
    }

    #[test]
    fn synonyms_in_both_languages_are_one_concept() {
        let lexicon = Lexicon::default();
        let caustic = names(&lexicon, "烧碱");
        assert_eq!(caustic[0].1, ["sodium-hydroxide"]);
        assert_eq!(names(&lexicon, "NaOH")[0].1, caustic[0].1);
        assert_eq!(names(&lexicon, "caustic soda")[0].1, caustic[0].1);
    }

    #[test]
    fn the_longest_term_wins_and_words_are_whole() {
        let lexicon = Lexicon::default();
        assert_eq!(names(&lexicon, "氢氧化钠")[0].0, "氢氧化钠");
        assert_eq!(names(&lexicon, "xNaOHx"), []);
    }

    #[test]
    fn a_term_is_found_however_it_is_spelt() {
        let lexicon = Lexicon::default();
        let found = |text: &str| -> Vec<String> {
            names(&lexicon, text).into_iter().flat_map(|(_, ids)| ids).collect()
        };
        let battery = found("sodium-ion battery");
        assert!(!battery.is_empty());
        for written in [
            "Sodium-ion batteries",
            "sodium ion battery",
            "sodium\u{2011}ion  battery",
            "sodium–ion\r\nbattery",
        ] {
            assert_eq!(found(written), battery, "{written}");
        }
        assert_eq!(found("carbon fibre"), found("carbon fiber"));
        assert_eq!(found("aluminium alloy"), found("aluminum alloys"));
        assert_eq!(found("3D 打印"), found("3D打印"));
    }

    #[test]
    fn boilerplate_is_found_without_a_concept() {
        let lexicon = Lexicon::default();
        assert_eq!(names(&lexicon, "关键技术研究"), [("关键技术研究".into(), vec![])]);
    }

    #[test]
    fn part_of_a_longer_word_is_no_concept() {
        let lexicon = Lexicon::default();
        assert!(!names(&lexicon, "牛仔面料染色").is_empty());
        assert_eq!(names(&lexicon, "水样染色体配对"), []);
    }

    #[test]
    fn a_person_s_own_terms_are_added() {
        let mut lexicon = Lexicon::default();
        let own = "[concepts]\nzorb = { zh = [\"佐布球\"], broader = [\"ball\", \
                   \"sodium-hydroxide\"], related = [\"rice\"] }\n\
                   ball = { zh = [\"特种球\"] }\n\
                   sodium-hydroxide = { zh = [\"佐布碱\"] }\n";
        lexicon.add(own).unwrap();
        assert_eq!(lexicon.own.as_ref().unwrap().concepts.len(), 2);
        assert_eq!(names(&lexicon, "佐布球")[0].1, ["zorb"]);
        assert_eq!(names(&lexicon, "佐布碱")[0].1, ["sodium-hydroxide"]);
        let text = normal("佐布球");
        let zorb = lexicon.scan(&text)[0].concepts[0];
        let broader = lexicon.concept(zorb).broader[0];
        assert_eq!(lexicon.concept(broader).id, "ball");
        let broader = lexicon.concept(zorb).broader[1];
        assert_eq!(lexicon.concept(broader).id, "sodium-hydroxide");
        let rice = lexicon.related(zorb).next().unwrap();
        assert_eq!(lexicon.concept(rice).id, "rice");
        assert!(lexicon.related(rice).any(|place| place == zorb));
        assert!(lexicon.add("[concepts]\nx = 1").is_err());
    }
}
