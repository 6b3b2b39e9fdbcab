//! The figures in sentences.

use chrono::{Datelike as _, NaiveDate};

use super::figures::{Collected, Met, Signed, Sums};
use super::target::Target;
use crate::domain::Code as _;
use crate::report::amount;
use crate::text::messages::Message;

/// A day as each language writes it in prose.
pub(super) fn day(day: NaiveDate) -> Message {
    Message::new("brief-day")
        .with("year", i64::from(day.year()))
        .with("month", Message::new(format!("brief-month-{}", day.month())))
        .with("day", day.day())
}

/// The number of a heading or a point, from 0.
pub(super) fn numeral(place: usize) -> Message {
    Message::new(format!("brief-numeral-{}", (place + 1).min(10)))
}

pub(super) fn collected(figures: &Collected) -> Vec<Message> {
    let needs = if figures.talent > 0 { "brief-needs-talent" } else { "brief-needs" };
    let mut said = vec![
        Message::new(needs)
            .with("needs", figures.needs)
            .with("enterprises", figures.enterprises)
            .with("fields", figures.fields)
            .with("talent", figures.talent)
            .with("headcount", figures.headcount),
    ];
    if !figures.budgets.is_empty() {
        let whole = figures.without_budget == 0;
        let key = if whole { "brief-budgets" } else { "brief-budgets-without" };
        let message = Message::new(key).with("sums", sums(&figures.budgets));
        said.push(message.with("without", figures.without_budget));
    }
    if figures.offerings > 0 {
        let experts = figures.experts > 0;
        let key = if experts { "brief-offerings-experts" } else { "brief-offerings" };
        said.push(
            Message::new(key)
                .with("offerings", figures.offerings)
                .with("experts", figures.experts)
                .with("institutions", figures.institutions),
        );
    }
    said
}

pub(super) fn met(figures: &Met) -> Vec<Message> {
    let mut said = Vec::new();
    if figures.accepted > 0 {
        said.push(Message::new("brief-accepted").with("n", figures.accepted));
    }
    if figures.meetings > 0 {
        let nobody = figures.enterprises + figures.institutions == 0;
        let key = if nobody { "brief-meetings-unnamed" } else { "brief-meetings" };
        let message = Message::new(key).with("n", figures.meetings);
        let message = message.with("enterprises", figures.enterprises);
        said.push(message.with("institutions", figures.institutions));
    }
    if !figures.outcomes.is_empty() {
        let outcome = |(kind, n): (&crate::domain::OutcomeKind, &usize)| {
            Message::new("brief-outcome").with("outcome", kind.label()).with("n", *n)
        };
        let all: Vec<Message> = figures.outcomes.iter().map(outcome).collect();
        said.push(Message::new("brief-outcomes").with("outcomes", all));
    }
    said
}

pub(super) fn signed(figures: &Signed, targets: &[Target]) -> Vec<Message> {
    let mut said = Vec::new();
    if figures.signed > 0 {
        let message = Message::new("brief-agreed").with("n", figures.signed);
        said.push(
            message.with("started", figures.started).with("landed", figures.landed),
        );
    }
    if figures.ended > 0 {
        said.push(Message::new("brief-ended").with("n", figures.ended));
    }
    if figures.intents > 0 {
        said.push(Message::new("brief-intents").with("n", figures.intents));
    }
    let of = [
        ("brief-agreed-sums", &figures.agreed),
        ("brief-intended-sums", &figures.intended),
        ("brief-received-sums", &figures.received),
    ];
    let known = of.into_iter().filter(|(_, by_kind)| !by_kind.is_empty());
    said.extend(
        known.map(|(key, by_kind)| Message::new(key).with("sums", sums(by_kind))),
    );
    if figures.without_amount > 0 {
        said.push(Message::new("brief-without-amount").with("n", figures.without_amount));
    }
    if !targets.is_empty() {
        let clauses: Vec<Message> = targets.iter().map(Target::clause).collect();
        said.push(Message::new("brief-targets").with("targets", clauses));
    }
    said
}

/// A clause for each kind of amount.
fn sums(sums: &Sums) -> Vec<Message> {
    let clause = |(kind, sum): (&crate::domain::AmountKind, &super::Sum)| {
        Message::new("brief-sum")
            .with("kind", kind.label())
            .with("amount", amount(sum.amount))
            .with("n", sum.count)
    };
    sums.iter().map(clause).collect()
}
