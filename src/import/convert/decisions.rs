//! Decisions and the slips of the meetings.

use super::draft::{Draft, require};
use super::reader::Reader;
use crate::domain::{AmountKind, Decision, Outcome, Record, derived_id};
use crate::import::field::Field;
use crate::import::value::DateRole;

/// A decision on a pair.
pub(super) fn decision(reader: &mut Reader<'_>) -> Draft {
    let need = reader.id(Field::Need);
    let offering = reader.id(Field::Offering);
    require(reader, Field::Need, &need);
    require(reader, Field::Offering, &offering);
    let decision = Decision {
        id: reader
            .option(Field::Id)
            .unwrap_or_else(|| derived_id('D', &[&need, &offering])),
        decision: reader.code(Field::Decision),
        enterprise_reply: reader.option(Field::EnterpriseReply),
        institution_reply: reader.option(Field::InstitutionReply),
        note: reader.option(Field::Note),
        need: need.clone(),
        offering: offering.clone(),
        ..Decision::default()
    };
    Draft {
        parts: vec![need, offering],
        more: String::new(),
        record: Record::Decisions(decision),
    }
}

/// The slip of a meeting.
pub(super) fn outcome(reader: &mut Reader<'_>) -> Draft {
    let meeting = reader.id(Field::Meeting);
    require(reader, Field::Meeting, &meeting);
    let outcome = Outcome {
        id: reader.option(Field::Id).unwrap_or_else(|| derived_id('R', &[&meeting])),
        outcome: reader.code(Field::Outcome),
        amount: reader.money(Field::Amount, AmountKind::Other),
        next_step: reader.option(Field::NextStep),
        due: reader.date(Field::Due, DateRole::End),
        note: reader.option(Field::Note),
        meeting: meeting.clone(),
        ..Outcome::default()
    };
    Draft { parts: vec![meeting], more: String::new(), record: Record::Outcomes(outcome) }
}
