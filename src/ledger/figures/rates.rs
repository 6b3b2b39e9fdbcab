//! Rates of the year after the fair (履约率, 开工率, 落地率, 转化率, 解决率), and the
//! officers' work.

use std::collections::BTreeMap;

use super::{Basis, Figure, Part, Project, Quantity};
use crate::domain::Stage;
use crate::ledger::{Step, Trail};
use crate::text::messages::Message;

/// The rates; their denominators are contracts, all signed projects, or agreements.
pub(super) fn rates(basis: &Basis<'_>) -> Vec<Figure> {
    let all = &basis.projects;
    let contracts: Vec<_> = all.iter().filter(|p| p.is_contract()).collect();
    let count =
        |test: fn(&Project<'_>) -> bool| contracts.iter().filter(|p| test(p)).count();
    let signed = basis.projects_at(Stage::Signed);
    let agreements: Vec<_> = all.iter().filter(|project| agreed(project)).collect();
    let converted = agreements.iter().filter(|project| project.was_converted()).count();
    let problems = Problems::of(basis);
    let rate = |key, of, all| Figure::rate(Part::Rates, key, of, all);
    let mut rates = vec![
        rate("kept", count(|p| !p.trail.ended()), contracts.len()),
        rate("under_way", count(is_under_way), contracts.len()),
        rate("landed_rate", basis.projects_at(Stage::Landed), signed),
        rate("converted", converted, agreements.len()),
        rate("solved", problems.solved, problems.all),
    ];
    let registered =
        contracts.iter().filter(|p| p.trail.registration().is_some()).count();
    rates.push(rate("registered", registered, contracts.len()));
    rates.extend(speed(basis, "days_to_start", Stage::Started));
    rates.extend(speed(basis, "days_to_land", Stage::Landed));
    rates
}

/// A framework that is signed, or a letter of intent.
fn agreed(project: &Project<'_>) -> bool {
    project.was_agreement() && project.came_to(Stage::Intent) && !project.is_talent()
}

fn is_under_way(project: &Project<'_>) -> bool {
    let now = project.trail.now();
    [Stage::Started, Stage::Landed].map(|stage| Some(Step::Project(stage))).contains(&now)
}

/// The median of the days from signing to a stage.
fn speed(basis: &Basis<'_>, key: &str, stage: Stage) -> Option<Figure> {
    let days = |trail: &Trail<'_>| {
        Some((trail.day(stage)? - trail.day(Stage::Signed)?).num_days())
    };
    let mut all: Vec<i64> = basis.projects.iter().filter_map(|p| days(p.trail)).collect();
    all.sort_unstable();
    let median = *all.get(all.len() / 2)?;
    Some(Figure::new(Part::Rates, key, Quantity::Days(median)))
}

/// Problems written down, and those a later word has settled.
#[derive(Default)]
struct Problems {
    all: usize,
    solved: usize,
}

impl Problems {
    fn of(basis: &Basis<'_>) -> Self {
        let mut sum = Self::default();
        for project in &basis.projects {
            sum.add(project.trail);
        }
        sum
    }

    fn add(&mut self, trail: &Trail<'_>) {
        for (_, solved) in trail.problems() {
            self.all += 1;
            self.solved += usize::from(solved);
        }
    }
}

/// Projects and solved problems of each officer.
pub(super) fn officers(basis: &Basis<'_>) -> Vec<Figure> {
    let mut work: BTreeMap<&str, (usize, Problems)> = BTreeMap::new();
    for project in &basis.projects {
        let Some(officer) = basis.answerers.of(project.trail) else { continue };
        let own = work.entry(officer).or_default();
        own.0 += 1;
        own.1.add(project.trail);
    }
    let mut figures = vec![
        Figure::count(Part::Officers, "officers", basis.fair.officers.len()),
        Figure::count(Part::Officers, "officers_busy", work.len())
            .out_of(Quantity::Count(basis.fair.officers.len())),
    ];
    for (name, (projects, problems)) in work {
        let code = Some(name.to_owned());
        let group = Some(Message::plain(name));
        let load = Figure::count(Part::Officers, "officer_projects", projects);
        let solved =
            Figure::rate(Part::Officers, "officer_solved", problems.solved, problems.all);
        figures.push(Figure { group: group.clone(), code: code.clone(), ..load });
        if problems.all > 0 {
            figures.push(Figure { group, code, ..solved });
        }
    }
    figures
}
