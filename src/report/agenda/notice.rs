//! The message to paste for each party: when, where, with whom.

use serde_json::{Value, json};

use super::{Agenda, AgendaEntry, Participant, pages};
use crate::domain::Fair;
use crate::report::{Block, Column, Fate, Report, Section, Table};
use crate::text::messages::{Lang, Message, say};

/// Messages, one a party of an agenda.
#[derive(Debug)]
pub struct Notices<'a>(
    /// The agenda they tell of.
    pub Agenda<'a>,
);

impl Notices<'_> {
    fn wires(&self, lang: Lang) -> Vec<Value> {
        let wire = |party: &Participant| {
            let text = self.message(party, lang);
            json!({ "for": party.id, "name": party.name, "text": text })
        };
        self.0.parties().iter().map(wire).collect()
    }

    /// The message for a party, ready to paste.
    fn message(&self, party: &Participant, lang: Lang) -> String {
        let mut lines: Vec<String> =
            self.0.of(party).iter().map(|entry| self.line(party, entry, lang)).collect();
        let entries = lines.len();
        let key = match (&self.0.scope.since, lines.is_empty()) {
            (None, _) => "report-notice",
            (Some(_), false) => "report-notice-changes",
            (Some(_), true) => "report-notice-unchanged",
        };
        lines.extend(pages::shared(&self.0, party, lang));
        Message::new(key)
            .with("name", party.name.as_str())
            .with("fair", self.0.fair.settings.name.as_str())
            .with("entries", entries)
            .with("lines", format!("\n{}", lines.join("\n")))
            .say(lang)
    }

    fn line(&self, party: &Participant, entry: &AgendaEntry<'_>, lang: Lang) -> String {
        let others = pages::others(&self.0, party, entry);
        let place = pages::place(self.0.fair, entry, lang);
        let key = match (place.is_empty(), others.is_empty()) {
            (false, false) => "report-notice-line",
            (false, true) => "report-notice-line-place",
            (true, false) => "report-notice-line-who",
            (true, true) => "report-notice-line-bare",
        };
        Message::new(key)
            .with("when", changed(self.0.fair, entry))
            .with("place", place)
            .with("who", others)
            .with("subject", pages::topic(self.0.fair, entry, lang))
            .say(lang)
    }
}

/// When, and what became of it where that is asked.
fn changed(fair: &Fair, entry: &AgendaEntry<'_>) -> Message {
    let key = match entry.change {
        None => return when(entry),
        Some(Fate::Added) => "report-notice-added",
        Some(Fate::Cancelled) => "report-notice-cancelled",
        Some(Fate::Moved) => "report-notice-moved",
        Some(Fate::Reseated) => "report-notice-reseated",
    };
    pages::earlier(fair, Message::new(key), entry).with("when", when(entry))
}

/// Day and time, as far as they are set.
fn when(entry: &AgendaEntry<'_>) -> Message {
    let Some(date) = entry.date else { return Message::new("report-agenda-undated") };
    let date = date.to_string();
    match (entry.start, entry.end) {
        (Some(start), Some(end)) => Message::new("report-notice-when")
            .with("date", date)
            .with("start", start.to_string())
            .with("end", end.to_string()),
        (Some(start), None) => Message::new("report-notice-from")
            .with("date", date)
            .with("start", start.to_string()),
        (None, _) => Message::plain(date),
    }
}

impl Report for Notices<'_> {
    fn name(&self) -> &'static str {
        "notices"
    }

    fn title(&self, lang: Lang) -> String {
        say(lang, "report-notice-title").to_owned()
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let section = |party: Participant| Section {
            blocks: vec![Block::Text(self.message(&party, lang))],
            heading: party.name,
        };
        let sections: Vec<_> = self.0.parties().into_iter().map(section).collect();
        if sections.is_empty() {
            let changed = self.0.scope.since.is_some();
            let key =
                if changed { "report-diff-nothing" } else { "report-agenda-nothing" };
            return vec![Section::text(say(lang, key))];
        }
        sections
    }

    /// A row a party, as programs that send messages read it.
    fn sheet(&self, lang: Lang) -> Option<Table> {
        let column = |key| Column::left(key, say(lang, &format!("report-notice-{key}")));
        let row = |party: Participant| {
            let text = self.message(&party, lang);
            vec![party.id.into(), party.name.into(), text.into()]
        };
        Some(Table {
            columns: ["for", "name", "text"].map(column).into(),
            rows: self.0.parties().into_iter().map(row).collect(),
        })
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(json!({ "notices": self.wires(lang) }))
    }

    fn lines<'a>(&'a self, lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        self.wires(lang).into_iter().map(|notice| Box::new(notice) as _).collect()
    }
}
