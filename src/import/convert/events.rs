//! Events, and who can when.

use super::draft::{Draft, require};
use super::reader::Reader;
use crate::domain::problem::Problem;
use crate::domain::vocabulary::{Piece, Worded as _};
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
    let host = reader.header(Field::Title).is_some_and(asks_for_visits)
        && OrganizationKind::of_name(&title).is_some();
    if participants.is_empty() && host {
        participants.push(title.clone());
    }
    let kind = reader.code(Field::Kind);
    let kind = kind.or_else(|| if host { Some(EventKind::Visit) } else { named(&title) });
    let event = Event {
        id: reader.id(Field::Id),
        kind: kind.unwrap_or(EventKind::Other),
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

/// Whether a header asks for whom visits are paid to: 走访企业, 考察点.
fn asks_for_visits(header: &str) -> bool {
    ["走访", "考察", "参观"].iter().any(|word| header.starts_with(word))
}

/// The kind that the title of an event ends with, 集中签约仪式, or whose word stands before the
/// name of whom a visit is paid to: 参观甲有限公司.
fn named(title: &str) -> Option<EventKind> {
    match EventKind::vocabulary().pieces(title).as_slice() {
        [.., Piece::Known(_, kind)] => *kind,
        [Piece::Known(word, Some(EventKind::Visit)), ..] => {
            let host = title.split_once(word).is_some_and(|(_, rest)| {
                OrganizationKind::ends_like_one(rest.trim_end_matches(['）', ')']))
            });
            host.then_some(EventKind::Visit)
        }
        _ => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_events_may_name_their_kind() {
        for (title, kind) in [
            ("开幕式", Some(EventKind::Ceremony)),
            ("集中签约", Some(EventKind::Ceremony)),
            ("校地合作项目签约仪式", Some(EventKind::Ceremony)),
            ("某大学科技成果路演", Some(EventKind::Briefing)),
            ("参观甲钛业有限公司", Some(EventKind::Visit)),
            ("实地考察甲园区乙孵化基地", Some(EventKind::Visit)),
            ("人才座谈会", Some(EventKind::Talk)),
            ("考察团返程", None),
            ("一对一洽谈", None),
            ("领导致辞", None),
        ] {
            assert_eq!(named(title), kind, "{title}");
        }
    }
}
