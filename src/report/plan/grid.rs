//! The plan as grids: slots × tables, and who × slots with idle gaps visible.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{MeetingPlan, Names};
use crate::domain::{Clock, Meeting};
use crate::planning::timetable::Grid;
use crate::report::{Block, Cell, Column, Section, Table, Tone};
use crate::text::messages::{Lang, Message, say};

/// Parties or tables that a drawing shows at most: more cannot be taken in at a glance.
const DRAWN: usize = 60;

/// Both grids of every session; what stands at no slot of today's sessions is in neither, and
/// counted below.
pub(super) fn sections(plan: &MeetingPlan<'_>, lang: Lang) -> Vec<Section> {
    let grid = Grid::new(&plan.fair.settings.sessions);
    let names = plan.names();
    let parts = (0..grid.firsts.len())
        .map(|session| Part::new(plan, &names, &grid, session))
        .filter(|part| !part.meetings.is_empty());
    let mut sections: Vec<Section> = parts.flat_map(|part| part.sections(lang)).collect();
    let meetings = &plan.plan.meetings;
    let undrawn = meetings.iter().filter(|m| slot_of(&grid, m).is_none()).count();
    if undrawn > 0 {
        let told = Message::new("report-plan-undrawn").with("n", undrawn);
        sections.push(Section::text(told.say(lang)));
    }
    sections
}

/// The slot a meeting stands in, by time: numbers are those of the slots there were when the
/// plan was made.
fn slot_of(grid: &Grid, meeting: &Meeting) -> Option<usize> {
    grid.at(meeting.date, meeting.start)
}

/// A session's meetings.
pub(super) struct Part<'a> {
    plan: &'a MeetingPlan<'a>,
    /// The day of the session.
    date: NaiveDate,
    /// What everybody is called.
    pub(super) names: &'a Names<'a>,
    /// When the slots start.
    pub(super) starts: Vec<Clock>,
    /// The slots that follow a break.
    pub(super) breaks: Vec<usize>,
    /// The meetings, in order of time.
    pub(super) meetings: Vec<&'a Meeting>,
}

impl<'a> Part<'a> {
    /// What is planned in a session.
    fn new(
        plan: &'a MeetingPlan<'a>,
        names: &'a Names<'a>,
        grid: &Grid,
        session: usize,
    ) -> Self {
        let first = grid.firsts[session];
        let end = grid.firsts.get(session + 1).copied().unwrap_or(grid.slots.len());
        let slots = &grid.slots[first..end];
        let pause = grid.sessions[session].pause_minutes;
        let held_up =
            |slot: &usize| slots[slot - 1].span.end.plus(pause) < slots[*slot].span.start;
        let is_here = |meeting: &&Meeting| {
            slot_of(grid, meeting).is_some_and(|slot| (first..end).contains(&slot))
        };
        Self {
            plan,
            date: slots[0].date,
            names,
            starts: slots.iter().map(|slot| slot.span.start).collect(),
            breaks: (1..slots.len()).filter(held_up).collect(),
            meetings: plan.plan.meetings.iter().filter(is_here).collect(),
        }
    }

    /// Its grids: by table where there are tables, then by party. What is too large to be
    /// drawn is a table alone.
    fn sections(&self, lang: Lang) -> Vec<Section> {
        let mut sections = Vec::new();
        let mut add = |key: &'static str, block| {
            let heading = Message::new(key).with("when", self.when()).say(lang);
            sections.push(Section { heading, blocks: vec![block] });
        };
        if self.meetings.iter().any(|meeting| meeting.table.is_some()) {
            let tables = self.tables(lang);
            let block = if tables.columns.len() <= DRAWN + 1 {
                Block::Sketched(tables, self.seats(lang))
            } else {
                Block::Table(tables)
            };
            add("report-plan-tables", block);
        }
        let parties = self.parties(lang);
        let block = if parties.rows.len() <= DRAWN {
            Block::Drawing(self.drawing(lang), parties)
        } else {
            Block::Table(parties)
        };
        add("report-plan-parties", block);
        sections
    }

    /// The session's day, start and hall, if it has one.
    fn when(&self) -> Message {
        let settings = &self.plan.fair.settings;
        let hall = self.meetings.iter().find_map(|meeting| settings.hall_of(meeting));
        let when = match hall {
            Some(hall) => Message::new("report-plan-session-hall").with("hall", hall),
            None => Message::new("report-plan-session"),
        };
        when.with("date", self.date.to_string()).with("start", self.starts[0].to_string())
    }

    /// The slots of the session that a meeting takes, from 0.
    pub(super) fn slots(&self, meeting: &Meeting) -> std::ops::Range<usize> {
        let start =
            self.starts.iter().take_while(|start| **start < meeting.start).count();
        let after = self.starts.iter().take_while(|start| **start < meeting.end).count();
        start..after.max(start + 1)
    }

    /// Slots down, tables across.
    fn tables(&self, lang: Lang) -> Table {
        let tables: BTreeSet<usize> =
            self.meetings.iter().filter_map(|m| m.table).collect();
        let mut columns = vec![Column::left("start", say(lang, "report-plan-start"))];
        columns.extend(tables.iter().map(|&table| {
            let header = Message::new("report-plan-at-table").with("table", table);
            Column::left("table", header.say(lang))
        }));
        let mut taken: BTreeMap<(usize, usize), &Meeting> = BTreeMap::new();
        for meeting in &self.meetings {
            for (slot, table) in
                self.slots(meeting).zip(meeting.table.into_iter().cycle())
            {
                taken.entry((slot, table)).or_insert(meeting);
            }
        }
        let row = |(slot, start): (usize, &Clock)| {
            let cell = |table: &usize| match taken.get(&(slot, *table)) {
                Some(meeting) => self.pair(meeting, lang),
                None => Cell::Empty,
            };
            std::iter::once(Cell::Time(*start)).chain(tables.iter().map(cell)).collect()
        };
        Table { columns, rows: self.starts.iter().enumerate().map(row).collect() }
    }

    /// Both parties of a meeting, shaded by the pair's score where it is known.
    fn pair(&self, meeting: &Meeting, lang: Lang) -> Cell {
        let parties = [&meeting.enterprise, &meeting.institution];
        let mut lines: Vec<String> = parties.map(|id| self.names.of(id)).into();
        let offering = meeting.offering.clone().unwrap_or_default();
        match self.plan.scores.get(&(meeting.need.clone(), offering)) {
            Some(score) => {
                let figure = Message::new("report-plan-score");
                lines.push(figure.with("score", format!("{score:.2}")).say(lang));
                Cell::Shaded(*score, lines)
            }
            None => Cell::Lines(lines),
        }
    }

    /// Whom each party meets in each slot.
    fn by_party(&self) -> BTreeMap<&str, BTreeMap<usize, Vec<String>>> {
        let mut found: BTreeMap<&str, BTreeMap<usize, Vec<String>>> = BTreeMap::new();
        for meeting in &self.meetings {
            let sides = [&meeting.enterprise, &meeting.institution];
            for (own, other) in [(sides[0], sides[1]), (sides[1], sides[0])] {
                for slot in self.slots(meeting) {
                    let cell = found.entry(own).or_default().entry(slot).or_default();
                    cell.push(self.names.of(other));
                }
            }
        }
        found
    }

    /// Parties down, slots across; an idle slot between two meetings is marked.
    fn parties(&self, lang: Lang) -> Table {
        let mut columns = vec![Column::left("party", say(lang, "report-plan-party"))];
        columns.extend(self.starts.iter().map(|at| Column::left("slot", at.to_string())));
        let row = |(party, days): (&str, BTreeMap<usize, Vec<String>>)| {
            let mut cells = vec![Cell::from(self.names.of(party))];
            cells.extend((0..self.starts.len()).map(|slot| match days.get(&slot) {
                Some(others) => Cell::Lines(others.clone()),
                None if is_gap(&days, slot) => {
                    Cell::Toned(Tone::Warn, say(lang, "report-plan-idle").to_owned())
                }
                None => Cell::Empty,
            }));
            cells
        };
        Table { columns, rows: self.by_party().into_iter().map(row).collect() }
    }
}

/// Whether a slot lies between two meetings without being one.
fn is_gap(days: &BTreeMap<usize, Vec<String>>, slot: usize) -> bool {
    let (first, last) = (days.keys().next(), days.keys().next_back());
    !days.contains_key(&slot)
        && first.is_some_and(|&first| first < slot)
        && last.is_some_and(|&last| slot < last)
}
