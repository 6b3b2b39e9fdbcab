//! What a table cell holds: values, so that each format can write them its own way.

use chrono::NaiveDate;

use crate::domain::problem::Severity;
use crate::domain::{Clock, Yuan};

/// What a colour would say; the words say it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Good,
    /// Needs a look.
    Warn,
    /// Wrong or overdue.
    Bad,
    /// Less important.
    Faint,
}

impl Tone {
    /// The tone of a problem.
    pub fn of_severity(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Bad,
            Severity::Warning => Self::Warn,
            Severity::Info => Self::Faint,
        }
    }
}

/// A value in a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words, already in the report's language.
    Text(String),
    /// Several lines.
    Lines(Vec<String>),
    /// A count.
    Integer(i64),
    /// A number shown with so many decimals.
    Decimal(f64, usize),
    /// A share of one, shown as a percentage with one decimal.
    Percent(f64),
    /// An amount, CNY yuan.
    Yuan(Yuan),
    /// Words of an amount, and the yuan they sort by: 2亿元—3亿元.
    Money(f64, String),
    /// A day.
    Date(NaiveDate),
    /// A time of day.
    Time(Clock),
    /// A word with a meaning that a colour can underline.
    Toned(Tone, String),
    /// A line, and what stands behind it for whoever wants to know more.
    Unfolding(String, Vec<String>),
    /// Lines on a shade between 0 and 1; the lines say the figure, too.
    Shaded(f64, Vec<String>),
}

impl Cell {
    /// Digits that a number cell holds exactly.
    const DIGITS: usize = 15;

    /// Whether it holds words, of which nobody knows what they say; else numbers, days or hours.
    pub fn is_text(&self) -> bool {
        match self {
            Self::Text(_)
            | Self::Lines(_)
            | Self::Money(..)
            | Self::Toned(..)
            | Self::Unfolding(..)
            | Self::Shaded(..) => true,
            Self::Empty
            | Self::Integer(_)
            | Self::Decimal(..)
            | Self::Percent(_)
            | Self::Yuan(_)
            | Self::Date(_)
            | Self::Time(_) => false,
        }
    }

    /// The number of a text that is one and is written as a number cell shows it: no
    /// leading zeros, no zeros behind the fraction.
    pub fn number(text: &str) -> Option<Self> {
        if text.len() > Self::DIGITS {
            return None;
        }
        let same = |shown: String| shown == text;
        if let Ok(number) = text.parse::<i64>() {
            return same(number.to_string()).then_some(Self::Integer(number));
        }
        let (_, behind) = text.split_once('.').filter(|_| !text.ends_with('0'))?;
        let (number, decimals): (f64, usize) = (text.parse().ok()?, behind.len());
        same(format!("{number:.decimals$}")).then_some(Self::Decimal(number, decimals))
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl From<Yuan> for Cell {
    fn from(amount: Yuan) -> Self {
        Self::Yuan(amount)
    }
}

impl From<NaiveDate> for Cell {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl From<Clock> for Cell {
    fn from(clock: Clock) -> Self {
        Self::Time(clock)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Cell {
    fn from(count: u32) -> Self {
        Self::Integer(i64::from(count))
    }
}
