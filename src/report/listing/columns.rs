//! The columns of each registry in a table: what fits on a screen. The whole record is
//! in the JSON and in `show`.

use crate::domain::{
    Availability, Code, Decision, Encounter, Event, Kind, Kpi, LedgerEntry, Money,
    Officer, Outcome, Person, Record, Stage,
};
use crate::report::{Align, Cell, Column, Keyed, Table, money_cell};
use crate::text::messages::{Lang, Message, say};

/// The row of a record.
pub(super) fn row(record: &Record, lang: Lang) -> Vec<Keyed> {
    let words = &Words(lang);
    let own = match record {
        Record::Needs(need) => {
            let organization = need.organization.name.as_str().into();
            subject(record, organization, words.code(Some(need.kind)), words)
        }
        Record::Offerings(offering) => {
            let organization = offering.organization.name.as_str().into();
            subject(record, organization, words.code(Some(offering.kind)), words)
        }
        Record::Organizations(o) => {
            subject(record, o.region.clone().into(), words.code(Some(o.kind)), words)
        }
        Record::People(record) => person(record, words),
        Record::Signings(signing) => {
            let parties = words.list(&signing.parties);
            subject(record, parties, words.code(Some(signing.kind)), words)
        }
        Record::Ledger(record) => entry(record, words),
        Record::Officers(record) => officer(record, words),
        Record::Assignments(a) => vec![("officer", a.officer.as_str().into())],
        Record::Availability(record) => availability(record, words),
        Record::Policies(_) => subject(record, Cell::Empty, Cell::Empty, words),
        Record::Events(record) => event(record, words),
        Record::Kpis(record) => kpi(record),
        Record::Decisions(record) => decision(record, words),
        Record::Outcomes(record) => outcome(record, words),
        Record::Encounters(record) => encounter(record, words),
    };
    std::iter::once(("id", record.id().into())).chain(own).collect()
}

/// What is matched, signed or granted; organizations show their region
/// instead, and what they spend on research.
fn subject(record: &Record, whose: Cell, kind: Cell, words: &Words) -> Vec<Keyed> {
    let facets = record.facets();
    let body = matches!(record, Record::Organizations(_));
    vec![
        ("title", facets.title.into()),
        ("kind", kind),
        (if body { "region" } else { "organization" }, whose),
        ("field", words.list(facets.fields)),
        ("zone", words.list(&facets.zones)),
        (if body { "rd_spend" } else { "amount" }, words.money(facets.amount)),
        ("date", facets.date.into()),
        ("stage", words.code(facets.stage)),
    ]
}

fn person(person: &Person, words: &Words) -> Vec<Keyed> {
    vec![
        ("full_name", person.name.as_str().into()),
        ("post", person.title.clone().into()),
        ("organization", person.organization.clone().into()),
        ("rank", person.rank.into()),
        ("role", words.code(Some(person.role))),
        ("status", words.code(Some(person.status))),
    ]
}

fn entry(entry: &LedgerEntry, words: &Words) -> Vec<Keyed> {
    vec![
        ("date", entry.date.into()),
        ("subject", entry.subject.as_str().into()),
        ("title", entry.title.as_str().into()),
        ("stage", words.stage(&entry.stage)),
        ("amount", words.money(entry.amount.as_ref())),
        ("received", words.money(entry.received.as_ref())),
        ("officer", entry.officer.clone().into()),
        ("due", entry.due.into()),
        ("problem", entry.problem.clone().into()),
        ("note", entry.note.clone().into()),
    ]
}

fn officer(officer: &Officer, words: &Words) -> Vec<Keyed> {
    vec![
        ("full_name", officer.name.as_str().into()),
        ("post", officer.title.clone().into()),
        ("zone", words.list(&officer.zones)),
        ("capacity", officer.capacity.into()),
    ]
}

fn availability(a: &Availability, words: &Words) -> Vec<Keyed> {
    vec![
        ("organization", a.organization.clone().into()),
        ("person", a.person.clone().into()),
        ("date", a.date.into()),
        ("start", a.start.into()),
        ("end", a.end.into()),
        ("available", words.flag(a.available)),
    ]
}

fn event(event: &Event, words: &Words) -> Vec<Keyed> {
    vec![
        ("title", event.title.as_str().into()),
        ("kind", words.code(Some(event.kind))),
        ("date", event.date.into()),
        ("start", event.start.into()),
        ("end", event.end.into()),
        ("place", event.place.clone().into()),
        ("participants", words.list(&event.participants)),
    ]
}

fn kpi(kpi: &Kpi) -> Vec<Keyed> {
    vec![
        ("organization", kpi.organization.as_str().into()),
        ("indicator", kpi.indicator.as_str().into()),
        ("period", kpi.period.clone().into()),
        ("value", kpi.value.as_str().into()),
        ("unit", kpi.unit.clone().into()),
    ]
}

fn decision(decision: &Decision, words: &Words) -> Vec<Keyed> {
    vec![
        ("need", decision.need.as_str().into()),
        ("offering", decision.offering.as_str().into()),
        ("decision", words.code(decision.decision)),
        ("enterprise_reply", decision.enterprise_reply.clone().into()),
        ("institution_reply", decision.institution_reply.clone().into()),
        ("note", decision.note.clone().into()),
    ]
}

fn outcome(outcome: &Outcome, words: &Words) -> Vec<Keyed> {
    vec![
        ("meeting", outcome.meeting.as_str().into()),
        ("outcome", words.code(outcome.outcome)),
        ("amount", words.money(outcome.amount.as_ref())),
        ("next_step", outcome.next_step.clone().into()),
        ("due", outcome.due.into()),
        ("note", outcome.note.clone().into()),
    ]
}

fn encounter(e: &Encounter, words: &Words) -> Vec<Keyed> {
    vec![
        ("fair", e.fair.as_str().into()),
        ("date", e.date.into()),
        ("enterprise", e.enterprise.as_str().into()),
        ("institution", e.institution.as_str().into()),
        ("topic", e.topic.clone().into()),
        ("outcome", words.code(e.outcome)),
        ("stage", words.code(e.stage)),
        ("note", e.note.clone().into()),
    ]
}

/// Values in the words of a language.
struct Words(Lang);

impl Words {
    fn code(&self, code: Option<impl Code>) -> Cell {
        code.map(|code| code.label().say(self.0)).into()
    }

    /// A stage by its code, else the words of the source.
    fn stage(&self, text: &str) -> Cell {
        match Stage::of_code(text) {
            Some(stage) => self.code(Some(stage)),
            None => text.into(),
        }
    }

    fn money(&self, amount: Option<&Money>) -> Cell {
        amount.map(|amount| money_cell(amount, self.0)).into()
    }

    fn flag(&self, flag: bool) -> Cell {
        say(self.0, if flag { "report-yes" } else { "report-no" }).into()
    }

    fn list<T: AsRef<str>>(&self, items: &[T]) -> Cell {
        let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
        if items.is_empty() {
            return Cell::Empty;
        }
        Message::plain(items).say(self.0).into()
    }
}

/// A table of rows with the same columns, without those that are empty throughout.
pub(super) fn table(rows: Vec<Vec<Keyed>>, lang: Lang) -> Table {
    Table::filled(rows, |key| column(key, lang))
}

/// A table without rows: every column that records of a registry may fill.
pub(super) fn blank(kind: Kind, lang: Lang) -> Table {
    let record = Record::of_json(kind, "{}").ok();
    let keys = record.iter().flat_map(|record| row(record, lang));
    Table { columns: keys.map(|(key, _)| column(key, lang)).collect(), rows: Vec::new() }
}

fn column(key: &'static str, lang: Lang) -> Column {
    let header = say(lang, &format!("column-{key}"));
    let right =
        matches!(key, "amount" | "rd_spend" | "received" | "rank" | "capacity" | "value");
    Column {
        key,
        header: header.to_owned(),
        align: if right { Align::Right } else { Align::Left },
    }
}
