//! One condition after the other.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Applicant, Compared, Condition, Standing};
use crate::domain::vocabulary::{Field, Thing, clauses, is_condition, is_relative};
use crate::domain::{AmountKind, Class, Money, Policy, Yuan};
use crate::text::plain::plain;

/// Met if any wanted one is held; unknown where nothing is known to be held.
fn any_of<T: PartialEq>(wanted: &[T], held: &[T]) -> Standing {
    match (held.is_empty(), held.iter().any(|own| wanted.contains(own))) {
        (true, _) => Standing::Unknown,
        (false, true) => Standing::Met,
        (false, false) => Standing::Failed,
    }
}

pub(super) fn classes(policy: &Policy, applicant: &Applicant) -> Option<Condition> {
    let wanted = (!policy.classes.is_empty()).then(|| policy.classes.clone())?;
    let held = applicant.classes.clone();
    // Two titles that the list lacks need not be the same.
    let named: Vec<Class> =
        held.iter().copied().filter(|class| *class != Class::Other).collect();
    let standing = match any_of(&wanted, &named) {
        Standing::Met => Standing::Met,
        _ if held.contains(&Class::Other) && wanted.contains(&Class::Other) => {
            Standing::Unknown
        }
        Standing::Unknown | Standing::Failed => any_of(&wanted, &held),
    };
    Some(Condition { compared: Compared::Classes { wanted, held }, standing })
}

/// Classifications differ: the same word meets it, or words of a common field. Words that
/// no classification knows leave it open.
pub(super) fn fields(policy: &Policy, applicant: &Applicant) -> Option<Condition> {
    let wanted = (!policy.fields.is_empty()).then(|| policy.fields.clone())?;
    let held: Vec<String> = applicant.fields.iter().cloned().collect();
    let known = |words: &[String]| -> BTreeSet<Field> {
        words.iter().flat_map(|word| Field::of_text(word)).collect()
    };
    let (of_wanted, of_held) = (known(&wanted), known(&held));
    let standing = match any_of(&wanted, &held) {
        Standing::Failed if !of_wanted.is_disjoint(&of_held) => Standing::Met,
        Standing::Failed if of_wanted.is_empty() || of_held.is_empty() => {
            Standing::Unknown
        }
        known @ (Standing::Met | Standing::Unknown | Standing::Failed) => known,
    };
    Some(Condition { compared: Compared::Fields { wanted, held }, standing })
}

/// A place inside a wanted region meets it; a place around it leaves open where in it the
/// enterprise sits.
pub(super) fn regions(policy: &Policy, applicant: &Applicant) -> Option<Condition> {
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
    Some(Condition { compared: Compared::Regions { wanted, held }, standing })
}

/// What is spent decides; where that is not known, a need that offers enough meets it.
pub(super) fn budget(policy: &Policy, applicant: &Applicant) -> Option<Condition> {
    let wanted = policy.min_rd_budget.as_ref()?.figure()?;
    let spent = applicant.rd_spend.clone().filter(|spent| spent.figure().is_some());
    let planned = applicant.rd_planned.filter(|planned| *planned >= wanted);
    let (standing, missing) = match (&spent, planned) {
        (Some(spent), _) => at_least(spent, wanted),
        (None, Some(_)) => (Standing::Met, Yuan::default()),
        (None, None) => (Standing::Unknown, Yuan::default()),
    };
    let kind = AmountKind::Rd;
    let held = spent.or_else(|| planned.map(|planned| Money::exact(planned, kind)));
    Some(Condition { compared: Compared::Budget { wanted, held, missing }, standing })
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

pub(super) fn staff(policy: &Policy, applicant: &Applicant) -> Option<Condition> {
    let most = policy.max_staff?;
    let held = applicant.staff;
    let (standing, over) = match held {
        None => (Standing::Unknown, 0),
        Some(staff) if staff <= most => (Standing::Met, 0),
        Some(staff) => (Standing::Failed, staff - most),
    };
    Some(Condition { compared: Compared::Staff { most, held, over }, standing })
}

/// The clauses of a note that bound a figure and fill no condition above: whether they are met
/// is for a person to see.
pub(super) fn unread(policy: &Policy) -> Option<Condition> {
    let note = plain(policy.note.as_deref()?);
    let read = |clause: &str| {
        let input = policy.min_rd_budget.is_some() && Thing::Input.is_bounded_by(clause);
        let staff = policy.max_staff.is_some() && Thing::Staff.is_bounded_by(clause);
        (input || staff) && !is_relative(clause)
    };
    let own = clauses(&note).map(str::trim);
    let own = own.filter(|clause| is_condition(clause) && !read(clause));
    let wanted: Vec<String> = own.map(str::to_owned).collect();
    let open = || Condition {
        compared: Compared::Unread { wanted: wanted.clone() },
        standing: Standing::Unknown,
    };
    (!wanted.is_empty()).then(open)
}

pub(super) fn deadline(policy: &Policy, today: NaiveDate) -> Option<Condition> {
    let day = policy.deadline?;
    let left = (day - today).num_days();
    let standing = if left < 0 { Standing::Failed } else { Standing::Met };
    Some(Condition { compared: Compared::Deadline { day, left }, standing })
}
