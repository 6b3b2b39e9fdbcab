//! The order on stage: kind, then priority, then amount.

use std::cmp::Reverse;

use crate::domain::{Money, Signing, SigningSettings, Yuan};

/// The projects that are signed on stage, in the order of the rule.
pub(super) fn on_stage(signings: &[Signing], settings: &SigningSettings) -> Vec<Signing> {
    let mut ranked: Vec<Signing> =
        signings.iter().filter(|signing| super::takes_part(signing)).cloned().collect();
    ranked.sort_by(|a, b| key(a, settings).cmp(&key(b, settings)));
    ranked
}

type Key<'a> = (usize, u32, Reverse<Yuan>, &'a str);

fn key<'a>(signing: &'a Signing, settings: &SigningSettings) -> Key<'a> {
    let amount = signing.amount.as_ref().and_then(Money::figure).unwrap_or_default();
    (
        of_kind(signing, settings),
        signing.priority.unwrap_or(u32::MAX),
        Reverse(amount),
        &signing.id,
    )
}

/// The place of a project's kind in the order of kinds; kinds it does not name come last.
pub(super) fn of_kind(signing: &Signing, settings: &SigningSettings) -> usize {
    let place = settings.order.iter().position(|kind| *kind == signing.kind);
    place.unwrap_or(usize::MAX)
}
