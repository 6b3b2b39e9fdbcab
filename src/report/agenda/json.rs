//! The agenda's JSON: for each party its entries, each with its kind; what is said of them is in
//! `label`, all else is the same in every language.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Agenda, AgendaEntry, What};
use crate::domain::{Clock, Event, Meeting, Signing};
use crate::planning::ceremony::Batch;
use crate::report::agenda::pages;
use crate::text::messages::Lang;

/// The whole answer.
#[derive(Serialize)]
pub(super) struct Wire<'a> {
    agenda: Vec<PartyWire<'a>>,
}

#[derive(Serialize)]
struct PartyWire<'a> {
    r#for: String,
    name: String,
    entries: Vec<EntryWire<'a>>,
}

/// An entry of any kind: all keys of a meeting, and what events and signings have besides.
/// What its kind lacks is null or empty.
#[derive(Serialize, Default)]
struct EntryWire<'a> {
    kind: &'static str,
    title: &'a str,
    label: String,
    place: Option<&'a str>,
    before: Option<&'a Meeting>,
    id: &'a str,
    need: Option<&'a str>,
    offering: Option<&'a str>,
    enterprise: Option<&'a str>,
    institution: Option<&'a str>,
    date: Option<NaiveDate>,
    start: Option<Clock>,
    end: Option<Clock>,
    slot: Option<usize>,
    table: Option<usize>,
    locked: Option<bool>,
    participants: &'a [String],
    batch: Option<u32>,
    stage: Option<u32>,
    parties: &'a [String],
}

impl<'a> Wire<'a> {
    pub(super) fn new(agenda: &Agenda<'a>, lang: Lang) -> Self {
        let parties = agenda.parties().into_iter().map(|party| PartyWire {
            entries: agenda
                .of(&party)
                .into_iter()
                .map(|e| entry(agenda, e, lang))
                .collect(),
            r#for: party.id,
            name: party.name,
        });
        Self { agenda: parties.collect() }
    }

    /// A line a party.
    pub(super) fn lines<'b>(self) -> Vec<Box<dyn erased_serde::Serialize + 'b>>
    where
        'a: 'b,
    {
        self.agenda.into_iter().map(|party| Box::new(party) as _).collect()
    }
}

fn entry<'a>(agenda: &Agenda<'a>, entry: &AgendaEntry<'a>, lang: Lang) -> EntryWire<'a> {
    let own = match entry.what {
        What::Meeting(meeting) | What::Cancelled(meeting) => of_meeting(meeting),
        What::Event(event) => of_event(event),
        What::Signing(batch, signing) => of_signing(batch, signing),
    };
    EntryWire {
        kind: entry.kind(),
        title: pages::title(agenda.fair, entry),
        label: pages::subject(agenda.fair, entry, lang),
        before: entry.before,
        date: entry.date,
        start: entry.start,
        end: entry.end,
        ..own
    }
}

fn of_meeting(meeting: &Meeting) -> EntryWire<'_> {
    EntryWire {
        id: &meeting.id,
        need: Some(&meeting.need),
        offering: meeting.offering.as_deref(),
        enterprise: Some(&meeting.enterprise),
        institution: Some(&meeting.institution),
        slot: Some(meeting.slot),
        table: meeting.table,
        locked: Some(meeting.locked),
        ..EntryWire::default()
    }
}

fn of_event(event: &Event) -> EntryWire<'_> {
    EntryWire {
        id: &event.id,
        place: event.place.as_deref(),
        participants: &event.participants,
        ..EntryWire::default()
    }
}

fn of_signing<'a>(batch: &Batch, signing: &'a Signing) -> EntryWire<'a> {
    EntryWire {
        id: &signing.id,
        batch: Some(batch.number),
        stage: Some(batch.stage),
        parties: &signing.parties,
        ..EntryWire::default()
    }
}
