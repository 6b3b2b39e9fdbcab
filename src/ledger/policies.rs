//! Which policies an enterprise qualifies for: each condition met, failed or unknown.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::{
    Class, Fair, Money, Need, Organization, OrganizationKind, Policy, Yuan,
};

/// How a condition or a policy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Met.
    Met,
    /// Not known: a datum is missing.
    Unknown,
    /// Failed.
    Failed,
}

impl Standing {
    /// Its fixed code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Unknown => "unknown",
            Self::Failed => "failed",
        }
    }
}

/// What was compared, for the words of the reason.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// Titles wanted, and held.
    Classes(Vec<Class>, Vec<Class>),
    /// Fields wanted, and those of the enterprise's needs.
    Fields(Vec<String>, Vec<String>),
    /// Regions wanted, and where the enterprise sits.
    Regions(Vec<String>, Vec<String>),
    /// R&D input wanted, spent, and how much is missing.
    Budget(Yuan, Option<Money>, Yuan),
    /// People at most, employed, and how many are too many.
    Staff(u32, Option<u32>, u32),
    /// Last day to apply, and days left; negative: days late.
    Deadline(NaiveDate, i64),
}

impl Test {
    /// Its fixed name: the column of the policies registry.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Classes(..) => "classes",
            Self::Fields(..) => "fields",
            Self::Regions(..) => "regions",
            Self::Budget(..) => "min_rd_budget",
            Self::Staff(..) => "max_staff",
            Self::Deadline(..) => "deadline",
        }
    }
}

/// A condition and how it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// What was compared.
    pub test: Test,
    /// How it stands.
    pub standing: Standing,
}

/// A policy seen from an enterprise.
#[derive(Debug, Clone, PartialEq)]
pub struct Eligibility<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// Its conditions, in the order of the registry's columns; an empty one is left out.
    pub conditions: Vec<Condition>,
}

impl Eligibility<'_> {
    /// Failed if any condition failed, else unknown if any is, else met.
    pub fn standing(&self) -> Standing {
        self.conditions.iter().map(|c| c.standing).max().unwrap_or(Standing::Met)
    }
}

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

/// Every policy as it stands for an enterprise on a day.
pub fn eligibility<'a>(
    policies: &'a [Policy],
    applicant: &Applicant,
    today: NaiveDate,
) -> Vec<Eligibility<'a>> {
    let of = |policy: &'a Policy| {
        let conditions = [
            classes(policy, applicant),
            fields(policy, applicant),
            regions(policy, applicant),
            budget(policy, applicant),
            staff(policy, applicant),
            deadline(policy, today),
        ];
        Eligibility { policy, conditions: conditions.into_iter().flatten().collect() }
    };
    policies.iter().map(of).collect()
}

/// Met if any wanted one is held; unknown where nothing is known to be held.
fn any_of<T: PartialEq>(wanted: &[T], held: &[T]) -> Standing {
    match (held.is_empty(), held.iter().any(|own| wanted.contains(own))) {
        (true, _) => Standing::Unknown,
        (false, true) => Standing::Met,
        (false, false) => Standing::Failed,
    }
}

fn classes(policy: &Policy, applicant: &Applicant) -> Option<Condition> {
    let wanted = (!policy.classes.is_empty()).then(|| policy.classes.clone())?;
    let standing = any_of(&wanted, &applicant.classes);
    Some(Condition { test: Test::Classes(wanted, applicant.classes.clone()), standing })
}

fn fields(policy: &Policy, applicant: &Applicant) -> Option<Condition> {
    let wanted = (!policy.fields.is_empty()).then(|| policy.fields.clone())?;
    let held: Vec<String> = applicant.fields.iter().cloned().collect();
    let standing = any_of(&wanted, &held);
    Some(Condition { test: Test::Fields(wanted, held), standing })
}

/// A place inside a wanted region meets it; a place around it leaves open where in it the
/// enterprise sits.
fn regions(policy: &Policy, applicant: &Applicant) -> Option<Condition> {
    let wanted = (!policy.regions.is_empty()).then(|| policy.regions.clone())?;
    let held = applicant.places.clone();
    let pairs = || wanted.iter().flat_map(|w| held.iter().map(move |own| (w, own)));
    let standing = if pairs().any(|(w, own)| own.contains(w.as_str())) {
        Standing::Met
    } else if held.is_empty() || pairs().any(|(w, own)| w.contains(own.as_str())) {
        Standing::Unknown
    } else {
        Standing::Failed
    };
    Some(Condition { test: Test::Regions(wanted, held), standing })
}

/// What is spent decides; where that is not known, a need that offers enough meets it.
fn budget(policy: &Policy, applicant: &Applicant) -> Option<Condition> {
    let wanted = policy.min_rd_budget.as_ref()?.figure()?;
    let spent = applicant.rd_spend.clone().filter(|spent| spent.figure().is_some());
    let planned = applicant.rd_planned.filter(|planned| *planned >= wanted);
    let (standing, missing) = match (&spent, planned) {
        (Some(spent), _) => at_least(spent, wanted),
        (None, Some(_)) => (Standing::Met, Yuan::default()),
        (None, None) => (Standing::Unknown, Yuan::default()),
    };
    let kind = crate::domain::AmountKind::Rd;
    let shown = spent.or_else(|| planned.map(|planned| Money::exact(planned, kind)));
    Some(Condition { test: Test::Budget(wanted, shown, missing), standing })
}

/// A range that reaches over the mark leaves it open.
fn at_least(spent: &Money, wanted: Yuan) -> (Standing, Yuan) {
    if spent.min.is_some_and(|min| min >= wanted) {
        return (Standing::Met, Yuan::default());
    }
    match spent.max {
        Some(max) if max < wanted => {
            (Standing::Failed, Yuan::from_fen(wanted.fen() - max.fen()))
        }
        _ => (Standing::Unknown, Yuan::default()),
    }
}

fn staff(policy: &Policy, applicant: &Applicant) -> Option<Condition> {
    let most = policy.max_staff?;
    let (standing, over) = match applicant.staff {
        None => (Standing::Unknown, 0),
        Some(staff) if staff <= most => (Standing::Met, 0),
        Some(staff) => (Standing::Failed, staff - most),
    };
    Some(Condition { test: Test::Staff(most, applicant.staff, over), standing })
}

fn deadline(policy: &Policy, today: NaiveDate) -> Option<Condition> {
    let deadline = policy.deadline?;
    let days = (deadline - today).num_days();
    let standing = if days < 0 { Standing::Failed } else { Standing::Met };
    Some(Condition { test: Test::Deadline(deadline, days), standing })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::AmountKind;

    fn applicant() -> Applicant {
        Applicant {
            id: "E1".into(),
            name: "甲厂".into(),
            classes: vec![Class::TechSme],
            fields: ["新材料".to_owned()].into(),
            places: vec!["焦作市山阳区".into()],
            rd_spend: Some(Money::exact(Yuan::new(1_500_000), AmountKind::Rd)),
            rd_planned: Some(Yuan::new(9_000_000)),
            staff: Some(320),
        }
    }

    fn standings(
        policy: &Policy,
        applicant: &Applicant,
    ) -> Vec<(&'static str, Standing)> {
        let policies = [policy.clone()];
        let today = "2026-11-30".parse().unwrap();
        let found = eligibility(&policies, applicant, today);
        let of = |c: &Condition| (c.test.name(), c.standing);
        found[0].conditions.iter().map(of).collect()
    }

    fn policy() -> Policy {
        Policy {
            classes: vec![Class::HighTech, Class::TechSme],
            fields: vec!["新材料".into()],
            regions: vec!["山阳区".into()],
            min_rd_budget: Some(Money::exact(Yuan::new(2_000_000), AmountKind::Rd)),
            max_staff: Some(300),
            deadline: "2026-11-29".parse().ok(),
            ..Policy::default()
        }
    }

    #[test]
    fn each_condition_is_told_apart() {
        let expected = [
            ("classes", Standing::Met),
            ("fields", Standing::Met),
            ("regions", Standing::Met),
            ("min_rd_budget", Standing::Failed),
            ("max_staff", Standing::Failed),
            ("deadline", Standing::Failed),
        ];
        assert_eq!(standings(&policy(), &applicant()), expected);
    }

    #[test]
    fn a_failure_says_by_how_much() {
        let short = budget(&policy(), &applicant()).unwrap().test;
        assert!(matches!(short, Test::Budget(_, _, gap) if gap == Yuan::new(500_000)));
        let large = staff(&policy(), &applicant()).unwrap().test;
        assert_eq!(large, Test::Staff(300, Some(320), 20));
    }

    #[test]
    fn missing_data_are_unknown_and_no_condition_is_none() {
        let nothing = Applicant {
            classes: Vec::new(),
            fields: BTreeSet::new(),
            places: vec!["焦作市".into()],
            rd_spend: None,
            rd_planned: None,
            staff: None,
            ..applicant()
        };
        let wanted =
            Policy {
                deadline: None, regions: vec!["焦作市山阳区".into()], ..policy()
            };
        assert!(
            standings(&wanted, &nothing).iter().all(|(_, s)| *s == Standing::Unknown)
        );
        assert_eq!(standings(&Policy::default(), &nothing), []);
    }
}
