//! Who comes.

use super::draft::{Draft, require};
use super::reader::Reader;
use crate::domain::{Attendance, Person, Record, Role};
use crate::import::field::Field;
use crate::import::value;

/// A person.
pub(super) fn person(reader: &mut Reader<'_>) -> Draft {
    let cell = value::person(&reader.text(Field::Name));
    require(reader, Field::Name, &cell.name);
    let contact = reader.contact();
    let person = Person {
        id: reader.id(Field::Id),
        title: reader.option(Field::Title).or(cell.title),
        organization: reader.option(Field::Organization),
        rank: reader.parse(Field::Rank, value::count),
        role: reader.code(Field::Role).unwrap_or(Role::Delegate),
        status: reader.code(Field::Status).unwrap_or(Attendance::Invited),
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
