//! The meetings as a list for others: one a row, with names and titles.

use std::collections::BTreeMap;

use super::{Cell, Column, MeetingPlan, Report, Section, Table};
use crate::domain::{Code as _, Fair, Meeting};
use crate::text::messages::{Lang, say};

/// The meetings of the current plan, in order of time.
#[derive(Debug)]
pub struct MeetingList<'a> {
    fair: &'a Fair,
    meetings: &'a [Meeting],
    grids: bool,
}

impl<'a> MeetingList<'a> {
    /// The meetings of a fair's plan; none without one.
    pub fn new(fair: &'a Fair) -> Self {
        let meetings = fair.plan.as_ref().map_or(&[][..], |plan| &plan.meetings);
        Self { fair, meetings, grids: false }
    }

    /// The same, with the plan as grids: for a page or a drawing, where they are at home.
    #[must_use]
    pub fn with_grids(self) -> Self {
        Self { grids: true, ..self }
    }

    fn row(&self, meeting: &Meeting, lang: Lang) -> Vec<Cell> {
        let fair = self.fair;
        let need = fair.need(&meeting.need);
        let offering = meeting.offering.as_deref().and_then(|id| fair.offering(id));
        let outcome = fair.outcomes.iter().find(|o| o.meeting == meeting.id);
        let outcome = outcome.and_then(|o| o.outcome).map(|o| o.label().say(lang));
        let locked = if meeting.locked { "report-yes" } else { "report-no" };
        vec![
            meeting.id.as_str().into(),
            meeting.date.into(),
            meeting.start.into(),
            meeting.end.into(),
            meeting.slot.into(),
            meeting.table.map_or(Cell::Empty, Cell::from),
            meeting.need.as_str().into(),
            need.map(|need| need.title.clone()).into(),
            fair.name_of(&meeting.enterprise).into(),
            meeting.offering.clone().into(),
            offering.map(|offering| offering.title.clone()).into(),
            fair.name_of(&meeting.institution).into(),
            say(lang, locked).into(),
            outcome.into(),
        ]
    }
}

/// Keys of the columns, with the messages of their headers.
const COLUMNS: [(&str, &str); 14] = [
    ("meeting", "column-meeting"),
    ("date", "column-date"),
    ("start", "column-start"),
    ("end", "column-end"),
    ("slot", "meetings-slot"),
    ("table", "column-table"),
    ("need", "meetings-need"),
    ("need_title", "meetings-need-title"),
    ("enterprise", "column-enterprise"),
    ("offering", "meetings-offering"),
    ("offering_title", "meetings-offering-title"),
    ("institution", "column-institution"),
    ("locked", "meetings-locked"),
    ("outcome", "column-outcome"),
];

impl Report for MeetingList<'_> {
    fn name(&self) -> &'static str {
        "meetings"
    }

    fn title(&self, lang: Lang) -> String {
        say(lang, "meetings-title").to_owned()
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let column = |(key, header)| Column::left(key, say(lang, header));
        let rows = self.meetings.iter().map(|meeting| self.row(meeting, lang)).collect();
        let list = Table { columns: COLUMNS.map(column).into(), rows };
        let mut sections = vec![Section::table("", list)];
        if let (true, Some(plan)) = (self.grids, &self.fair.plan) {
            sections.extend(MeetingPlan::new(plan, self.fair).grids(lang));
        }
        sections
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(BTreeMap::from([("meetings", self.meetings)]))
    }

    fn lines<'a>(&'a self, _lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        self.meetings.iter().map(|meeting| Box::new(meeting) as _).collect()
    }
}
