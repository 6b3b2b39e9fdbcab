//! What happens after the handshake: stages and legal steps, what is due, officers,
//! policies, figures.

pub mod figures;
pub mod officers;
pub mod policies;
pub mod steps;
pub mod trail;

mod answerers;
mod due;
mod implied;
mod past;

pub use answerers::Answerers;
pub use due::{DueItem, Light, due};
pub use past::encounters;
pub use steps::{Step, Track, legal};
pub use trail::{Entry, Line, Origin, Trail, names_of, trails};
