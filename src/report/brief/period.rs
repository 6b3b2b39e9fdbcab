//! What time a report is about.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use crate::domain::Fair;
use crate::ledger::figures::until;

/// From a day, if any, to a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Period {
    /// First day of what is told as new; `None`: all of it is told as a whole.
    pub since: Option<NaiveDate>,
    /// Nothing after this is counted.
    pub until: NaiveDateTime,
}

impl Period {
    /// Takes out of a fair what came on later days.
    pub fn cut(&self, fair: &mut Fair) {
        until(fair, self.until.date());
    }

    /// Whether a day lies in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| day >= since) && day <= self.until.date()
    }
}
