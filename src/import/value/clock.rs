//! Times of day, alone or with a date: `9:00-11:30`, `10月16日上午`.

use chrono::NaiveDate;

use super::{Parsed, When, is_blank};
use crate::domain::problem::Problem;
use crate::domain::{Clock, parse_clock};

/// A stretch of a day; what is missing is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moment {
    /// Day.
    pub date: Option<NaiveDate>,
    /// First minute.
    pub start: Option<Clock>,
    /// First minute after.
    pub end: Option<Clock>,
}

/// Reads a time of day or a span of times.
pub fn clocks(cell: &str) -> Parsed<(Option<Clock>, Option<Clock>)> {
    if is_blank(cell) {
        return Parsed::fine((None, None));
    }
    match parse_clock(cell) {
        Some(clock) => Parsed::fine((Some(clock), None)),
        None => {
            Parsed::odd((None, None), Problem::warning("invalid_date").in_case("clock"))
        }
    }
}

/// Reads a day with a time or a span of times.
pub fn moment(cell: &str, when: When) -> Parsed<Moment> {
    let _ = when;
    clocks(cell).map(|(start, end)| Moment { date: None, start, end })
}
