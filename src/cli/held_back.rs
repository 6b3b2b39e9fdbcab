//! A fair's plan and problems without what `--public` holds back.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use crate::domain::problem::Problem;
use crate::domain::{Fair, Plan, Signing};
use crate::planning::ceremony::{Batch, Ceremony};

/// The problems of a fair; under `--public` those of what may be published that the whole fair
/// has, too.
pub(crate) fn problems(
    context: &Context,
    fair: &Fair,
    of: impl Fn(&Fair) -> Vec<Problem>,
) -> Vec<Problem> {
    let found = of(fair);
    if !context.public {
        return found;
    }
    let whole: BTreeSet<_> = found.iter().map(place).collect();
    let mut shown = of(&fair.published());
    shown.retain(|problem| whole.contains(&place(problem)));
    shown
}

/// Words about a fair as they are told; under `--public` they name nobody who is confidential.
pub(crate) fn words(context: &Context, fair: &Fair, words: String) -> String {
    if context.public { fair.masked(&words) } else { words }
}

/// A fair and a plan of it as they are shown: under `--public` what of them may be published.
pub(crate) fn open<'a>(
    context: &Context,
    fair: &'a Fair,
    plan: &'a Plan,
) -> (Cow<'a, Fair>, Cow<'a, Plan>) {
    if !context.public {
        return (Cow::Borrowed(fair), Cow::Borrowed(plan));
    }
    let open = Fair { plan: Some(plan.clone()), ..fair.clone() }.published();
    let plan = open.plan.clone().expect("what is published of a plan is a plan");
    (Cow::Owned(open), Cow::Owned(plan))
}

/// A fair and its ceremony as they are shown: under `--public` planned as for everybody, of
/// the projects what may be published, and nothing that is still to be done for it.
pub(crate) fn stage<'a>(
    context: &Context,
    fair: &'a Fair,
    ceremony: &'a Ceremony,
) -> (Cow<'a, Fair>, Cow<'a, Ceremony>) {
    if !context.public {
        return (Cow::Borrowed(fair), Cow::Borrowed(ceremony));
    }
    let open = fair.published();
    let ceremony = announced(&open, ceremony);
    (Cow::Owned(open), Cow::Owned(ceremony))
}

/// A ceremony with its projects as a published fair has them.
fn announced(open: &Fair, ceremony: &Ceremony) -> Ceremony {
    let signings: BTreeMap<&str, &Signing> =
        open.signings.iter().map(|signing| (signing.id.as_str(), signing)).collect();
    let shown = |own: &Signing| signings.get(own.id.as_str()).copied().cloned();
    let batch = |batch: &Batch| Batch {
        projects: batch.projects.iter().filter_map(shown).collect(),
        ..batch.clone()
    };
    let batches = ceremony.batches.iter().map(batch).collect();
    Ceremony { batches, problems: Vec::new(), ..*ceremony }
}

/// What tells problems apart that the whole fair has, too: who names a record that is only held
/// back names nothing wrong. Names may be masked, keys of records not.
fn place(problem: &Problem) -> (&str, &str, Option<&str>, Option<&str>, &str) {
    let Problem { subject, code, case, column, value, .. } = problem;
    let named = matches!(*code, "unknown_reference" | "invalid_setting");
    let named = if named { value } else { "" };
    (subject, code, *case, column.as_deref(), named)
}
