//! Who answers for which project (首席服务官): loads balanced within zones, pairs kept.
//!
//! All projects of an enterprise go to one officer. In this order the choice leaves as few
//! projects as possible without an officer, takes as few as possible away from the officer
//! they have, and makes the sum of the squared loads as small as possible. Zones are settled
//! one by one: where all officers of a zone are alike but for load and limit, by counting
//! through how many enterprises of each size everybody takes; else by minimum-cost flow,
//! which, as each project goes its own way in it, bounds a branch and bound over the
//! enterprises it tears apart.

mod components;
mod counting;
mod groups;
mod search;
mod union;

use std::collections::BTreeMap;

use crate::domain::{Fair, Officer};
use groups::{Group, groups};

/// A project and the officer who answers for it from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// The project's id.
    pub subject: String,
    /// The project's title.
    pub title: String,
    /// The zone it counts to.
    pub zone: Option<String>,
    /// The officer's id.
    pub officer: String,
    /// The officer it had before.
    pub before: Option<String>,
}

impl Charge {
    /// Whether the officer is another one than before, or the first one.
    pub fn changed(&self) -> bool {
        self.before.as_deref() != Some(self.officer.as_str())
    }
}

/// Why a project has no officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Its zone is not known, and every officer is bound to zones.
    NoZone,
    /// No officer answers for its zone.
    NobodyInZone,
    /// The enterprise has more projects than any officer of the zone may have.
    TooMany,
    /// The officers of the zone have no room left.
    Full,
}

/// A project without an officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The project's id.
    pub subject: String,
    /// The project's title.
    pub title: String,
    /// The zone it counts to.
    pub zone: Option<String>,
    /// Why.
    pub obstacle: Obstacle,
}

/// Who answers for what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deployment {
    /// The projects that have an officer, by id.
    pub charges: Vec<Charge>,
    /// Those that have none.
    pub left: Vec<Left>,
    /// Whether it is proved that nothing better exists.
    pub proved: bool,
}

/// Assigns the fair's officers to its projects that have not ended.
pub fn assign(fair: &Fair) -> Deployment {
    let groups = groups(fair);
    let index: BTreeMap<&str, usize> =
        fair.officers.iter().enumerate().map(|(i, o)| (o.id.as_str(), i)).collect();
    let (open, closed): (Vec<_>, Vec<_>) =
        groups.iter().partition(|group| obstacle(group, &fair.officers).is_none());
    let cases: Vec<search::Case> = open
        .iter()
        .map(|group| search::Case {
            officers: able(group, &fair.officers).collect(),
            before: group
                .projects
                .iter()
                .map(|p| p.before.as_deref().and_then(|id| index.get(id).copied()))
                .collect(),
        })
        .collect();
    let limits: Vec<_> = fair.officers.iter().map(|o| o.capacity).collect();
    let found = components::best(&cases, &limits);
    let mut deployment = Deployment { proved: found.proved, ..Deployment::default() };
    for (group, choice) in open.iter().zip(&found.choices) {
        match choice {
            Some(officer) => {
                deployment.charges.extend(charges(group, &fair.officers[*officer]));
            }
            None => deployment.left.extend(left(group, Obstacle::Full)),
        }
    }
    for group in closed {
        let obstacle = obstacle(group, &fair.officers).expect("closed for a reason");
        deployment.left.extend(left(group, obstacle));
    }
    deployment.charges.sort_by(|a, b| a.subject.cmp(&b.subject));
    deployment.left.sort_by(|a, b| a.subject.cmp(&b.subject));
    deployment
}

/// The officers who may answer for a group, by their place in the registry.
fn able<'a>(
    group: &'a Group,
    officers: &'a [Officer],
) -> impl Iterator<Item = usize> + 'a {
    let zone = group.zone.as_deref();
    let fits = move |officer: &Officer| {
        let here = officer.zones.iter().any(|own| Some(own.as_str()) == zone);
        let room =
            officer.capacity.is_none_or(|most| most as usize >= group.projects.len());
        (officer.zones.is_empty() || here) && room
    };
    officers.iter().enumerate().filter(move |(_, o)| fits(o)).map(|(at, _)| at)
}

fn obstacle(group: &Group, officers: &[Officer]) -> Option<Obstacle> {
    if able(group, officers).next().is_some() {
        return None;
    }
    let one = Group { projects: Vec::new(), ..group.clone() };
    Some(match (able(&one, officers).next(), &group.zone) {
        (Some(_), _) => Obstacle::TooMany,
        (None, Some(_)) => Obstacle::NobodyInZone,
        (None, None) => Obstacle::NoZone,
    })
}

fn charges<'a>(
    group: &'a Group,
    officer: &'a Officer,
) -> impl Iterator<Item = Charge> + 'a {
    group.projects.iter().map(|project| Charge {
        subject: project.id.clone(),
        title: project.title.clone(),
        zone: group.zone.clone(),
        officer: officer.id.clone(),
        before: project.before.clone(),
    })
}

fn left(group: &Group, obstacle: Obstacle) -> impl Iterator<Item = Left> + '_ {
    group.projects.iter().map(move |project| Left {
        subject: project.id.clone(),
        title: project.title.clone(),
        zone: group.zone.clone(),
        obstacle,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Assignment, Signing};

    fn officer(id: &str, zones: &[&str], capacity: Option<u32>) -> Officer {
        let zones = zones.iter().map(|zone| (*zone).to_owned()).collect();
        Officer { id: id.into(), name: id.into(), zones, capacity, ..Officer::default() }
    }

    fn signing(id: &str, firm: &str, zone: Option<&str>) -> Signing {
        Signing {
            id: id.into(),
            parties: vec![firm.into()],
            zone: zone.map(str::to_owned),
            ..Signing::default()
        }
    }

    fn officers_of(found: &Deployment) -> Vec<(&str, &str)> {
        found.charges.iter().map(|p| (p.subject.as_str(), p.officer.as_str())).collect()
    }

    #[test]
    fn loads_are_even_and_an_enterprise_has_one_officer() {
        let fair = Fair {
            officers: vec![
                officer("F1", &["东"], Some(4)),
                officer("F2", &["东"], Some(4)),
            ],
            signings: vec![
                signing("P1", "甲厂", Some("东")),
                signing("P2", "甲厂", Some("东")),
                signing("P3", "乙厂", Some("东")),
                signing("P4", "丙厂", Some("东")),
            ],
            ..Fair::default()
        };
        let found = assign(&fair);
        assert!(found.proved);
        let of = |id: &str| found.charges.iter().find(|p| p.subject == id).unwrap();
        assert_eq!(of("P1").officer, of("P2").officer);
        assert_eq!(of("P3").officer, of("P4").officer);
        assert_ne!(of("P1").officer, of("P3").officer);
    }

    #[test]
    fn a_pair_is_kept_though_loads_are_uneven() {
        let charge =
            |subject: &str| Assignment { subject: subject.into(), officer: "F2".into() };
        let fair = Fair {
            officers: vec![officer("F1", &[], None), officer("F2", &[], None)],
            signings: vec![
                signing("P1", "甲厂", None),
                signing("P2", "乙厂", None),
                signing("P3", "丙厂", None),
            ],
            assignments: vec![charge("P1"), charge("P2")],
            ..Fair::default()
        };
        let found = assign(&fair);
        assert_eq!(officers_of(&found), [("P1", "F2"), ("P2", "F2"), ("P3", "F1")]);
        let changed: Vec<_> = found.charges.iter().map(Charge::changed).collect();
        assert_eq!(changed, [false, false, true]);
    }

    #[test]
    fn whoever_has_none_is_told_why() {
        let fair = Fair {
            officers: vec![officer("F1", &["东"], Some(1))],
            signings: vec![
                signing("P1", "甲厂", Some("东")),
                signing("P2", "乙厂", Some("东")),
                signing("P3", "丙厂", Some("西")),
                signing("P4", "丁厂", None),
                signing("P5", "戊厂", Some("东")),
                signing("P6", "戊厂", Some("东")),
            ],
            ..Fair::default()
        };
        let found = assign(&fair);
        assert_eq!(found.charges.len(), 1);
        let left: Vec<_> =
            found.left.iter().map(|l| (l.subject.as_str(), l.obstacle)).collect();
        let last = [
            ("P3", Obstacle::NobodyInZone),
            ("P4", Obstacle::NoZone),
            ("P5", Obstacle::TooMany),
            ("P6", Obstacle::TooMany),
        ];
        assert_eq!(left[1..], last);
        assert_eq!(left[0].1, Obstacle::Full);
    }
}
