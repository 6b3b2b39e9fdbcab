//! What headers turned out to be, and which of several columns fills a field.

use std::collections::BTreeMap;

use super::column::How;
use crate::import::field::Field;

/// A field that a header asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// Which it is.
    pub(super) field: Field,
    /// How it was found.
    pub(super) how: How,
    /// How well it fits; smaller is better. What the user said comes first.
    pub(super) rank: usize,
    /// What it is where another column fills the field better.
    pub(super) second: Option<Field>,
    /// Whether it fills the field together with others of its sort.
    pub(super) part: bool,
    /// Whether other columns may fill the field besides.
    pub(super) shares: bool,
}

impl Found {
    /// A field, found so, that fits so well.
    pub(super) fn new(field: Field, how: How, rank: usize) -> Self {
        let shares = field.takes_many();
        Self { field, how, rank, second: None, part: false, shares }
    }
}

/// What a header turned out to be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reading {
    /// A field.
    Field(Found),
    /// Known, but no field of ours.
    Other,
    /// No word of ours.
    Unknown,
}

impl Reading {
    /// The field, if it is one.
    pub(super) fn found(self) -> Option<Found> {
        match self {
            Self::Field(found) => Some(found),
            Self::Other | Self::Unknown => None,
        }
    }
}

/// Gives a field that no column has to one that is known by an alias of another.
pub(super) fn give(readings: &mut [Reading], at: usize, field: Field) {
    if has(readings, field) {
        return;
    }
    if let Reading::Field(found) = &mut readings[at]
        && found.how == How::Alias
    {
        found.field = field;
    }
}

/// Gives a field that no column has to one that is known to be no field otherwise.
pub(super) fn take(readings: &mut [Reading], at: usize, field: Field) {
    if !has(readings, field) {
        readings[at] = Reading::Field(Found::new(field, How::Alias, 900));
    }
}

/// Whether a column fills a field.
fn has(readings: &[Reading], field: Field) -> bool {
    readings.iter().any(|reading| reading.found().is_some_and(|f| f.field == field))
}

/// Leaves each field to the column that fits it best, the first of equals, and to one that
/// means nothing else before those with a second meaning; the others turn to that. Whether
/// one of them did.
pub(super) fn settle(readings: &mut [Reading]) -> bool {
    let mut best: BTreeMap<Field, (bool, usize, usize)> = BTreeMap::new();
    let parts: Vec<bool> =
        readings.iter().map(|r| r.found().is_some_and(|found| found.part)).collect();
    for (at, found) in readings.iter().enumerate() {
        let Some(found) = found.found() else { continue };
        let said = found.how == How::Alias;
        let fit = (said && found.second.is_some(), found.rank, at);
        let place = best.entry(found.field).or_insert(fit);
        *place = (*place).min(fit);
    }
    let mut turned = false;
    for (at, reading) in readings.iter_mut().enumerate() {
        let Reading::Field(found) = reading else { continue };
        let best = best.get(&found.field).map_or(at, |(.., best)| *best);
        let beaten = best != at && !(found.part && parts[best]);
        match found.second.take() {
            Some(second) if beaten => {
                let turn = Found::new(second, found.how, 500 + found.rank);
                *found = Found { part: found.part, ..turn };
                turned = true;
            }
            None if beaten && !takes_others(found) => *reading = Reading::Unknown,
            second => found.second = second,
        }
    }
    turned
}

/// Whether a column says something of a field besides another one: 学位 beside 学历.
fn takes_others(found: &Found) -> bool {
    let degree = found.field == Field::Degree && found.how == How::Alias;
    degree || found.shares
}
