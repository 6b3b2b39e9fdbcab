//! The ledger: one project a row.

use super::draft::{Draft, require};
use super::reader::Reader;
use crate::domain::{AmountKind, Code as _, LedgerEntry, Record};
use crate::import::field::Field;
use crate::import::value::{self, DateRole};
use crate::ledger::Step;

/// An entry of the ledger. Without a subject its title is one.
pub(super) fn entry(reader: &mut Reader<'_>) -> Draft {
    let title = reader.text(Field::Title);
    let subject = reader.option(Field::Subject).unwrap_or_else(|| title.clone());
    require(reader, Field::Subject, &subject);
    let kind = reader.code(Field::AmountKind).unwrap_or(AmountKind::Other);
    let entry = LedgerEntry {
        id: reader.id(Field::Id),
        date: reader.date(Field::Date, DateRole::Start),
        stage: stage(reader),
        amount: reader.money(Field::Amount, kind),
        received: reader.money(Field::Received, kind),
        officer: reader.named(Field::Officer),
        department: reader.option(Field::Department),
        leader: reader.named(Field::Leader),
        due: reader.date(Field::Due, DateRole::End),
        problem: reader.option(Field::Problem),
        count: reader.parse(Field::Count, value::count),
        attachment: reader.option(Field::Attachment),
        note: reader.option(Field::Note),
        by: reader.named(Field::By),
        subject,
        title,
        ..LedgerEntry::default()
    };
    let date = entry.date.map(|date| date.to_string()).unwrap_or_default();
    let parts =
        vec![entry.subject.clone(), entry.title.clone(), date, entry.stage.clone()];
    let more = entry.note.clone().unwrap_or_default();
    Draft { parts, more, record: Record::Ledger(entry) }
}

/// A stage's code, or the words of the source. What else is said of it (the reason of an end) is
/// kept.
fn stage(reader: &mut Reader<'_>) -> String {
    let words = reader.text(Field::Stage);
    if let Some(step) = Step::of_words(&words) {
        return step.code().to_owned();
    }
    match reader.parse_or_take(Field::Stage, value::stage) {
        Some(stage) => {
            reader.keep_words(Field::Stage);
            stage.code().to_owned()
        }
        None => words,
    }
}
