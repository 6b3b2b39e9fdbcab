//! Whoever meets less often than wanted by the current plan or, before there is one, by any.

use chrono::NaiveDate;

use crate::domain::Fair;
use crate::domain::problem::Problem;
use crate::planning::{timetable, verify};

/// Needs, organizations and experts below their minimum.
pub(super) fn problems(fair: &Fair, _today: NaiveDate) -> Vec<Problem> {
    match &fair.plan {
        Some(plan) => verify::minimums(fair, plan),
        None => timetable::out_of_reach(fair),
    }
}
