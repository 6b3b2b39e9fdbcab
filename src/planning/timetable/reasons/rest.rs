//! What is said once the plan is made: of tables, pins and locked meetings.

use super::super::pairs::Dropped;
use crate::domain::problem::Problem;
use crate::domain::{Meeting, Plan};
use crate::planning::roster::Roster;
use crate::text::messages::Arg;

/// Locked meetings that had to leave their times or tables, for these are not there any more.
pub(in super::super) fn locked_elsewhere<'a>(
    before: &Plan,
    after: &'a Plan,
    roster: &Roster<'a>,
) -> Vec<Problem> {
    let old = |new: &Meeting| before.meeting(&new.id);
    let locked = after.meetings.iter().filter(|new| new.locked);
    let left = locked.filter_map(|new| {
        let problem = left(old(new)?, new)?.about(&new.id);
        let problem = problem.with_value(roster.name(&new.enterprise));
        let problem = problem.with("other", roster.name(&new.institution));
        let problem = problem.with("date", new.date.to_string());
        Some(problem.with("start", new.start.to_string()))
    });
    left.collect()
}

/// What a locked meeting had to leave: its time, unless its whole session is held earlier or
/// later, or its table.
fn left(old: &Meeting, new: &Meeting) -> Option<Problem> {
    if old.slot != new.slot && old.starts_at() != new.starts_at() {
        let had = old.starts_at().format("%Y-%m-%d %H:%M").to_string();
        return Some(Problem::warning("locked_rescheduled").with("had", had));
    }
    let (had, has) = (old.table?, new.table?);
    let problem =
        || Problem::warning("locked_reseated").with("had", had).with("table", has);
    (had != has).then(problem)
}

/// A pair for which all tables are taken in all slots.
pub(in super::super) fn no_table(room: usize) -> Problem {
    Problem::error("capacity_exceeded")
        .in_case("tables")
        .with_value(room.to_string())
        .with("most", room)
}

/// How many more tables would do for all pairs that have none in so many slots, said of each of
/// them and of all together.
pub(in super::super) fn count_tables(
    dropped: &mut [Dropped],
    slots: usize,
    more: usize,
) -> Option<Problem> {
    let mut short: Vec<&mut Dropped> =
        dropped.iter_mut().filter(|pair| pair.lacks_table()).collect();
    if short.is_empty() {
        return None;
    }
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
pub(in super::super) fn broken_pins(
    dropped: &[Dropped],
    pins: &[(&str, &str)],
) -> Vec<Problem> {
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
