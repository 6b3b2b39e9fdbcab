//! What is due, read from the fair folder without the rest of it.

use std::collections::BTreeSet;

use anyhow::Result;
use chrono::{Days, NaiveDate};

use super::load::Loaded;
use super::{Context, Exit};
use crate::domain::{Fair, Kind, LedgerEntry, Record, Signing};
use crate::store::{Access, Parts, Store};

/// The ledger of those subjects of which anything is due within so many days, with the
/// records that they are about. Nothing else is read if subjects are named by id and there
/// are no outcomes.
pub(super) fn fair(context: &Context, within: u32) -> Result<Loaded> {
    let until = context.today.checked_add_days(Days::new(within.into()));
    let until = until.unwrap_or(NaiveDate::MAX);
    let store = context.store(Access::Read)?;
    let parts = Parts::of(&[Kind::Outcomes, Kind::Officers, Kind::Assignments]);
    let mut fair = store.fair(context.settings.clone(), &parts)?;
    let due = store.ledger_due(until)?;
    let subjects =
        fair.outcomes.is_empty().then(|| subjects(&store, &due)).transpose()?;
    match subjects.flatten() {
        Some(records) => {
            for record in records {
                fair.push(record);
            }
            fair.ledger = due;
        }
        None => fair = whole(context, &store, due)?,
    }
    let fair = if context.public { fair.published() } else { fair };
    Ok(Loaded { fair, exit: Exit::Fine })
}

/// The records that entries are about; `None` where one is named otherwise than by its id,
/// or has entries under its title as well.
fn subjects(store: &Store, due: &[LedgerEntry]) -> Result<Option<Vec<Record>>> {
    let ids: BTreeSet<&str> = due.iter().map(|entry| entry.subject.as_str()).collect();
    let mut records = Vec::new();
    for id in ids {
        let kinds = [Kind::Signings, Kind::Needs, Kind::Organizations, Kind::Policies];
        let mut found = None;
        for kind in kinds {
            if found.is_none() {
                found = store.record(kind, id)?;
            }
        }
        let Some(record) = found else { return Ok(None) };
        let title = record.facets().title;
        if title != id && !title.is_empty() && !store.ledger_of(title)?.is_empty() {
            return Ok(None);
        }
        records.push(record);
    }
    Ok(Some(records))
}

/// What outcomes and signings imply, with all that was written of their subjects: it may
/// settle what is due.
fn whole(context: &Context, store: &Store, due: Vec<LedgerEntry>) -> Result<Fair> {
    let kinds =
        [Kind::Signings, Kind::Outcomes, Kind::Officers, Kind::Assignments, Kind::Needs];
    let mut fair = store.fair(context.settings.clone(), &Parts::of(&kinds).and_plan())?;
    let mut known: BTreeSet<String> =
        due.iter().map(|entry| entry.subject.clone()).collect();
    fair.ledger = due;
    let mut also: Vec<String> =
        fair.outcomes.iter().map(|outcome| outcome.meeting.clone()).collect();
    let concerned = |signing: &&Signing| {
        !fair.outcomes.is_empty()
            || known.contains(&signing.id)
            || known.contains(&signing.title)
    };
    for signing in fair.signings.iter().filter(concerned) {
        also.extend([signing.id.clone(), signing.title.clone()]);
    }
    for subject in also {
        if known.insert(subject.clone()) {
            fair.ledger.extend(store.ledger_of(&subject)?);
        }
    }
    Ok(fair)
}
