//! Why pairs are not planned, in words.

mod group;
mod pair;
mod rest;
mod short;

pub(super) use group::{contradiction, crowded, named, out_of_order, overfull, squeezed};
pub(super) use pair::no_common_slot;
pub(super) use rest::{broken_pins, count_tables, locked_elsewhere, no_table};
pub(super) use short::Short;
