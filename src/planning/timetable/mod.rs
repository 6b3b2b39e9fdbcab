//! The fair's meetings: which pairs are planned, when they can meet, and the plan made of
//! them.
//!
//! `drive` is the whole way, in the order in which it is best read:
//!
//! 1. *given*: `grid` (the slots), `kept` (an earlier plan in them), `pairs` (who is to
//!    meet), `calendar` and `times` (when each can), `openings` (how often at most);
//! 2. *choice and schedule*: `choose` takes the pairs there is room for, `model` makes them
//!    the scheduler's, `search` asks it, and where they don't fit chooses `again` or drops
//!    what `conflict` names; `regain` brings back what has become possible;
//! 3. *places*: `seats` gives tables; `assemble` makes the plan of it all;
//! 4. *words*: `refuse` and `reasons` say why a pair is left out, `beyond` what more tables would
//!    do, `shut` and `bars` why it has no slot, `minimums` what no choice can reach.
//!
//! `edit` changes a plan by hand, and `verify` judges what becomes of it.

mod again;
mod assemble;
mod bars;
mod beyond;
mod bodies;
mod calendar;
mod choose;
mod conflict;
mod drive;
mod edit;
mod fairness;
mod given;
mod grid;
mod kept;
mod lost;
mod met;
mod minimums;
mod model;
mod openings;
mod pairs;
mod prepared;
mod reasons;
mod refuse;
mod regain;
mod search;
mod seats;
mod settings;
mod shut;
#[cfg(test)]
mod tests;
mod times;

pub use assemble::meeting_id;
pub use choose::Method;
pub use drive::{Made, Request, plan};
pub use edit::{Edit, Edited, Place, edit};
pub use grid::Grid;
pub use kept::Keep;
pub use minimums::out_of_reach;
pub use pairs::{Scores, decisions_on, wanted};
pub use prepared::unplannable;
pub use settings::problems as settings_problems;
