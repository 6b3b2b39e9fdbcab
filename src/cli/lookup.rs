//! Records named on the command line; whoever mistypes is told what is near.

use super::Failure;
use crate::domain::{Code as _, Fair, Kind, Need, Offering, Organization, Record};
use crate::text::messages::{Arg, Message};

/// The record of an id or of an unmistakable title.
pub(crate) fn record(fair: &Fair, key: &str, kinds: &[Kind]) -> Result<Record, Failure> {
    fair.find(key)
        .filter(|record| kinds.contains(&record.kind()))
        .ok_or_else(|| unknown(fair, key, kinds))
}

/// The need of an id.
pub(crate) fn need<'a>(fair: &'a Fair, id: &str) -> Result<&'a Need, Failure> {
    fair.need(id).ok_or_else(|| unknown(fair, id, &[Kind::Needs]))
}

/// The offering of an id.
pub(crate) fn offering<'a>(fair: &'a Fair, id: &str) -> Result<&'a Offering, Failure> {
    fair.offering(id).ok_or_else(|| unknown(fair, id, &[Kind::Offerings]))
}

/// Whoever a need is to be matched with: an offering's id, else an institution's. An
/// institution is known from the roster or from its offerings, by id or name.
pub(crate) fn partner(fair: &Fair, key: &str) -> Result<String, Failure> {
    if let Some(offering) = fair.offering(key) {
        return Ok(offering.id.clone());
    }
    if let Some(Organization { id, .. }) = fair.organization(key) {
        return Ok(id.clone());
    }
    let own = fair
        .offerings
        .iter()
        .map(|offering| &offering.organization)
        .find(|own| own.id.as_deref() == Some(key) || own.name == key);
    match own {
        Some(own) => Ok(own.id.clone().unwrap_or_else(|| own.name.clone())),
        None => Err(unknown(fair, key, &[Kind::Offerings, Kind::Organizations])),
    }
}

/// A name that several go by.
pub(crate) fn several(name: &str, ids: Vec<String>) -> Failure {
    let message = Message::new("cli-several").with("name", name).with("ids", ids);
    Failure::new(message).hint(Message::new("cli-several-hint"))
}

/// The name of people who lead teams of several institutions, and have no id.
pub(crate) fn several_leads(name: &str, bodies: Vec<String>) -> Failure {
    let message = Message::new("cli-several").with("name", name).with("ids", bodies);
    Failure::new(message).hint(Message::new("cli-several-leads-hint"))
}

pub(crate) fn unknown(fair: &Fair, key: &str, kinds: &[Kind]) -> Failure {
    let same = fair.titled(key, kinds);
    if same.len() > 1 {
        return several(key, same.iter().map(|record| record.id().to_owned()).collect());
    }
    let failure = Failure::new(not_found(fair, key, kinds));
    let near = fair.similar(key, kinds);
    if near.is_empty() {
        return failure.hint(Message::new("cli-unknown-id-hint"));
    }
    failure.hint(Message::new("cli-did-you-mean").with("ids", near))
}

/// Registries that are named to whoever found nothing in them, at most.
const NAMED: usize = 3;

/// That some registries have no such record, and which other one has it.
fn not_found(fair: &Fair, key: &str, kinds: &[Kind]) -> Message {
    let labels = || kinds.iter().map(|kind| Arg::from(kind.label())).collect::<Vec<_>>();
    let other = fair.find(key).map(|record| record.kind());
    let message = match other.filter(|kind| !kinds.contains(kind)) {
        Some(kind) if kinds.len() <= NAMED => {
            Message::new("cli-unknown-of-other-kind").with("kind", kind.label())
        }
        None if kinds.len() <= NAMED => Message::new("cli-unknown-of-kind"),
        _ => return Message::new("cli-unknown-id").with("id", key),
    };
    message.with("id", key).with("kinds", labels())
}
