//! Deadlines that have passed while the need is still open.

use chrono::NaiveDate;

use crate::domain::problem::Problem;
use crate::domain::{Fair, Stage};

/// Needs whose deadline is over before anything was signed.
pub(super) fn problems(fair: &Fair, today: NaiveDate) -> Vec<Problem> {
    let open = fair.needs.iter().filter(|need| need.stage < Stage::Signed);
    open.filter(|need| need.deadline.is_some_and(|deadline| deadline < today))
        .map(|need| {
            let deadline = need.deadline.map(|day| day.to_string()).unwrap_or_default();
            Problem::info("date_in_past")
                .in_case("need")
                .about(&need.id)
                .with_value(deadline)
        })
        .collect()
}
