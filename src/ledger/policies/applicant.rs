//! Enterprises as policies see them.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Class, Fair, Money, Need, Organization, OrganizationKind, Yuan};

/// An enterprise, with what its needs tell of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Applicant {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Titles it holds.
    pub classes: Vec<Class>,
    /// Fields of its needs.
    pub fields: BTreeSet<String>,
    /// Region and zone.
    pub places: Vec<String>,
    /// R&D spending a year.
    pub rd_spend: Option<Money>,
    /// R&D input that its needs offer, the greatest.
    pub rd_planned: Option<Yuan>,
    /// People employed.
    pub staff: Option<u32>,
}

/// The enterprises of the roster, then those that only have needs.
pub fn applicants(fair: &Fair) -> Vec<Applicant> {
    let mut found: Vec<Applicant> = fair
        .organizations
        .iter()
        .filter(|o| o.kind == OrganizationKind::Enterprise)
        .map(of_roster)
        .collect();
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    for (place, applicant) in found.iter().enumerate() {
        at.insert(applicant.id.clone(), place);
        at.insert(applicant.name.clone(), place);
    }
    for need in &fair.needs {
        let own = &need.organization;
        let id = own.id.clone().unwrap_or_else(|| own.name.clone());
        let place = at.get(&id).or_else(|| at.get(&own.name)).copied();
        let place = place.unwrap_or_else(|| {
            found.push(of_need(need, id.clone()));
            at.insert(id.clone(), found.len() - 1);
            found.len() - 1
        });
        add(&mut found[place], need);
    }
    found
}

fn of_roster(o: &Organization) -> Applicant {
    Applicant {
        id: o.id.clone(),
        name: o.name.clone(),
        classes: o.classes.clone(),
        fields: BTreeSet::new(),
        places: o.region.iter().chain(&o.zone).cloned().collect(),
        rd_spend: o.rd_spend.clone(),
        rd_planned: None,
        staff: o.staff,
    }
}

fn of_need(need: &Need, id: String) -> Applicant {
    let own = &need.organization;
    Applicant {
        id,
        name: own.name.clone(),
        classes: own.classes.clone(),
        fields: BTreeSet::new(),
        places: own.region.iter().chain(&own.zone).cloned().collect(),
        rd_spend: None,
        rd_planned: None,
        staff: None,
    }
}

fn add(applicant: &mut Applicant, need: &Need) {
    applicant.fields.extend(need.fields.iter().cloned());
    let rd = crate::domain::AmountKind::Rd;
    let budget = need.budget.as_ref().filter(|b| b.kind == rd && b.per.is_none());
    applicant.rd_planned = applicant.rd_planned.max(budget.and_then(Money::figure));
}
