//! Whom an enterprise would like: institutions by any part of their name, experts by name.

use super::corpus::{Corpus, Institution};
use super::facets::Facets;
use crate::domain::Need;
use crate::text::{Key, normal};

/// The institutions' names, ready to be compared with wishes.
pub(super) struct Wishes {
    names: Vec<String>,
}

/// Characters that a name must have to be looked for inside another.
const TELLING: usize = 4;

impl Wishes {
    /// The wishes that institutions can meet.
    pub(super) fn new(institutions: &[Institution]) -> Self {
        Self { names: institutions.iter().map(|i| normal(&i.name)).collect() }
    }

    /// Whether a need names the offering's institution or its lead.
    pub(super) fn wants(&self, need: &Need, facets: &Facets) -> bool {
        if need.preferred_partners.is_empty() {
            return false;
        }
        let place = usize::try_from(facets.organization).expect("32 bits fit");
        let name = self.names.get(place).map_or("", String::as_str);
        let meets = |wish: &String| names(wish, name) || facets.lead == Key::word(wish).0;
        wishes(need).iter().any(meets)
    }

    /// The offerings that a need names the institution or the lead of.
    pub(super) fn documents(&self, need: &Need, corpus: &Corpus<'_>) -> Vec<u32> {
        let wishes = wishes(need);
        let named = |name: &String| wishes.iter().any(|wish| names(wish, name));
        let named: Vec<bool> = self.names.iter().map(named).collect();
        let leads: Vec<u64> = wishes.iter().map(|wish| Key::word(wish).0).collect();
        let is_wanted = |document: &u32| {
            let facets = corpus.facets(*document);
            let place = usize::try_from(facets.organization).expect("32 bits fit");
            named.get(place) == Some(&true) || leads.contains(&facets.lead)
        };
        let all = 0..u32::try_from(corpus.len()).expect("fewer than 2^32 offerings");
        all.filter(is_wanted).collect()
    }
}

/// A need's wishes in normal form, those that name nobody left out.
fn wishes(need: &Need) -> Vec<String> {
    let wishes =
        need.preferred_partners.iter().map(|wish| normal(wish).trim().to_owned());
    wishes.filter(|wish| !wish.is_empty()).collect()
}

/// Whether a wish names an institution, by its name or a telling part of it.
fn names(wish: &str, name: &str) -> bool {
    let inside = |a: &str, b: &str| a.chars().count() >= TELLING && b.contains(a);
    name == wish || inside(wish, name) || inside(name, wish)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Offering;
    use crate::matching::engine::Bag;

    #[test]
    fn a_wish_names_an_institution_or_its_expert() {
        let institution =
            Institution { id: String::new(), name: "甲样理工大学".into() };
        let wishes = Wishes::new(&[institution]);
        let offering = Offering { lead: Some("张样".into()), ..Offering::default() };
        let facets = Facets::new(&offering, 0, 0, "", &Bag::default());
        let wants = |wish: &str| {
            let need = Need { preferred_partners: vec![wish.into()], ..Need::default() };
            wishes.wants(&need, &facets)
        };
        assert!(wants("甲样理工大学材料学院") && wants("样理工大学") && wants("张样"));
        assert!(!wants("大学") && !wants("乙样理工大学") && !wants(""));
    }
}
