//! The fair's meetings: which pairs are planned, when they can meet, and the plan made of
//! them.

mod again;
#[cfg(test)]
mod any_fair;
mod assemble;
mod bodies;
#[cfg(test)]
mod brute;
#[cfg(test)]
mod by_hand;
mod calendar;
mod choose;
#[cfg(test)]
mod drawn;
mod drive;
mod edit;
mod fairness;
mod grid;
mod kept;
#[cfg(test)]
mod kept_worlds;
#[cfg(test)]
mod left_out;
#[cfg(test)]
mod limits;
mod lost;
mod met;
mod model;
mod openings;
#[cfg(test)]
mod over_worlds;
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
#[cfg(test)]
mod worlds;

pub use assemble::meeting_id;
pub use choose::Method;
pub use drive::{Made, Request, plan};
pub use edit::{Edit, Edited, Place, edit};
pub use grid::Grid;
pub use kept::Keep;
pub use pairs::{Scores, decisions_on, wanted};
pub use settings::problems as settings_problems;
