//! Whom an enterprise would like: institutions by any part of their name, experts by name.

use super::corpus::{Corpus, Institution};
use super::facets::Facets;
use crate::domain::Need;
use crate::text::{Key, normal};

/// The institutions' names, ready to be compared with wishes.
pub struct Wishes {
    names: Vec<String>,
}

/// Characters that a name must have to be looked for inside another.
const TELLING: usize = 4;

impl Wishes {
    /// The wishes that institutions can meet.
    pub fn new(institutions: &[Institution]) -> Self {
        Self { names: institutions.iter().map(|i| normal(&i.name)).collect() }
    }

    /// Whether a need names the offering's institution or its lead.
    pub fn wants(&self, need: &Need, facets: &Facets) -> bool {
        let wishes = need.preferred_partners.iter();
        wishes.map(|wish| normal(wish)).any(|wish| self.meets(wish.trim(), facets))
    }

    /// The offerings that a need names the institution or the lead of.
    pub fn documents(&self, need: &Need, corpus: &Corpus<'_>) -> Vec<u32> {
        let all = 0..u32::try_from(corpus.len()).expect("fewer than 2^32 offerings");
        all.filter(|&document| self.wants(need, &corpus.facets(document))).collect()
    }

    fn meets(&self, wish: &str, facets: &Facets) -> bool {
        if wish.is_empty() {
            return false;
        }
        let place = usize::try_from(facets.organization).expect("32 bits fit");
        let name = self.names.get(place).map_or("", String::as_str);
        let inside = |a: &str, b: &str| a.chars().count() >= TELLING && b.contains(a);
        name == wish
            || inside(wish, name)
            || inside(name, wish)
            || facets.lead == Key::word(wish).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Offering;

    #[test]
    fn a_wish_names_an_institution_or_its_expert() {
        let institution =
            Institution { id: String::new(), name: "甲样理工大学".into() };
        let wishes = Wishes::new(&[institution]);
        let offering = Offering { lead: Some("张样".into()), ..Offering::default() };
        let facets = Facets::new(&offering, 0, 0, "");
        let wants = |wish: &str| {
            let need = Need { preferred_partners: vec![wish.into()], ..Need::default() };
            wishes.wants(&need, &facets)
        };
        assert!(wants("甲样理工大学材料学院") && wants("样理工大学") && wants("张样"));
        assert!(!wants("大学") && !wants("乙样理工大学") && !wants(""));
    }
}
