//! Likely duplicates among organizations: of the roster, and named by needs and offerings.

use std::collections::{BTreeMap, BTreeSet};

use super::Duplicate;
use crate::domain::OrganizationName;
use crate::domain::{Fair, Kind, OrganizationKind};
use crate::text::messages::Message;

/// Blocks larger than this say nothing: a shared switchboard, a word everybody uses.
const LARGEST_BLOCK: usize = 40;

/// How sure each ground is that two bodies are one.
mod sure {
    /// The same credit code.
    pub(super) const CODE: f64 = 0.99;
    /// The same name but for width, blanks and punctuation.
    pub(super) const NAME: f64 = 0.97;
    /// A known change of name, a former name in brackets, an alias.
    pub(super) const FORMER: f64 = 0.95;
    /// Only the legal form differs.
    pub(super) const FORM: f64 = 0.9;
    /// One name goes without a place, or without a part of it.
    pub(super) const PLACE: f64 = 0.8;
    /// The same phone, and names one character apart.
    pub(super) const PHONE: f64 = 0.75;
    /// Taken off where only one of them is a group: it may be the other's parent.
    pub(super) const GROUP: f64 = 0.2;
}

/// A body as it is compared.
struct Body<'a> {
    id: String,
    name: &'a str,
    parts: OrganizationName,
    aliases: Vec<String>,
    uscc: Option<&'a str>,
    region: Option<&'a str>,
    phones: &'a [String],
}

/// Pairs of organizations that may be one.
pub(super) fn pairs(fair: &Fair) -> Vec<Duplicate> {
    let bodies = bodies(fair);
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, body) in bodies.iter().enumerate().filter(|(_, body)| !body.parts.anonymous)
    {
        for key in body.keys() {
            blocks.entry(key).or_default().push(at);
        }
    }
    let mut met = BTreeSet::new();
    let mut pairs = Vec::new();
    for block in blocks.values().filter(|block| block.len() <= LARGEST_BLOCK) {
        for (i, &a) in block.iter().enumerate() {
            for &b in &block[i + 1..] {
                if met.insert((a.min(b), a.max(b))) {
                    pairs.extend(judge(&bodies[a.min(b)], &bodies[a.max(b)]));
                }
            }
        }
    }
    pairs
}

/// The roster, then whoever only needs and offerings name; each id once.
fn bodies(fair: &Fair) -> Vec<Body<'_>> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut fresh =
        |id: &String, name: &str| !name.is_empty() && known.insert(id.clone());
    let mut bodies: Vec<Body<'_>> = Vec::new();
    for own in fair.organizations.iter().filter(|own| fresh(&own.id, &own.name)) {
        bodies.push(Body {
            aliases: own.aliases.iter().map(|a| OrganizationName::new(a).core).collect(),
            uscc: own.uscc.as_deref(),
            region: own.region.as_deref(),
            phones: &own.contact.phones,
            ..Body::named(own.id.clone(), &own.name)
        });
    }
    for need in &fair.needs {
        let own = &need.organization;
        let id = id_of(own.id.as_deref(), &own.name, OrganizationKind::Enterprise);
        if fresh(&id, &own.name) {
            bodies.push(Body {
                uscc: own.uscc.as_deref(),
                region: own.region.as_deref(),
                phones: &need.contact.phones,
                ..Body::named(id, &own.name)
            });
        }
    }
    for offering in &fair.offerings {
        let own = &offering.organization;
        let id = id_of(own.id.as_deref(), &own.name, OrganizationKind::Institution);
        if fresh(&id, &own.name) {
            let region = own.region.as_deref();
            bodies.push(Body { region, ..Body::named(id, &own.name) });
        }
    }
    bodies
}

/// The id given, else the one made of the name.
fn id_of(given: Option<&str>, name: &str, expected: OrganizationKind) -> String {
    given.map_or_else(|| OrganizationKind::id_for(name, expected), str::to_owned)
}

impl<'a> Body<'a> {
    fn named(id: String, name: &'a str) -> Self {
        let parts = OrganizationName::new(name);
        Self {
            id,
            name,
            parts,
            aliases: Vec::new(),
            uscc: None,
            region: None,
            phones: &[],
        }
    }

    /// What a duplicate would have in common with it.
    fn keys(&self) -> BTreeSet<String> {
        let former =
            self.parts.former.as_deref().map(|name| OrganizationName::new(name).core);
        let names =
            self.aliases.iter().cloned().chain(former).chain([self.parts.core.clone()]);
        let codes = self.code().map(|code| format!("code {code}"));
        let phones = self.phones.iter().map(|phone| format!("phone {phone}"));
        names.chain(codes).chain(phones).collect()
    }

    /// The credit code, if it has its full length.
    fn code(&self) -> Option<&'a str> {
        self.uscc.filter(|code| code.len() == 18)
    }

    /// Whether the body went, or goes, by the other's name.
    fn also_called(&self, other: &Self) -> bool {
        let core = &other.parts.core;
        let former =
            self.parts.former.as_deref().map(|name| OrganizationName::new(name).core);
        self.aliases.contains(core) || former.as_ref() == Some(core)
    }
}

/// Whether two bodies may be one, and why.
fn judge(a: &Body<'_>, b: &Body<'_>) -> Option<Duplicate> {
    let (score, reason) = match (a.code(), b.code()) {
        (Some(x), Some(y)) if x == y => (sure::CODE, "duplicate-same-code"),
        (Some(_), Some(_)) => return None,
        _ => by_name(a, b)?,
    };
    let grouped = a.parts.group != b.parts.group && score < sure::NAME;
    let mut reasons = vec![Message::new(reason)];
    if grouped {
        reasons.push(Message::new("duplicate-group"));
    }
    Some(Duplicate {
        kind: Kind::Organizations,
        a: a.id.clone(),
        b: b.id.clone(),
        titles: [a.name.to_owned(), b.name.to_owned()],
        score: if grouped { score - sure::GROUP } else { score },
        reasons,
    })
}

fn by_name(a: &Body<'_>, b: &Body<'_>) -> Option<(f64, &'static str)> {
    let (x, y) = (&a.parts, &b.parts);
    if x.whole == y.whole {
        return Some((sure::NAME, "duplicate-same-name"));
    }
    if a.also_called(b) || b.also_called(a) {
        return Some((sure::FORMER, "duplicate-former-name"));
    }
    if x.core != y.core {
        return by_phone(a, b);
    }
    if x.renamed.is_some() || y.renamed.is_some() {
        return Some((sure::FORMER, "duplicate-renamed"));
    }
    if x.places == y.places {
        return Some((sure::FORM, "duplicate-legal-form"));
    }
    let nested = x.places.is_subset(&y.places) || y.places.is_subset(&x.places);
    let telling = x.brand() >= 2 && x.core.chars().count() >= 3;
    let fits = nested && telling && !regions_differ(a, b);
    fits.then_some((sure::PLACE, "duplicate-place"))
}

/// The same phone and names of which one character differs: a slip of the pen.
fn by_phone(a: &Body<'_>, b: &Body<'_>) -> Option<(f64, &'static str)> {
    if !a.phones.iter().any(|phone| b.phones.contains(phone)) {
        return None;
    }
    a.parts.is_misspelt(&b.parts).then_some((sure::PHONE, "duplicate-phone"))
}

/// Whether the regions, or the places in the names, speak against each other.
fn regions_differ(a: &Body<'_>, b: &Body<'_>) -> bool {
    let (Some(x), Some(y)) = (a.region, b.region) else { return false };
    let share = |x: &str, y: &str| x.contains(y) || y.contains(x);
    let first = |region: &str| region.chars().take(2).collect::<String>();
    !share(x, y) && first(x) != first(y)
}

#[cfg(test)]
mod tests;
