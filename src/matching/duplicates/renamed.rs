//! An organization under a new name, as changes that the store can take back.

use super::rename::Renaming;
use crate::domain::{
    Change, ChangeSet, Code as _, EntryId, Fair, Kind, Organization, OrganizationKind,
    Record,
};

/// The changes that give an organization of the roster a new name: it keeps the old one as
/// an alias, whoever names it follows, and whoever was known by the new name alone is the
/// same body from then on. `base` is the entry that the edit was made from.
pub fn renamed(
    fair: &Fair,
    before: &Organization,
    mut after: Organization,
    base: Option<EntryId>,
) -> ChangeSet {
    let named = |o: &Organization| o.id == before.id;
    // a name that two bodies bear means the first of them
    let own = fair.organization(&before.name).is_some_and(named);
    let told = if own { before.name.as_str() } else { "" };
    if own && !after.aliases.contains(&before.name) {
        after.aliases.push(before.name.clone());
    }
    after.aliases.retain(|alias| *alias != after.name);
    let by_new_name = OrganizationKind::id_for(&after.name, after.kind);
    let renamings = [
        Renaming::body(&before.id, told, &after),
        Renaming::body(&by_new_name, &after.name, &after),
    ];
    let mut set = ChangeSet::new("edit", base);
    set.put(Record::Organizations(after));
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Organizations) {
        for mut record in fair.records(*kind) {
            for renaming in &renamings {
                let known = set.changes.len();
                renaming.record(fair, record.clone(), &mut set);
                if let Some(Change::Put(changed)) = set.changes[known..].last() {
                    record = changed.clone();
                }
            }
        }
    }
    let told_of = &renamings[1];
    set.changes
        .extend(fair.plan.as_ref().and_then(|plan| told_of.plan(plan)).map(Change::Plan));
    set
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Encounter, EnterpriseRef, Event, LedgerEntry, Need, OrganizationKind, Person,
        Signing,
    };

    fn body(id: &str, name: &str) -> Organization {
        Organization { id: id.into(), name: name.into(), ..Organization::default() }
    }

    fn need(id: &str, owner: &str, name: &str) -> Need {
        Need {
            id: id.into(),
            organization: EnterpriseRef {
                id: Some(owner.into()),
                name: name.into(),
                ..EnterpriseRef::default()
            },
            ..Need::default()
        }
    }

    fn fair() -> Fair {
        let told = OrganizationKind::Enterprise.id_of("新厂");
        let named = || Some("旧厂".to_owned());
        Fair {
            organizations: vec![body("E1", "旧厂"), body("E2", "乙厂")],
            needs: vec![
                need("N1", "E1", "旧厂"),
                need("N2", "E2", "乙厂"),
                Need {
                    preferred_partners: vec!["旧厂".into(), "新厂".into()],
                    ..need("N3", &told, "新厂")
                },
            ],
            people: vec![Person { organization: named(), ..Person::default() }],
            signings: vec![Signing {
                parties: vec!["甲大学".into(), "旧厂".into()],
                ..Signing::default()
            }],
            events: vec![Event {
                participants: vec!["旧厂".into()], ..Event::default()
            }],
            ledger: vec![
                LedgerEntry { subject: "旧厂".into(), ..LedgerEntry::default() },
                LedgerEntry { subject: "E1".into(), ..LedgerEntry::default() },
            ],
            encounters: vec![Encounter {
                enterprise: "E1".into(),
                institution: "U1".into(),
                ..Encounter::default()
            }],
            ..Fair::default()
        }
    }

    /// The JSON of what is put, by registry; nothing else may happen.
    fn puts(fair: &Fair, name: &str) -> Vec<(Kind, serde_json::Value)> {
        let before = &fair.organizations[0];
        let after = Organization { name: name.into(), ..before.clone() };
        let set = renamed(fair, before, after, None);
        let put = |change: Change| match change {
            Change::Put(record) => (record.kind(), record.json().unwrap()),
            other @ (Change::Remove(..)
            | Change::Plan(_)
            | Change::Import(_)
            | Change::Weights(_)
            | Change::Stage(_)) => panic!("{other:?}"),
        };
        set.changes.into_iter().map(put).collect()
    }

    #[test]
    fn whoever_names_the_body_follows() {
        let puts = puts(&fair(), "新厂");
        let kinds: Vec<Kind> = puts.iter().map(|(kind, _)| *kind).collect();
        let [own, needs, people] = [Kind::Organizations, Kind::Needs, Kind::People];
        let [signings, events, ledger] = [Kind::Signings, Kind::Events, Kind::Ledger];
        assert_eq!(kinds[0], own);
        let mut sorted = kinds.clone();
        sorted.sort_unstable();
        let mut expected =
            vec![own, needs, needs, needs, people, signings, events, ledger];
        expected.sort_unstable();
        assert_eq!(sorted, expected);
        let last = |kind| &puts.iter().rfind(|(own, _)| *own == kind).unwrap().1;
        assert_eq!(last(own)["aliases"][0], "旧厂");
        assert_eq!(puts[1].1["organization"]["name"], "新厂");
        assert_eq!(last(needs)["organization"]["id"], "E1");
        assert_eq!(last(needs)["preferred_partners"][0], "新厂");
        assert_eq!(last(people)["organization"], "新厂");
        assert_eq!(last(signings)["parties"][1], "新厂");
        assert_eq!(last(events)["participants"][0], "新厂");
        assert_eq!(last(ledger)["subject"], "新厂");
    }

    #[test]
    fn a_name_of_two_bodies_means_the_first() {
        let mut fair = fair();
        fair.organizations.insert(0, body("E0", "旧厂"));
        let before = &fair.organizations[1];
        let after = Organization { name: "丁厂".into(), ..before.clone() };
        let set = renamed(&fair, before, after, None);
        let Change::Put(Record::Organizations(own)) = &set.changes[0] else {
            panic!("{set:?}")
        };
        assert!(own.aliases.is_empty());
        assert_eq!(set.changes.len(), 2, "the body itself, and its need by the id");
    }
}
