//! The funnel: collected → reviewed → published → matched → met → intent → signed →
//! started → landed. Each step counts what came to it or beyond: needs until they meet,
//! then projects, of which some stem from no need.

use super::{Basis, Figure, Part, Quantity};
use crate::domain::Stage;

const OF_NEEDS: [(&str, Stage); 5] = [
    ("collected", Stage::Collected),
    ("reviewed", Stage::Reviewed),
    ("published", Stage::Published),
    ("matched", Stage::Matched),
    ("met", Stage::Talking),
];

const OF_PROJECTS: [(&str, Stage); 4] = [
    ("intent", Stage::Intent),
    ("signed", Stage::Signed),
    ("started", Stage::Started),
    ("landed", Stage::Landed),
];

/// The steps, needs out of all needs, projects out of all projects.
pub(super) fn funnel(basis: &Basis<'_>) -> Vec<Figure> {
    let step = |key: &str, count, all| {
        Figure::count(Part::Funnel, key, count).out_of(Quantity::Count(all))
    };
    let needs = basis.fair.needs.len();
    let projects = basis.projects.len();
    let of_needs = OF_NEEDS.map(|(key, stage)| step(key, basis.needs_at(stage), needs));
    let of_projects =
        OF_PROJECTS.map(|(key, stage)| step(key, basis.projects_at(stage), projects));
    of_needs.into_iter().chain(of_projects).collect()
}
