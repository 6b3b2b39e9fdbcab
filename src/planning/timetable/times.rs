//! When each pair can meet.

use super::calendar::{Calendar, Cause};
use super::grid::Grid;
use super::pairs::Pair;
use crate::domain::{PlanSettings, TimeSpan};
use crate::planning::schedule::SlotSet;

/// Everything that decides when a pair can meet.
#[derive(Debug)]
pub(super) struct Times<'a> {
    grid: &'a Grid,
    calendar: &'a Calendar,
    settings: &'a PlanSettings,
}

impl<'a> Times<'a> {
    /// Puts grid, calendar and wishes together.
    pub(super) fn new(
        grid: &'a Grid,
        calendar: &'a Calendar,
        settings: &'a PlanSettings,
    ) -> Self {
        Self { grid, calendar, settings }
    }

    /// Slots a pair's meeting lasts.
    pub(super) fn lasts(&self, pair: &Pair<'_>) -> usize {
        self.settings
            .slots
            .get(&pair.need.id)
            .map_or(1, |&slots| usize::from(slots.max(1)))
    }

    /// The slots where a pair's meeting may start.
    pub(super) fn starts(&self, pair: &Pair<'_>) -> SlotSet {
        let lasts = self.lasts(pair);
        let open = |slot: &usize| {
            self.grid.span(*slot, lasts).is_some_and(|span| {
                self.grid.tables(*slot) != Some(0)
                    && self.wished(pair, span)
                    && self.hindrance(pair, *slot, span).is_none()
            })
        };
        (0..self.grid.slots.len()).filter(open).collect()
    }

    /// All slots.
    pub(super) fn slots(&self) -> std::ops::Range<usize> {
        0..self.grid.slots.len()
    }

    /// The minutes of a meeting of some slots, where it fits into a session.
    pub(super) fn span(&self, slot: usize, lasts: usize) -> Option<TimeSpan> {
        self.grid.span(slot, lasts)
    }

    /// Whether a slot's session has no table.
    pub(super) fn is_without_table(&self, slot: usize) -> bool {
        self.grid.tables(slot) == Some(0)
    }

    /// What keeps the enterprise, the institution and the person of a pair from coming then.
    pub(super) fn away(
        &self,
        pair: &Pair<'_>,
        slot: usize,
        span: TimeSpan,
    ) -> [Option<Cause>; 3] {
        let date = self.grid.slots[slot].date;
        let person = pair.person.as_deref();
        [
            self.calendar.organization(pair.enterprise, date, span),
            self.calendar.organization(pair.institution, date, span),
            person.and_then(|person| self.calendar.person(person, date, span)),
        ]
    }

    /// Whether the enterprise, the institution and the person of a pair can meet in none of the
    /// slots from one on.
    pub(super) fn always_away(&self, pair: &Pair<'_>, first: usize) -> [bool; 3] {
        let mut always = [true; 3];
        for slot in self.slots().skip(first) {
            let away = self.away(pair, slot, self.grid.slots[slot].span);
            (0..3).for_each(|who| always[who] &= away[who].is_some());
        }
        always
    }

    /// What keeps a pair from meeting then.
    fn hindrance(&self, pair: &Pair<'_>, slot: usize, span: TimeSpan) -> Option<Cause> {
        let date = self.grid.slots[slot].date;
        self.calendar
            .organization(pair.enterprise, date, span)
            .or_else(|| self.calendar.organization(pair.institution, date, span))
            .or_else(|| self.calendar.person(pair.person.as_deref()?, date, span))
    }

    /// Whether some minutes are in the half of the day that both sides wish for.
    fn wished(&self, pair: &Pair<'_>, span: TimeSpan) -> bool {
        self.unwished(pair, span).next().is_none()
    }

    /// Who of a pair wishes for the other half of the day than some minutes are in, and for
    /// which.
    pub(super) fn unwished<'p>(
        &'p self,
        pair: &'p Pair<'_>,
        span: TimeSpan,
    ) -> impl Iterator<Item = (&'p str, &'p str)> {
        let half = if span.start.minutes() < 12 * 60 { "morning" } else { "afternoon" };
        self.wishes(pair).filter(move |(_, wish)| *wish != half)
    }

    /// Who of a pair wishes for which half of the day.
    pub(super) fn wishes<'p>(
        &'p self,
        pair: &'p Pair<'_>,
    ) -> impl Iterator<Item = (&'p str, &'p str)> {
        let all = [pair.need.id.as_str(), pair.enterprise, pair.institution];
        all.into_iter()
            .filter_map(|who| Some((who, self.settings.wishes.get(who)?.as_str())))
    }
}
