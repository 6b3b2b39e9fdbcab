//! Signatories who stand on stage twice too close together.

use std::collections::BTreeMap;

use super::{Batch, Ceremony};
use crate::domain::problem::Problem;
use crate::domain::{Mention, Signing};

/// A signatory who stands twice in a batch, or in two batches whose minutes touch.
pub(super) struct Clash<'a> {
    name: &'a str,
    /// Where they stand first …
    pub(super) earlier: (&'a Batch, &'a Signing),
    /// … and again.
    pub(super) later: (&'a Batch, &'a Signing),
}

/// Who signs, by the name that tells them apart. Blank names count for nobody.
pub(super) fn signatories(signing: &Signing) -> impl Iterator<Item = (String, &str)> {
    let names = signing.signatories.iter().map(|signatory| signatory.name.as_str());
    names
        .map(move |name| (Mention::of(name).name, name))
        .filter(|(key, _)| !key.is_empty())
}

/// Every clash of a ceremony on so many stages, by time and place on stage.
pub(super) fn clashes(ceremony: &Ceremony, stages: u32) -> Vec<Clash<'_>> {
    let mut last: BTreeMap<String, (&Batch, &Signing)> = BTreeMap::new();
    let mut found = Vec::new();
    let time = |batch: &Batch| (batch.number - 1) / stages.max(1);
    for batch in &ceremony.batches {
        for project in &batch.projects {
            for (key, name) in signatories(project) {
                let before = last.insert(key, (batch, project));
                let Some(earlier) = before else { continue };
                if time(batch) - time(earlier.0) <= 1 {
                    found.push(Clash { name, earlier, later: (batch, project) });
                }
            }
        }
    }
    found
}

impl Clash<'_> {
    /// What a person is told of it, about the later project.
    pub(super) fn problem(&self) -> Problem {
        let (first, second) = (self.earlier.0.number, self.later.0.number);
        let clash = Problem::error("signatory_twice")
            .about(&self.later.1.id)
            .with_value(self.name)
            .with("second", second);
        if first == second { clash.in_case("batch") } else { clash.with("first", first) }
    }
}
