//! What the sessions and `[plan]` say that can't be meant, or that nobody will hear.

use std::collections::BTreeMap;

use super::grid::Grid;
use crate::domain::Fair;
use crate::domain::problem::{Problem, Severity};
use crate::planning::roster::Roster;

/// Every such setting. Errors contradict each other or mean nothing; names that the fair does
/// not know are warnings, for who they are of may have left.
pub fn problems(fair: &Fair) -> Vec<Problem> {
    let roster = Roster::new(fair);
    let plan = &fair.settings.plan;
    let need = |name: &str| fair.need(name).is_some();
    // whoever has no name goes by the need or the offering
    let body = |name: &str| {
        let alone = need(name) || fair.offering(name).is_some();
        alone || roster.organization(name).is_some()
    };
    let mut found: Vec<Problem> = overlap(&Grid::new(&fair.settings.sessions))
        .map(|problem| problem.about(FILE))
        .into_iter()
        .collect();
    for (name, slots) in &plan.slots {
        found.extend((*slots == 0).then(|| zero(format!("plan.slots.{name}"))));
        found.extend((!need(name)).then(|| unknown("unknown-need", "plan.slots", name)));
    }
    for (name, count) in &plan.delegations {
        found.extend((*count == 0).then(|| zero(format!("plan.delegations.{name}"))));
        found.extend(
            (!body(name)).then(|| unknown("unknown-body", "plan.delegations", name)),
        );
    }
    for (name, wish) in &plan.wishes {
        if !["morning", "afternoon"].contains(&wish.as_str()) {
            let problem = wrong("choice", format!("plan.wishes.{name}"), wish);
            found.push(problem.with("choices", vec!["morning", "afternoon"]));
        }
        found.extend(
            (!body(name)).then(|| unknown("unknown-either", "plan.wishes", name)),
        );
    }
    for name in plan.before.iter().flat_map(|(first, second)| [first, second]) {
        found.extend((!need(name)).then(|| unknown("unknown-need", "plan.before", name)));
    }
    found.extend(contradictions("plan.delegations", &plan.delegations, &roster));
    found.extend(contradictions("plan.wishes", &plan.wishes, &roster));
    found
}

/// Where the settings stand.
const FILE: &str = "fair.toml";

/// A problem of a key, its value shown.
fn wrong(case: &'static str, key: impl Into<String>, value: &str) -> Problem {
    let problem = Problem::error("invalid_setting").in_case(case).about(FILE);
    problem.in_column(key).with_value(value)
}

fn zero(key: String) -> Problem {
    Problem { severity: Severity::Warning, ..wrong("zero", key, "0") }
}

fn unknown(case: &'static str, key: &str, name: &str) -> Problem {
    Problem { severity: Severity::Warning, ..wrong(case, key, name) }
}

/// Organizations of which different things are said under their several names.
fn contradictions<T: PartialEq + ToString>(
    key: &str,
    said: &BTreeMap<String, T>,
    roster: &Roster<'_>,
) -> Vec<Problem> {
    let mut of: BTreeMap<&str, Vec<(&str, &T)>> = BTreeMap::new();
    for (name, value) in said {
        if let Some(own) = roster.organization(name) {
            of.entry(own).or_default().push((name, value));
        }
    }
    of.retain(|_, said| said.iter().any(|(_, value)| *value != said[0].1));
    let told = |(own, said): (&str, Vec<(&str, &T)>)| {
        let list =
            said.iter().map(|(name, value)| format!("{name} = {}", value.to_string()));
        wrong("contradiction", key, own).with("list", list.collect::<Vec<String>>())
    };
    of.into_iter().map(told).collect()
}

/// Two sessions that are held at the same time, if there are such.
pub(super) fn overlap(grid: &Grid) -> Option<Problem> {
    let (first, second) = grid.overlapping()?;
    let problem = Problem::error("sessions_overlap")
        .with("date", first.date.to_string())
        .with("first", first.start.to_string())
        .with("second", second.start.to_string());
    Some(if first.mode != second.mode {
        problem.in_case("modes")
    } else if first.hall != second.hall {
        problem.in_case("halls")
    } else {
        problem
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{fair, session};
    use super::*;
    use crate::domain::SessionMode;
    use crate::text::messages::Lang;

    fn said(fair: &Fair) -> Vec<(Severity, String)> {
        let problems = problems(fair);
        problems.iter().map(|p| (p.severity, p.say(Lang::En).message)).collect()
    }

    #[test]
    fn names_that_nobody_has_and_words_that_mean_nothing_are_named() {
        let mut fair = fair(&[(0, 0)], vec![session("09:00", "10:20", 3)]);
        let plan = &mut fair.settings.plan;
        plan.slots = [("N0".into(), 2), ("N01".into(), 2)].into();
        plan.wishes = [("N1", "mornings"), ("E99", "morning"), ("U1", "afternoon")]
            .map(|(name, wish)| (name.to_owned(), wish.to_owned()))
            .into();
        plan.before = vec![("N2".into(), "N77".into())];
        plan.delegations = [("E1".to_owned(), 2), ("N1".to_owned(), 0)].into();
        let warn = |text: &str| (Severity::Warning, text.to_owned());
        let wish = "the value \"mornings\" of plan.wishes.N1 in fair.toml does not fit";
        let expected = [
            warn("plan.slots in fair.toml: there is no need N01"),
            warn("plan.delegations.N1 in fair.toml must not be 0"),
            warn("plan.wishes in fair.toml: there is no need or organization E99"),
            (Severity::Error, wish.to_owned()),
            warn("plan.before in fair.toml: there is no need N77"),
        ];
        assert_eq!(said(&fair), expected);
    }

    #[test]
    fn one_organization_under_two_names_is_asked_for_one_thing() {
        let mut fair = fair(&[(0, 0)], vec![session("09:00", "10:20", 3)]);
        fair.organizations.push(crate::domain::Organization {
            id: "E1".into(),
            name: "Acme".into(),
            ..Default::default()
        });
        let plan = &mut fair.settings.plan;
        plan.delegations = [("E1".to_owned(), 2), ("Acme".to_owned(), 2)].into();
        assert_eq!(said(&fair), [], "the same is said twice");
        fair.settings.plan.delegations.insert("Acme".into(), 3);
        let told = "plan.delegations in fair.toml says different things of E1: \
                    Acme = 3, E1 = 2";
        assert_eq!(said(&fair), [(Severity::Error, told.to_owned())]);
    }

    #[test]
    fn of_sessions_at_the_same_time_it_is_said_what_can_become_of_them() {
        let hours = || session("09:00", "10:20", 3);
        let mut fair = fair(&[], vec![hours(), session("10:00", "11:20", 3)]);
        let hint = |fair: &Fair| problems(fair)[0].say(Lang::En).hint;
        assert!(hint(&fair).starts_with("Make one session of them"), "{}", hint(&fair));
        fair.settings.sessions[0].hall = Some("A".into());
        assert!(hint(&fair).contains("halls"), "{}", hint(&fair));
        fair.settings.sessions[1].mode = SessionMode::Online;
        assert!(hint(&fair).contains("online"), "{}", hint(&fair));
        fair.settings.sessions[1].start = hours().end;
        assert_eq!(said(&fair), []);
    }
}
