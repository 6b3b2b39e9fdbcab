//! What in a fair has to do with a record.

use std::collections::BTreeSet;

use crate::domain::{Fair, Kind, Meeting, Record};

/// Every id and name that has to do with a record, whether the fair at hand holds its
/// record or not: what a dossier needs further.
pub fn concerned(fair: &Fair, record: &Record) -> BTreeSet<String> {
    let own = Own::of(fair, record);
    let partners = own.meetings.iter().filter_map(|meeting| meeting.offering.clone());
    own.keys.into_iter().chain(own.named).chain(partners).collect()
}

/// What a record is known by, and what has to do with it.
pub(super) struct Own {
    /// Its ids and names, and those of its own needs, offerings, signings and meetings.
    keys: BTreeSet<String>,
    /// Ids of records that its own ones name: the offerings of its decisions, its officers.
    named: BTreeSet<String>,
    /// Its meetings in the current plan.
    pub(super) meetings: Vec<Meeting>,
}

impl Own {
    pub(super) fn of(fair: &Fair, record: &Record) -> Self {
        let mut keys: BTreeSet<String> = [record.id().to_owned()].into();
        keys.extend(names(record).map(str::to_owned));
        let belongs = |other: &Record| {
            other.facets().organizations.iter().any(|key| keys.contains(*key))
        };
        let parts: Vec<_> = [Kind::Needs, Kind::Offerings, Kind::Signings]
            .into_iter()
            .filter(|_| matches!(record.kind(), Kind::Organizations | Kind::People))
            .flat_map(|kind| fair.records(kind))
            .filter(belongs)
            .collect();
        keys.extend(parts.iter().map(|part| part.id().to_owned()));
        // An outcome, or an entry of the ledger, is about its meeting and whoever met.
        let is_of = |meeting: &Meeting| mentions(record).any(|key| key == meeting.id);
        let meetings: Vec<Meeting> = fair
            .plan
            .iter()
            .flat_map(|plan| &plan.meetings)
            .filter(|meeting| {
                parties(meeting).any(|party| keys.contains(party)) || is_of(meeting)
            })
            .cloned()
            .collect();
        let own = meetings.iter().filter(|meeting| is_of(meeting)).flat_map(parties);
        let own: Vec<String> = own.map(str::to_owned).collect();
        keys.extend(meetings.iter().map(|meeting| meeting.id.clone()));
        let mut named = Self::named(fair, record, &keys);
        named.extend(own);
        Self { keys, named, meetings }
    }

    fn named(fair: &Fair, record: &Record, keys: &BTreeSet<String>) -> BTreeSet<String> {
        let links = [Kind::Decisions, Kind::Signings, Kind::Assignments];
        let mut named: BTreeSet<String> = links
            .into_iter()
            .flat_map(|kind| fair.records(kind))
            .filter(|link| mentions(link).any(|key| keys.contains(key)))
            .flat_map(|link| mentions(&link).map(str::to_owned).collect::<Vec<_>>())
            .collect();
        named.extend(mentions(record).map(str::to_owned));
        named
    }

    /// Whether a record mentions an own key, or is named by an own record.
    pub(super) fn concerns(&self, other: &Record) -> bool {
        let own = self.keys.contains(other.id())
            || mentions(other).any(|key| self.keys.contains(key));
        let named = || {
            let linked = [
                Kind::Needs,
                Kind::Offerings,
                Kind::Officers,
                Kind::Organizations,
                Kind::Signings,
            ];
            linked.contains(&other.kind())
                && (self.named.contains(other.id())
                    || names(other).any(|name| self.named.contains(name)))
        };
        own || named()
    }
}

/// The names by which a record is mentioned beside its id.
pub(super) fn names(record: &Record) -> impl Iterator<Item = &str> {
    let aliases: &[String] =
        if let Record::Organizations(own) = record { &own.aliases } else { &[] };
    let known = [Kind::Organizations, Kind::People, Kind::Officers];
    let own = known.contains(&record.kind()).then(|| record.facets().title);
    own.into_iter()
        .chain(aliases.iter().map(String::as_str))
        .filter(|name| !name.is_empty())
}

/// Every id and name that a record mentions.
pub(super) fn mentions(record: &Record) -> impl Iterator<Item = &str> {
    let references = record.references().into_iter().map(|reference| reference.key);
    references.chain(record.facets().organizations)
}

/// Whom and what a meeting is about.
pub(super) fn parties(meeting: &Meeting) -> impl Iterator<Item = &str> {
    let ids = [&meeting.need, &meeting.enterprise, &meeting.institution];
    ids.into_iter().chain(&meeting.offering).map(String::as_str)
}
