//! Settings as the planner reads them: names by key, slots that can be meant, tables that could be
//! used.

use super::grid::Grid;
use super::kept::Keep;
use super::pairs::Pair;
use super::settings;
use crate::domain::problem::Problem;
use crate::domain::{Fair, PlanSettings};
use crate::planning::roster::Roster;
use crate::planning::schedule::SlotSet;

/// The settings with delegations and wishes by key, whatever name of an organization they use.
pub(super) fn canonical(own: &PlanSettings, roster: &Roster<'_>) -> PlanSettings {
    let key = |name: &String| roster.organization(name).unwrap_or(name).to_owned();
    PlanSettings {
        delegations: own.delegations.iter().map(|(name, n)| (key(name), *n)).collect(),
        wishes: own.wishes.iter().map(|(name, wish)| (key(name), wish.clone())).collect(),
        ..own.clone()
    }
}

/// The slots of the fair's sessions.
pub(super) fn checked_grid(fair: &Fair) -> Result<Grid, Problem> {
    let grid = Grid::new(&fair.settings.sessions);
    if grid.slots.is_empty() {
        return Err(Problem::error("no_sessions").in_case("plan"));
    }
    if grid.slots.len() > SlotSet::CAPACITY {
        let problem = Problem::error("too_many_slots").with("most", SlotSet::CAPACITY);
        return Err(problem.with_value(grid.slots.len().to_string()));
    }
    match settings::overlap(&grid) {
        Some(problem) => Err(problem),
        None => Ok(grid),
    }
}

/// Why nothing can be planned in the fair's sessions, whoever meets.
pub fn unplannable(fair: &Fair) -> Option<Problem> {
    checked_grid(fair).err()
}

/// Tables of which more would be of no use: one for each pair, and those that are kept.
pub(super) fn enough_tables(pairs: &[Pair<'_>], keep: Option<Keep<'_>>) -> usize {
    let kept = keep.iter().flat_map(|keep| &keep.plan.meetings);
    let kept = kept.filter_map(|meeting| meeting.table).max().unwrap_or(0);
    pairs.len().max(kept).min(Grid::MOST_TABLES)
}
