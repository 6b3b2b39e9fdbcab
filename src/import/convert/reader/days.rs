//! Days and times, from texts, date cells or bare numbers.

use std::borrow::Cow;

use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _};

use super::{Reader, SLOTS, remembered};
use crate::domain::Clock;
use crate::import::field::Field;
use crate::import::grid::CellRef;
use crate::import::value::{self, DateRole, Moment};

impl Reader<'_> {
    /// Reads a day.
    pub(in crate::import::convert) fn date(
        &mut self,
        field: Field,
        role: DateRole,
    ) -> Option<NaiveDate> {
        let column = self.filled(field).next()?;
        let cell = self.plan.cell(self.row, column);
        let text = match cell {
            CellRef::Date(date) => Cow::Owned(date.date().to_string()),
            CellRef::Number(number) => day_of_number(number)
                .map_or(cell.text(), |day| Cow::Owned(day.to_string())),
            CellRef::Empty | CellRef::Text(_) | CellRef::List(_) | CellRef::Json(_) => {
                self.text_at(column)
            }
        };
        let text = match counted_by(&self.plan.columns[column].header, &text) {
            Some(unit) => Cow::Owned(format!("{text}{unit}")),
            None => text,
        };
        let when = self.plan.when;
        let place = (self.plan.number, column * SLOTS);
        let parsed = remembered(place, &text, || value::date(&text, role, when));
        self.note(column, &text, parsed.problems);
        parsed.value
    }

    /// Reads a day with times; of several columns the first says the times, and the day, where it
    /// names one; its month may stand in another one. Where another says the day, hours are those
    /// of the part of the day beside it: 3:00 below 10月16日下午.
    pub(in crate::import::convert) fn moment(&mut self, field: Field) -> Moment {
        let mut columns: Vec<usize> = self.filled(field).collect();
        let mut month = None;
        if columns.last().is_some_and(|at| *at >= self.plan.width) {
            month = columns.iter().find_map(|at| month_of(&self.text_at(*at)));
            // What is said of many rows may be no more than their month.
            columns.retain(|at| {
                *at < self.plan.width || !self.text_at(*at).trim_end().ends_with('月')
            });
        }
        let mut columns = columns.into_iter();
        let Some(first) = columns.next() else { return Moment::default() };
        let mut moment = self.moment_at(first, month.as_deref());
        let Some(other) = columns.next().filter(|_| moment.date.is_none()) else {
            return moment;
        };
        let day = self.moment_at(other, month.as_deref());
        moment.date = day.date;
        let noon = Clock::from_minutes(12 * 60);
        if day.start.is_some() && day.start >= noon && moment.start < noon {
            let later = |clock: Clock| Clock::from_minutes(clock.minutes() + 12 * 60);
            moment.start = moment.start.and_then(later);
            moment.end = moment.end.map(|end| later(end).unwrap_or(end));
        }
        moment
    }

    /// The day and the times that a cell says; a day without its month is one of that given.
    fn moment_at(&mut self, column: usize, month: Option<&str>) -> Moment {
        if let CellRef::Date(date) = self.plan.cell(self.row, column) {
            let minutes = u16::try_from(date.hour() * 60 + date.minute()).unwrap_or(0);
            let start = Clock::from_minutes(minutes).filter(|_| minutes > 0);
            // A time by itself is one of the day before all others.
            let day = Some(date.date()).filter(|day| day.year() >= 1900);
            return Moment { date: day, start, end: None };
        }
        let when = self.plan.when;
        let text = self.text_at(column);
        let place = (self.plan.number, column * SLOTS);
        let whole = match month.filter(|_| value::lacks_month(&text)) {
            Some(month) => Cow::Owned(format!("{month}{}", text.trim())),
            None => Cow::Borrowed(&*text),
        };
        let parsed = remembered(place, &whole, || value::moment(&whole, when));
        self.note(column, &text, parsed.problems);
        parsed.value
    }
}

/// The month that a text names, with the year before it: 2026年10月 of 2026年10月16日上午.
fn month_of(text: &str) -> Option<String> {
    let (before, _) = text.split_once('月')?;
    let year = |c: char| c.is_ascii_digit() || c == '年';
    let rest = before.trim_end_matches(year);
    before
        .ends_with(|c: char| c.is_ascii_digit())
        .then(|| format!("{}月", &before[rest.len()..]))
}

/// What a bare number counts below the header of a stretch of time with its unit: 12 below
/// 实施周期（月）.
fn counted_by(header: &str, text: &str) -> Option<&'static str> {
    const LONGEST: u32 = 366;
    let (name, unit) =
        header.trim().strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?;
    let stretch = value::ends_with(name.trim(), &value::Endings::get().stretches);
    let number = text.trim().parse::<u32>().ok();
    number.filter(|number| stretch && *number <= LONGEST)?;
    match unit.trim() {
        "月" | "个月" => Some("个月"),
        "年" => Some("年"),
        "天" | "日" => Some("天"),
        "周" => Some("周"),
        _ => None,
    }
}

/// The day of a bare number: a serial number of a workbook, or seconds or milliseconds
/// since 1970 (taken in China's time).
fn day_of_number(number: f64) -> Option<NaiveDate> {
    const CHINA: i64 = 8 * 3600;
    #[expect(clippy::cast_possible_truncation, reason = "checked to be in range")]
    let whole = number as i64;
    let seconds = match whole {
        30_000..=80_000 => (whole - 25_569) * 86_400,
        600_000_000..=4_000_000_000 => whole + CHINA,
        600_000_000_000..=4_000_000_000_000 => whole / 1000 + CHINA,
        _ => return None,
    };
    Some(DateTime::from_timestamp(seconds, 0)?.date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_numbers_are_days() {
        let day = |number| day_of_number(number).map(|day| day.to_string());
        assert_eq!(day(46_311.0).as_deref(), Some("2026-10-16"));
        assert_eq!(day(1_792_080_000_000.0).as_deref(), Some("2026-10-16"));
        assert_eq!(day(2026.0), None);
    }
}
