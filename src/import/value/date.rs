//! Days and deadlines.

use chrono::NaiveDate;

use super::{Parsed, is_blank};
use crate::domain::problem::Problem;
use crate::text::plain::plain;

/// What a day is the day of: decides which end of a month counts and how bad an impossible
/// one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRole {
    /// The last day something may be done: the last day of a period; an impossible one is
    /// an error, one in the past a warning.
    Deadline,
    /// The day of a signing: the first day of a period; an impossible one is an error.
    Signing,
    /// A first day.
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

/// Reads a day.
pub fn date(cell: &str, role: DateRole, when: When) -> Parsed<Option<NaiveDate>> {
    if is_blank(cell) {
        return Parsed::fine(None);
    }
    let _ = (role, when);
    match NaiveDate::parse_from_str(&plain(cell), "%Y-%m-%d") {
        Ok(day) => Parsed::fine(Some(day)),
        Err(_) => Parsed::odd(None, Problem::warning("invalid_date")),
    }
}

/// Reads the first and the last day of a period (`2026.03-2026.12`); a single day is both.
pub fn span(cell: &str, when: When) -> Parsed<(Option<NaiveDate>, Option<NaiveDate>)> {
    date(cell, DateRole::End, when).map(|day| (day, day))
}
