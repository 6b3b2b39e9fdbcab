//! Settings that contradict themselves or name what is not there.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::problem::{Problem, Severity};
use crate::domain::{Fair, MatchSettings, Session, SessionMode, Settings};
use crate::ledger::figures::{Basis, figures};
use crate::ledger::trails;
use crate::matching::{CRITERIA, Levels, Scoring};
use crate::planning::timetable::{self, Grid};

/// More stages than any ceremony has.
const MOST_STAGES: u32 = 100;

/// Every setting of `fair.toml` that cannot be meant as it stands. A fair read straight
/// from registries has none; that of a folder has a name at least.
pub(super) fn problems(fair: &Fair, _today: NaiveDate) -> Vec<Problem> {
    let settings = &fair.settings;
    if *settings == Settings::default() && fair.revision.is_none() {
        return Vec::new();
    }
    let mut problems = general(settings);
    problems.extend(settings.sessions.iter().enumerate().flat_map(session));
    problems.extend(limits(settings));
    problems.extend(timetable::settings_problems(fair));
    problems.extend(unknown_targets(fair));
    problems
}

/// A problem of a key, its value shown.
fn wrong(case: &'static str, key: impl Into<String>, value: &impl ToString) -> Problem {
    Problem::error("invalid_setting")
        .in_case(case)
        .about("fair.toml")
        .in_column(key)
        .with_value(value.to_string())
}

/// A number that no fair can have meant.
fn large(key: impl Into<String>, value: &impl ToString, most: &impl ToString) -> Problem {
    wrong("large", key, value).with("most", most.to_string())
}

fn general(settings: &Settings) -> Vec<Problem> {
    let mut problems = Vec::new();
    if settings.name.trim().is_empty() {
        let nameless = wrong("missing", "name", &"");
        problems.push(Problem { severity: Severity::Warning, ..nameless });
    }
    if let Some(language) = &settings.language
        && !["zh", "en"].contains(&language.as_str())
    {
        problems.push(
            wrong("choice", "language", language).with("choices", vec!["zh", "en"]),
        );
    }
    let signing = &settings.signing;
    if !["left", "right"].contains(&signing.guest_on.as_str()) {
        let choices = vec!["right", "left"];
        problems.push(
            wrong("choice", "signing.guest_on", &signing.guest_on)
                .with("choices", choices),
        );
    }
    for (key, value) in [
        ("signing.stages", signing.stages),
        ("signing.per_batch", signing.per_batch),
        ("signing.minutes_per_batch", u32::from(signing.minutes_per_batch)),
    ] {
        problems.extend((value == 0).then(|| wrong("zero", key, &value)));
    }
    let most = MOST_STAGES;
    problems.extend(
        (signing.stages > most).then(|| large("signing.stages", &signing.stages, &most)),
    );
    problems.extend(matching(settings));
    problems
}

fn matching(settings: &Settings) -> Vec<Problem> {
    let own = &settings.matching;
    let known: Vec<&str> = CRITERIA.iter().map(|criterion| criterion.key()).collect();
    let unknown = own.weights.keys().filter(|name| !known.contains(&name.as_str()));
    let mut problems: Vec<_> = unknown
        .map(|name| wrong("choice", "match.weights", name).with("choices", known.clone()))
        .collect();
    problems.extend(levels(own));
    problems
}

/// Levels that no score reaches, every score does, or that stand the wrong way round: what
/// is not set counts as its default.
fn levels(own: &MatchSettings) -> Vec<Problem> {
    let Levels { strong, possible } = Scoring::of_settings(own).levels;
    let mut problems: Vec<_> = [("match.strong", strong), ("match.possible", possible)]
        .into_iter()
        .filter(|(_, level)| !(0.0..=1.0).contains(level))
        .map(|(key, level)| wrong("score", key, &level))
        .collect();
    if problems.is_empty() && possible > strong {
        let levels = format!("possible = {possible}, strong = {strong}");
        problems.push(wrong("levels", "match", &levels));
    }
    problems
}

fn session((at, session): (usize, &Session)) -> Vec<Problem> {
    let key = |name: &str| format!("session {}: {name}", at + 1);
    let mut problems = Vec::new();
    if session.end <= session.start {
        let span = format!("{}–{}", session.start, session.end);
        problems.push(wrong("order", key("start, end"), &span));
    }
    if session.slot_minutes == 0 {
        problems.push(wrong("zero", key("slot_minutes"), &0));
    }
    if session.mode == SessionMode::Onsite && session.tables == 0 {
        problems.push(wrong("zero", key("tables"), &0));
    }
    for (name, minutes) in
        [("slot_minutes", session.slot_minutes), ("pause_minutes", session.pause_minutes)]
    {
        let most = 24 * 60;
        problems.extend((minutes > most).then(|| large(key(name), &minutes, &most)));
    }
    let most = Grid::MOST_TABLES;
    problems.extend(
        (session.tables > most).then(|| large(key("tables"), &session.tables, &most)),
    );
    for pause in &session.breaks {
        if pause.end <= pause.start
            || pause.start < session.start
            || pause.end > session.end
        {
            let span = format!("{}–{}", pause.start, pause.end);
            problems.push(wrong("outside", key("breaks"), &span));
        }
    }
    problems
}

fn limits(settings: &Settings) -> Vec<Problem> {
    let own = &settings.limits;
    [
        ("need", own.need),
        ("enterprise", own.enterprise),
        ("institution", own.institution),
        ("person", own.person),
    ]
    .into_iter()
    .filter(|(_, [least, most])| least > most)
    .map(|(key, range)| wrong("range", format!("limits.{key}"), &format!("{range:?}")))
    .collect()
}

/// Targets that no figure answers, or whose goal does not fit the figure.
fn unknown_targets(fair: &Fair) -> Vec<Problem> {
    if fair.settings.targets.is_empty() {
        return Vec::new();
    }
    let trails = trails(fair);
    let figures = figures(&Basis::new(fair, &trails), None);
    let answered: BTreeSet<&str> =
        figures.iter().filter_map(|figure| figure.key.strip_prefix("target_")).collect();
    let open = fair
        .settings
        .targets
        .iter()
        .filter(|(name, _)| !answered.contains(name.as_str()));
    open.map(|(name, goal)| wrong("target", "targets", &format!("{name} = {goal}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Option<&'static str>)> {
        let settings: Settings = toml::from_str(text).unwrap();
        let fair = Fair { settings, ..Fair::default() };
        let problems = problems(&fair, NaiveDate::default());
        problems.into_iter().map(|p| (p.column.unwrap_or_default(), p.case)).collect()
    }

    fn pair(key: &str, case: &'static str) -> (String, Option<&'static str>) {
        (key.to_owned(), Some(case))
    }

    #[test]
    fn everything_that_cannot_be_meant_is_named_at_once() {
        let text = r#"
            name = "a"
            language = "fr"
            targets = { needs = 30, signd = 3, amount = "much" }
            [[session]]
            date = 2026-10-16
            start = "11:00"
            end = "09:00"
            slot_minutes = 0
            [limits]
            need = [5, 3]
            [match]
            strong = 0.2
            possible = 0.9
            weights = { txt = 5 }
            [signing]
            per_batch = 0
            guest_on = "middle"
        "#;
        let expected = [
            pair("language", "choice"),
            pair("signing.guest_on", "choice"),
            pair("signing.per_batch", "zero"),
            pair("match.weights", "choice"),
            pair("match", "levels"),
            pair("session 1: start, end", "order"),
            pair("session 1: slot_minutes", "zero"),
            pair("session 1: tables", "zero"),
            pair("limits.need", "range"),
            pair("targets", "target"),
            pair("targets", "target"),
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn levels_are_scores_in_their_order() {
        let levels = |own: &str| found(&format!("name = 'a'\n[match]\n{own}"));
        for own in ["strong = 2", "strong = -0.5", "strong = nan"] {
            assert_eq!(levels(own), [pair("match.strong", "score")], "{own}");
        }
        assert_eq!(levels("possible = 1.1"), [pair("match.possible", "score")]);
        assert_eq!(levels("strong = 0.2"), [pair("match", "levels")]);
        assert_eq!(levels("strong = 1\npossible = 0"), []);
    }

    #[test]
    fn numbers_beyond_all_measure_are_named() {
        let text = r#"
            name = "a"
            [[session]]
            date = 2026-10-16
            start = "09:00"
            end = "11:00"
            slot_minutes = 65300
            pause_minutes = 65300
            tables = 9000000000000000000
            [signing]
            stages = 4000000000
        "#;
        let expected = [
            pair("signing.stages", "large"),
            pair("session 1: slot_minutes", "large"),
            pair("session 1: pause_minutes", "large"),
            pair("session 1: tables", "large"),
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn sound_settings_and_none_at_all_are_fine() {
        assert_eq!(found(""), []);
        assert_eq!(found("name = 'a'\ntargets = { needs = 30, amount = '5亿元' }"), []);
        assert_eq!(found("language = 'en'"), [pair("name", "missing")]);
    }
}
