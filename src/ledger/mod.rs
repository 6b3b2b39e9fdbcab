//! What happens after the handshake: stages and legal steps, what is due, officers,
//! policies, figures.
//!
//! What became of a subject is read off its [`Trail`]: its entries in order, those that
//! somebody wrote and those that a meeting's outcome or a signing implies. [`steps`] says
//! which entry may follow which, [`due()`] what is overdue, [`figures`] what leadership asks
//! for. [`officers`] shares projects out to officers, [`policies`] tells who qualifies for
//! what. Pure: the day and the limits come in as arguments.

pub mod figures;
pub mod officers;
pub mod policies;
pub mod steps;
pub mod trail;

mod answerers;
mod due;
mod followed;
mod implied;
mod past;

pub use answerers::Answerers;
pub use due::{DueItem, Light, due};
pub use followed::followed;
pub use past::encounters;
pub use steps::{Step, Track, legal};
pub use trail::{Line, Origin, Trail, TrailEntry, names_of, trails};
