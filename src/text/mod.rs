//! The ground floor: what a text is to the machine, and every word shown to a person.

pub mod concepts;
pub mod hash;
mod lists;
pub mod messages;
mod normal;
pub mod plain;
mod portrait;
mod reading;
mod spelling;
mod token;

pub(crate) use lists::word_lists;
pub(crate) use normal::simplified;
pub use normal::{is_han, normal};
pub use reading::Reading;
pub use token::{Key, KeyKind, Token, tokens};
