//! Projects into batches: the shortest ceremony that lets nobody sign twice in a row.

use std::collections::{BTreeMap, BTreeSet};

use super::clash;
use crate::domain::problem::Problem;
use crate::domain::{Signing, SigningSettings};

/// How many placements are tried for one length before a longer ceremony is tried.
const PATIENCE: u32 = 20_000;

/// Fills batches in the order of the rule; an inner list left empty is a pause.
pub(super) fn batches(
    ranked: &[Signing],
    settings: &SigningSettings,
) -> (Vec<Vec<Signing>>, Vec<Problem>) {
    let per_batch = settings.per_batch.max(1) as usize;
    let mut search = Search::new(ranked, settings);
    search.shortest();
    search.fill_pauses();
    let found = search.batches;
    let placed = found
        .iter()
        .map(|batch| arrange(batch.iter().map(|i| ranked[*i].clone())))
        .collect();
    (placed, problems(&found, ranked, per_batch))
}

/// Who signs a project.
fn names(signing: &Signing) -> BTreeSet<String> {
    clash::signatories(signing).map(|(key, _)| key).collect()
}

struct Search<'a> {
    ranked: &'a [Signing],
    /// The place of each project's kind in the order of kinds.
    kinds: Vec<usize>,
    names: Vec<BTreeSet<String>>,
    per_batch: usize,
    stages: usize,
    batches: Vec<Vec<usize>>,
    patience: u32,
}

impl<'a> Search<'a> {
    fn new(ranked: &'a [Signing], settings: &SigningSettings) -> Self {
        Self {
            ranked,
            kinds: ranked.iter().map(|s| super::order::of_kind(s, settings)).collect(),
            names: ranked.iter().map(names).collect(),
            per_batch: settings.per_batch.max(1) as usize,
            stages: settings.stages.max(1) as usize,
            batches: Vec::new(),
            patience: 0,
        }
    }

    /// Tries ever longer ceremonies; one batch a project with pauses always suffices. Of
    /// those of one length, one in which no kind comes before a kind that should precede
    /// it is sought first.
    fn shortest(&mut self) {
        let pinned =
            self.ranked.iter().filter_map(|s| s.batch).max().unwrap_or(0) as usize;
        let least = self.ranked.len().div_ceil(self.per_batch).max(pinned);
        let enough = pinned + 2 * self.stages * self.ranked.len() + 1;
        for length in least.max(self.least_of_the_busiest())..=enough {
            if [true, false].into_iter().any(|in_order| self.succeeds(length, in_order)) {
                break;
            }
        }
    }

    /// The batches without which nobody could sign all of their projects: a time of rest lies
    /// between each and the next. Who is put somewhere by hand may sign twice in a row.
    fn least_of_the_busiest(&self) -> usize {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        let free =
            self.ranked.iter().zip(&self.names).filter(|(s, _)| pinned(s).is_none());
        for name in free.flat_map(|(_, names)| names) {
            *count.entry(name).or_default() += 1;
        }
        let most = count.into_values().max().unwrap_or(0);
        most.checked_sub(1).map_or(0, |further| 2 * further * self.stages + 1)
    }

    fn succeeds(&mut self, length: usize, in_order: bool) -> bool {
        self.batches = vec![Vec::new(); length];
        self.patience = PATIENCE;
        self.pin();
        self.place(0, in_order)
    }

    /// Nobody likes to wait: an empty batch takes the last project of the nearest one
    /// before it that can spare one.
    fn fill_pauses(&mut self) {
        for pause in 1..self.batches.len() {
            if self.batches[pause].is_empty() {
                self.fill(pause);
            }
        }
    }

    fn fill(&mut self, pause: usize) {
        for donor in
            (0..pause).rev().filter(|b| self.batches[*b].len() > 1).collect::<Vec<_>>()
        {
            for place in (0..self.batches[donor].len()).rev() {
                let index = self.batches[donor].remove(place);
                let free = pinned(&self.ranked[index]).is_none();
                let fits = free && self.follows(index, donor + 1..pause);
                if fits && self.fits(index, pause) {
                    self.batches[pause].push(index);
                    return;
                }
                self.batches[donor].insert(place, index);
            }
        }
    }

    /// Hand-given batches hold whatever else is said of them.
    fn pin(&mut self) {
        for (index, signing) in self.ranked.iter().enumerate() {
            if let Some(batch) = pinned(signing) {
                self.batches[batch].push(index);
            }
        }
    }

    /// Places the projects from `index` on, each as early as it can be; in order: not
    /// before a project of an earlier kind.
    fn place(&mut self, index: usize, in_order: bool) -> bool {
        let Some(signing) = self.ranked.get(index) else { return true };
        if pinned(signing).is_some() {
            return self.place(index + 1, in_order);
        }
        let first = if in_order { self.after_earlier_kinds(index) } else { 0 };
        for batch in first..self.batches.len() {
            if self.patience == 0 {
                return false;
            }
            if self.fits(index, batch) {
                self.patience -= 1;
                self.batches[batch].push(index);
                if self.place(index + 1, in_order) {
                    return true;
                }
                self.batches[batch].pop();
            }
        }
        false
    }

    /// The first batch at the time of the last one that signs an earlier kind.
    fn after_earlier_kinds(&self, index: usize) -> usize {
        let earlier = |other: &usize| {
            self.kinds[*other] < self.kinds[index]
                && pinned(&self.ranked[*other]).is_none()
        };
        let last = self.batches.iter().rposition(|batch| batch.iter().any(earlier));
        last.map_or(0, |batch| batch / self.stages * self.stages)
    }

    /// Whether no batch of these signs a later kind than a project's.
    fn follows(&self, index: usize, mut batches: std::ops::Range<usize>) -> bool {
        batches
            .all(|b| self.batches[b].iter().all(|o| self.kinds[*o] <= self.kinds[index]))
    }

    fn fits(&self, index: usize, batch: usize) -> bool {
        self.batches[batch].len() < self.per_batch
            && self
                .close_to(batch)
                .flat_map(|near| &self.batches[near])
                .all(|other| self.names[*other].is_disjoint(&self.names[index]))
    }

    /// The batches whose minutes touch a batch's: those at the same time, before, after.
    fn close_to(&self, batch: usize) -> impl Iterator<Item = usize> {
        let time = batch / self.stages;
        let first = time.saturating_sub(1) * self.stages;
        first..((time + 2) * self.stages).min(self.batches.len())
    }
}

fn pinned(signing: &Signing) -> Option<usize> {
    signing.batch.and_then(|batch| (batch as usize).checked_sub(1))
}

/// Left to right: pinned places hold, the others fill the gaps in the order of the rule.
fn arrange(projects: impl Iterator<Item = Signing>) -> Vec<Signing> {
    let (mut pinned, free): (Vec<_>, Vec<_>) =
        projects.partition(|project| project.position.is_some());
    pinned.sort_by_key(|project| project.position);
    let mut row = free;
    for project in pinned {
        let place = project.position.map_or(0, |p| (p as usize).saturating_sub(1));
        row.insert(place.min(row.len()), project);
    }
    row
}

/// What the pins broke.
fn problems(found: &[Vec<usize>], ranked: &[Signing], per_batch: usize) -> Vec<Problem> {
    let crowded = found.iter().enumerate().filter(|(_, batch)| batch.len() > per_batch);
    crowded
        .map(|(number, batch)| {
            let first = batch.first().map_or("", |index| &ranked[*index].id);
            Problem::warning("capacity_exceeded")
                .in_case("batch")
                .about(first)
                .with("batch", number + 1)
                .with("projects", batch.len())
                .with("most", per_batch)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Signatory;

    /// Lengths that nobody could keep are not tried: with many stages there are many.
    #[test]
    fn the_busiest_signatory_needs_a_rest_between_any_two_projects() {
        let signing = |names: &[&str], batch| {
            let signatory = |name: &&str| Signatory {
                name: (*name).to_owned(),
                ..Signatory::default()
            };
            let signatories = names.iter().map(signatory).collect();
            Signing { signatories, batch, ..Signing::default() }
        };
        let least = |all: &[Signing]| {
            let settings = SigningSettings { stages: 10, ..SigningSettings::default() };
            Search::new(all, &settings).least_of_the_busiest()
        };
        let [x, other] = [signing(&["x"], None), signing(&["y", "z"], None)];
        assert_eq!(least(&[]), 0);
        assert_eq!(least(&[x.clone(), other.clone()]), 1);
        assert_eq!(least(&[x.clone(), other.clone(), x.clone(), x.clone()]), 41);
        assert_eq!(least(&[x.clone(), x, signing(&["x"], Some(2))]), 21, "by hand");
    }
}
