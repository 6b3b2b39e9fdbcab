//! Who meets whom, when and where, on which stage; and whether a plan keeps every rule.
//!
//! Two rooms know nothing of fairs, only numbers: [`assign`] chooses pairs within loads,
//! [`schedule`] puts meetings into slots and onto tables, with [`diagnose`] to say why a
//! model has no plan. [`timetable`] knows the fair and asks them: which pairs are wanted,
//! whom there is room for, when they can meet, and why some are left out.
//!
//! [`ceremony`] plans the signings. [`verify`] holds the rules a second time, written from
//! fair and plan alone: whatever the planner makes goes through it. [`roster`] says who is
//! who, whatever name a record uses.

pub mod assign;
pub mod ceremony;
pub mod diagnose;
pub mod roster;
pub mod schedule;
pub mod timetable;
pub mod verify;
