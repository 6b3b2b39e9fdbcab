//! Places of an earlier plan, and which of them the rules leave.

use super::{Ceremony, Programme, clash};
use crate::domain::{Places, Signing};

/// A project whose kept place breaks a rule: the first of a batch that is too full, else the
/// later of two with the same signatory, else the earlier one if that is not set by hand.
pub(super) fn given_up(
    programme: &Programme<'_>,
    ceremony: &Ceremony,
    kept: &Places,
) -> Option<String> {
    let is_kept = |project: &&Signing| {
        let own = programme.signings.iter().find(|signing| signing.id == project.id);
        kept.contains_key(&project.id) && own.is_some_and(|own| !is_by_hand(own))
    };
    let most = programme.settings.per_batch.max(1) as usize;
    let crowded = ceremony.batches.iter().filter(|batch| batch.projects.len() > most);
    let of_crowded = crowded.flat_map(|batch| &batch.projects).find(is_kept);
    let clashes = clash::clashes(ceremony, programme.settings.stages);
    let of_clash = || {
        let of_two = clashes.iter().flat_map(|clash| [clash.later.1, clash.earlier.1]);
        of_two.into_iter().find(is_kept)
    };
    of_crowded.or_else(of_clash).map(|project| project.id.clone())
}

/// Whether somebody has said where a project is signed.
pub(super) fn is_by_hand(signing: &Signing) -> bool {
    signing.batch.is_some() || signing.position.is_some()
}
