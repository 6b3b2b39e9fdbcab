//! People who have not said that they come.

use chrono::NaiveDate;

use crate::domain::problem::Problem;
use crate::domain::{Attendance, Fair};

/// Whoever is invited and has not answered.
pub(super) fn problems(fair: &Fair, _today: NaiveDate) -> Vec<Problem> {
    let open = fair.people.iter().filter(|p| p.status == Attendance::Invited);
    open.map(|person| {
        Problem::info("person_unconfirmed").about(&person.id).with_value(&person.name)
    })
    .collect()
}
