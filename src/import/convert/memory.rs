//! What earlier work left: who answers for what, who met at earlier fairs.

use super::draft::{Draft, require};
use super::reader::Reader;
use crate::domain::{Assignment, Encounter, Record};
use crate::import::field::Field;
use crate::import::value::DateRole;

/// An officer's subject.
pub(super) fn assignment(reader: &mut Reader<'_>) -> Draft {
    let subject = reader.text(Field::Subject);
    let officer = reader.text(Field::Officer);
    require(reader, Field::Subject, &subject);
    require(reader, Field::Officer, &officer);
    let record = Record::Assignments(Assignment { subject: subject.clone(), officer });
    Draft { parts: vec![subject], more: String::new(), record }
}

/// A meeting or a project of an earlier fair.
pub(super) fn encounter(reader: &mut Reader<'_>) -> Draft {
    let enterprise = reader.text(Field::Enterprise);
    let institution = reader.text(Field::Institution);
    require(reader, Field::Enterprise, &enterprise);
    require(reader, Field::Institution, &institution);
    let encounter = Encounter {
        id: reader.id(Field::Id),
        fair: reader.text(Field::Fair),
        date: reader.date(Field::Date, DateRole::Start),
        topic: reader.option(Field::Topic),
        outcome: reader.code(Field::Outcome),
        stage: reader.code(Field::Stage),
        note: reader.option(Field::Note),
        enterprise: enterprise.clone(),
        institution: institution.clone(),
        ..Encounter::default()
    };
    let parts = vec![encounter.fair.clone(), enterprise, institution];
    Draft { parts, more: String::new(), record: Record::Encounters(encounter) }
}
