//! Confidential enterprises: what is shown in place of their names.

use std::collections::{BTreeMap, BTreeSet};

use super::contacts::{Contacts, unnamed};
use super::redact::redacted;
use super::short::ShortNames;
use crate::domain::{Fair, Need};
use crate::text::messages::{Lang, Message, say};

/// The names of confidential enterprises and what is shown in their place.
pub(super) struct Masks {
    by_name: BTreeMap<String, String>,
    /// The names, longer ones first.
    names: Vec<String>,
    /// The ids of confidential enterprises.
    ids: BTreeSet<String>,
    /// What they are called for short.
    short: Option<ShortNames>,
    /// The names of everybody else.
    others: BTreeSet<String>,
    /// Whom to ask at an enterprise.
    contacts: Contacts,
}

impl Masks {
    /// Whoever is confidential by the roster or by any of its needs.
    pub(super) fn new(fair: &Fair) -> Self {
        let mut ids: BTreeSet<&str> = BTreeSet::new();
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for need in fair.needs.iter().filter(|need| need.organization.confidential) {
            ids.extend(need.organization.id.as_deref().filter(|id| !id.is_empty()));
            names.insert(need.organization.name.trim());
        }
        for organization in &fair.organizations {
            let name = organization.name.trim();
            let id = organization.id.as_str();
            if organization.confidential || ids.contains(id) || names.contains(name) {
                ids.extend(Some(id).filter(|id| !id.is_empty()));
                names.insert(name);
                names.extend(organization.aliases.iter().map(|alias| alias.trim()));
            }
        }
        let own = |need: &&Need| {
            need.organization.id.as_deref().is_some_and(|id| ids.contains(id))
        };
        names.extend(
            fair.needs.iter().filter(own).map(|need| need.organization.name.trim()),
        );
        names.remove("");
        let by_name: BTreeMap<String, String> =
            names.iter().map(|name| ((*name).to_owned(), mask(fair, name))).collect();
        let mut names: Vec<String> = by_name.keys().cloned().collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let others: Vec<&str> =
            everybody(fair).filter(|name| !by_name.contains_key(*name)).collect();
        Self {
            short: ShortNames::new(by_name.iter(), &others),
            others: others.into_iter().map(str::to_owned).collect(),
            by_name,
            names,
            ids: ids.into_iter().map(str::to_owned).collect(),
            contacts: Contacts::new(fair),
        }
    }

    /// What is shown for an organization of a name; `None`: its name.
    pub(super) fn of(&self, name: &str) -> Option<&str> {
        self.by_name.get(name.trim()).map(String::as_str)
    }

    /// Whether an organization named by id or by name is confidential.
    pub(super) fn hides(&self, key: &str) -> bool {
        self.ids.contains(key) || self.of(key).is_some()
    }

    /// A body as a record tells it: of the names of others nothing is masked.
    pub(super) fn body(&self, name: &str) -> String {
        match self.of(name) {
            Some(mask) => mask.to_owned(),
            None if self.others.contains(name.trim()) => redacted(name),
            None => self.text(name),
        }
    }

    /// Texts for everybody.
    pub(super) fn texts(&self, texts: &[String]) -> Vec<String> {
        texts.iter().map(|text| self.text(text)).collect()
    }

    /// A text for everybody, if there is one.
    pub(super) fn any(&self, text: Option<&str>) -> Option<String> {
        text.map(|text| self.text(text))
    }

    /// How the texts of a need are told to everybody: without its own contacts, too.
    pub(super) fn told<'a>(&'a self, need: &'a Need) -> impl Fn(&str) -> String + 'a {
        let names = self.contacts.of(need);
        move |text| unnamed(self.text(text), &names)
    }

    /// A text for everybody: confidential names masked, whole or short, phones and
    /// addresses taken out.
    pub(super) fn text(&self, text: &str) -> String {
        let text = redacted(text);
        let names = self.names.iter().filter(|name| !name.is_empty());
        let text = names.fold(text, |text, name| {
            if text.contains(name.as_str()) {
                text.replace(name.as_str(), &self.by_name[name])
            } else {
                text
            }
        });
        match &self.short {
            Some(short) => short.masked(text),
            None => text,
        }
    }
}

/// The names of all bodies that the fair knows, each once.
fn everybody(fair: &Fair) -> impl Iterator<Item = &str> {
    let roster = fair.organizations.iter().map(|o| o.name.as_str());
    let needs = fair.needs.iter().map(|need| need.organization.name.as_str());
    let offerings = fair.offerings.iter().map(|o| o.organization.name.as_str());
    let all: BTreeSet<&str> =
        roster.chain(needs).chain(offerings).map(str::trim).collect();
    all.into_iter().filter(|name| !name.is_empty())
}

/// The mask of an enterprise: after the field of its first need.
fn mask(fair: &Fair, name: &str) -> String {
    let lang = fair.settings.language.as_deref().and_then(Lang::of_locale);
    let known = fair.organization(name).filter(|o| !o.id.is_empty());
    let own = |need: &&Need| {
        need.organization.name.trim() == name
            || known.is_some_and(|o| need.organization.id.as_ref() == Some(&o.id))
    };
    let tells = |field: &&String| redacted(field) != **field || field.contains(name);
    let mut fields = fair.needs.iter().filter(own).filter_map(|need| need.fields.first());
    let field = fields.find(|field| !tells(field));
    masked(field.map_or("", String::as_str), lang.unwrap_or_default())
}

/// 某新材料公司, say; a field too long to read as part of a name is left out.
fn masked(field: &str, lang: Lang) -> String {
    let most = match lang {
        Lang::Zh => 8,
        Lang::En => 30,
    };
    if field.is_empty() || field.chars().count() > most {
        return say(lang, "masked-enterprise").to_owned();
    }
    Message::new("masked-enterprise-of").with("field", field).say(lang)
}
