//! The fair's meetings: which pairs are planned, when they can meet, and the plan made of
//! them.

mod again;
mod assemble;
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
mod model;
mod openings;
mod pairs;
mod reasons;
mod refuse;
mod regain;
mod search;
mod seats;
mod settings;
#[cfg(test)]
mod tests;
mod times;

pub use assemble::meeting_id;
pub use choose::Method;
pub use drive::{Made, Request, plan};
pub use edit::{Edit, Edited, Place, edit};
pub use grid::Grid;
pub use kept::Keep;
pub use pairs::{Scores, decisions_on, wanted};
pub use settings::problems as settings_problems;
