//! Who meets whom, when and where, on which stage; and whether a plan keeps every rule.

pub mod schedule;

pub mod assign;
pub mod ceremony;
pub mod diagnose;
pub mod roster;
pub mod timetable;
pub mod verify;
