//! Service officers.

use super::draft::{Draft, require};
use super::reader::Reader;
use crate::domain::{Officer, Record};
use crate::import::field::Field;
use crate::import::value;

/// A service officer.
pub(super) fn officer(reader: &mut Reader<'_>) -> Draft {
    let cell = value::person(&reader.named(Field::Name).unwrap_or_default());
    require(reader, Field::Name, &cell.name);
    let officer = Officer {
        id: reader.id(Field::Id),
        title: reader.option(Field::Title).or(cell.title),
        zones: reader.words(Field::Zone, value::items),
        capacity: reader.parse(Field::Capacity, value::count),
        name: cell.name.clone(),
        ..Officer::default()
    };
    let more = officer.title.clone().unwrap_or_default();
    Draft { parts: vec![cell.name], more, record: Record::Officers(officer) }
}
