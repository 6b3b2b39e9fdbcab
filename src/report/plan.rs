//! The meeting plan: who meets whom, slot by slot, its figures and what could not be planned.

mod drawn;
mod grid;

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::{Block, CalendarEntry, Cell, Column, Report, Section, Table};
use crate::domain::{Clock, Fair, Meeting, Plan, PlanStatus, Unscheduled};
use crate::planning::roster::Roster;
use crate::text::messages::{Lang, Message, say};

/// A plan, to be shown.
#[derive(Debug)]
pub struct MeetingPlan<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The fair, for names and titles.
    pub fair: &'a Fair,
    /// What else a person should know, already in words.
    pub notes: Vec<String>,
    /// Scores of pairs by need and offering, to shade the grid with; may be empty.
    pub scores: BTreeMap<(String, String), f64>,
}

impl Report for MeetingPlan<'_> {
    fn name(&self) -> &'static str {
        "plan"
    }

    fn title(&self, lang: Lang) -> String {
        let version = self.plan.version;
        Message::new("report-plan-title").with("version", version).say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let mut first = vec![Block::Text(self.summary(lang))];
        if !self.notes.is_empty() {
            first.push(Block::Points(self.notes.clone()));
        }
        let mut sections = vec![Section { heading: String::new(), blocks: first }];
        if !self.plan.meetings.is_empty() {
            let heading = say(lang, "report-plan-meetings");
            sections.push(Section::table(heading, self.table(lang)));
        }
        if !self.plan.unscheduled.is_empty() {
            let heading = say(lang, "report-plan-unscheduled");
            sections.push(Section::table(heading, self.unscheduled(lang)));
        }
        sections.extend(self.grids(lang));
        sections
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(self.plan.said(lang))
    }

    fn has_calendar(&self) -> bool {
        true
    }

    fn calendar(&self, lang: Lang) -> Vec<CalendarEntry> {
        let names = self.names();
        let entry = |meeting| self.entry(meeting, &names, lang);
        self.plan.meetings.iter().map(entry).collect()
    }
}

impl<'a> MeetingPlan<'a> {
    /// A fair's plan without a word about how it was made.
    pub fn new(plan: &'a Plan, fair: &'a Fair) -> Self {
        Self { plan, fair, notes: Vec::new(), scores: BTreeMap::new() }
    }
}

impl MeetingPlan<'_> {
    /// Both grids of every session.
    pub(super) fn grids(&self, lang: Lang) -> Vec<Section> {
        grid::sections(self, lang)
    }

    fn summary(&self, lang: Lang) -> String {
        let figures = &self.plan.objective;
        let key = match (figures.status, figures.score) {
            (PlanStatus::Optimal, Some(_)) => "report-plan-optimal",
            (PlanStatus::Feasible, Some(_)) => "report-plan-feasible",
            (PlanStatus::Optimal | PlanStatus::Feasible, None) => {
                "report-plan-feasible-unscored"
            }
            (PlanStatus::Infeasible, _) => "report-plan-infeasible",
            (PlanStatus::Unknown, _) => "report-plan-unknown",
        };
        Message::new(key)
            .with("meetings", figures.meetings)
            .with("idle", figures.idle)
            .with("idle_bound", figures.lower_bound.idle)
            .with("breaks", figures.breaks)
            .with("breaks_bound", figures.lower_bound.breaks)
            .with("score", format!("{:.1}", figures.score.unwrap_or_default()))
            .with("moved", figures.moved)
            .with("unscheduled", self.plan.unscheduled.len())
            .with("seconds", format!("{:.1}", figures.seconds))
            .with("seed", figures.seed)
            .say(lang)
    }

    fn table(&self, lang: Lang) -> Table {
        let column = |key, message| Column::left(key, say(lang, message));
        let columns = vec![
            column("date", "report-plan-date"),
            column("start", "report-plan-start"),
            column("end", "report-plan-end"),
            Column::right("slot", say(lang, "report-plan-slot")),
            Column::right("table", say(lang, "report-plan-table")),
            column("enterprise", "report-plan-enterprise"),
            column("institution", "report-plan-institution"),
            column("topic", "report-plan-topic"),
            column("need", "report-plan-need"),
            column("offering", "report-plan-offering"),
            column("id", "report-plan-id"),
            column("locked", "report-plan-locked"),
        ];
        let names = self.names();
        let rows =
            self.plan.meetings.iter().map(|meeting| self.row(meeting, &names, lang));
        Table { columns, rows: rows.collect() }
    }

    fn row(&self, meeting: &Meeting, names: &Names<'_>, lang: Lang) -> Vec<Cell> {
        let title = self.fair.need(&meeting.need).map(|need| need.title.as_str());
        let locked = if meeting.locked { say(lang, "report-plan-is-locked") } else { "" };
        vec![
            meeting.date.into(),
            meeting.start.into(),
            meeting.end.into(),
            meeting.slot.into(),
            meeting.table.into(),
            names.of(&meeting.enterprise).into(),
            names.of(&meeting.institution).into(),
            title.into(),
            meeting.need.as_str().into(),
            meeting.offering.as_deref().into(),
            meeting.id.as_str().into(),
            locked.into(),
        ]
    }

    fn unscheduled(&self, lang: Lang) -> Table {
        let column = |key, message| Column::left(key, say(lang, message));
        let columns = vec![
            column("need", "report-plan-need"),
            column("offering", "report-plan-offering"),
            column("reason", "report-plan-reason"),
            column("hint", "report-plan-hint"),
        ];
        let row = |pair: &Unscheduled| {
            let Unscheduled { need, offering, reason, hint, .. } = pair.said(lang);
            [need, offering, reason, hint].map(Cell::from).into()
        };
        Table { columns, rows: self.plan.unscheduled.iter().map(row).collect() }
    }

    /// What everybody who meets is called.
    fn names(&self) -> Names<'_> {
        Names::new(self.fair, self.plan.meetings.iter())
    }

    fn entry(&self, meeting: &Meeting, names: &Names<'_>, lang: Lang) -> CalendarEntry {
        let at = |clock: Clock| NaiveDateTime::new(meeting.date, clock.time());
        let title = self.fair.need(&meeting.need).map(|need| need.title.clone());
        CalendarEntry {
            uid: format!("meeting-{}@fairmatch", meeting.id),
            revision: self.plan.version,
            summary: Message::new("report-plan-event")
                .with("enterprise", names.of(&meeting.enterprise))
                .with("institution", names.of(&meeting.institution))
                .say(lang),
            description: title.unwrap_or_default(),
            location: super::place::of(&self.fair.settings, meeting).say(lang),
            start: at(meeting.start),
            end: at(meeting.end),
        }
    }
}

/// What the organizations of meetings are called, on the roster or in the records that
/// name them.
pub(super) struct Names<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Names<'a> {
    /// The names of everybody who meets.
    pub(super) fn new(
        fair: &'a Fair,
        meetings: impl Iterator<Item = &'a Meeting>,
    ) -> Self {
        let roster = Roster::new(fair);
        let mut names = BTreeMap::new();
        for id in meetings.flat_map(|meeting| [&meeting.enterprise, &meeting.institution])
        {
            names.entry(id.as_str()).or_insert_with(|| roster.name(id));
        }
        Self(names)
    }

    /// The name of an organization; its id where nothing better is known.
    pub(super) fn of(&self, id: &str) -> String {
        (*self.0.get(id).unwrap_or(&id)).to_owned()
    }
}
