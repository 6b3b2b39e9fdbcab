//! Events, and who can when.

use super::draft::{Draft, require};
use super::reader::Reader;
use crate::domain::problem::Problem;
use crate::domain::{Availability, Event, EventKind, OrganizationKind, Record};
use crate::import::field::Field;
use crate::import::value::{self, Moment};

/// An event.
pub(super) fn event(reader: &mut Reader<'_>) -> Draft {
    let title = reader.text(Field::Title);
    require(reader, Field::Title, &title);
    let moment = moment(reader);
    let mut participants =
        reader.words(Field::Participants, |cell| value::organizations(cell).value);
    // A visit may go by the name of whom it is paid to: 走访企业, 考察点.
    let visit = |header: &str| {
        ["走访", "考察", "参观"].iter().any(|word| header.starts_with(word))
    };
    if participants.is_empty()
        && reader.header(Field::Title).is_some_and(visit)
        && OrganizationKind::of_name(&title).is_some()
    {
        participants.push(title.clone());
    }
    let event = Event {
        id: reader.id(Field::Id),
        kind: reader.code(Field::Kind).unwrap_or(EventKind::Other),
        date: moment.date,
        start: moment.start,
        end: moment.end,
        mode: reader.option(Field::Mode),
        place: reader.option(Field::Place),
        participants,
        note: reader.option(Field::Note),
        title: title.clone(),
        ..Event::default()
    };
    let date = moment.date.map(|date| date.to_string()).unwrap_or_default();
    Draft { parts: vec![title, date], more: String::new(), record: Record::Events(event) }
}

/// When somebody can or cannot meet.
pub(super) fn availability(reader: &mut Reader<'_>) -> Draft {
    let moment = moment(reader);
    let availability = Availability {
        id: reader.id(Field::Id),
        organization: reader.option(Field::Organization),
        person: reader.option(Field::Person),
        date: moment.date,
        start: moment.start,
        end: moment.end,
        available: reader
            .parse(Field::Available, value::boolean)
            .unwrap_or_else(|| !asks_when_not(reader)),
        ..Availability::default()
    };
    if availability.organization.is_none() && availability.person.is_none() {
        reader.problem_in(Field::Organization, Problem::error("missing_required"));
    }
    let text = |value: Option<String>| value.unwrap_or_default();
    let parts = vec![
        text(availability.organization.clone()),
        text(availability.person.clone()),
        text(moment.date.map(|date| date.to_string())),
        text(moment.start.map(|clock| clock.to_string())),
        text(moment.end.map(|clock| clock.to_string())),
    ];
    Draft { parts, more: String::new(), record: Record::Availability(availability) }
}

/// Whether the times asked for are those at which somebody cannot come: 不能参会时间.
fn asks_when_not(reader: &Reader<'_>) -> bool {
    let header = reader.header(Field::Date).unwrap_or_default();
    ["不", "无法", "没空"].iter().any(|word| header.contains(word))
}

/// Day and times: from one column or from three.
fn moment(reader: &mut Reader<'_>) -> Moment {
    let when = reader.plan.when;
    let mut moment = reader.moment(Field::Date);
    let start = reader.parse(Field::Start, |cell| value::moment(cell, when));
    let end = reader.parse(Field::End, |cell| value::moment(cell, when));
    moment.date = moment.date.or(start.date);
    moment.start = start.start.or(moment.start);
    moment.end = start.end.or(moment.end);
    if let Some(end) = end.start {
        let written = reader.text(Field::End);
        let after = |start| value::after(end, &written, start);
        moment.end = Some(moment.start.map_or(end, after));
    }
    moment
}
