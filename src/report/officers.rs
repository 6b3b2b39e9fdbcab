//! `officers assign`: who answers for what from now on.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Cell, Column, Report, Section, Table, Tone};
use crate::domain::{Fair, Officer};
use crate::ledger::officers::{Charge, Deployment, Left, Obstacle};
use crate::text::messages::{Lang, Message, say};

/// Who answers for what from now on.
#[derive(Debug, Clone)]
pub struct DeploymentReport<'a> {
    /// The assignments.
    pub deployment: &'a Deployment,
    /// The fair's officers.
    pub fair: &'a Fair,
}

/// An assignment as its JSON shows it; officers by name, as their registry has no ids.
#[derive(Serialize)]
struct Line<'a> {
    officer: &'a str,
    subject: &'a str,
    changed: bool,
    title: &'a str,
    zone: Option<&'a str>,
    officer_id: &'a str,
    before: Option<&'a str>,
}

#[derive(Serialize)]
struct LeftLine<'a> {
    subject: &'a str,
    title: &'a str,
    code: &'static str,
    reason: String,
}

#[derive(Serialize)]
struct Whole<'a> {
    assignments: Vec<Line<'a>>,
    unassigned: Vec<LeftLine<'a>>,
    optimal: bool,
}

impl DeploymentReport<'_> {
    /// The name of an officer; the id where two have the same name.
    fn name<'b>(&'b self, id: &'b str) -> &'b str {
        let officer = self.fair.officer(id);
        let only = |o: &&Officer| {
            self.fair.officers.iter().filter(|other| other.name == o.name).count() == 1
        };
        officer.filter(only).map_or(id, |officer| officer.name.as_str())
    }

    fn line<'b>(&'b self, charge: &'b Charge) -> Line<'b> {
        Line {
            officer: self.name(&charge.officer),
            subject: &charge.subject,
            changed: charge.changed(),
            title: &charge.title,
            zone: charge.zone.as_deref(),
            officer_id: &charge.officer,
            before: charge.before.as_deref().map(|id| self.name(id)),
        }
    }
}

impl Report for DeploymentReport<'_> {
    fn name(&self) -> &'static str {
        "officers-assign"
    }

    fn title(&self, lang: Lang) -> String {
        let charges = &self.deployment.charges;
        let key = if self.deployment.proved {
            "officers-title"
        } else {
            "officers-title-unproved"
        };
        Message::new(key)
            .with("assigned", charges.len())
            .with("changed", charges.iter().filter(|charge| charge.changed()).count())
            .with("left", self.deployment.left.len())
            .say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let mut sections =
            vec![Section::table(say(lang, "officers-who"), self.charges(lang))];
        if !self.deployment.left.is_empty() {
            sections.push(Section::table(say(lang, "officers-left"), self.left(lang)));
        }
        sections.push(Section::table(say(lang, "officers-loads"), self.loads(lang)));
        sections
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let left = |left: &'a Left| LeftLine {
            subject: &left.subject,
            title: &left.title,
            code: code(left.obstacle),
            reason: reason(left).say(lang),
        };
        Box::new(Whole {
            assignments: self.deployment.charges.iter().map(|p| self.line(p)).collect(),
            unassigned: self.deployment.left.iter().map(left).collect(),
            optimal: self.deployment.proved,
        })
    }
}

impl DeploymentReport<'_> {
    fn charges(&self, lang: Lang) -> Table {
        let row = |charge: &Charge| {
            let before = charge.before.as_deref().map(|id| self.name(id).to_owned());
            let change = match (charge.changed(), &before) {
                (false, _) => Cell::Toned(Tone::Faint, say(lang, "officers-kept").into()),
                (true, None) => say(lang, "officers-new").into(),
                (true, Some(before)) => Cell::Toned(
                    Tone::Warn,
                    Message::new("officers-moved").with("before", before).say(lang),
                ),
            };
            vec![
                self.name(&charge.officer).into(),
                charge.zone.clone().into(),
                charge.subject.as_str().into(),
                charge.title.as_str().into(),
                change,
            ]
        };
        let mut rows: Vec<_> = self.deployment.charges.iter().collect();
        rows.sort_by_key(|charge| (charge.zone.clone(), self.name(&charge.officer)));
        let keys = ["officer", "zone", "subject", "title", "change"];
        Table { columns: columns(&keys, lang), rows: rows.into_iter().map(row).collect() }
    }

    fn left(&self, lang: Lang) -> Table {
        let row = |left: &Left| {
            vec![
                left.subject.as_str().into(),
                left.title.as_str().into(),
                left.zone.clone().into(),
                Cell::Toned(Tone::Bad, reason(left).say(lang)),
            ]
        };
        let keys = ["subject", "title", "zone", "reason"];
        let rows = self.deployment.left.iter().map(row).collect();
        Table { columns: columns(&keys, lang), rows }
    }

    /// Every officer with the number of projects, by zone.
    fn loads(&self, lang: Lang) -> Table {
        let mut loads: BTreeMap<&str, usize> = BTreeMap::new();
        for charge in &self.deployment.charges {
            *loads.entry(charge.officer.as_str()).or_default() += 1;
        }
        let row = |officer: &Officer| {
            let zones = Message::plain(officer.zones.clone());
            vec![
                officer.name.as_str().into(),
                zones.say(lang).into(),
                loads.get(officer.id.as_str()).copied().unwrap_or(0).into(),
                officer.capacity.into(),
            ]
        };
        let mut columns = columns(&["officer", "zone"], lang);
        for key in ["load", "capacity"] {
            columns
                .push(Column::right(key, say(lang, &format!("officers-column-{key}"))));
        }
        Table { columns, rows: self.fair.officers.iter().map(row).collect() }
    }
}

fn columns(keys: &[&'static str], lang: Lang) -> Vec<Column> {
    let left = |key: &&'static str| {
        Column::left(key, say(lang, &format!("officers-column-{key}")))
    };
    keys.iter().map(left).collect()
}

fn code(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::NoZone => "no_zone",
        Obstacle::NobodyInZone => "no_officer_in_zone",
        Obstacle::TooMany => "too_many_projects",
        Obstacle::Full => "capacity_exceeded",
    }
}

fn reason(left: &Left) -> Message {
    let key = match (left.obstacle, &left.zone) {
        (Obstacle::TooMany, None) => "officers-too_many_projects-anywhere".to_owned(),
        (Obstacle::Full, None) => "officers-capacity_exceeded-anywhere".to_owned(),
        (obstacle, _) => format!("officers-{}", code(obstacle)),
    };
    Message::new(key).with("zone", left.zone.clone().unwrap_or_default())
}
