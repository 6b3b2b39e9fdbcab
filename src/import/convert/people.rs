//! Who comes.

use super::draft::{Draft, require};
use super::reader::Reader;
use crate::domain::{Attendance, Person, Record, Role};
use crate::import::field::Field;
use crate::import::value;

/// A person.
pub(super) fn person(reader: &mut Reader<'_>) -> Draft {
    let text = reader.text(Field::Name);
    let beside = value::contact(&text).value;
    let reached = !beside.phones.is_empty() && !beside.name.is_empty();
    let before = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let named = text[..before].trim().contains(&beside.name).then_some(&text[..before]);
    let cell = value::person(if reached { named.unwrap_or(&beside.name) } else { &text });
    require(reader, Field::Name, &cell.name);
    let mut contact = reader.contact();
    if contact.phones.is_empty() {
        contact.phones = beside.phones;
    }
    let mut title = reader.option(Field::Title).or(cell.title);
    let mut organization = reader.option(Field::Organization);
    if organization.is_none() {
        employ(&mut organization, &mut title);
    }
    let person = Person {
        id: reader.id(Field::Id),
        title,
        organization,
        rank: reader.parse(Field::Rank, value::count),
        role: reader.code(Field::Role).unwrap_or(Role::Delegate),
        status: reader
            .parse(Field::Status, value::attendance)
            .unwrap_or(Attendance::Invited),
        phones: contact.phones,
        email: contact.email,
        name: cell.name,
        ..Person::default()
    };
    let organization = person.organization.clone().unwrap_or_default();
    let parts = vec![organization, person.name.clone()];
    let more = person.title.clone().unwrap_or_default();
    Draft { parts, more, record: Record::People(person) }
}

/// Takes where somebody works out of the words for it and the post.
fn employ(organization: &mut Option<String>, title: &mut Option<String>) {
    let Some(found) = title.as_deref().and_then(value::employed) else { return };
    *title = Some(found.office.unwrap_or_default() + &found.post);
    *organization = Some(found.organization);
}
