//! What becomes of the hours that were said of somebody when other hours are.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Availability, Fair, Kind, derived_id};

impl Fair {
    /// The availability once a row more was said; one of the same hours keeps its id. A "can"
    /// takes back what "cannot" was said of these hours; it stands as a row of its own, which
    /// makes all other hours of the day impossible, only where it takes nothing back or other
    /// hours of the day are said like it.
    pub fn availability_with(&self, mut row: Availability) -> Vec<Availability> {
        let hours = |row: &Availability| (row.date, row.start, row.end);
        let is_same = |old: &&Availability| {
            is_of_the_same(self, old, &row) && hours(old) == hours(&row)
        };
        if let Some(known) = self.availability.iter().find(is_same) {
            row.id.clone_from(&known.id);
        }
        let (mut rows, mut taken, mut listed) = (Vec::new(), false, false);
        for old in
            self.availability.iter().filter(|old| old.id != row.id || row.available)
        {
            let concerned = row.available && is_of_the_same(self, old, &row);
            listed |= concerned && old.available;
            let left = if concerned && !old.available {
                less(self, old, &row)
            } else {
                vec![old.clone()]
            };
            taken |= left.as_slice() != std::slice::from_ref(old);
            rows.extend(left);
        }
        if !taken || listed {
            rows.retain(|old| old.id != row.id);
            rows.push(row);
        }
        rows
    }
}

/// What is left of a "cannot" once the hours of a "can" are taken from it. One of every day
/// becomes one of each day of the fair.
fn less(fair: &Fair, old: &Availability, row: &Availability) -> Vec<Availability> {
    let (Some(from), Some(to)) = (row.start, row.end) else { return vec![old.clone()] };
    let named = |mut piece: Availability| {
        if piece.id.is_empty() {
            let start = piece.start.map(|start| start.to_string()).unwrap_or_default();
            piece.id = derived_id(Kind::Availability.letter(), &[&old.id, &start]);
        }
        piece
    };
    let left: Vec<_> = old.without(from, to).into_iter().map(named).collect();
    if old.date.is_some() || left.as_slice() == std::slice::from_ref(old) {
        return left;
    }
    let on = |piece: &Availability, date: NaiveDate| {
        let id = derived_id(Kind::Availability.letter(), &[&piece.id, &date.to_string()]);
        Availability { id, date: Some(date), ..piece.clone() }
    };
    let days = fair.settings.sessions.iter().map(|session| Some(session.date));
    let days: BTreeSet<NaiveDate> = days.chain([row.date]).flatten().collect();
    let pieces = days.into_iter().flat_map(|date| {
        let pieces =
            if Some(date) == row.date { left.clone() } else { vec![old.clone()] };
        pieces.into_iter().map(move |piece| on(&piece, date))
    });
    pieces.collect()
}

/// Whether two rows are about the same organization or person, and the first about the day of
/// the second.
fn is_of_the_same(fair: &Fair, one: &Availability, other: &Availability) -> bool {
    let body = |row: &Availability| {
        let name = row.organization.clone()?;
        Some(fair.organization(&name).map_or(name, |known| known.id.clone()))
    };
    let person = |row: &Availability| {
        let name = row.person.clone()?;
        let known = fair.person(&name);
        Some(known.map_or(name, |known| known.name.clone()))
    };
    let day = one.date.is_none() || one.date == other.date;
    let anybody = one.person.is_some() && one.organization.is_none();
    day && (anybody || body(one) == body(other)) && person(one) == person(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Clock, Organization};

    fn row(id: &str, of: &str, hours: (&str, &str), available: bool) -> Availability {
        Availability {
            id: id.into(),
            organization: Some(of.into()),
            date: "2026-10-16".parse().ok(),
            start: Clock::parse(hours.0),
            end: Clock::parse(hours.1),
            available,
            ..Availability::default()
        }
    }

    fn fair(availability: Vec<Availability>) -> Fair {
        let firm = Organization {
            id: "E1".into(),
            name: "甲厂".into(),
            ..Organization::default()
        };
        Fair { organizations: vec![firm], availability, ..Fair::default() }
    }

    fn shown(rows: &[Availability]) -> Vec<String> {
        let clock =
            |clock: Option<Clock>| clock.map(|c| c.to_string()).unwrap_or_default();
        let line = |row: &Availability| {
            let of = row.organization.as_deref().unwrap_or_default();
            let word = if row.available { "yes" } else { "no" };
            format!("{of} {}-{} {word}", clock(row.start), clock(row.end))
        };
        rows.iter().map(line).collect()
    }

    #[test]
    fn among_many_rows_only_those_of_the_same_body_and_day_change() {
        let other_day = Availability {
            date: "2026-10-17".parse().ok(),
            ..row("A4", "E1", ("09:00", "12:00"), false)
        };
        let fair = fair(vec![
            row("A1", "甲厂", ("09:00", "10:00"), false),
            row("A2", "乙厂", ("09:00", "12:00"), false),
            row("A3", "E1", ("09:30", "11:00"), false),
            other_day.clone(),
        ]);
        let rows = fair.availability_with(row("new", "E1", ("09:40", "10:20"), true));
        let expected = [
            "甲厂 09:00-09:40 no",
            "乙厂 09:00-12:00 no",
            "E1 09:30-09:40 no",
            "E1 10:20-11:00 no",
            "E1 09:00-12:00 no",
        ];
        assert_eq!(shown(&rows), expected);
        assert_eq!(rows.last(), Some(&other_day));
        assert!(!rows.iter().any(|row| row.id.is_empty() || row.id == "new"));
    }

    #[test]
    fn the_same_hours_said_again_are_one_row() {
        let one = fair(vec![row("A1", "甲厂", ("09:00", "10:00"), false)]);
        let again = one.availability_with(row("new", "E1", ("09:00", "10:00"), false));
        assert_eq!(again, [row("A1", "E1", ("09:00", "10:00"), false)]);
        let other = one.availability_with(row("new", "E1", ("09:00", "09:30"), false));
        assert_eq!(shown(&other), ["甲厂 09:00-10:00 no", "E1 09:00-09:30 no"]);
    }

    #[test]
    fn a_can_beside_another_one_stands_though_it_takes_something_back() {
        let fair = fair(vec![
            row("A1", "E1", ("09:00", "09:20"), true),
            row("A2", "E1", ("10:00", "11:00"), false),
        ]);
        let rows = fair.availability_with(row("new", "E1", ("10:00", "10:20"), true));
        assert_eq!(
            shown(&rows),
            ["E1 09:00-09:20 yes", "E1 10:20-11:00 no", "E1 10:00-10:20 yes"]
        );
    }

    #[test]
    fn a_cannot_of_every_day_stays_on_all_days_but_the_one_said() {
        let every_day =
            Availability { date: None, ..row("A1", "E1", ("09:00", "10:00"), false) };
        let mut fair = fair(vec![every_day]);
        let session = |day: &str| {
            let hours = "start = '09:00'\nend = '12:00'\nslot_minutes = 20\n";
            format!("[[session]]\ndate = {day}\n{hours}")
        };
        let days = ["2026-10-16", "2026-10-17"];
        fair.settings = toml::from_str(&days.map(session).concat()).unwrap();
        let rows = fair.availability_with(row("new", "E1", ("09:00", "10:00"), true));
        let left: Vec<_> = rows.iter().map(|row| row.date).collect();
        assert_eq!(left, [days[1].parse().ok()]);
    }
}
