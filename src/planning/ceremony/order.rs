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
    let kind = settings.order.iter().position(|kind| *kind == signing.kind);
    let amount = signing.amount.as_ref().and_then(Money::figure).unwrap_or_default();
    (
        kind.unwrap_or(usize::MAX),
        signing.priority.unwrap_or(u32::MAX),
        Reverse(amount),
        &signing.id,
    )
}
