//! What follows from an edit: whoever names an organization, and whose a record is.

use anyhow::Result;

use crate::cli::{Context, Failure, lookup};
use crate::domain::{ChangeSet, EntryId, Fair, Kind, Organization, Record};
use crate::matching::duplicates;
use crate::store::{Applied, Parts, Store};
use crate::text::messages::Message;

/// Whether an edit touches the name of an organization, or whose a record is.
pub(super) fn concerns(before: &Record, after: &Record) -> bool {
    let named = |record: &Record| record.facets().organizations.join("\u{1f}");
    let owned = matches!(
        before,
        Record::Organizations(_) | Record::Needs(_) | Record::Offerings(_)
    );
    owned && named(before) != named(after)
}

/// Carries out an edit with what follows from it, and says what that was. It is one entry
/// of the log, made under one lock.
pub(super) fn apply(
    context: &Context,
    store: &mut Store,
    base: EntryId,
    (before, mut after): (&Record, Record),
) -> Result<(Applied, Message)> {
    let mut told = Message::new("cli-edited");
    let applied = store.update(
        context.settings.clone(),
        &Parts::all(),
        &context.stamp(),
        |fair| -> Result<ChangeSet> {
            if let (Record::Organizations(was), Record::Organizations(is)) =
                (before, &after)
            {
                told = Message::new("cli-renamed").with("name", is.name.as_str());
                return rename(fair, was, is, base);
            }
            if let Some(id) = unknown_owner(fair, before, &after) {
                return Err(lookup::unknown(fair, id, &[Kind::Organizations]).into());
            }
            fair.settle_owner(before, &mut after);
            told = owner(fair, &after);
            let mut set = ChangeSet::new("edit", Some(base));
            set.put(after);
            Ok(set)
        },
    )?;
    Ok((applied, told))
}

/// A name that another body of the roster has would make one of two.
fn rename(
    fair: &Fair,
    before: &Organization,
    after: &Organization,
    base: EntryId,
) -> Result<ChangeSet> {
    if let Some(other) = fair.organization(&after.name).filter(|o| o.id != before.id) {
        let message = Message::new("cli-edit-taken")
            .with("name", after.name.as_str())
            .with("other", other.id.as_str());
        let hint = Message::new("cli-edit-taken-hint")
            .with("other", other.id.as_str())
            .with("id", before.id.as_str());
        return Err(Failure::new(message).hint(hint).into());
    }
    Ok(duplicates::renamed(fair, before, after.clone(), Some(base)))
}

/// The id that alone was typed for an organization, where the roster has no such body.
fn unknown_owner<'r>(fair: &Fair, before: &Record, after: &'r Record) -> Option<&'r str> {
    let typed = match (before, after) {
        (Record::Needs(was), Record::Needs(is)) => {
            let (was, is) = (&was.organization, &is.organization);
            (was.name == is.name && was.id != is.id).then_some(is.id.as_deref())
        }
        (Record::Offerings(was), Record::Offerings(is)) => {
            let (was, is) = (&was.organization, &is.organization);
            (was.name == is.name && was.id != is.id).then_some(is.id.as_deref())
        }
        _ => None,
    };
    typed.flatten().filter(|id| !id.is_empty() && fair.organization(id).is_none())
}

/// Whose a record is now.
fn owner(fair: &Fair, record: &Record) -> Message {
    let owner = record.facets().organizations;
    let [id, name] = owner.as_slice() else { return Message::new("cli-edited") };
    let known = fair.organizations.iter().any(|o| o.id == *id);
    let key = if known { "cli-edited-owner" } else { "cli-edited-stranger" };
    Message::new(key).with("name", *name).with("owner", *id)
}
