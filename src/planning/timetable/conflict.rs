//! Meetings that can't all take place, and how many of them can't.

use super::pairs::Pair;
use super::reasons;
use crate::domain::problem::Problem;
use crate::planning::diagnose::{self, Crowd, Squeeze};
use crate::planning::roster::Roster;
use crate::planning::schedule::{Model, Overfull, overfull, windows};

/// Meetings of a model that can't all take place.
#[derive(Debug)]
pub(super) struct Conflict {
    /// The meetings, ascending.
    pub(super) meetings: Vec<usize>,
    /// How many of them have to go.
    pub(super) over: usize,
    pub(super) found: Found,
}

/// Why they can't.
#[derive(Debug)]
pub(super) enum Found {
    /// A party of all of them has too few slots.
    Full(Overfull),
    /// They don't fit into the day of a party of all of them.
    Squeezed(Squeeze),
    /// There are too few tables.
    Crowded(Crowd),
    /// They contradict each other, in these words.
    Contradiction(Problem),
}

impl From<Overfull> for Conflict {
    fn from(full: Overfull) -> Self {
        let (meetings, over) = (full.meetings.clone(), full.over());
        Self { meetings, over, found: Found::Full(full) }
    }
}

impl From<Squeeze> for Conflict {
    fn from(squeeze: Squeeze) -> Self {
        let (meetings, over) = (squeeze.meetings.clone(), squeeze.over);
        Self { meetings, over, found: Found::Squeezed(squeeze) }
    }
}

impl From<Crowd> for Conflict {
    fn from(crowd: Crowd) -> Self {
        let (meetings, over) = (crowd.meetings.clone(), crowd.over);
        Self { meetings, over, found: Found::Crowded(crowd) }
    }
}

impl Conflict {
    /// Meetings that contradict each other.
    pub(super) fn contradiction(meetings: Vec<usize>, why: Problem) -> Self {
        Self { meetings, over: 1, found: Found::Contradiction(why) }
    }

    /// The words for it.
    pub(super) fn why<'a>(
        &self,
        pairs: &[&Pair<'a>],
        model: &Model,
        roster: &'a Roster<'a>,
    ) -> Problem {
        match &self.found {
            Found::Full(full) => reasons::overfull(full, pairs, model, roster),
            Found::Squeezed(found) => reasons::squeezed(found, pairs, model, roster),
            Found::Crowded(crowd) => reasons::crowded(crowd, pairs),
            Found::Contradiction(why) => why.clone(),
        }
    }
}

/// What meetings can't all take place, as far as it shows without a search.
pub(super) fn conflicts(chosen: &[&Pair<'_>], model: &Model) -> Vec<Conflict> {
    if let Some((meetings, why)) = reasons::out_of_order(chosen, model) {
        return vec![Conflict::contradiction(meetings, why)];
    }
    let starts = windows(model);
    let full = overfull(model, &starts);
    if !full.is_empty() {
        return full.into_iter().map(Conflict::from).collect();
    }
    let squeezed = diagnose::squeezes(model, &starts);
    if !squeezed.is_empty() {
        return squeezed.into_iter().map(Conflict::from).collect();
    }
    let crowd = diagnose::crowd(model, &starts);
    crowd.into_iter().map(Conflict::from).collect()
}
