//! Decisions and the slips of the meetings.

use super::draft::{Draft, require};
use super::reader::Reader;
use crate::domain::{AmountKind, Decision, Outcome, OutcomeKind, Record, derived_id};
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

/// Those who met, for want of the meeting's id: an enterprise, and an institution or an expert.
fn pair(reader: &mut Reader<'_>) -> Option<String> {
    let enterprise = reader.option(Field::Enterprise)?;
    let partners = [Field::Institution, Field::Person];
    let partner = partners.into_iter().find_map(|field| reader.option(field))?;
    for field in [Field::Enterprise, Field::Institution, Field::Person] {
        reader.keep_words(field);
    }
    Some(Outcome::meeting_of(&enterprise, &partner))
}

/// What came of a meeting; of several columns that say so, the furthest.
fn came_of_it(reader: &mut Reader<'_>) -> Option<OutcomeKind> {
    if reader.plan.of(Field::Outcome).len() < 2 {
        return reader.code(Field::Outcome);
    }
    let all: Vec<OutcomeKind> = reader.codes(Field::Outcome);
    all.into_iter().max_by_key(|outcome| match outcome {
        OutcomeKind::NoShow => 0,
        OutcomeKind::None => 1,
        OutcomeKind::Informative => 2,
        OutcomeKind::FollowUp => 3,
        OutcomeKind::Visit => 4,
        OutcomeKind::Intent => 5,
    })
}

/// The slip of a meeting.
pub(super) fn outcome(reader: &mut Reader<'_>) -> Draft {
    let mut meeting = reader.id(Field::Meeting);
    if meeting.is_empty() {
        meeting = pair(reader).unwrap_or_default();
    }
    require(reader, Field::Meeting, &meeting);
    let outcome = Outcome {
        id: reader.option(Field::Id).unwrap_or_else(|| derived_id('R', &[&meeting])),
        outcome: came_of_it(reader),
        amount: reader.money(Field::Amount, AmountKind::Other),
        next_step: reader.option(Field::NextStep),
        due: reader.date(Field::Due, DateRole::End),
        note: reader.option(Field::Note),
        meeting: meeting.clone(),
        ..Outcome::default()
    };
    Draft { parts: vec![meeting], more: String::new(), record: Record::Outcomes(outcome) }
}
