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

    /// A start at which a pair could meet if there were a table.
    pub(super) fn without_table(&self, pair: &Pair<'_>) -> Option<usize> {
        let lasts = self.lasts(pair);
        let free = |slot: &usize| {
            self.grid.span(*slot, lasts).is_some_and(|span| {
                self.grid.tables(*slot) == Some(0)
                    && self.wished(pair, span)
                    && self.hindrance(pair, *slot, span).is_none()
            })
        };
        (0..self.grid.slots.len()).find(free)
    }

    /// Starts at which a pair could meet if one of those it needs came: slot, and who that is
    /// (0 the enterprise, 1 the institution, 2 the person).
    pub(super) fn nearly(&self, pair: &Pair<'_>) -> Vec<(usize, usize)> {
        let lasts = self.lasts(pair);
        let alone = |slot: usize| {
            let span = self.grid.span(slot, lasts)?;
            let date = self.grid.slots[slot].date;
            if self.grid.tables(slot) == Some(0) || !self.wished(pair, span) {
                return None;
            }
            let person = pair.person.as_deref();
            let away = [
                self.calendar.organization(pair.enterprise, date, span),
                self.calendar.organization(pair.institution, date, span),
                person.and_then(|person| self.calendar.person(person, date, span)),
            ];
            let mut missing = (0..3).filter(|&who| away[who].is_some());
            missing.next().filter(|_| missing.next().is_none()).map(|who| (slot, who))
        };
        (0..self.grid.slots.len()).filter_map(alone).collect()
    }

    /// Slots in which an organization can meet at all.
    pub(super) fn free(&self, organization: &str) -> usize {
        let open = |slot: &usize| {
            let here = &self.grid.slots[*slot];
            self.calendar.organization(organization, here.date, here.span).is_none()
        };
        (0..self.grid.slots.len()).filter(open).count()
    }

    /// Slots in which a person can meet.
    pub(super) fn free_person(&self, person: &str) -> usize {
        let open = |slot: &&super::grid::Slot| {
            self.calendar.person(person, slot.date, slot.span).is_none()
        };
        self.grid.slots.iter().filter(open).count()
    }

    /// What keeps a pair from meeting then.
    pub(super) fn hindrance(
        &self,
        pair: &Pair<'_>,
        slot: usize,
        span: TimeSpan,
    ) -> Option<Cause> {
        let date = self.grid.slots[slot].date;
        self.calendar
            .organization(pair.enterprise, date, span)
            .or_else(|| self.calendar.organization(pair.institution, date, span))
            .or_else(|| self.calendar.person(pair.person.as_deref()?, date, span))
    }

    /// Whether some minutes are in the half of the day that both sides wish for.
    fn wished(&self, pair: &Pair<'_>, span: TimeSpan) -> bool {
        let half = if span.start.minutes() < 12 * 60 { "morning" } else { "afternoon" };
        self.wishes(pair).all(|(_, wish)| wish == half)
    }

    /// Who of a pair wishes for which half of the day.
    fn wishes<'p>(&self, pair: &'p Pair<'_>) -> impl Iterator<Item = (&'p str, &str)> {
        let all = [pair.need.id.as_str(), pair.enterprise, pair.institution];
        all.into_iter()
            .filter_map(|who| Some((who, self.settings.wishes.get(who)?.as_str())))
    }

    /// The wishes without which a pair could meet; empty where something else is in the way.
    pub(super) fn wishes_in_the_way<'p>(
        &self,
        pair: &'p Pair<'_>,
    ) -> Vec<(&'p str, &str)> {
        let lasts = self.lasts(pair);
        let free = |slot: usize| {
            let span = self.grid.span(slot, lasts);
            let open = span.is_some_and(|s| self.hindrance(pair, slot, s).is_none());
            open && self.grid.tables(slot) != Some(0)
        };
        let all_free = (0..self.grid.slots.len()).any(free);
        self.wishes(pair).filter(|_| all_free).collect()
    }
}
