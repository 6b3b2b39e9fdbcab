//! Whom an enterprise would like: institutions by any part of their name or for short, experts
//! by name.

use super::corpus::{Corpus, Institution};
use super::facets::OfferingFacets;
use crate::domain::Need;
use crate::domain::vocabulary::{abbreviated, behind_names};
use crate::text::{Key, normal, word_lists};

word_lists! {
    /// The words of wishes.
    Words in "wishes" {
        /// Words before a name that is not wanted.
        except,
        /// Words after such a name.
        excepted,
        /// What says only which kind of body is wanted.
        kinds,
        /// Parts of institutions, and people, behind a name for short.
        parts,
        /// What follows the name of an expert besides posts and titles.
        around_people,
    }
}

/// The institutions' names, ready to be compared with wishes.
pub(super) struct Wishes {
    names: Vec<String>,
}

impl Wishes {
    /// The wishes that institutions can meet.
    pub(super) fn new(institutions: &[Institution]) -> Self {
        Self { names: institutions.iter().map(|i| normal(&i.name)).collect() }
    }

    /// Whether a need names the offering's institution or its lead.
    pub(super) fn wants(&self, need: &Need, facets: &OfferingFacets) -> bool {
        if need.preferred_partners.is_empty() {
            return false;
        }
        let place = usize::try_from(facets.organization).expect("32 bits fit");
        let name = self.names.get(place).map_or("", String::as_str);
        let meets = |wish: &Wish| wish.names(name) || wish.leads.contains(&facets.lead);
        wishes(need).any(|wish| meets(&wish))
    }

    /// The offerings that a need names the institution or the lead of.
    pub(super) fn documents(&self, need: &Need, corpus: &Corpus<'_>) -> Vec<u32> {
        let wishes: Vec<Wish> = wishes(need).collect();
        let named = |name: &String| wishes.iter().any(|wish| wish.names(name));
        let named: Vec<bool> = self.names.iter().map(named).collect();
        let is_wanted = |document: &u32| {
            let facets = corpus.facets(*document);
            let place = usize::try_from(facets.organization).expect("32 bits fit");
            named.get(place) == Some(&true)
                || wishes.iter().any(|wish| wish.leads.contains(&facets.lead))
        };
        let all = 0..u32::try_from(corpus.len()).expect("fewer than 2^32 offerings");
        all.filter(is_wanted).collect()
    }
}

/// Whom a need wishes for.
struct Wish {
    /// What is wished for, in normal form.
    text: String,
    /// The institution that its beginning stands for, if it is a short name.
    full: Option<&'static str>,
    /// Whether it says more than what kind of body is wanted.
    is_telling: bool,
    /// Keys of the experts it may name: all of it, and it without a title.
    leads: [u64; 2],
}

/// A need's wishes, those that name nobody left out.
fn wishes(need: &Need) -> impl Iterator<Item = Wish> {
    let wishes =
        need.preferred_partners.iter().map(|wish| normal(wish).trim().to_owned());
    wishes.filter(|wish| !wish.is_empty()).map(Wish::new)
}

impl Wish {
    fn new(text: String) -> Self {
        let leads = [text.as_str(), without_title(&text)].map(|name| Key::word(name).0);
        let is_telling = text.chars().count() >= TELLING && !is_kind(&text);
        Self { full: full_name(&text), is_telling, leads, text }
    }

    /// Whether it names an institution, by its name or a telling part of it.
    fn names(&self, name: &str) -> bool {
        if name.is_empty() {
            return false;
        }
        let part = self.is_telling && name.contains(&self.text);
        let whole = name.chars().count() >= TELLING && wants_inside(&self.text, name);
        let short = self.full.is_some_and(|full| name.starts_with(full));
        name == self.text || short || part || whole
    }
}

/// Characters that a name must have to be looked for inside another.
const TELLING: usize = 4;

/// Whether a wish holds a name and does not exclude it.
fn wants_inside(wish: &str, name: &str) -> bool {
    let Some((before, after)) = wish.split_once(name) else { return false };
    let words = Words::get();
    let excluded = words.except.iter().any(|word| before.ends_with(word))
        || words.excepted.iter().any(|word| after.strip_prefix(word).is_some_and(is_end));
    !excluded
}

/// Whether nothing of a name follows.
fn is_end(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric() || c == '的')
}

/// Whether a wish says only which kind of body is wanted: 理工大学.
fn is_kind(wish: &str) -> bool {
    let mut rest = wish;
    let kinds = &Words::get().kinds;
    while let Some(after) = kinds.iter().find_map(|kind| rest.strip_prefix(kind)) {
        rest = after;
    }
    rest.is_empty()
}

/// The name of the institution that a wish calls for short: 哈工大, 北航材料学院.
fn full_name(wish: &str) -> Option<&'static str> {
    let parts = &Words::get().parts;
    let found = abbreviated().iter().filter(|(short, _)| {
        let rest = wish.strip_prefix(short.as_str());
        rest.is_some_and(|rest| {
            rest.is_empty() || parts.iter().any(|p| rest.ends_with(p))
        })
    });
    let longest = found.max_by_key(|(short, _)| short.len());
    longest.map(|(_, name)| name.as_str())
}

/// A name without the titles after it.
fn without_title(mut name: &str) -> &str {
    let around = &Words::get().around_people;
    let ends = || behind_names().iter().chain(around);
    while let Some(rest) = ends().find_map(|end| name.strip_suffix(end)) {
        name = rest.trim();
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Offering;
    use crate::matching::engine::Bag;

    #[test]
    fn institutions_are_known_for_short() {
        let full = |wish| full_name(wish);
        assert_eq!(full("哈工大"), Some("哈尔滨工业大学"));
        assert_eq!(full("北航材料学院"), Some("北京航空航天大学"));
        assert_eq!(full("北大荒集团"), None);
        let wish = Wish::new("哈工大".to_owned());
        assert!(wish.names("哈尔滨工业大学威海校区") && !wish.names("哈尔滨工程大学"));
    }

    #[test]
    fn a_wish_names_an_institution_or_its_expert() {
        let institution =
            Institution { id: String::new(), name: "甲样理工大学".into() };
        let wishes = Wishes::new(&[institution]);
        let offering = Offering { lead: Some("张样".into()), ..Offering::default() };
        let facets = OfferingFacets::new(&offering, 0, 0, "", &Bag::default());
        let wants = |wish: &str| {
            let need = Need { preferred_partners: vec![wish.into()], ..Need::default() };
            wishes.wants(&need, &facets)
        };
        assert!(wants("甲样理工大学材料学院") && wants("样理工大学") && wants("张样"));
        assert!(!wants("大学") && !wants("乙样理工大学") && !wants(""));
        assert!(wants("张样教授") && wants("张样副教授团队") && wants("张样 老师"));
        assert!(!wants("理工大学") && !wants("国内知名高校") && !wants("教授"));
        assert!(!wants("除甲样理工大学外") && !wants("非甲样理工大学"));
        assert!(!wants("甲样理工大学以外的高校") && wants("甲样理工大学外国语学院"));
    }
}
