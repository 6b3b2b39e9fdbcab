//! When organizations and people can meet.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::wire;
use super::{Clock, Extra, Source};

/// When an organization or a person can or cannot meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Availability {
    /// Stable id, `A…`.
    pub id: String,
    /// Organization, by name or id.
    pub organization: Option<String>,
    /// Person, by name or id; `None`: the whole organization.
    pub person: Option<String>,
    /// Day; `None`: every day.
    pub date: Option<NaiveDate>,
    /// First minute; `None`: from the morning on.
    pub start: Option<Clock>,
    /// First minute after; `None`: to the evening.
    pub end: Option<Clock>,
    /// Can, or cannot. Whoever has any row with `true` on a day can meet only within such rows
    /// on that day.
    #[serde(default = "wire::yes")]
    pub available: bool,
    /// Where it was read.
    pub source: Source,
    /// Unmapped columns.
    pub extra: Extra,
}

impl Default for Availability {
    fn default() -> Self {
        Self {
            id: String::new(),
            organization: None,
            person: None,
            date: None,
            start: None,
            end: None,
            available: true,
            source: Source::default(),
            extra: Extra::default(),
        }
    }
}

impl Availability {
    /// The "cannot" that is left when the time between two clocks of its day is taken back:
    /// the piece before and the piece after. The first keeps the id, the second has none.
    pub fn without(&self, from: Clock, to: Clock) -> Vec<Self> {
        let before = Self {
            end: self.end.map_or(Some(from), |end| Some(end.min(from))),
            ..self.clone()
        };
        let after = Self {
            start: self.start.map_or(Some(to), |start| Some(start.max(to))),
            ..self.clone()
        };
        let mut left: Vec<Self> =
            [before, after].into_iter().filter(Self::lasts).collect();
        if let [_, second] = left.as_mut_slice() {
            second.id.clear();
        }
        left
    }

    /// Whether it lasts at all.
    fn lasts(&self) -> bool {
        match (self.start, self.end) {
            (Some(start), Some(end)) => start < end,
            (None, Some(end)) => end.minutes() > 0,
            (_, None) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(start: Option<&str>, end: Option<&str>) -> Vec<(String, String)> {
        let clock = |text: &str| Clock::parse(text).unwrap();
        let away = Availability {
            id: "A1".into(),
            start: start.map(clock),
            end: end.map(clock),
            available: false,
            ..Availability::default()
        };
        let shown =
            |side: Option<Clock>| side.map_or_else(String::new, |c| c.to_string());
        let left = away.without(clock("10:00"), clock("11:00"));
        left.iter()
            .map(|row| {
                (row.id.clone(), format!("{}-{}", shown(row.start), shown(row.end)))
            })
            .collect()
    }

    #[test]
    fn what_is_taken_back_leaves_the_time_before_and_after() {
        let piece = |id: &str, span: &str| (id.to_owned(), span.to_owned());
        let table = [
            (Some("10:00"), Some("11:00"), vec![]),
            (Some("10:20"), Some("10:40"), vec![]),
            (Some("09:00"), Some("10:30"), vec![piece("A1", "09:00-10:00")]),
            (Some("10:30"), Some("12:00"), vec![piece("A1", "11:00-12:00")]),
            (None, None, vec![piece("A1", "-10:00"), piece("", "11:00-")]),
            (Some("08:00"), Some("09:00"), vec![piece("A1", "08:00-09:00")]),
        ];
        for (start, end, expected) in table {
            assert_eq!(pieces(start, end), expected, "{start:?} {end:?}");
        }
    }
}
