//! The agenda's JSON: for each party its entries, each with its kind; what is said of them is in
//! `label`, all else is the same in every language.

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

#[derive(Serialize)]
struct EntryWire<'a> {
    kind: &'static str,
    title: &'a str,
    label: String,
    place: Option<&'a str>,
    before: Option<&'a Meeting>,
    #[serde(flatten)]
    what: WhatWire<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum WhatWire<'a> {
    Meeting(&'a Meeting),
    Event {
        id: &'a str,
        date: Option<chrono::NaiveDate>,
        start: Option<Clock>,
        end: Option<Clock>,
        participants: &'a [String],
    },
    Signing {
        id: &'a str,
        date: Option<chrono::NaiveDate>,
        start: Clock,
        end: Clock,
        batch: u32,
        stage: u32,
        parties: &'a [String],
    },
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
    let (what, place) = match entry.what {
        What::Meeting(meeting) | What::Cancelled(meeting) => {
            (WhatWire::Meeting(meeting), None)
        }
        What::Event(event) => (of_event(event), event.place.as_deref()),
        What::Signing(batch, signing) => (of_signing(entry, signing, batch), None),
    };
    EntryWire {
        kind: entry.kind(),
        title: pages::title(agenda.fair, entry),
        label: pages::subject(agenda.fair, entry, lang),
        place,
        before: entry.before,
        what,
    }
}

fn of_event(event: &Event) -> WhatWire<'_> {
    WhatWire::Event {
        id: &event.id,
        date: event.date,
        start: event.start,
        end: event.end,
        participants: &event.participants,
    }
}

fn of_signing<'a>(
    entry: &AgendaEntry<'_>,
    signing: &'a Signing,
    batch: &Batch,
) -> WhatWire<'a> {
    WhatWire::Signing {
        id: &signing.id,
        date: entry.date,
        start: entry.start.unwrap_or(Clock::MIDNIGHT),
        end: entry.end.unwrap_or(Clock::MIDNIGHT),
        batch: batch.number,
        stage: batch.stage,
        parties: &signing.parties,
    }
}
