//! Policies with their conditions.

use super::draft::{Draft, require};
use super::reader::Reader;
use crate::domain::{AmountKind, Policy, Record};
use crate::import::field::Field;
use crate::import::value::{self, DateRole};

/// A policy.
pub(super) fn policy(reader: &mut Reader<'_>) -> Draft {
    let title = reader.text(Field::Title);
    require(reader, Field::Title, &title);
    let policy = Policy {
        id: reader.id(Field::Id),
        benefit: reader.text(Field::Benefit),
        amount: reader.money(Field::Amount, AmountKind::Other),
        classes: reader.codes(Field::Classes),
        fields: reader.words(Field::Field, value::fields),
        regions: reader.words(Field::Region, value::items),
        min_rd_budget: reader.money(Field::MinRdBudget, AmountKind::Rd),
        max_staff: reader.parse(Field::MaxStaff, value::count),
        deadline: reader.date(Field::Deadline, DateRole::Deadline),
        note: reader.option(Field::Note),
        title: title.clone(),
        ..Policy::default()
    };
    let more = policy.benefit.clone();
    Draft { parts: vec![title], more, record: Record::Policies(policy) }
}
