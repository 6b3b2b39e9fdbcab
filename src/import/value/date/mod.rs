//! Days and deadlines as people write them.

mod calendar;
mod duration;
mod english;
mod festival;
mod lexer;
mod period;
mod reader;
mod relative;
mod short_year;
mod within_year;

pub use period::known_day;

use chrono::{DateTime, Days, NaiveDate};

use super::{Parsed, is_blank};
use crate::domain::ZONE;
use crate::domain::problem::{Problem, Severity};
use crate::text::plain::plain;
use period::Period;
use reader::{Reading, read};

/// What a day is the day of: decides which end of a month counts and how bad an impossible
/// one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRole {
    /// The last day something may be done: the last day of a period; an impossible one is
    /// an error, one in the past a warning.
    Deadline,
    /// The day of a signing: the first day of a period; an impossible one is an error.
    Signing,
    /// A first day, or a day by itself.
    Start,
    /// A last day.
    End,
}

/// The days that relative dates (一年内, 10月底) count from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// The day the form was filled in, if it says so.
    pub written: Option<NaiveDate>,
    /// The day it is taken to be.
    pub today: NaiveDate,
}

impl When {
    fn base(self) -> NaiveDate {
        self.written.unwrap_or(self.today)
    }
}

/// Reads a day. Of a period the end that the role asks for counts, of a range its end or
/// start. 长期 and the like are no day and no problem; other words are a warning.
pub fn date(cell: &str, role: DateRole, when: When) -> Parsed<Option<NaiveDate>> {
    if is_blank(cell) {
        return Parsed::fine(None);
    }
    let text = plain(cell).to_lowercase();
    if let Some(day) = of_machine(&text) {
        let mut parsed = checked(Some(day), role, when);
        if text.len() < 8 {
            parsed.problems.push(Problem::warning("date_serial_text"));
        }
        return parsed;
    }
    let text = festival::as_days(&text, when.base()).unwrap_or(text);
    let reading = read(&lexer::tokens(&text), when.base());
    let lost = match role {
        DateRole::Signing | DateRole::Start => reading.start_lost,
        DateRole::Deadline | DateRole::End => reading.end_lost,
    };
    if lost || reading.unclear && reading.periods.is_empty() {
        return Parsed::odd(None, Problem::warning("invalid_date"));
    }
    if reading.impossible && reading.periods.is_empty() {
        let severity = match role {
            DateRole::Deadline | DateRole::Signing => Severity::Error,
            DateRole::Start | DateRole::End => Severity::Warning,
        };
        return Parsed::odd(
            None,
            Problem::new(severity, "invalid_date").in_case("impossible"),
        );
    }
    checked(day_of(&reading, role, when), role, when).unless_silent(&reading)
}

/// Reads the first and the last day of a period (`2026.03-2026.12`, `2026年`); of a single
/// day both are that day.
pub fn span(cell: &str, when: When) -> Parsed<(Option<NaiveDate>, Option<NaiveDate>)> {
    let start = date(cell, DateRole::Start, when);
    let end = date(cell, DateRole::End, when);
    Parsed { value: (start.value, end.value), problems: end.problems }
}

/// The day of a reading that a role asks for.
fn day_of(reading: &Reading, role: DateRole, when: When) -> Option<NaiveDate> {
    match role {
        DateRole::Signing | DateRole::Start => Some(reading.periods.first()?.first),
        DateRole::Deadline | DateRole::End if reading.now => None,
        DateRole::Deadline | DateRole::End => {
            let last = rolled(*reading.periods.last()?, when);
            Some(if reading.yearly { next_time(last, when) } else { last }.last)
        }
    }
}

/// A day without a year that lies well before the day the form was filled in is the next
/// year's (a form of December that says 3月底).
fn rolled(period: Period, when: When) -> Period {
    let long_ago = when.written.and_then(|day| day.checked_sub_days(Days::new(60)));
    match long_ago {
        Some(day) if period.supposed && period.last < day => {
            period.next_year().unwrap_or(period)
        }
        _ => period,
    }
}

/// Of days that come again every year the next one.
fn next_time(period: Period, when: When) -> Period {
    let next = period.next_year().filter(|_| period.supposed && period.last < when.today);
    next.unwrap_or(period)
}

/// A day with the warning that it has passed, where that matters.
fn checked(
    day: Option<NaiveDate>,
    role: DateRole,
    when: When,
) -> Parsed<Option<NaiveDate>> {
    if role == DateRole::Deadline && day.is_some_and(|day| day < when.today) {
        return Parsed::odd(day, Problem::warning("date_in_past"));
    }
    Parsed::fine(day)
}

impl Parsed<Option<NaiveDate>> {
    /// Adds the warning that no day was found, unless the cell says that there is none.
    fn unless_silent(mut self, reading: &Reading) -> Self {
        let silent = reading.open || reading.yearly || reading.now || reading.bare_range;
        if self.value.is_none() && !silent {
            self.problems.push(Problem::warning("invalid_date"));
        }
        self
    }
}

/// Days as machines write them: a spreadsheet's day number, seconds or milliseconds since
/// 1970, a moment with its offset (the fair's clock is UTC+8).
fn of_machine(text: &str) -> Option<NaiveDate> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(&text.to_uppercase()) {
        return Some(moment.with_timezone(&ZONE).date_naive());
    }
    let whole = text.split_once('.').map_or(text, |(whole, part)| {
        if part.bytes().all(|b| b.is_ascii_digit()) { whole } else { text }
    });
    if !whole.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        5 if (20_000..80_000).contains(&number) => {
            let days = Days::new(u64::try_from(number).ok()?);
            NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(days)
        }
        10 => {
            Some(DateTime::from_timestamp(number, 0)?.with_timezone(&ZONE).date_naive())
        }
        12 | 13 => Some(
            DateTime::from_timestamp_millis(number)?.with_timezone(&ZONE).date_naive(),
        ),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
