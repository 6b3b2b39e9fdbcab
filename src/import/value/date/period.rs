//! Stretches of the calendar: a year, a half, a quarter, a month, a part of one, a day.

use chrono::{Datelike as _, Days, Months, NaiveDate};

/// How exactly a stretch was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Precision {
    /// A year or a part of one.
    Year,
    /// A month or a part of one.
    Month,
    /// A day.
    Day,
}

/// A stretch of the calendar, both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    /// First day.
    pub(super) first: NaiveDate,
    /// Last day.
    pub(super) last: NaiveDate,
    /// How exactly it was named.
    pub(super) precision: Precision,
    /// Whether its year was only supposed.
    pub(super) supposed: bool,
}

impl Period {
    /// A day.
    pub(super) fn day(year: i32, month: u32, day: u32) -> Option<Self> {
        let day = known_day(NaiveDate::from_ymd_opt(year, month, day)?)?;
        Some(Self { first: day, last: day, precision: Precision::Day, supposed: false })
    }

    /// The months from `first` to `last` of a year.
    pub(super) fn months(year: i32, first: u32, last: u32) -> Option<Self> {
        let start = known_day(NaiveDate::from_ymd_opt(year, first, 1)?)?;
        let after =
            NaiveDate::from_ymd_opt(year, last, 1)?.checked_add_months(Months::new(1))?;
        let precision = if first == last { Precision::Month } else { Precision::Year };
        Some(Self { first: start, last: after.pred_opt()?, precision, supposed: false })
    }

    /// A year.
    pub(super) fn year(year: i32) -> Option<Self> {
        Self::months(year, 1, 12)
    }

    /// From a day on, so many months and days.
    pub(super) fn after(start: NaiveDate, months: u32, days: u32) -> Option<Self> {
        let last = start
            .checked_add_months(Months::new(months))?
            .checked_add_days(Days::new(u64::from(days)))?;
        Some(Self {
            first: start,
            last: known_day(last)?,
            precision: Precision::Day,
            supposed: false,
        })
    }

    /// Its last day alone (底).
    pub(super) fn end(self) -> Self {
        Self { first: self.last, ..self }
    }

    /// Up to its tenth (初, 上旬), its twentieth (中旬) or its last day (下旬).
    pub(super) fn third(self, third: u32) -> Self {
        let day = |day: u32| self.first.with_day(day).unwrap_or(self.last);
        match third {
            1 => Self { last: day(10), ..self },
            2 => Self { first: day(11), last: day(20), ..self },
            _ => Self { first: day(21), ..self },
        }
    }

    /// The same with a year that was only supposed.
    pub(super) fn supposed(self) -> Self {
        Self { supposed: true, ..self }
    }

    /// The year that it is, where it is a whole one.
    pub(super) fn named_year(self) -> Option<i32> {
        let year = self.first.year();
        (Self::year(year) == Some(self)).then_some(year)
    }

    /// The same in a year that is known.
    pub(super) fn in_year(self, year: i32) -> Option<Self> {
        let first = self.first.with_year(year)?;
        let days = self.last.signed_duration_since(self.first).num_days();
        let of_month = self.precision == Precision::Month
            && self.last.checked_add_days(Days::new(1))?.day() == 1;
        let last = if of_month {
            Self::months(year, self.last.month(), self.last.month())?.last
        } else {
            first.checked_add_days(Days::new(u64::try_from(days).ok()?))?
        };
        Some(Self { first, last, supposed: false, ..self })
    }

    /// A year later.
    pub(super) fn next_year(self) -> Option<Self> {
        let year = Months::new(12);
        Some(Self {
            first: self.first.checked_add_months(year)?,
            last: self.last.checked_add_months(year)?,
            ..self
        })
    }
}

/// Days that a fair can mean: of the years 1900 to 2100.
pub fn known_day(day: NaiveDate) -> Option<NaiveDate> {
    (1900..=2100).contains(&day.year()).then_some(day)
}

/// What was found at a place: how many parts it takes, and the stretch unless it is
/// impossible.
pub(super) type Found = Option<(usize, Option<Period>)>;

/// A number as chrono counts years.
pub(super) fn signed(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
