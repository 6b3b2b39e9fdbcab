//! Policies with their conditions.

use super::conditions::{is_stated, least_input, most_staff};
use super::draft::{Draft, require};
use super::reader::Reader;
use crate::domain::{AmountKind, Money, Policy, Record};
use crate::import::field::Field;
use crate::import::value::{self, DateRole};

/// A policy.
pub(super) fn policy(reader: &mut Reader<'_>) -> Draft {
    let title = reader.text(Field::Title);
    require(reader, Field::Title, &title);
    let [classes, fields, regions] = [Field::Classes, Field::Field, Field::Region]
        .map(|field| is_stated(reader, field));
    let policy = Policy {
        id: reader.id(Field::Id),
        benefit: reader.text(Field::Benefit),
        amount: reader.money(Field::Amount, AmountKind::Other),
        classes: if classes { reader.codes(Field::Classes) } else { Vec::new() },
        fields: if fields {
            reader.words(Field::Field, value::fields)
        } else {
            Vec::new()
        },
        regions: if regions {
            reader.words(Field::Region, value::items)
        } else {
            Vec::new()
        },
        min_rd_budget: input(reader),
        max_staff: staff(reader),
        deadline: reader.date(Field::Deadline, DateRole::Deadline),
        note: reader.option(Field::Note),
        title: title.clone(),
        ..Policy::default()
    };
    let more = policy.benefit.clone();
    Draft { parts: vec![title], more, record: Record::Policies(policy) }
}

/// The least R&D input, from its column or the prose of the conditions.
fn input(reader: &mut Reader<'_>) -> Option<Money> {
    if reader.option(Field::MinRdBudget).is_none() {
        return least_input(&reader.text(Field::Note));
    }
    let stated = is_stated(reader, Field::MinRdBudget);
    stated.then(|| reader.money(Field::MinRdBudget, AmountKind::Rd))?
}

/// The most people employed, from its column or the prose of the conditions.
fn staff(reader: &mut Reader<'_>) -> Option<u32> {
    if reader.option(Field::MaxStaff).is_none() {
        return most_staff(&reader.text(Field::Note));
    }
    let stated = is_stated(reader, Field::MaxStaff);
    stated.then(|| reader.parse(Field::MaxStaff, value::count))?
}
