//! Why a pair has no slot at all.

use super::super::model::Maker;
use super::super::pairs::Pair;
use crate::domain::problem::Problem;
use crate::planning::roster::Roster;

/// Why a pair has no slot at all.
pub(in super::super) fn no_common_slot(
    pair: &Pair<'_>,
    roster: &Roster<'_>,
    maker: &Maker<'_>,
) -> Problem {
    let problem = Problem::error("no_common_slot");
    let (enterprise, institution) =
        (roster.name(pair.enterprise), roster.name(pair.institution));
    if let Some(second) = maker.late_for(pair) {
        return problem
            .in_case("late")
            .with_value(pair.need.id.as_str())
            .with("second", second);
    }
    if maker.is_fixed(pair) {
        return problem
            .in_case("locked")
            .with_value(enterprise)
            .with("other", institution);
    }
    if let Some(why) = no_room(pair, maker) {
        return why.with_value(enterprise).with("other", institution);
    }
    for (key, name) in [(pair.enterprise, enterprise), (pair.institution, institution)] {
        if maker.times.free(key) == 0 {
            return problem.in_case("away").with_value(name);
        }
    }
    let wishes = maker.times.wishes_in_the_way(pair);
    if !wishes.is_empty() {
        let told = |(who, wish): (&str, &str)| {
            let name = roster.organization(who).map_or(who, |key| roster.name(key));
            format!("{name} = {wish}")
        };
        let list: Vec<String> = wishes.into_iter().map(told).collect();
        let problem = problem.in_case("wishes").with_value(enterprise);
        return problem.with("other", institution).with("list", list);
    }
    let lead =
        pair.offering.and_then(|offering| roster.lead(offering)).unwrap_or_default();
    let nearly = nearly(pair, [enterprise, institution, lead], maker);
    match pair.person.as_deref() {
        Some(person) if maker.times.free_person(person) == 0 => {
            problem.in_case("away").with_value(lead)
        }
        Some(_) if !nearly.is_empty() => problem
            .in_case("free-person")
            .with_value(enterprise)
            .with("other", institution)
            .with("person", lead)
            .with("list", nearly),
        None if !nearly.is_empty() => problem
            .in_case("free")
            .with_value(enterprise)
            .with("other", institution)
            .with("list", nearly),
        Some(_) => problem
            .in_case("person")
            .with_value(enterprise)
            .with("other", institution)
            .with("person", lead),
        None => problem.with_value(enterprise).with("other", institution),
    }
}

/// What is wrong with the sessions so that a pair can't meet, though both are free.
fn no_room(pair: &Pair<'_>, maker: &Maker<'_>) -> Option<Problem> {
    let problem = |case| Problem::error("no_common_slot").in_case(case);
    let (lasts, longest) = (maker.times.lasts(pair), maker.grid.longest());
    if lasts > longest {
        let problem = problem("long").with("need", pair.need.id.as_str());
        return Some(problem.with("length", lasts).with("slots", longest));
    }
    let starts = maker.times.starts(pair);
    if !starts.is_empty() {
        return Some(problem(if maker.are_over(starts) { "over" } else { "met" }));
    }
    let slot = maker.times.without_table(pair)?;
    let start = maker.grid.slots[slot].start().format("%Y-%m-%d %H:%M").to_string();
    Some(problem("no-table").with("start", start))
}

/// Times at which only one of those a meeting needs is away, as many as a person would read.
fn nearly(pair: &Pair<'_>, names: [&str; 3], maker: &Maker<'_>) -> Vec<String> {
    let told = |(slot, who): (usize, usize)| {
        let start = maker.grid.slots[slot].start().format("%m-%d %H:%M");
        format!("{} {start}", names[who])
    };
    maker.times.nearly(pair).into_iter().take(3).map(told).collect()
}
