//! Why meetings can't all take place, and the smallest change that would help.

mod core;
mod standalone;

use crate::domain::problem::Problem;
use crate::planning::schedule::{Model, Overfull};
use crate::planning::timetable::{Dropped, Grid, Maker, Pair, Roster};

pub use self::core::core;
pub use self::standalone::infeasible;

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Why a pair has no slot at all.
pub(super) fn no_common_slot(
    pair: &Pair<'_>,
    roster: &Roster<'_>,
    maker: &Maker<'_>,
) -> Problem {
    let problem = Problem::error("no_common_slot");
    let (enterprise, institution) =
        (roster.name(pair.enterprise), roster.name(pair.institution));
    if maker.is_fixed(pair) {
        return problem
            .in_case("locked")
            .with_value(enterprise)
            .with("other", institution);
    }
    for (key, name) in [(pair.enterprise, enterprise), (pair.institution, institution)] {
        if maker.times.free(key) == 0 {
            return problem.in_case("away").with_value(name);
        }
    }
    let lead =
        pair.offering.and_then(|offering| roster.lead(offering)).unwrap_or_default();
    match pair.person.as_deref() {
        Some(person) if maker.times.free_person(person) == 0 => {
            problem.in_case("away").with_value(lead)
        }
        Some(_) => problem
            .in_case("person")
            .with_value(enterprise)
            .with("other", institution)
            .with("person", lead),
        None => problem.with_value(enterprise).with("other", institution),
    }
}

/// A party with more meetings than slots for them (Hall's condition).
pub(super) fn overfull(
    full: &Overfull,
    pairs: &[&Pair<'_>],
    model: &Model,
    roster: &Roster<'_>,
) -> Problem {
    let shared = |of: fn(&Pair<'_>) -> String| -> Option<String> {
        let mut keys = full.meetings.iter().map(|&meeting| of(pairs[meeting]));
        let first = keys.next()?;
        keys.all(|key| key == first).then_some(first)
    };
    let parallel = model.parties.get(full.party).map_or(1, |party| party.parallel);
    let who = shared(|pair| pair.enterprise.to_owned())
        .or_else(|| shared(|pair| pair.institution.to_owned()));
    let name = who
        .as_deref()
        .and_then(|key| roster.organization(key))
        .map(|key| roster.name(key));
    let needs: Vec<String> = full
        .meetings
        .iter()
        .map(|&meeting| {
            format!("{} {}", pairs[meeting].need.id, pairs[meeting].partner())
        })
        .collect();
    Problem::error("capacity_exceeded")
        .in_case("slots")
        .with_value(name.unwrap_or_default())
        .with("meetings", number(full.meetings.len()))
        .with("slots", number(full.slots.len() * parallel))
        .with("list", needs)
}

/// Meetings that can't all take place, whatever else is dropped.
pub(super) fn contradiction(
    core: &[usize],
    pairs: &[&Pair<'_>],
    model: &Model,
) -> Problem {
    let list: Vec<String> = core
        .iter()
        .map(|&meeting| {
            format!("{} {}", pairs[meeting].need.id, pairs[meeting].partner())
        })
        .collect();
    let slots = core
        .iter()
        .fold(crate::planning::schedule::SlotSet::EMPTY, |all, &m| all | model.starts(m));
    Problem::error("no_common_slot")
        .in_case("core")
        .with_value(number(core.len()).to_string())
        .with("meetings", number(core.len()))
        .with("slots", number(slots.len()))
        .with("list", list)
}

/// What a person should know of all that was dropped: how many more tables would do.
pub(super) fn summary(dropped: &[Dropped], grid: &Grid) -> Vec<Problem> {
    let short: Vec<&Dropped> =
        dropped.iter().filter(|pair| pair.why.case == Some("tables")).collect();
    if short.is_empty() {
        return Vec::new();
    }
    let slots = (0..grid.slots.len()).filter(|&slot| grid.tables(slot).is_some()).count();
    let more = short.len().div_ceil(slots.max(1));
    let list: Vec<String> =
        short.iter().map(|pair| format!("{} {}", pair.need, pair.partner)).collect();
    let problem = Problem::error("too_few_tables")
        .with("more", number(more))
        .with("n", number(short.len()))
        .with("slots", number(slots))
        .with("list", list);
    vec![problem]
}
