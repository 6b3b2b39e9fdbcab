//! `check`: what is wrong with a fair, one file a concern, each a pure function.

mod capacity;
mod dates;
mod earlier;
mod ids;
mod minimums;
mod owners;
mod people;
mod references;
mod settings;

pub use earlier::met_before;
pub use references::Known;

use chrono::NaiveDate;

use crate::domain::Fair;
use crate::domain::problem::Problem;

/// A concern: looks at a fair on a day.
type Concern = fn(&Fair, NaiveDate) -> Vec<Problem>;

/// Every concern.
const CONCERNS: &[Concern] = &[
    settings::problems,
    references::problems,
    ids::problems,
    owners::problems,
    capacity::problems,
    people::problems,
    dates::problems,
    earlier::problems,
    minimums::problems,
];

/// Every problem of a fair by itself; the ceremony and the plan are verified where they
/// are planned.
pub fn problems(fair: &Fair, today: NaiveDate) -> Vec<Problem> {
    CONCERNS.iter().flat_map(|concern| concern(fair, today)).collect()
}
