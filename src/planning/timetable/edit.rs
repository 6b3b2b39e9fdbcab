//! Single changes to a plan by hand: what it is after them, legal or not.

mod desk;

use chrono::NaiveDateTime;

use crate::domain::problem::Problem;
use crate::domain::{Fair, Meeting, Plan};
use desk::Desk;

/// Where a meeting is put.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// When; `None`: the slot from `from` on where it does least harm.
    pub at: Option<NaiveDateTime>,
    /// At which table, from 1; `None`: a free one.
    pub table: Option<usize>,
    /// The first moment that is not over.
    pub from: NaiveDateTime,
    /// Whether, where no slot is legal, the one that breaks the fewest rules will do.
    pub force: bool,
}

/// A change by hand.
#[derive(Debug, Clone)]
pub enum Edit {
    /// A need meets an offering or institution, at a time or wherever it does least harm.
    Add {
        /// The need's id.
        need: String,
        /// The offering's or institution's id.
        partner: String,
        /// When and where.
        place: Place,
    },
    /// A meeting takes place at another time.
    Move {
        /// Its id.
        meeting: String,
        /// When.
        at: NaiveDateTime,
        /// At which table, from 1; `None`: its own if that is free, else a free one.
        table: Option<usize>,
    },
    /// Two meetings change times and tables.
    Swap(String, String),
    /// A meeting does not take place.
    Cancel(String),
    /// A meeting must stay where it is, or need not any more.
    Lock(String, bool),
}

/// A plan after an edit, and the rules it breaks that it did not break before.
#[derive(Debug)]
pub struct Edited {
    /// The plan; version 0.
    pub plan: Plan,
    /// Errors that the edit brings.
    pub broken: Vec<Problem>,
}

/// What an edit makes of a fair's plan.
///
/// # Errors
/// A problem when there is no such meeting, record or slot, or no free slot at all.
pub fn edit(fair: &Fair, plan: &Plan, edit: &Edit) -> Result<Edited, Problem> {
    let desk = Desk::new(fair, plan)?;
    let mut meetings = plan.meetings.clone();
    let mut put = Vec::new();
    match edit {
        Edit::Add { need, partner, place } => {
            meetings.push(desk.added(need, partner, *place)?);
        }
        Edit::Move { meeting, at, table } => {
            let index = desk.index(meeting)?;
            let slot = desk.slot(*at)?;
            meetings[index] = desk.moved(&plan.meetings[index], slot, *table)?;
            put.push(index);
        }
        Edit::Swap(a, b) => {
            let (a, b) = (desk.index(a)?, desk.index(b)?);
            let (first, second) = (&plan.meetings[a], &plan.meetings[b]);
            meetings[a] = desk.in_place_of(first, second)?;
            meetings[b] = desk.in_place_of(second, first)?;
            put.extend([a, b]);
        }
        Edit::Cancel(meeting) => {
            meetings.remove(desk.index(meeting)?);
        }
        Edit::Lock(meeting, locked) => meetings[desk.index(meeting)?].locked = *locked,
    }
    let places = put.iter().map(|&index| (&plan.meetings[index], &meetings[index]));
    let locked: Vec<Problem> = places.filter_map(|(old, new)| torn(old, new)).collect();
    let plan = desk.figured(meetings);
    let mut broken = desk.broken(&plan);
    broken.extend(locked);
    Ok(Edited { plan, broken })
}

/// That a meeting which is locked is somewhere else now.
fn torn(old: &Meeting, new: &Meeting) -> Option<Problem> {
    let place = |meeting: &Meeting| (meeting.date, meeting.start, meeting.table);
    (old.locked && place(old) != place(new)).then(|| {
        let problem = Problem::error("locked_moved").about(&old.id).with_value(&old.id);
        let problem = problem.with("date", old.date.to_string());
        problem.with("start", old.start.to_string())
    })
}
