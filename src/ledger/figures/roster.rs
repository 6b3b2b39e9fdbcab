//! Who answered, what was collected, talent, events.

use std::collections::{BTreeMap, BTreeSet};

use super::amounts::total;
use super::{Basis, Figure, Part, Quantity};
use crate::domain::{
    AmountKind, Code as _, Degree, Event, EventKind, Fair, Need, NeedKind, Organization,
    OrganizationKind, Stage, Yuan,
};
use crate::text::messages::Message;

/// The enterprises of the roster that were asked: where the fair has zones, those in one.
fn asked(fair: &Fair) -> impl Iterator<Item = &Organization> {
    let zoned = !fair.settings.zones.is_empty();
    let asked = move |o: &&Organization| {
        o.kind == OrganizationKind::Enterprise && (!zoned || o.zone.is_some())
    };
    fair.organizations.iter().filter(asked)
}

/// Enterprises without any answer that nobody counts as asked: those without a zone.
pub fn unzoned(fair: &Fair) -> Vec<&Organization> {
    let zoned = !fair.settings.zones.is_empty();
    let known = fair
        .organizations
        .iter()
        .filter(|o| zoned && o.kind == OrganizationKind::Enterprise && o.zone.is_none());
    silent(fair, known)
}

/// The enterprises of the roster that were asked and have neither sent a need nor said that
/// they have none.
pub fn unanswered(fair: &Fair) -> Vec<&Organization> {
    silent(fair, asked(fair))
}

/// Whether a fair has enterprises that were asked.
pub fn has_asked(fair: &Fair) -> bool {
    asked(fair).next().is_some()
}

/// Those of some enterprises that have no need and did not say so.
fn silent<'a>(
    fair: &'a Fair,
    among: impl Iterator<Item = &'a Organization>,
) -> Vec<&'a Organization> {
    let answered: BTreeSet<&str> = fair
        .needs
        .iter()
        .flat_map(|n| {
            n.organization.id.as_deref().into_iter().chain([n.organization.name.as_str()])
        })
        .collect();
    let silent = |o: &&Organization| {
        let names = [o.id.as_str(), o.name.as_str()].into_iter();
        let mut names = names.chain(o.aliases.iter().map(String::as_str));
        !o.needs_nothing() && !names.any(|name| answered.contains(name))
    };
    among.filter(silent).collect()
}

/// Needs, the enterprises behind them, and their R&D input.
pub(super) fn needs(basis: &Basis<'_>) -> Vec<Figure> {
    let fair = basis.fair;
    let fields: BTreeSet<&String> =
        fair.needs.iter().flat_map(|need| &need.fields).collect();
    let asked = asked(fair).count();
    let answered = asked - unanswered(fair).len();
    let mut figures = vec![
        Figure::count(Part::Needs, "needs", fair.needs.len()),
        Figure::count(Part::Needs, "enterprises", enterprises(&fair.needs)),
        Figure::rate(Part::Needs, "answered", answered, asked),
        Figure::count(Part::Needs, "fields", fields.len()),
    ];
    for &kind in NeedKind::ALL {
        let count = fair.needs.iter().filter(|need| need.kind == kind).count();
        let key = format!("needs_{}", kind.code());
        let label = Message::new("figure-needs-of").with("kind", kind.label());
        figures.push(Figure::count(Part::Needs, &key, count).called(label));
    }
    let rd = rd_total(fair.needs.iter());
    figures.push(Figure::new(Part::Needs, "rd_total", Quantity::Money(rd)));
    figures
}

/// How many enterprises some needs come from; needs of nobody come from none.
pub(super) fn enterprises<'a>(needs: impl IntoIterator<Item = &'a Need>) -> usize {
    let names = needs.into_iter().map(|need| need.organization.name.as_str());
    names.filter(|name| !name.is_empty()).collect::<BTreeSet<_>>().len()
}

/// R&D input of a need that can be summed.
fn rd(need: &Need) -> Option<Yuan> {
    let budget = need.budget.as_ref().filter(|budget| budget.kind == AmountKind::Rd)?;
    total(budget).filter(|_| need.kind != NeedKind::Talent)
}

/// Sum of the R&D input of needs: the lower end of a range, else the upper.
pub(super) fn rd_total<'a>(needs: impl Iterator<Item = &'a Need>) -> Yuan {
    needs.filter_map(rd).fold(Yuan::default(), Yuan::plus)
}

/// The budget band of a need that is not about talent, by code.
pub(super) fn band(need: &Need) -> Option<&'static str> {
    if need.kind == NeedKind::Talent {
        return None;
    }
    Some(match rd(need) {
        None => "open",
        Some(rd) if rd >= Yuan::new(5_000_000) => "5m",
        Some(rd) if rd >= Yuan::new(2_000_000) => "2m",
        Some(_) => "below",
    })
}

/// How many needs lie in each budget band.
pub(super) fn bands(basis: &Basis<'_>) -> Vec<Figure> {
    let needs: Vec<_> = basis.fair.needs.iter().filter_map(band).collect();
    let figure = |band: &str| {
        let count = needs.iter().filter(|own| **own == band).count();
        let figure = Figure::count(Part::Bands, &format!("band_{band}"), count);
        figure.out_of(Quantity::Count(needs.len()))
    };
    ["5m", "2m", "below", "open"].map(figure).into()
}

/// Posts and people wanted by degree, talent agreements, people hired.
pub(super) fn talent(basis: &Basis<'_>) -> Vec<Figure> {
    let posts: Vec<&Need> =
        basis.fair.needs.iter().filter(|need| need.kind == NeedKind::Talent).collect();
    let wanted = |need: &Need| need.headcount.unwrap_or(1) as usize;
    let people: usize = posts.iter().map(|need| wanted(need)).sum();
    let mut figures = vec![
        Figure::count(Part::Talent, "posts", posts.len()),
        Figure::count(Part::Talent, "people_wanted", people),
    ];
    for &degree in Degree::ALL {
        let of_degree = posts.iter().filter(|need| need.degree == Some(degree));
        let count = of_degree.map(|need| wanted(need)).sum();
        let key = format!("people_{}", degree.code());
        let label = Message::new("figure-people-of").with("degree", degree.label());
        let figure = Figure::count(Part::Talent, &key, count).called(label);
        figures.push(figure.out_of(Quantity::Count(people)));
    }
    let talent: Vec<_> = basis.projects.iter().filter(|p| p.is_talent()).collect();
    let signed = talent.iter().filter(|p| p.came_to(Stage::Signed)).count();
    let about_talent = basis.projects.iter().filter(|p| {
        p.is_talent() || p.need.is_some_and(|need| need.kind == NeedKind::Talent)
    });
    let hired: u32 = about_talent
        .flat_map(|project| project.trail.standing().filter_map(|line| line.entry.count))
        .sum();
    figures.push(Figure::count(Part::Talent, "talent_signed", signed));
    let hired = Figure::count(Part::Talent, "hired", hired as usize);
    figures.push(hired.out_of(Quantity::Count(people)));
    figures
}

/// Events by kind, and KPIs.
pub(super) fn events(basis: &Basis<'_>) -> Vec<Figure> {
    let mut kinds: BTreeMap<EventKind, Vec<&Event>> = BTreeMap::new();
    for event in &basis.fair.events {
        kinds.entry(event.kind).or_default().push(event);
    }
    let all = basis.fair.events.len();
    let mut figures = vec![
        Figure::count(Part::Events, "events", all),
        Figure::count(Part::Events, "kpis", basis.fair.kpis.len()),
    ];
    for (kind, events) in kinds {
        let key = format!("events_{}", kind.code());
        let figure = Figure::count(Part::Events, &key, events.len());
        figures.push(figure.called(kind.label()).out_of(Quantity::Count(all)));
    }
    figures
}
