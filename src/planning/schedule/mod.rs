//! When and where: meetings into slots and onto tables, with a proof of how good it is.
//!
//! A problem comes as a [`Model`] (or, stand-alone, as a file that is turned into one) and
//! leaves as an [`Outcome`]. [`solve`] bounds every party by itself, builds a first plan, anneals
//! it, and proves with a satisfiability solver what annealing can't.

mod anneal;
mod board;
mod bounds;
mod chains;
mod construct;
mod cost;
mod exact;
mod fields;
mod kempe;
mod model;
mod moves;
mod outcome;
mod plain;
mod problem;
mod random;
mod slots;
mod solution;
mod solve;
mod tables;
mod verify;
mod windows;

pub use bounds::{Overfull, PartyBound, overfull, party_bounds};
pub use exact::{Rule, contradiction};
pub use fields::Fields;
pub use model::{Fault, Meeting, Model, Party};
pub use outcome::{CONFLICT_WORK, Options, Outcome, Progress, Score, Unwatched, Watch};
pub use problem::ScheduleProblem;
pub use random::Random;
pub use slots::SlotSet;
pub use solution::ScheduleSolution;
pub use solve::solve;
pub use tables::assign_tables;
pub use verify::verify_solution;
pub use windows::windows;
