//! The projects of one enterprise, which go to one officer together.

use std::collections::BTreeMap;

use super::union::Union;
use crate::domain::{Fair, OrganizationKind, Signing, Stage};

/// A project to be assigned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Project {
    pub(super) id: String,
    pub(super) title: String,
    /// The officer it has, by id.
    pub(super) before: Option<String>,
}

/// The projects of an enterprise, and of those it shares projects with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) projects: Vec<Project>,
    /// The zone most of them lie in.
    pub(super) zone: Option<String>,
}

/// The projects that have not ended, by enterprise, in the order of the registry.
pub(super) fn groups(fair: &Fair) -> Vec<Group> {
    let going: Vec<&Signing> =
        fair.signings.iter().filter(|s| s.stage != Stage::Ended).collect();
    let mut union = Union::new(going.len());
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, signing) in going.iter().enumerate() {
        for enterprise in enterprises(fair, signing) {
            let other = *first.entry(enterprise).or_insert(at);
            union.join(other, at);
        }
    }
    let mut members: BTreeMap<usize, Vec<&Signing>> = BTreeMap::new();
    for (at, signing) in going.iter().enumerate() {
        members.entry(union.root(at)).or_default().push(signing);
    }
    members.into_values().map(|signings| group(fair, &signings)).collect()
}

fn group(fair: &Fair, signings: &[&Signing]) -> Group {
    let mut zones: BTreeMap<String, usize> = BTreeMap::new();
    for zone in signings.iter().filter_map(|signing| zone(fair, signing)) {
        *zones.entry(zone).or_default() += 1;
    }
    let zone =
        zones.into_iter().rev().max_by_key(|(_, count)| *count).map(|(zone, _)| zone);
    let project = |signing: &&Signing| Project {
        id: signing.id.clone(),
        title: signing.title.clone(),
        before: before(fair, signing),
    };
    Group { projects: signings.iter().map(project).collect(), zone }
}

/// The enterprises that are party to a signing: those of the roster, else the first party
/// that is not by its name a public body.
fn enterprises<'a>(fair: &'a Fair, signing: &'a Signing) -> Vec<&'a str> {
    let known: Vec<&str> = signing
        .parties
        .iter()
        .filter_map(|party| fair.organization(party))
        .filter(|o| o.kind == OrganizationKind::Enterprise)
        .map(|o| o.id.as_str())
        .collect();
    if !known.is_empty() {
        return known;
    }
    let unknown = |party: &&String| {
        fair.organization(party).is_none()
            && !OrganizationKind::is_institution(party)
            && OrganizationKind::of_name(party) != Some(OrganizationKind::Government)
    };
    signing.parties.iter().find(unknown).map(String::as_str).into_iter().collect()
}

/// The zone of a project: its own, else that of a party of the roster, else that of its need.
fn zone(fair: &Fair, signing: &Signing) -> Option<String> {
    let of_party = || {
        let mut parties =
            signing.parties.iter().filter_map(|party| fair.organization(party));
        parties.find_map(|o| o.zone.clone())
    };
    let of_need = || fair.need(signing.need.as_deref()?)?.organization.zone.clone();
    signing.zone.clone().or_else(of_party).or_else(of_need)
}

/// The officer a project has: as assigned, else as its record names them, by id.
fn before(fair: &Fair, signing: &Signing) -> Option<String> {
    let assigned = fair.assignment(&signing.id);
    let named = assigned.map(|a| &a.officer).or(signing.officer.as_ref())?;
    let known = fair.officer(named);
    Some(known.map_or_else(|| named.clone(), |officer| officer.id.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_laboratory_outside_the_roster_joins_no_projects() {
        let signing = |firm: &str| Signing {
            parties: vec!["甲重点实验室".into(), firm.into()],
            ..Signing::default()
        };
        let signings = vec![signing("乙厂"), signing("丙厂"), signing("乙厂")];
        let groups = groups(&Fair { signings, ..Fair::default() });
        let sizes: Vec<usize> = groups.iter().map(|group| group.projects.len()).collect();
        assert_eq!(sizes, [2, 1]);
    }
}
