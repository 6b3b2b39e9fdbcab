//! Two records made one, as changes that the store can take back.

use serde_json::{Map, Value};

use super::rename::Renaming;
use crate::domain::{Change, ChangeSet, Code as _, Fair, Kind, Organization, Record};

/// The changes that make `gone` a part of `kept`: what the one lacks the other gives,
/// lists are joined, and whoever named `gone` names `kept` from then on. An organization
/// keeps the other's names as aliases. `None` where an id is unknown in the registry, the
/// ids are the same, or records of the registry are not merged.
pub fn merge(fair: &Fair, kind: Kind, kept: &str, gone: &str) -> Option<ChangeSet> {
    let (before, other) = (record(fair, kind, kept)?, record(fair, kind, gone)?);
    if kept == gone || !super::KINDS.contains(&kind) {
        return None;
    }
    let mut set = ChangeSet::new("dedupe", fair.revision);
    let mut after = joined(&before, &other)?;
    if let (Record::Organizations(after), Record::Organizations(other)) =
        (&mut after, &other)
    {
        keep_names(after, other);
    }
    set.put(after);
    if fair.record(kind, gone).is_some() {
        set.remove(kind, gone);
    }
    let renaming = Renaming::new(kind, &before, &other);
    for kind in Kind::ALL {
        for record in fair.records(*kind).into_iter().filter(|r| r.id() != gone) {
            renaming.record(fair, record, &mut set);
        }
    }
    if let Some(plan) = fair.plan.as_ref().and_then(|plan| renaming.plan(plan)) {
        set.changes.push(Change::Plan(plan));
    }
    Some(set)
}

/// The record of an id; an organization that only needs or offerings name, too.
fn record(fair: &Fair, kind: Kind, id: &str) -> Option<Record> {
    fair.record(kind, id).or_else(|| {
        let known = |given: &Option<String>| given.as_deref() == Some(id);
        let of_need =
            fair.needs.iter().map(|need| &need.organization).find(|own| known(&own.id));
        let of_offering = fair
            .offerings
            .iter()
            .map(|offering| &offering.organization)
            .find(|own| known(&own.id));
        let name = of_need.map(|own| &own.name).or(of_offering.map(|own| &own.name))?;
        let organization = Organization {
            id: id.to_owned(),
            name: name.clone(),
            uscc: of_need.and_then(|own| own.uscc.clone()),
            kind: crate::domain::OrganizationKind::of_name(name)?,
            ..Organization::default()
        };
        (kind == Kind::Organizations).then_some(Record::Organizations(organization))
    })
}

/// The names of the other body become aliases.
fn keep_names(kept: &mut Organization, other: &Organization) {
    kept.aliases.push(other.name.clone());
    let name = kept.name.clone();
    let mut seen = std::collections::BTreeSet::new();
    kept.aliases.retain(|alias| *alias != name && seen.insert(alias.clone()));
}

/// A record with what it lacks taken from another of its registry.
fn joined(kept: &Record, other: &Record) -> Option<Record> {
    let (Value::Object(mut fields), Value::Object(others)) =
        (kept.json().ok()?, other.json().ok()?)
    else {
        return None;
    };
    fill(&mut fields, &others);
    Record::of_json(kept.kind(), &Value::Object(fields).to_string()).ok()
}

/// Fills empty fields, joins lists; what must not be published stays so.
fn fill(fields: &mut Map<String, Value>, others: &Map<String, Value>) {
    for (key, other) in others.iter().filter(|(key, _)| *key != "source" && *key != "id")
    {
        let Some(own) = fields.get_mut(key) else {
            fields.insert(key.clone(), other.clone());
            continue;
        };
        match (own, other) {
            (own @ Value::Null, other) => *own = other.clone(),
            (Value::Array(own), Value::Array(other)) => {
                let new = other.iter().filter(|item| !own.contains(item));
                let new: Vec<Value> = new.cloned().collect();
                own.extend(new);
            }
            // an amount is one value: its parts don't mix
            (Value::Object(own), Value::Object(other))
                if !own.contains_key("negotiable") =>
            {
                fill(own, other);
            }
            (Value::Bool(own), Value::Bool(other)) => match key.as_str() {
                "publish" => *own &= *other,
                "confidential" => *own |= *other,
                _ => {}
            },
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        AmountKind, Decision, Encounter, LedgerEntry, Money, Need, OutcomeKind, Person,
        Signing, Stage, Verdict, Yuan, derived_id,
    };

    fn organization(id: &str, name: &str, uscc: Option<&str>) -> Organization {
        Organization {
            id: id.into(),
            name: name.into(),
            uscc: uscc.map(str::to_owned),
            ..Organization::default()
        }
    }

    fn need(id: &str, organization: &str, name: &str) -> Need {
        let mut need = Need { id: id.into(), title: "t".into(), ..Need::default() };
        need.organization.id = Some(organization.into());
        need.organization.name = name.into();
        need
    }

    /// The records that a merge puts, and the ids it removes.
    fn effects(set: &ChangeSet) -> (Vec<Record>, Vec<String>) {
        let (mut put, mut removed) = (Vec::new(), Vec::new());
        for change in &set.changes {
            match change {
                Change::Put(record) => put.push(record.clone()),
                Change::Remove(_, id) => removed.push(id.clone()),
                Change::Plan(_)
                | Change::Import(_)
                | Change::Weights(_)
                | Change::Stage(_) => {}
            }
        }
        (put, removed)
    }

    #[test]
    fn an_organization_keeps_the_other_names_and_whoever_named_it_follows() {
        let fair = Fair {
            organizations: vec![
                organization("E1", "虚钛科技有限公司", None),
                organization("E2", "虚钛科技", Some("X")),
            ],
            needs: vec![
                need("N1", "E1", "虚钛科技有限公司"),
                need("N2", "E2", "虚钛科技"),
            ],
            people: vec![Person {
                id: "H1".into(),
                organization: Some("虚钛科技".into()),
                ..Person::default()
            }],
            signings: vec![Signing {
                id: "P1".into(),
                parties: vec!["虚钛科技".into(), "虚构大学".into()],
                ..Signing::default()
            }],
            ledger: vec![LedgerEntry {
                id: "L1".into(),
                subject: "E2".into(),
                ..LedgerEntry::default()
            }],
            ..Fair::default()
        };
        let (put, removed) =
            effects(&merge(&fair, Kind::Organizations, "E1", "E2").unwrap());
        assert_eq!(removed, ["E2"]);
        assert_eq!(put.len(), 5);
        let Record::Organizations(kept) = &put[0] else { panic!("{put:?}") };
        assert_eq!(
            (kept.aliases.as_slice(), kept.uscc.as_deref()),
            (&["虚钛科技".to_owned()][..], Some("X"))
        );
        let of =
            |kind| put[1..].iter().find(|r| r.kind() == kind).unwrap().json().unwrap();
        assert_eq!(of(Kind::Needs)["organization"]["id"], "E1");
        assert_eq!(of(Kind::People)["organization"], "虚钛科技有限公司");
        assert_eq!(of(Kind::Signings)["parties"][0], "虚钛科技有限公司");
        assert_eq!(of(Kind::Ledger)["subject"], "E1");
    }

    #[test]
    fn whoever_met_both_met_the_kept_one_with_all_that_came_of_it() {
        let met = |enterprise: &str, outcome, stage| {
            let mut encounter = Encounter {
                fair: "去年".into(),
                enterprise: enterprise.into(),
                institution: "虚构大学".into(),
                outcome: Some(outcome),
                stage,
                ..Encounter::default()
            };
            encounter.id = encounter.pair_id();
            encounter
        };
        let kept = met("虚钛科技有限公司", OutcomeKind::Intent, Some(Stage::Landed));
        let fair = Fair {
            organizations: vec![
                organization("E1", "虚钛科技有限公司", None),
                organization("E2", "虚钛科技", None),
            ],
            encounters: vec![kept.clone(), met("虚钛科技", OutcomeKind::NoShow, None)],
            ..Fair::default()
        };
        let (put, removed) =
            effects(&merge(&fair, Kind::Organizations, "E1", "E2").unwrap());
        assert_eq!(removed, ["E2", &fair.encounters[1].id]);
        assert_eq!(put[1..], [Record::Encounters(kept)]);
    }

    #[test]
    fn a_need_is_filled_up_and_its_decisions_move() {
        let mut fair = Fair {
            needs: vec![need("N1", "E1", "甲"), need("N2", "E1", "甲")],
            ..Fair::default()
        };
        fair.needs[1].budget = Some(Money::exact(Yuan::new(5), AmountKind::Rd));
        fair.needs[1].publish = false;
        fair.needs[0].keywords = vec!["a".into()];
        fair.needs[1].keywords = vec!["a".into(), "b".into()];
        let decision = |need: &str, verdict| Decision {
            id: derived_id('D', &[need, "S1"]),
            need: need.into(),
            offering: "S1".into(),
            decision: Some(verdict),
            ..Decision::default()
        };
        fair.decisions = vec![decision("N2", Verdict::Accept)];
        let (put, removed) = effects(&merge(&fair, Kind::Needs, "N1", "N2").unwrap());
        let Record::Needs(kept) = &put[0] else { panic!("{put:?}") };
        assert_eq!(kept.keywords, ["a", "b"]);
        assert!(kept.budget.is_some() && !kept.publish);
        assert_eq!(put[1], Record::Decisions(decision("N1", Verdict::Accept)));
        assert_eq!(removed, ["N2".to_owned(), derived_id('D', &["N2", "S1"])]);
        fair.decisions.push(decision("N1", Verdict::Reject));
        let (put, removed) = effects(&merge(&fair, Kind::Needs, "N1", "N2").unwrap());
        assert_eq!(
            (put.len(), removed.len()),
            (1, 2),
            "the word on the need that stays stands"
        );
    }

    #[test]
    fn what_cannot_be_merged_is_refused() {
        let fair = Fair { needs: vec![need("N1", "E1", "甲")], ..Fair::default() };
        assert_eq!(merge(&fair, Kind::Needs, "N1", "N1"), None);
        assert_eq!(merge(&fair, Kind::Needs, "N1", "N9"), None);
    }
}
