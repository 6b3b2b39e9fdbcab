//! The agenda's JSON: for each party its entries, each with its kind.

use serde::Serialize;

use super::{Agenda, Entry, What};
use crate::domain::{Clock, Event, Meeting, Signing};
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
    title: String,
    place: String,
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

fn entry<'a>(agenda: &Agenda<'a>, entry: &Entry<'a>, lang: Lang) -> EntryWire<'a> {
    let what = match entry.what {
        What::Meeting(meeting) | What::Cancelled(meeting) => WhatWire::Meeting(meeting),
        What::Event(event) => of_event(event),
        What::Signing(batch, signing) => of_signing(entry, signing, batch.number),
    };
    EntryWire {
        kind: entry.kind(),
        title: pages::subject(agenda.fair, entry, lang),
        place: pages::place(entry, lang),
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

fn of_signing<'a>(entry: &Entry<'_>, signing: &'a Signing, batch: u32) -> WhatWire<'a> {
    WhatWire::Signing {
        id: &signing.id,
        date: entry.date,
        start: entry.start.unwrap_or(Clock::MIDNIGHT),
        end: entry.end.unwrap_or(Clock::MIDNIGHT),
        batch,
        parties: &signing.parties,
    }
}
