//! The plan as grids: slots × tables, and who × slots with idle gaps visible.

use std::collections::{BTreeMap, BTreeSet};

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
    // by time: numbers are those of the slots there were when the plan was made
    let slot_of = |meeting: &Meeting| grid.at(meeting.date, meeting.start);
    let mut sections = Vec::new();
    for (session, &first) in grid.firsts.iter().enumerate() {
        let end = grid.firsts.get(session + 1).copied().unwrap_or(grid.slots.len());
        let starts: Vec<Clock> =
            grid.slots[first..end].iter().map(|slot| slot.span.start).collect();
        let meetings: Vec<&Meeting> = plan
            .plan
            .meetings
            .iter()
            .filter(|meeting| slot_of(meeting).is_some_and(|s| (first..end).contains(&s)))
            .collect();
        if meetings.is_empty() {
            continue;
        }
        let held_up = |slot: &usize| {
            let (before, here) = (&grid.slots[slot - 1].span, &grid.slots[*slot].span);
            before.end.plus(grid.sessions[session].pause_minutes) < here.start
        };
        let breaks = (first + 1..end).filter(held_up).map(|slot| slot - first).collect();
        let part = Part { plan, names: &names, starts, breaks, meetings };
        let settings = &plan.fair.settings;
        let when =
            match part.meetings.iter().find_map(|meeting| settings.hall_of(meeting)) {
                Some(hall) => Message::new("report-plan-session-hall").with("hall", hall),
                None => Message::new("report-plan-session"),
            };
        let when = when
            .with("date", grid.slots[first].date.to_string())
            .with("start", grid.slots[first].span.start.to_string());
        let heading =
            |key: &'static str| Message::new(key).with("when", when.clone()).say(lang);
        let by_party = heading("report-plan-parties");
        let table = part.parties(lang);
        let block = if table.rows.len() <= DRAWN {
            Block::Drawing(part.drawing(lang), table)
        } else {
            Block::Table(table)
        };
        if part.meetings.iter().any(|meeting| meeting.table.is_some()) {
            let (tables, heading) = (part.tables(lang), heading("report-plan-tables"));
            let block = if tables.columns.len() <= DRAWN + 1 {
                Block::Sketched(tables, part.seats(lang))
            } else {
                Block::Table(tables)
            };
            sections.push(Section { heading, blocks: vec![block] });
        }
        sections.push(Section { heading: by_party, blocks: vec![block] });
    }
    let undrawn = plan.plan.meetings.iter().filter(|m| slot_of(m).is_none()).count();
    if undrawn > 0 {
        let told = Message::new("report-plan-undrawn").with("n", undrawn);
        sections.push(Section::text(told.say(lang)));
    }
    sections
}

/// A session's meetings.
pub(super) struct Part<'a> {
    plan: &'a MeetingPlan<'a>,
    /// What everybody is called.
    pub(super) names: &'a Names<'a>,
    /// When the slots start.
    pub(super) starts: Vec<Clock>,
    /// The slots that follow a break.
    pub(super) breaks: Vec<usize>,
    /// The meetings, in order of time.
    pub(super) meetings: Vec<&'a Meeting>,
}

impl Part<'_> {
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
