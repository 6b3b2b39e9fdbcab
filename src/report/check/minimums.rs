//! Whoever meets less often than wanted, by the current plan.

use chrono::NaiveDate;

use crate::domain::Fair;
use crate::domain::problem::Problem;
use crate::planning::verify;

/// Needs, organizations and experts below their minimum, once there is a plan.
pub(super) fn problems(fair: &Fair, _today: NaiveDate) -> Vec<Problem> {
    fair.plan.as_ref().map(|plan| verify::minimums(fair, plan)).unwrap_or_default()
}
