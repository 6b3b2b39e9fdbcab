//! Who can meet when, said on the day.

use anyhow::Result;

use super::{moment, moment_at_fair};
use crate::cli::{Context, Exit, Failure, lookup};
use crate::domain::problem::Severity;
use crate::domain::{
    Availability, ChangeSet, Clock, Fair, Kind, Record, derived_id, letter,
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
    let from = moment_at_fair(context, from)?;
    let to = moment(from.date(), to)?;
    if to.date() != from.date() || to <= from {
        return Err(Failure::new(Message::new("cli-one-day")).into());
    }
    let mut fair =
        context.store(Access::Read)?.fair(context.settings.clone(), &Parts::all())?;
    let clock = |moment: chrono::NaiveDateTime| {
        let minutes = chrono::Timelike::num_seconds_from_midnight(&moment.time()) / 60;
        u16::try_from(minutes).ok().and_then(Clock::from_minutes)
    };
    let (organization, person) = named(&fair, who)?;
    let stamp = [from.to_string(), to.to_string()];
    let row = Availability {
        id: derived_id(letter(Kind::Availability), &[who, &stamp[0], &stamp[1]]),
        organization,
        person,
        date: Some(from.date()),
        start: clock(from),
        end: clock(to),
        available,
        ..Availability::default()
    };
    let mut set = ChangeSet::new("availability", fair.revision);
    set.put(Record::Availability(row.clone()));
    context.store(Access::Write)?.apply(&set, &context.stamp())?;
    fair.availability.retain(|old| old.id != row.id);
    fair.availability.push(row);
    Ok(said(context, &fair))
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
    let told = Message::new("cli-availability").with("n", broken.len());
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
    let leads = fair.offerings.iter().find(|o| o.lead.as_deref() == Some(who));
    let person = fair.people.iter().find(|person| person.id == who || person.name == who);
    match (person, leads) {
        (Some(person), _) => Ok((person.organization.clone(), Some(person.name.clone()))),
        (None, Some(offering)) => {
            Ok((Some(offering.organization.name.clone()), Some(who.to_owned())))
        }
        (None, None) => {
            let known = fair.needs.iter().map(|need| &need.organization.name);
            let known = known.chain(fair.offerings.iter().map(|o| &o.organization.name));
            let mut known = known.filter(|name| *name == who);
            match known.next() {
                Some(name) => Ok((Some(name.clone()), None)),
                None => {
                    Err(lookup::unknown(fair, who, &[Kind::Organizations, Kind::People]))
                }
            }
        }
    }
}
