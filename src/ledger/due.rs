//! What is due, and how urgently (红黄绿台账).

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::trail::{Line, Trail};

/// How urgent a due item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// The day has passed.
    Red,
    /// Within a week.
    Yellow,
    /// Later.
    Green,
}

impl Light {
    /// Days up to which a due item is yellow.
    const SOON: i64 = 7;

    fn of(days: i64) -> Self {
        match days {
            ..0 => Self::Red,
            0..=Self::SOON => Self::Yellow,
            _ => Self::Green,
        }
    }

    /// Its fixed code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Yellow => "yellow",
            Self::Green => "green",
        }
    }
}

impl Serialize for Light {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// Something that must be done by a day.
#[derive(Debug, Clone, PartialEq)]
pub struct DueItem<'a> {
    /// The subject's trail.
    pub trail: &'a Trail<'a>,
    /// The entry that says so.
    pub line: &'a Line<'a>,
    /// By when.
    pub due: NaiveDate,
    /// Days left; negative: days late.
    pub days: i64,
    /// How urgent it is.
    pub light: Light,
}

/// What is due within so many days, and what is overdue, the most urgent first.
///
/// Of each subject only the last word counts: the last entry that names a stage or a day.
/// If it names a day, that is due; an earlier day is then settled or put off. Nothing is
/// due of what has ended.
pub fn due<'a>(
    trails: &'a [Trail<'a>],
    today: NaiveDate,
    within: i64,
) -> Vec<DueItem<'a>> {
    let mut items: Vec<_> = trails
        .iter()
        .filter(|trail| !trail.ended())
        .filter_map(|trail| {
            let line = trail.last_word()?;
            let due = line.entry.due?;
            let days = (due - today).num_days();
            Some(DueItem { trail, line, due, days, light: Light::of(days) })
        })
        .filter(|item| item.days <= within)
        .collect();
    items.sort_by(|a, b| (a.due, &a.trail.subject).cmp(&(b.due, &b.trail.subject)));
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Fair, LedgerEntry, Signing, Stage};
    use crate::ledger::trails;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn entry(subject: &str, date: &str, stage: &str, due: Option<&str>) -> LedgerEntry {
        LedgerEntry {
            subject: subject.into(),
            date: Some(day(date)),
            stage: stage.into(),
            due: due.map(day),
            ..LedgerEntry::default()
        }
    }

    fn due_of(ledger: Vec<LedgerEntry>, within: i64) -> Vec<(String, i64, Light)> {
        let fair = Fair { ledger, ..Fair::default() };
        let trails = trails(&fair);
        due(&trails, day("2026-10-16"), within)
            .into_iter()
            .map(|item| (item.trail.subject.clone(), item.days, item.light))
            .collect()
    }

    #[test]
    fn overdue_soon_and_later_are_told_apart() {
        let ledger = vec![
            entry("P1", "2026-09-01", "talking", Some("2026-10-15")),
            entry("P2", "2026-09-01", "talking", Some("2026-10-23")),
            entry("P3", "2026-09-01", "talking", Some("2026-10-24")),
            entry("P4", "2026-09-01", "talking", Some("2026-11-16")),
        ];
        let expected = [
            ("P1".to_owned(), -1, Light::Red),
            ("P2".to_owned(), 7, Light::Yellow),
            ("P3".to_owned(), 8, Light::Green),
        ];
        assert_eq!(due_of(ledger, 30), expected);
    }

    #[test]
    fn a_later_word_settles_what_was_due_and_a_remark_does_not() {
        let first = || entry("P1", "2026-09-01", "talking", Some("2026-10-01"));
        let remark = entry("P1", "2026-09-10", "", None);
        assert_eq!(due_of(vec![first(), remark], 30).len(), 1);
        let on = entry("P1", "2026-09-10", "intent", None);
        assert_eq!(due_of(vec![on, first()], 30), []);
        let put_off = entry("P1", "2026-09-10", "", Some("2026-10-20"));
        let expected = [("P1".to_owned(), 4, Light::Yellow)];
        assert_eq!(due_of(vec![first(), put_off], 30), expected);
    }

    #[test]
    fn nothing_is_due_of_what_has_ended() {
        let ended = entry("P1", "2026-09-01", "ended", Some("2026-10-01"));
        assert_eq!(due_of(vec![ended], 30), []);
    }

    #[test]
    fn a_record_s_stage_without_a_day_does_not_settle_what_somebody_wrote() {
        let signing = Signing {
            id: "P1".into(),
            title: "pump works".into(),
            stage: Stage::Signed,
            ..Signing::default()
        };
        let mut fair = Fair {
            signings: vec![signing],
            ledger: vec![entry("P1", "2026-10-01", "", Some("2026-10-18"))],
            ..Fair::default()
        };
        let subjects = |fair: &Fair| {
            let trails = trails(fair);
            due(&trails, day("2026-10-20"), 30).len()
        };
        assert_eq!(subjects(&fair), 1);
        // A stage beyond the one written down does.
        fair.ledger[0].stage = "talking".into();
        assert_eq!(subjects(&fair), 0);
    }
}
