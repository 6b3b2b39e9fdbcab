//! The figures by group: field, region, zone, budget band, stage, officer, class.

use std::collections::BTreeMap;

use super::roster::{band, enterprises, rd_total};
use super::{Basis, Figure, Part, Project, Quantity, amounts};
use crate::domain::{AmountKind, Class, Code as _, Fair, Need, Organization, Stage};
use crate::text::messages::Message;

/// What to group by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupBy {
    /// Field of the need; a need of two fields counts in both.
    Field,
    /// Region of the enterprise.
    Region,
    /// Zone.
    Zone,
    /// Budget band of the need.
    Budget,
    /// Furthest stage.
    Stage,
    /// Officer.
    Officer,
    /// Titles of the enterprise; one of two titles counts in both.
    Class,
}

/// A group: what it sorts by, its code, and its name.
type Key = (String, String, Message);

/// What belongs to a group.
struct Group<'a> {
    code: String,
    name: Message,
    needs: Vec<&'a Need>,
    projects: Vec<&'a Project<'a>>,
}

impl Group<'_> {
    /// The group of a key, empty as long as nothing came to it.
    fn of(groups: &mut BTreeMap<String, Self>, (order, code, name): Key) -> &mut Self {
        let new = || Self { code, name, needs: Vec::new(), projects: Vec::new() };
        groups.entry(order).or_insert_with(new)
    }
}

/// The figures of every group.
pub(super) fn groups(basis: &Basis<'_>, by: GroupBy) -> Vec<Figure> {
    let mut groups: BTreeMap<String, Group<'_>> = BTreeMap::new();
    for (need, reached) in basis.fair.needs.iter().zip(&basis.reached) {
        for key in or_unknown(keys_of_need(need, *reached, by)) {
            Group::of(&mut groups, key).needs.push(need);
        }
    }
    for project in &basis.projects {
        for key in or_unknown(keys_of_project(basis, project, by)) {
            Group::of(&mut groups, key).projects.push(project);
        }
    }
    let figures = |group: Group<'_>| {
        let named = |figure| Figure {
            group: Some(group.name.clone()),
            code: Some(group.code.clone()),
            ..figure
        };
        of_group(&group).into_iter().map(named).collect::<Vec<_>>()
    };
    groups.into_values().flat_map(figures).collect()
}

/// The keys of the figures that every group has, in their order.
pub const OF_GROUP: [&str; 7] = [
    "needs",
    "enterprises",
    "rd_total",
    "projects",
    "signed",
    "group_investment",
    "group_technology_contract",
];

fn of_group(group: &Group<'_>) -> Vec<Figure> {
    let signed = || group.projects.iter().copied().filter(|p| p.came_to(Stage::Signed));
    let sums = amounts::sums(signed());
    let money =
        |kind: AmountKind| Quantity::Money(sums.get(&kind).copied().unwrap_or_default());
    let figure = |key, quantity| Figure::new(Part::Groups, key, quantity);
    vec![
        figure("needs", Quantity::Count(group.needs.len())),
        figure("enterprises", Quantity::Count(enterprises(group.needs.iter().copied()))),
        figure("rd_total", Quantity::Money(rd_total(group.needs.iter().copied()))),
        figure("projects", Quantity::Count(group.projects.len())),
        figure("signed", Quantity::Count(signed().count())),
        figure("group_investment", money(AmountKind::Investment)),
        figure("group_technology_contract", money(AmountKind::TechnologyContract)),
    ]
}

/// Last of all those of which nothing is known.
fn or_unknown(keys: Vec<Key>) -> Vec<Key> {
    if keys.is_empty() {
        let name = Message::new("figure-group-unknown");
        return vec![("\u{10ffff}".into(), "unknown".into(), name)];
    }
    keys
}

fn plain(words: &str) -> Key {
    (words.to_owned(), words.to_owned(), Message::plain(words))
}

fn of_stage(stage: Stage) -> Key {
    let order = Stage::ALL.iter().position(|own| *own == stage).unwrap_or_default();
    (format!("{order:02}"), stage.code().to_owned(), stage.label())
}

fn of_band(band: &str) -> Key {
    let order = ["5m", "2m", "below", "open"].iter().position(|own| *own == band);
    (format!("{order:?}"), band.to_owned(), Message::new(format!("figure-band_{band}")))
}

fn of_classes(classes: &[Class]) -> Vec<Key> {
    let key =
        |class: &Class| (class.code().to_owned(), class.code().to_owned(), class.label());
    classes.iter().map(key).collect()
}

fn keys_of_need(need: &Need, reached: Stage, by: GroupBy) -> Vec<Key> {
    let own = &need.organization;
    match by {
        GroupBy::Field => need.fields.iter().map(|field| plain(field)).collect(),
        GroupBy::Region => own.region.iter().map(|region| plain(region)).collect(),
        GroupBy::Zone => own.zone.iter().map(|zone| plain(zone)).collect(),
        GroupBy::Budget => band(need).map(of_band).into_iter().collect(),
        GroupBy::Stage => vec![of_stage(reached)],
        GroupBy::Officer => Vec::new(),
        GroupBy::Class => of_classes(&own.classes),
    }
}

fn keys_of_project(basis: &Basis<'_>, project: &Project<'_>, by: GroupBy) -> Vec<Key> {
    let of_need = || {
        project
            .need
            .map(|need| keys_of_need(need, Stage::Collected, by))
            .unwrap_or_default()
    };
    let zone = project.trail.signing.and_then(|signing| signing.zone.as_deref());
    let party = || party(basis.fair, project);
    let keys = match by {
        GroupBy::Stage => project
            .trail
            .now()
            .and_then(crate::ledger::Step::stage)
            .map(of_stage)
            .into_iter()
            .collect(),
        GroupBy::Officer => {
            basis.answerers.of(project.trail).map(plain).into_iter().collect()
        }
        GroupBy::Zone => {
            let own = zone.or_else(|| party()?.zone.as_deref());
            own.map(plain).into_iter().collect()
        }
        GroupBy::Region => {
            party().and_then(|o| o.region.as_deref()).map(plain).into_iter().collect()
        }
        GroupBy::Class => party().map(|o| of_classes(&o.classes)).unwrap_or_default(),
        GroupBy::Field | GroupBy::Budget => Vec::new(),
    };
    if keys.is_empty() { of_need() } else { keys }
}

/// The first party of a project that the roster knows.
fn party<'a>(fair: &'a Fair, project: &Project<'a>) -> Option<&'a Organization> {
    let parties = &project.trail.signing?.parties;
    parties.iter().find_map(|party| fair.organization(party))
}
