//! The slots of all sessions, numbered in order of time.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::{Clock, Session, SessionMode, TimeSpan};
use crate::planning::schedule::SlotSet;

/// A slot of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Its session, an index into [`Grid::sessions`].
    pub session: usize,
    /// Day.
    pub date: NaiveDate,
    /// Its minutes.
    pub span: TimeSpan,
}

impl Slot {
    /// When it begins.
    pub fn start(&self) -> NaiveDateTime {
        self.date.and_time(self.span.start.time())
    }
}

/// All slots; they count from 0 here and from 1 for people.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// The sessions that have a slot at least, in order of time.
    pub sessions: Vec<Session>,
    /// The slots, in order of time.
    pub slots: Vec<Slot>,
    /// First slot of each session.
    pub firsts: Vec<usize>,
}

impl Grid {
    /// More tables than any hall has.
    pub const MOST_TABLES: usize = 10_000;

    /// Divides sessions into slots; a break is passed over.
    pub fn new(sessions: &[Session]) -> Self {
        let mut ordered = sessions.to_vec();
        ordered.sort_by_key(|session| (session.date, session.start));
        let mut grid = Self::default();
        for session in ordered {
            let spans = spans(&session);
            if spans.is_empty() {
                continue;
            }
            grid.firsts.push(grid.slots.len());
            let (number, date) = (grid.sessions.len(), session.date);
            grid.slots.extend(spans.into_iter().map(|span| Slot {
                session: number,
                date,
                span,
            }));
            grid.sessions.push(session);
        }
        grid
    }

    /// Two sessions that are held at the same time, if there are such.
    pub fn overlapping(&self) -> Option<(&Session, &Session)> {
        let mut pairs = self.sessions.iter().zip(self.sessions.iter().skip(1));
        pairs.find(|(a, b)| a.date == b.date && b.start < a.end)
    }

    /// The minutes of a meeting that lasts some slots from one on; `None` where it would run
    /// into a break or over the end of its session.
    pub fn span(&self, slot: usize, lasts: usize) -> Option<TimeSpan> {
        let first = self.slots.get(slot)?;
        let last = self.slots.get(slot + lasts.max(1) - 1)?;
        let span = TimeSpan { start: first.span.start, end: last.span.end };
        let breaks = &self.sessions[first.session].breaks;
        let whole = first.session == last.session;
        (whole && breaks.iter().all(|pause| !pause.overlaps(span))).then_some(span)
    }

    /// Tables of a slot; `None` online.
    pub fn tables(&self, slot: usize) -> Option<usize> {
        let session = &self.sessions[self.slots[slot].session];
        (session.mode == SessionMode::Onsite).then_some(session.tables)
    }

    /// Leaves out tables beyond a number, which nobody would ever need.
    pub(super) fn bound_tables(&mut self, most: usize) {
        for session in &mut self.sessions {
            session.tables = session.tables.min(most);
        }
    }

    /// The most slots that a meeting can last in any session.
    pub fn longest(&self) -> usize {
        let row = |slot: usize| {
            let lengths = 1..=self.slots.len() - slot;
            lengths.take_while(|&lasts| self.span(slot, lasts).is_some()).count()
        };
        (0..self.slots.len()).map(row).max().unwrap_or(0)
    }

    /// The slot that begins at a time of a day.
    pub fn at(&self, date: NaiveDate, start: Clock) -> Option<usize> {
        self.slots.iter().position(|slot| slot.date == date && slot.span.start == start)
    }

    /// For each slot the later ones in which somebody whose meeting ended with it may not start
    /// another: those before a pause is over, in another hall before the way there is made
    /// (both in minutes). The grid has no more slots than [fit](SlotSet::CAPACITY).
    pub fn rests(&self, pause: u16, travel: u16) -> Vec<SlotSet> {
        let hall = |slot: &Slot| self.sessions[slot.session].hall.as_ref();
        let too_soon = |last: &Slot, next: &Slot| {
            let (from, to) = (hall(last), hall(next));
            let moves = from.is_some() && to.is_some() && from != to;
            let gap = if moves { pause.max(travel) } else { pause };
            last.date == next.date && next.span.start < last.span.end.plus(gap)
        };
        let rests = self.slots.iter().enumerate().map(|(index, last)| {
            let later = index + 1..self.slots.len();
            later.filter(|&slot| too_soon(last, &self.slots[slot])).collect()
        });
        rests.collect()
    }
}

fn spans(session: &Session) -> Vec<TimeSpan> {
    let mut spans = Vec::new();
    let mut start = session.start;
    let length = session.slot_minutes.max(1);
    while start.minutes().saturating_add(length) <= session.end.minutes() {
        let span = TimeSpan { start, end: start.plus(length) };
        let held_up = session.breaks.iter().filter(|pause| pause.overlaps(span));
        if let Some(end) = held_up.map(|pause| pause.end).max() {
            start = end.max(start.plus(1));
        } else {
            spans.push(span);
            start = span.end.plus(session.pause_minutes);
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(text: &str) -> Session {
        toml::from_str(text).unwrap()
    }

    const MORNING: &str = r#"
        date = 2026-10-16
        start = "09:00"
        end = "11:40"
        slot_minutes = 20
        tables = 2
        breaks = [["10:20", "10:40"]]
    "#;

    /// The slots that close others after them, and these.
    fn rests(grid: &Grid, pause: u16, travel: u16) -> String {
        let rests = grid.rests(pause, travel);
        let closing = rests.iter().enumerate().filter(|(_, rest)| !rest.is_empty());
        let said = closing.map(|(slot, rest)| {
            let closed: Vec<String> = rest.iter().map(|slot| slot.to_string()).collect();
            format!("{slot}: {}", closed.join(" "))
        });
        said.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn slots_pass_over_breaks() {
        let grid = Grid::new(&[session(MORNING)]);
        let starts: Vec<_> =
            grid.slots.iter().map(|s| s.span.start.to_string()).collect();
        assert_eq!(
            starts,
            ["09:00", "09:20", "09:40", "10:00", "10:40", "11:00", "11:20"]
        );
        assert_eq!(grid.span(3, 2), None, "it would run into the tea");
        assert_eq!(grid.span(4, 2).unwrap().end.to_string(), "11:20");
        assert_eq!(grid.span(6, 2), None, "it would run over the end");
    }

    #[test]
    fn a_pause_is_made_of_whole_slots_and_tea_is_one() {
        let mut session = session(MORNING);
        let grid = Grid::new(std::slice::from_ref(&session));
        assert_eq!(rests(&grid, 0, 90), "");
        assert_eq!(rests(&grid, 20, 0), "0: 1, 1: 2, 2: 3, 4: 5, 5: 6");
        session.pause_minutes = 10;
        let grid = Grid::new(&[session]);
        assert_eq!(rests(&grid, 10, 0), "");
        assert_eq!(rests(&grid, 30, 0), "0: 1, 1: 2, 2: 3, 3: 4");
    }

    #[test]
    fn a_slot_longer_than_any_day_is_none() {
        let mut session = session(MORNING);
        assert_eq!(Grid::new(std::slice::from_ref(&session)).longest(), 4);
        session.pause_minutes = u16::MAX;
        assert_eq!(Grid::new(std::slice::from_ref(&session)).slots.len(), 1);
        session.slot_minutes = u16::MAX - 200;
        assert_eq!(Grid::new(&[session]).longest(), 0);
    }

    #[test]
    fn the_way_to_another_hall_takes_time() {
        let (mut first, mut second) = (session(MORNING), session(MORNING));
        second.start = Clock::parse("11:40").unwrap();
        second.end = Clock::parse("12:40").unwrap();
        (first.hall, second.hall) = (Some("A".into()), Some("B".into()));
        let grid = Grid::new(&[second, first]);
        assert_eq!(grid.firsts, [0, 7]);
        assert_eq!(rests(&grid, 0, 25), "5: 7, 6: 7 8");
        assert_eq!(rests(&grid, 0, 0), "");
    }
}
