//! Why meetings can't all take place, and the smallest change that would help.

mod core;
mod crowd;
mod delegations;
mod halves;
mod squeeze;
mod standalone;
#[cfg(test)]
mod tests;

use crate::domain::problem::Problem;
use crate::domain::{Meeting, Plan};
use crate::planning::schedule::{Model, Overfull, windows};
use crate::planning::timetable::{Dropped, Grid, Maker, Pair, Roster};
use crate::text::messages::Arg;

pub use self::core::core;
pub(super) use self::crowd::{Crowd, crowd};
pub(super) use self::delegations::delegations;
pub(super) use self::squeeze::{Squeeze, squeeze};
pub use self::standalone::infeasible;

/// Why a pair has no slot at all.
pub(super) fn no_common_slot(
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

/// The pairs of some meetings, by their ids.
fn listed(meetings: &[usize], pairs: &[&Pair<'_>]) -> Vec<String> {
    let told = |&m: &usize| format!("{} {}", pairs[m].need.id, pairs[m].partner());
    meetings.iter().map(told).collect()
}

/// What a party of some meetings is called, and whether it is an expert.
fn party<'a>(
    index: usize,
    meetings: &[usize],
    (pairs, model): (&[&Pair<'a>], &Model),
    roster: &'a Roster<'a>,
) -> (bool, &'a str) {
    let first = pairs[meetings[0]];
    let all = |own: &dyn Fn(&Pair<'_>) -> bool| meetings.iter().all(|&m| own(pairs[m]));
    let lead = first.offering.and_then(|offering| roster.lead(offering));
    let alone = !model.parties[index].counted || all(&|p| p.person == first.person);
    match lead.filter(|_| alone) {
        Some(lead) => (true, lead),
        None if all(&|pair| pair.enterprise == first.enterprise) => {
            (false, roster.name(first.enterprise))
        }
        None => (false, roster.name(first.institution)),
    }
}

/// A party with more meetings than slots for them (Hall's condition).
pub(super) fn overfull<'a>(
    full: &Overfull,
    pairs: &[&Pair<'a>],
    model: &Model,
    roster: &'a Roster<'a>,
) -> Problem {
    let (expert, name) = party(full.party, &full.meetings, (pairs, model), roster);
    let counts = (full.slots.len(), full.over());
    let told = |case| full_up(case, name, listed(&full.meetings, pairs), counts);
    if expert {
        return told("expert");
    }
    match delegations(model, &full.meetings, full.party) {
        Some(enough) => told("slots").with("delegations", enough),
        None => told("slots-only"),
    }
}

/// A party whose meetings don't fit one after another.
pub(super) fn squeezed<'a>(
    found: &Squeeze,
    pairs: &[&Pair<'a>],
    model: &Model,
    roster: &'a Roster<'a>,
) -> Problem {
    let (expert, name) = party(found.party, &found.meetings, (pairs, model), roster);
    let enough = (!expert).then(|| delegations(model, &found.meetings, found.party));
    let case = match (enough, found.length > found.slots.len()) {
        (Some(Some(_)), true) => "long",
        (Some(None), true) => "long-only",
        (None, true) => "long-expert",
        (Some(Some(_)), false) => "squeezed",
        (Some(None), false) => "squeezed-only",
        (None, false) => "squeezed-expert",
    };
    let counts = (found.slots.len(), found.over);
    let problem = full_up(case, name, listed(&found.meetings, pairs), counts)
        .with("length", found.length)
        .with("more", found.more);
    match enough.flatten() {
        Some(enough) => problem.with("delegations", enough),
        None => problem,
    }
}

/// Somebody with so many meetings for so few slots, which are too many.
pub(super) fn full_up(
    case: &'static str,
    name: &str,
    meetings: Vec<String>,
    (slots, over): (usize, usize),
) -> Problem {
    Problem::error("capacity_exceeded")
        .in_case(case)
        .with_value(name)
        .with("meetings", meetings.len())
        .with("slots", slots)
        .with("over", over)
        .with("list", meetings)
}

/// Meetings with too few tables in the slots open to them.
pub(super) fn crowded(crowd: &Crowd, pairs: &[&Pair<'_>]) -> Problem {
    Problem::error("capacity_exceeded")
        .in_case("crowd")
        .with_value(crowd.meetings.len().to_string())
        .with("meetings", crowd.meetings.len())
        .with("slots", crowd.slots.len())
        .with("over", crowd.over)
        .with("more", crowd.more)
        .with("list", listed(&crowd.meetings, pairs))
}

/// Meetings to which the order between needs leaves no slot, and the orders that do so.
pub(super) fn out_of_order(
    pairs: &[&Pair<'_>],
    model: &Model,
) -> Option<(Vec<usize>, Problem)> {
    let concerned = contradicting_orders(model);
    if concerned.is_empty() {
        return None;
    }
    let mut meetings: Vec<usize> = concerned.iter().flat_map(|&(a, b)| [a, b]).collect();
    meetings.sort_unstable();
    meetings.dedup();
    let mut orders: Vec<String> = concerned
        .iter()
        .map(|&(a, b)| format!("{} < {}", pairs[a].need.id, pairs[b].need.id))
        .collect();
    orders.dedup();
    let problem = Problem::error("no_common_slot")
        .in_case("order")
        .with_value(meetings.len().to_string())
        .with("meetings", listed(&meetings, pairs))
        .with("list", orders);
    Some((meetings, problem))
}

/// Orders that together leave no slot to some meeting, and do no more if any one of them is
/// dropped; empty where there are none.
pub(super) fn contradicting_orders(model: &Model) -> Vec<(usize, usize)> {
    let stuck = |model: &Model| windows(model).iter().any(|starts| starts.is_empty());
    let mut model = model.clone();
    if !stuck(&model) {
        return Vec::new();
    }
    let mut kept = 0;
    while kept < model.before.len() {
        let order = model.before.remove(kept);
        if !stuck(&model) {
            model.before.insert(kept, order);
            kept += 1;
        }
    }
    model.before
}

/// Meetings that can't all take place, whatever else is dropped.
pub(super) fn contradiction(
    core: &[usize],
    pairs: &[&Pair<'_>],
    model: &Model,
) -> Problem {
    let slots = core
        .iter()
        .fold(crate::planning::schedule::SlotSet::EMPTY, |all, &m| all | model.starts(m));
    Problem::error("no_common_slot")
        .in_case("core")
        .with_value(core.len().to_string())
        .with("meetings", core.len())
        .with("slots", slots.len())
        .with("list", listed(core, pairs))
}

/// Locked meetings that had to leave their tables, for these are not there any more.
pub(super) fn locked_elsewhere<'a>(
    before: &Plan,
    after: &'a Plan,
    roster: &Roster<'a>,
) -> Vec<Problem> {
    let old = |new: &Meeting| before.meetings.iter().find(|old| old.id == new.id);
    let locked = after.meetings.iter().filter(|new| new.locked);
    let left = locked.filter_map(|new| Some((new, old(new)?.table?, new.table?)));
    left.filter(|(_, had, has)| had != has)
        .map(|(meeting, had, has)| {
            Problem::warning("locked_reseated")
                .about(&meeting.id)
                .with_value(roster.name(&meeting.enterprise))
                .with("other", roster.name(&meeting.institution))
                .with("date", meeting.date.to_string())
                .with("start", meeting.start.to_string())
                .with("had", had)
                .with("table", has)
        })
        .collect()
}

/// A pair for which all tables are taken in all slots.
pub(super) fn no_table(room: usize) -> Problem {
    Problem::error("capacity_exceeded")
        .in_case("tables")
        .with_value(room.to_string())
        .with("most", room)
}

/// How many more tables would do for all pairs that have none, said of each of them and of all
/// together.
pub(super) fn count_tables(dropped: &mut [Dropped], grid: &Grid) -> Option<Problem> {
    let mut short: Vec<&mut Dropped> =
        dropped.iter_mut().filter(|pair| pair.why.case == Some("tables")).collect();
    if short.is_empty() {
        return None;
    }
    let slots = (0..grid.slots.len()).filter(|&slot| grid.tables(slot).is_some()).count();
    let more = short.len().div_ceil(slots.max(1));
    let list: Vec<String> =
        short.iter().map(|pair| format!("{} {}", pair.need, pair.partner)).collect();
    let n = short.len();
    for pair in &mut short {
        pair.why.args.extend([("more", more.into()), ("n", n.into())]);
        pair.why.args.push(("list", list.clone().into()));
    }
    let problem = Problem::error("too_few_tables")
        .with("more", more)
        .with("n", n)
        .with("slots", slots)
        .with("list", list);
    Some(problem)
}

/// Pinned pairs that are not planned, each with the pins that it contradicts.
pub(super) fn broken_pins(dropped: &[Dropped], pins: &[(&str, &str)]) -> Vec<Problem> {
    let pinned: Vec<String> = pins.iter().map(|(a, b)| format!("{a} {b}")).collect();
    let lost = dropped.iter().filter(|pair| pins.contains(&(&pair.need, &pair.partner)));
    lost.map(|pair| {
        let own = format!("{} {}", pair.need, pair.partner);
        let listed = |name: &str| matches!(name, "list" | "meetings");
        let lists = pair.why.args.iter().filter(|(name, _)| listed(name));
        let named = lists.filter_map(|(_, arg)| match arg {
            Arg::List(list) => Some(list),
            Arg::Text(_) | Arg::Number(_) | Arg::Message(_) => None,
        });
        let others: Vec<String> = pinned
            .iter()
            .filter(|&pin| *pin != own)
            .filter(|&pin| {
                named.clone().flatten().any(|arg| *arg == Arg::Text(pin.clone()))
            })
            .cloned()
            .collect();
        let problem = Problem::error("broken_pin").about(&own).with_value(&own);
        if others.is_empty() {
            return problem;
        }
        problem.in_case("others").with("others", others)
    })
    .collect()
}
