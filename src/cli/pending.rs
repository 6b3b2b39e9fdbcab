//! What is due, read from the fair folder without the rest of it.

use std::collections::BTreeSet;

use anyhow::Result;
use chrono::{Days, NaiveDate};

use super::load::Loaded;
use super::{Context, Exit};
use crate::domain::{Fair, Kind, LedgerEntry};
use crate::ledger::names_of;
use crate::store::{Access, Parts, Store};

/// The registries in which the subject of an entry has its title.
const SUBJECTS: [Kind; 4] =
    [Kind::Signings, Kind::Needs, Kind::Organizations, Kind::Policies];

/// The ledger of those subjects of which anything is due within so many days, with the
/// records that they are about. Nothing else is read if subjects are named by id and there
/// are no outcomes.
pub(super) fn fair(context: &Context, within: u32) -> Result<Loaded> {
    let until = context.today.checked_add_days(Days::new(within.into()));
    let until = until.unwrap_or(NaiveDate::MAX);
    let store = context.store(Access::Read)?;
    let parts = Parts::of(&[Kind::Outcomes, Kind::Officers, Kind::Assignments]);
    let fair = store.fair(context.settings.clone(), &parts)?;
    let due = store.ledger_due(until)?;
    let alone = if fair.outcomes.is_empty() { alone(&store, fair, &due)? } else { None };
    let fair = match alone {
        Some(fair) => Fair { ledger: due, ..fair },
        None => whole(context, &store, &due)?,
    };
    let fair = if context.public { fair.published() } else { fair };
    Ok(Loaded { fair, exit: Exit::Fine })
}

/// A fair with the records that entries are about; `None` where one is named otherwise than
/// by its id, or has entries under its title as well.
fn alone(store: &Store, mut fair: Fair, due: &[LedgerEntry]) -> Result<Option<Fair>> {
    let ids: BTreeSet<&str> = due.iter().map(|entry| entry.subject.as_str()).collect();
    for &id in &ids {
        let mut found = None;
        for kind in SUBJECTS {
            if found.is_none() {
                found = store.record(kind, id)?;
            }
        }
        let Some(record) = found else { return Ok(None) };
        fair.push(record);
    }
    let all = store.ledger_of(names_of(&fair, ids))?;
    Ok((all.len() == due.len()).then_some(fair))
}

/// What outcomes and signings imply, with all that was written of their subjects: it may
/// settle what is due.
fn whole(context: &Context, store: &Store, due: &[LedgerEntry]) -> Result<Fair> {
    let others = [Kind::Outcomes, Kind::Officers, Kind::Assignments];
    let parts = Parts::of(&[&SUBJECTS[..], &others].concat()).and_plan();
    let mut fair = store.fair(context.settings.clone(), &parts)?;
    let meetings = fair.outcomes.iter().map(|outcome| outcome.meeting.as_str());
    let signings = fair.signings.iter().filter(|_| !fair.outcomes.is_empty());
    let subjects = due
        .iter()
        .map(|entry| entry.subject.as_str())
        .chain(meetings)
        .chain(signings.map(|signing| signing.id.as_str()));
    fair.ledger = store.ledger_of(names_of(&fair, subjects))?;
    Ok(fair)
}
