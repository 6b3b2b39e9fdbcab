//! Who can meet when, said on the day.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use chrono::NaiveDate;

use super::{moment, moment_at_fair};
use crate::cli::{Context, Exit, Failure, lookup};
use crate::domain::problem::Severity;
use crate::domain::{
    Availability, ChangeSet, Clock, Fair, Kind, Person, Record, derived_id,
};
use crate::planning::verify;
use crate::store::{Access, Parts};
use crate::text::messages::Message;

/// Notes that an organization or a person can, or cannot, meet between two times of a day;
/// says which planned meetings that affects.
pub(crate) fn set_availability(
    context: &Context,
    who: &str,
    (from, to): (&str, &str),
    available: bool,
) -> Result<Exit> {
    let mut fair =
        context.store(Access::Read)?.fair(context.settings.clone(), &Parts::all())?;
    let from = moment_at_fair(context, fair.plan.as_ref(), from)?;
    let to = moment(from.date(), to)?;
    if to.date() != from.date() || to <= from {
        return Err(Failure::new(Message::new("cli-one-day")).into());
    }
    let clock = |moment: chrono::NaiveDateTime| {
        let minutes = chrono::Timelike::num_seconds_from_midnight(&moment.time()) / 60;
        u16::try_from(minutes).ok().and_then(Clock::from_minutes)
    };
    let (organization, person) = named(&fair, who)?;
    let mut row = Availability {
        organization,
        person,
        date: Some(from.date()),
        start: clock(from),
        end: clock(to),
        available,
        ..Availability::default()
    };
    let hours = |row: &Availability| (row.date, row.start, row.end);
    let mut known = fair.availability.iter();
    let known = known.find(|o| is_of_the_same(&fair, o, &row) && hours(o) == hours(&row));
    let stamp = [from.to_string(), to.to_string()];
    row.id = match known {
        Some(known) => known.id.clone(),
        None => derived_id(Kind::Availability.letter(), &[who, &stamp[0], &stamp[1]]),
    };
    let rows = said_anew(&fair, row);
    let mut set = ChangeSet::new("availability", fair.revision);
    let (before, after) = (by_id(&fair.availability), by_id(&rows));
    for id in before.keys().filter(|id| !after.contains_key(*id)) {
        set.remove(Kind::Availability, *id);
    }
    for row in rows.iter().filter(|row| before.get(row.id.as_str()) != Some(row)) {
        set.put(Record::Availability(row.clone()));
    }
    context.store(Access::Write)?.apply(&set, &context.stamp())?;
    fair.availability = rows;
    Ok(said(context, &fair))
}

fn by_id(rows: &[Availability]) -> BTreeMap<&str, &Availability> {
    rows.iter().map(|row| (row.id.as_str(), row)).collect()
}

/// The availability of a fair once more was said. A "can" takes back what "cannot" was said
/// of these hours; it stands as a row of its own, which makes all other hours of the day
/// impossible, only where it takes nothing back or other hours of the day are said like it.
fn said_anew(fair: &Fair, row: Availability) -> Vec<Availability> {
    let (mut rows, mut taken, mut listed) = (Vec::new(), false, false);
    for old in fair.availability.iter().filter(|old| old.id != row.id || row.available) {
        let concerned = row.available && is_of_the_same(fair, old, &row);
        listed |= concerned && old.available;
        let left = if concerned && !old.available {
            less(fair, old, &row)
        } else {
            vec![old.clone()]
        };
        taken |= left.as_slice() != std::slice::from_ref(old);
        rows.extend(left);
    }
    if !taken || listed {
        rows.retain(|old| old.id != row.id);
        rows.push(row);
    }
    rows
}

/// What is left of a "cannot" once the hours of a "can" are taken from it. One of every day
/// becomes one of each day of the fair.
fn less(fair: &Fair, old: &Availability, row: &Availability) -> Vec<Availability> {
    let (Some(from), Some(to)) = (row.start, row.end) else { return vec![old.clone()] };
    let named = |mut piece: Availability| {
        if piece.id.is_empty() {
            let start = piece.start.map(|start| start.to_string()).unwrap_or_default();
            piece.id = derived_id(Kind::Availability.letter(), &[&old.id, &start]);
        }
        piece
    };
    let left: Vec<_> = old.without(from, to).into_iter().map(named).collect();
    if old.date.is_some() || left.as_slice() == std::slice::from_ref(old) {
        return left;
    }
    let on = |piece: &Availability, date: NaiveDate| {
        let id = derived_id(Kind::Availability.letter(), &[&piece.id, &date.to_string()]);
        Availability { id, date: Some(date), ..piece.clone() }
    };
    let days = fair.settings.sessions.iter().map(|session| Some(session.date));
    let days: BTreeSet<NaiveDate> = days.chain([row.date]).flatten().collect();
    let pieces = days.into_iter().flat_map(|date| {
        let pieces =
            if Some(date) == row.date { left.clone() } else { vec![old.clone()] };
        pieces.into_iter().map(move |piece| on(&piece, date))
    });
    pieces.collect()
}

/// Whether two rows are about the same organization or person, and the first about the day of
/// the second.
fn is_of_the_same(fair: &Fair, one: &Availability, other: &Availability) -> bool {
    let body = |row: &Availability| {
        let name = row.organization.clone()?;
        Some(fair.organization(&name).map_or(name, |known| known.id.clone()))
    };
    let person = |row: &Availability| {
        let name = row.person.clone()?;
        let known = fair.person(&name);
        Some(known.map_or(name, |known| known.name.clone()))
    };
    let day = one.date.is_none() || one.date == other.date;
    let anybody = one.person.is_some() && one.organization.is_none();
    day && (anybody || body(one) == body(other)) && person(one) == person(other)
}

/// Says which meetings of the plan cannot be held any more.
fn said(context: &Context, fair: &Fair) -> Exit {
    let Some(plan) = &fair.plan else { return Exit::Fine };
    let problems = verify::problems(fair, plan);
    let broken: Vec<_> = problems
        .iter()
        .filter(|p| p.severity == Severity::Error && p.code == "unavailable")
        .collect();
    for problem in &broken {
        context.tell(problem);
    }
    let affected: BTreeSet<&str> = broken.iter().map(|p| p.subject.as_str()).collect();
    let told = Message::new("cli-availability").with("n", affected.len());
    context.terminal.note(&told.say(context.lang));
    if broken.is_empty() {
        return Exit::Fine;
    }
    context.terminal.note(&Message::new("cli-availability-hint").say(context.lang));
    Exit::Look
}

/// Organization, or organization and person, of an id or name.
fn named(fair: &Fair, who: &str) -> Result<(Option<String>, Option<String>), Failure> {
    if let Some(organization) = fair.organization(who) {
        return Ok((Some(organization.id.clone()), None));
    }
    let by_id = fair.people.iter().filter(|person| person.id == who);
    let by_name = fair.people.iter().filter(|person| person.name == who);
    let people: Vec<&Person> = by_id.chain(by_name).collect();
    let leads = fair.offerings.iter().filter(|o| o.lead.as_deref() == Some(who));
    let bodies: BTreeSet<&str> = leads.map(|o| o.organization.name.as_str()).collect();
    let bodies: Vec<&str> = bodies.into_iter().collect();
    match (people.as_slice(), bodies.as_slice()) {
        ([person, others @ ..], _) => {
            let of = |person: &Person| person.organization.clone();
            if person.id != who && others.iter().any(|other| of(other) != of(person)) {
                let ids = people.iter().map(|person| person.id.clone()).collect();
                return Err(lookup::several(who, ids));
            }
            Ok((of(person), Some(person.name.clone())))
        }
        ([], [body]) => Ok((Some((*body).to_owned()), Some(who.to_owned()))),
        ([], [_, _, ..]) => {
            let bodies = bodies.into_iter().map(str::to_owned).collect();
            Err(lookup::several_leads(who, bodies))
        }
        ([], []) => {
            let body = fair.mentioned(who);
            let body = body.map(|body| (Some(body.name.to_owned()), None));
            let kinds = [Kind::Organizations, Kind::People];
            body.ok_or_else(|| lookup::unknown(fair, who, &kinds))
        }
    }
}
