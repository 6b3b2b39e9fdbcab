//! What choosing, searching and explaining start from.

use super::model::Maker;
use super::openings::Openings;
use super::pairs::Pair;
use crate::domain::Fair;
use crate::planning::roster::Roster;

/// A fair, and those of its pairs that have a slot.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) fair: &'a Fair,
    pub(super) roster: &'a Roster<'a>,
    pub(super) maker: &'a Maker<'a>,
    /// The pairs.
    pub(super) open: &'a [Pair<'a>],
    /// When they can meet.
    pub(super) openings: &'a Openings<'a>,
}
