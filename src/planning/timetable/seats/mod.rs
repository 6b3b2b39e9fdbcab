//! At which table: given the slots, as few changes of table as possible; and, where those cost
//! something, slots and tables together.

mod board;
mod changes;
mod chosen;
mod homes;
mod shared;
#[cfg(test)]
mod tests;
mod walk;
mod weigh;

pub(super) use self::board::spread;
pub(super) use self::changes::{changes, fewest};
pub(super) use self::weigh::weighed;
