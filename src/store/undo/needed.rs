//! What later entries build on an entry that is to be undone.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension as _, Transaction, params};

use crate::domain::{Code as _, EntryId, Kind, Logged, Places, Plan, Record};
use crate::store::{Result, StoreError, plans, rows, stored};

/// Later entries that stand and changed the same records. An undo of something later than
/// the entry only brings back what the entry left; one of something earlier built on it.
pub(super) fn refuse_needed(
    tx: &Transaction<'_>,
    entry: EntryId,
    undone: &BTreeSet<EntryId>,
) -> Result<()> {
    let sql = "SELECT DISTINCT later.entry, later.id FROM changes own
               JOIN changes later ON later.kind = own.kind AND later.id = own.id
                 AND later.entry > own.entry
               JOIN entries ON entries.id = later.entry
                 AND (entries.undoes IS NULL OR entries.undoes < own.entry)
               WHERE own.entry = ?1 ORDER BY later.entry, later.id";
    let mut statement = tx.prepare_cached(sql)?;
    let mut rows = statement.query([entry])?;
    let (mut later, mut records) = (BTreeSet::new(), BTreeSet::new());
    while let Some(row) = rows.next()? {
        let (other, id): (EntryId, String) = (row.get(0)?, row.get(1)?);
        if !undone.contains(&other) {
            later.insert(other);
            records.insert(id);
        }
    }
    named_later(tx, (entry, undone), &mut later, &mut records)?;
    if later.is_empty() {
        return Ok(());
    }
    let (later, records) = (later.into_iter().collect(), records.into_iter().collect());
    Err(StoreError::NeededBy { entry, later, records })
}

/// Records written later that name what the entry made: decisions on an imported need, say,
/// outcomes of the meetings of a plan, places on stage. What was changed later and changed
/// back is as the entry left it.
fn named_later(
    tx: &Transaction<'_>,
    (entry, undone): (EntryId, &BTreeSet<EntryId>),
    later: &mut BTreeSet<EntryId>,
    records: &mut BTreeSet<String>,
) -> Result<()> {
    let sql = "SELECT id FROM changes WHERE entry = ?1 AND before IS NULL";
    let mut statement = tx.prepare_cached(sql)?;
    let made = statement.query_map([entry], |row| row.get(0))?;
    let mut made: BTreeSet<String> = made.collect::<rusqlite::Result<_>>()?;
    made.extend(meetings_made(tx, entry)?);
    if made.is_empty() {
        return Ok(());
    }
    placed_later(tx, entry, &made, later, records)?;
    // From the later entries to their records: most of a long ledger is older.
    let kinds = Record::REFERRING.map(|kind| format!("'{}'", kind.code())).join(", ");
    let undone: Vec<String> = undone.iter().map(ToString::to_string).collect();
    let undone = undone.join(", ");
    let sql = format!(
        "SELECT r.kind, r.id, r.json, max(c.entry)
         FROM changes c INDEXED BY changes_of_entry
         JOIN records r ON r.kind = c.kind AND r.id = c.id
         JOIN entries ON entries.id = c.entry
           AND (entries.undoes IS NULL OR entries.undoes < ?1)
         WHERE c.entry > ?1 AND c.kind IN ({kinds}) AND c.entry NOT IN ({undone})
         GROUP BY r.kind, r.id"
    );
    let mut statement = tx.prepare(&sql)?;
    let mut rows = statement.query([entry])?;
    while let Some(row) = rows.next()? {
        let (kind, id, json): (String, String, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let Some(kind) = Kind::of_code(&kind) else { continue };
        let record = stored::record(kind, &id, &json)?;
        if let Some(named) = record.references().iter().find(|r| made.contains(r.key)) {
            later.insert(row.get(3)?);
            records.insert(named.key.to_owned());
        }
    }
    Ok(())
}

/// The meetings that the plan has by an entry: those that go with it.
fn meetings_made(tx: &Transaction<'_>, entry: EntryId) -> Result<Vec<String>> {
    let sql = "SELECT before FROM changes WHERE entry = ?1 AND kind = ?2";
    let before: Option<Option<String>> = tx
        .prepare_cached(sql)?
        .query_row(params![entry, Logged::Plan.code()], |row| row.get(0))
        .optional()?;
    let Some(before) = before else { return Ok(Vec::new()) };
    let before = plans::of_version(tx, before.as_deref())?;
    let kept: BTreeSet<String> = ids(before).collect();
    Ok(ids(plans::current(tx)?).filter(|id| !kept.contains(id)).collect())
}

fn ids(plan: Option<Plan>) -> impl Iterator<Item = String> {
    plan.into_iter().flat_map(|plan| plan.meetings).map(|meeting| meeting.id)
}

/// The last entry since that placed signings on stage, where any of what was made is among
/// them.
fn placed_later(
    tx: &Transaction<'_>,
    entry: EntryId,
    made: &BTreeSet<String>,
    later: &mut BTreeSet<EntryId>,
    records: &mut BTreeSet<String>,
) -> Result<()> {
    let sql = "SELECT max(entry) FROM changes WHERE kind = ?1 AND entry > ?2";
    let last: Option<EntryId> = tx
        .prepare_cached(sql)?
        .query_row(params![Logged::Stage.code(), entry], |row| row.get(0))?;
    let Some(last) = last else { return Ok(()) };
    let places: Places = rows::only(tx, Logged::Stage)?;
    let placed: Vec<String> = places.into_keys().filter(|id| made.contains(id)).collect();
    later.extend(placed.first().map(|_| last));
    records.extend(placed);
    Ok(())
}
