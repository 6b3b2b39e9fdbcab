//! The versions of the plan, and what changed between two: who must be told what.

use std::collections::BTreeMap;

use serde::Serialize;

use super::fate::{Fate, place};
use super::plan::Names;
use super::{Cell, Column, Report, Section, Table};
use crate::domain::{Fair, Meeting, Plan, PlanVersion, Settings};
use crate::text::messages::{Lang, Message, say};

/// The versions, oldest first.
#[derive(Debug)]
pub struct PlanVersions<'a> {
    /// The versions.
    pub versions: &'a [PlanVersion],
}

/// A version as the JSON shows it.
#[derive(Serialize)]
struct VersionWire<'a> {
    version: u32,
    at: &'a str,
    by: &'a str,
    what: &'a str,
    current: bool,
}

#[derive(Serialize)]
struct VersionsWire<'a> {
    plans: Vec<VersionWire<'a>>,
}

fn wire(version: &PlanVersion) -> VersionWire<'_> {
    VersionWire {
        version: version.version,
        at: &version.at,
        by: &version.who,
        what: &version.what,
        current: version.current,
    }
}

impl Report for PlanVersions<'_> {
    fn name(&self) -> &'static str {
        "plans"
    }

    fn title(&self, lang: Lang) -> String {
        say(lang, "report-versions-title").to_owned()
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let column = |key, message| Column::left(key, say(lang, message));
        let columns = vec![
            Column::right("version", say(lang, "report-versions-version")),
            column("at", "report-versions-at"),
            column("by", "report-versions-by"),
            column("what", "report-versions-what"),
            column("current", "report-versions-current"),
        ];
        let row = |version: &PlanVersion| {
            let current =
                if version.current { say(lang, "report-versions-holds") } else { "" };
            vec![
                version.version.into(),
                version.at.as_str().into(),
                version.who.as_str().into(),
                say(lang, &format!("log-{}", version.what)).into(),
                current.into(),
            ]
        };
        let rows = self.versions.iter().map(row).collect();
        vec![Section::table("", Table { columns, rows })]
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(VersionsWire { plans: self.versions.iter().map(wire).collect() })
    }

    fn lines<'a>(&'a self, _lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        self.versions.iter().map(|version| Box::new(wire(version)) as _).collect()
    }
}

/// A meeting that is not what it was.
#[derive(Debug, Serialize)]
struct Changed<'a> {
    what: Fate,
    id: &'a str,
    before: Option<&'a Meeting>,
    after: Option<&'a Meeting>,
    tell: Vec<String>,
}

/// What changed between two versions of the plan.
#[derive(Debug)]
pub struct PlanDiff<'a> {
    /// `None`: not stored yet.
    versions: [Option<u32>; 2],
    changes: Vec<Changed<'a>>,
    settings: &'a Settings,
}

#[derive(Serialize)]
struct DiffWire<'a> {
    from: Option<u32>,
    to: Option<u32>,
    changes: &'a [Changed<'a>],
}

impl<'a> PlanDiff<'a> {
    /// Compares an earlier and a later version.
    pub fn new(old: &'a Plan, new: &'a Plan, fair: &'a Fair) -> Self {
        let of = |plan: &'a Plan| -> BTreeMap<&'a str, &'a Meeting> {
            plan.meetings.iter().map(|m| (m.id.as_str(), m)).collect()
        };
        let (before, after) = (of(old), of(new));
        let mut ids: Vec<&str> = before.keys().chain(after.keys()).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        let names = Names::new(fair, old.meetings.iter().chain(&new.meetings));
        let change = |id: &'a str| {
            let pair = (before.get(id).copied(), after.get(id).copied());
            let what = Fate::between(pair.0, pair.1)?;
            let meeting = pair.1.or(pair.0)?;
            let tell = [&meeting.enterprise, &meeting.institution];
            let tell = tell.into_iter().map(|id| names.of(id)).collect();
            Some(Changed { what, id, before: pair.0, after: pair.1, tell })
        };
        let mut changes: Vec<Changed<'a>> = ids.into_iter().filter_map(change).collect();
        changes.sort_by_key(|c| c.after.or(c.before).map(|m| (m.date, m.start, m.table)));
        let stored = |plan: &Plan| Some(plan.version).filter(|&version| version > 0);
        Self { versions: [stored(old), stored(new)], changes, settings: &fair.settings }
    }

    /// The same, once the later version is stored under its number.
    #[must_use]
    pub fn stored_as(mut self, version: u32) -> Self {
        self.versions[1] = Some(version);
        self
    }

    fn table(&self, lang: Lang) -> Table {
        let column = |key, message| Column::left(key, say(lang, message));
        let columns = vec![
            column("what", "report-diff-what"),
            column("tell", "report-diff-tell"),
            column("before", "report-diff-before"),
            column("after", "report-diff-after"),
            column("id", "report-plan-id"),
        ];
        let at = |meeting: &Meeting| place(self.settings, meeting).say(lang);
        let row = |change: &Changed<'_>| {
            vec![
                say(lang, change.key()).into(),
                Cell::Lines(change.tell.clone()),
                change.before.map(at).into(),
                change.after.map(at).into(),
                change.id.into(),
            ]
        };
        let rows = self.changes.iter().map(row).collect();
        Table { columns, rows }
    }
}

impl Changed<'_> {
    fn key(&self) -> &'static str {
        match self.what {
            Fate::Added => "report-diff-added",
            Fate::Cancelled => "report-diff-cancelled",
            Fate::Moved => "report-diff-moved",
            Fate::Reseated => "report-diff-reseated",
        }
    }
}

impl Report for PlanDiff<'_> {
    fn name(&self) -> &'static str {
        "plan-diff"
    }

    fn title(&self, lang: Lang) -> String {
        let [from, to] = self.versions;
        match to {
            Some(to) => Message::new("report-diff-title").with("to", to),
            None => Message::new("report-diff-title-next"),
        }
        .with("from", from.unwrap_or_default())
        .say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        if self.changes.is_empty() {
            return vec![Section::text(say(lang, "report-diff-nothing"))];
        }
        vec![Section::table("", self.table(lang))]
    }

    fn sheet(&self, lang: Lang) -> Option<Table> {
        self.changes.is_empty().then(|| self.table(lang))
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let [from, to] = self.versions;
        Box::new(DiffWire { from, to, changes: &self.changes })
    }
}
