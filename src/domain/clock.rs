//! Times of day at the fair.

use chrono::{FixedOffset, NaiveTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The time zone of every fair: eight hours ahead of UTC, without summer time.
pub const ZONE: FixedOffset =
    FixedOffset::east_opt(8 * 3600).expect("eight hours is an offset");

/// A time of day to the minute, written `09:20`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(u16);

impl Clock {
    /// The first minute of a day.
    pub const MIDNIGHT: Self = Self(0);

    /// From minutes since midnight; `None` from 24:00 on.
    pub const fn from_minutes(minutes: u16) -> Option<Self> {
        if minutes < 24 * 60 { Some(Self(minutes)) } else { None }
    }

    /// Reads `9:20` or `09:20`, full-width colon allowed.
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.trim().split_once([':', '：'])?;
        let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
        if minutes > 59 {
            return None;
        }
        Self::from_minutes(hours.checked_mul(60)?.checked_add(minutes)?)
    }

    /// Minutes since midnight.
    pub const fn minutes(self) -> u16 {
        self.0
    }

    /// This time plus some minutes, at 23:59 at the latest.
    #[must_use]
    pub fn plus(self, minutes: u16) -> Self {
        Self(self.0.saturating_add(minutes).min(24 * 60 - 1))
    }

    /// As chrono's time.
    pub fn time(self) -> NaiveTime {
        NaiveTime::from_num_seconds_from_midnight_opt(u32::from(self.0) * 60, 0)
            .expect("a clock is below 24:00")
    }
}

impl std::fmt::Display for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Serialize for Clock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Clock {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("no time of day: {text:?}")))
    }
}

/// A span of the day, its end excluded; `["10:00", "10:10"]` in `fair.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(Clock, Clock)", into = "(Clock, Clock)")]
pub struct TimeSpan {
    /// First minute.
    pub start: Clock,
    /// First minute after.
    pub end: Clock,
}

impl TimeSpan {
    /// Whether two spans share a minute.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<(Clock, Clock)> for TimeSpan {
    fn from((start, end): (Clock, Clock)) -> Self {
        Self { start, end }
    }
}

impl From<TimeSpan> for (Clock, Clock) {
    fn from(span: TimeSpan) -> Self {
        (span.start, span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_reads_and_writes_minutes() {
        let clock = Clock::parse("9:05").unwrap();
        assert_eq!(clock.to_string(), "09:05");
        assert_eq!(clock.plus(60).to_string(), "10:05");
        assert_eq!(Clock::parse("24:00"), None);
        assert_eq!(Clock::parse("09:60"), None);
    }

    #[test]
    fn spans_that_touch_do_not_overlap() {
        let span = |a: &str, b: &str| TimeSpan {
            start: Clock::parse(a).unwrap(),
            end: Clock::parse(b).unwrap(),
        };
        assert!(!span("09:00", "10:00").overlaps(span("10:00", "11:00")));
        assert!(span("09:00", "10:01").overlaps(span("10:00", "11:00")));
    }
}
