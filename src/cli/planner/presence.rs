//! Who can meet when, said on the day.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use chrono::{NaiveDateTime, Timelike as _};
use clap::ValueEnum;

use super::moment::{moment, moment_at_fair};
use crate::cli::{Context, Exit, Failure, lookup};
use crate::domain::problem::{Problem, Severity};
use crate::domain::{
    Availability, ChangeSet, Clock, Fair, Kind, Person, Record, derived_id,
};
use crate::planning::verify;
use crate::store::{Access, Parts};
use crate::text::messages::Message;

/// Whether somebody can meet in some hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Word {
    /// Can.
    Yes,
    /// Cannot.
    No,
}

/// Notes that an organization or a person can, or cannot, meet between two times of a day;
/// says which planned meetings that affects.
pub(crate) fn set_availability(
    context: &Context,
    who: &str,
    hours: (&str, &str),
    word: Word,
) -> Result<Exit> {
    let mut fair = context.fair(&Parts::all())?;
    let given = row(context, &fair, who, hours, word)?;
    let rows = fair.availability_with(given.clone());
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
    Ok(said(context, fair, &given))
}

/// What was said, as a row of its own.
fn row(
    context: &Context,
    fair: &Fair,
    who: &str,
    (from, to): (&str, &str),
    word: Word,
) -> Result<Availability> {
    let from = moment_at_fair(context, fair.plan.as_ref(), from)?;
    let to = moment(from.date(), to)?;
    if to.date() != from.date() || to <= from {
        return Err(Failure::new(Message::new("cli-one-day")).into());
    }
    let clock = |moment: NaiveDateTime| {
        let minutes = moment.time().num_seconds_from_midnight() / 60;
        u16::try_from(minutes).ok().and_then(Clock::from_minutes)
    };
    let (organization, person) = named(fair, who)?;
    let stamp = [from.to_string(), to.to_string()];
    Ok(Availability {
        id: derived_id(Kind::Availability.letter(), &[who, &stamp[0], &stamp[1]]),
        organization,
        person,
        date: Some(from.date()),
        start: clock(from),
        end: clock(to),
        available: word == Word::Yes,
        ..Availability::default()
    })
}

fn by_id(rows: &[Availability]) -> BTreeMap<&str, &Availability> {
    rows.iter().map(|row| (row.id.as_str(), row)).collect()
}

/// Says which meetings of the plan cannot be held for what somebody's hours of a day are now,
/// and how many others cannot for other reasons of the kind.
fn said(context: &Context, mut fair: Fair, given: &Availability) -> Exit {
    let all = broken(&fair);
    let whose =
        |row: &Availability| (row.organization.clone(), row.person.clone(), row.date);
    fair.availability.retain(|row| whose(row) == whose(given));
    let own = broken(&fair);
    for problem in &own {
        context.tell_of(&fair, problem);
    }
    let [all, own] = [&all, &own].map(|problems| {
        problems.iter().map(|p| p.subject.as_str()).collect::<BTreeSet<_>>().len()
    });
    let note = |told: Message| context.terminal.note(&told.say(context.lang));
    note(Message::new("cli-availability").with("n", own));
    if all > own {
        note(Message::new("cli-availability-others").with("n", all - own));
    }
    if all == 0 {
        return Exit::Fine;
    }
    note(Message::new("cli-availability-hint"));
    Exit::Look
}

/// What stands in the plan at hours at which somebody cannot meet.
fn broken(fair: &Fair) -> Vec<Problem> {
    let Some(plan) = &fair.plan else { return Vec::new() };
    let mut problems = verify::problems(fair, plan);
    problems.retain(|p| p.severity == Severity::Error && p.code == "unavailable");
    problems
}

/// Organization, or organization and person, of an id or name.
fn named(fair: &Fair, who: &str) -> Result<(Option<String>, Option<String>), Failure> {
    if let Some(organization) = fair.organization(who) {
        return Ok((Some(organization.id.clone()), None));
    }
    let by_id = fair.people.iter().filter(|person| person.id == who);
    let by_name = fair.people.iter().filter(|person| person.name == who);
    let people: Vec<&Person> = by_id.chain(by_name).collect();
    let leads = fair.offerings.iter().filter(|o| o.leader() == Some(who));
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
