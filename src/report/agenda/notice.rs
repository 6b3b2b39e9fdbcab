//! The message to paste for each party: when, where, with whom.

use serde_json::json;

use super::{Agenda, Entry, Party, pages};
use crate::report::{Block, Report, Section};
use crate::text::messages::{Lang, Message, say};

/// Messages, one a party of an agenda.
#[derive(Debug)]
pub struct Notices<'a>(
    /// The agenda they tell of.
    pub Agenda<'a>,
);

impl Notices<'_> {
    /// The message for a party, ready to paste.
    fn message(&self, party: &Party, lang: Lang) -> String {
        let lines: Vec<String> =
            self.0.of(party).iter().map(|entry| self.line(party, entry, lang)).collect();
        Message::new("report-notice")
            .with("name", party.name.as_str())
            .with("fair", self.0.fair.settings.name.as_str())
            .with("entries", lines.len())
            .with("lines", format!("\n{}", lines.join("\n")))
            .say(lang)
    }

    fn line(&self, party: &Party, entry: &Entry<'_>, lang: Lang) -> String {
        let day = entry.date.map(|date| date.to_string()).unwrap_or_default();
        let time = |clock: Option<crate::domain::Clock>| {
            clock.map(|clock| clock.to_string()).unwrap_or_default()
        };
        let others: Vec<String> = pages::sides(self.0.fair, entry)
            .into_iter()
            .filter(|name| !name.is_empty() && !party.keys.contains(name))
            .collect();
        Message::new("report-notice-line")
            .with("date", day)
            .with("start", time(entry.start))
            .with("end", time(entry.end))
            .with("place", pages::place(entry, lang))
            .with("who", others)
            .with("subject", pages::subject(self.0.fair, entry, lang))
            .say(lang)
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
        let section = |party: Party| Section {
            blocks: vec![Block::Text(self.message(&party, lang))],
            heading: party.name,
        };
        self.0.parties().into_iter().map(section).collect()
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let notices: Vec<_> = self
            .0
            .parties()
            .iter()
            .map(|party| json!({"for": party.id, "name": party.name, "text": self.message(party, lang)}))
            .collect();
        Box::new(json!({ "notices": notices }))
    }
}
