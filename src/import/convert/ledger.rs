//! The ledger: one project a row.

use super::draft::{Draft, require};
use super::reader::Reader;
use crate::domain::vocabulary::Worded as _;
use crate::domain::{AmountKind, Code as _, LedgerEntry, Record, Stage};
use crate::import::field::Field;
use crate::import::value::{self, DateRole};

/// An entry of the ledger. Without a subject its title is one.
pub(super) fn entry(reader: &mut Reader<'_>) -> Draft {
    let title = reader.text(Field::Title);
    let subject = reader.option(Field::Subject).unwrap_or_else(|| title.clone());
    require(reader, Field::Subject, &subject);
    let kind = reader.code(Field::AmountKind).unwrap_or(AmountKind::Other);
    let entry = LedgerEntry {
        id: reader.text(Field::Id),
        date: reader.date(Field::Date, DateRole::Start),
        stage: stage(&reader.text(Field::Stage)),
        amount: reader.money(Field::Amount, kind),
        received: reader.money(Field::Received, kind),
        officer: reader.option(Field::Officer),
        department: reader.option(Field::Department),
        leader: reader.option(Field::Leader),
        due: reader.date(Field::Due, DateRole::End),
        problem: reader.option(Field::Problem),
        count: reader.parse(Field::Count, value::count),
        attachment: reader.option(Field::Attachment),
        note: reader.option(Field::Note),
        by: reader.option(Field::By),
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

/// A stage's code, or the words of the source; a reason in brackets does not count.
fn stage(words: &str) -> String {
    let outside = words.split(['（', '(']).next().unwrap_or(words);
    Stage::of_words(words)
        .or_else(|| Stage::of_words(outside))
        .map_or_else(|| words.to_owned(), |stage| stage.code().to_owned())
}
