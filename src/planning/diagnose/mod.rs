//! Why meetings of a model can't all take place, and the smallest change that would help.

mod core;
mod crowd;
mod delegations;
mod halves;
mod orders;
mod squeeze;
mod standalone;
#[cfg(test)]
mod tests;

pub use self::core::core;
pub(super) use self::core::part;
pub(super) use self::crowd::{Crowd, crowd};
pub(super) use self::delegations::delegations;
pub(super) use self::orders::contradicting_orders;
pub(super) use self::squeeze::{
    MOST as MOST_SQUEEZED, Squeeze, hold_one_by_one, is_tight, length, squeeze_of,
    squeezes,
};
pub use self::standalone::infeasible;
