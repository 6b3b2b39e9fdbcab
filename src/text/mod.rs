//! The ground floor: what a text is to the machine, and every word shown to a person.

pub mod messages;
pub mod plain;
