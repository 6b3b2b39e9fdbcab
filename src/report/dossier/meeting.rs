//! `show` of a meeting: who meets about what, and what came of it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::meetings;
use super::own::{mentions, parties};
use crate::domain::{Code as _, Fair, Kind, Meeting, Record};
use crate::report::listing::{table, values};
use crate::report::{Block, Report, Section};
use crate::text::messages::{Lang, Message, say};

/// The registries that have to do with a meeting.
const RELATED: &[Kind] = &[
    Kind::Needs,
    Kind::Offerings,
    Kind::Organizations,
    Kind::Decisions,
    Kind::Outcomes,
    Kind::Ledger,
];

/// A meeting of the current plan with its parties, its outcome and its ledger.
#[derive(Debug)]
pub struct MeetingDossier<'a> {
    meeting: &'a Meeting,
    fair: &'a Fair,
    related: Vec<(Kind, Vec<Record>)>,
}

impl<'a> MeetingDossier<'a> {
    /// The meeting of an id, if the current plan has it.
    pub fn find(fair: &'a Fair, id: &str) -> Option<Self> {
        let plan = fair.plan.as_ref()?;
        let meeting = plan.meeting(id)?;
        let concerns = |record: &Record| {
            let names = |key: &str| mentions(record).any(|mentioned| mentioned == key);
            if record.kind() == Kind::Decisions {
                return parties(meeting).filter(|party| names(party)).count() > 1;
            }
            names(&meeting.id) || parties(meeting).any(|party| party == record.id())
        };
        let of = |kind: &Kind| {
            let mut records = fair.records(*kind);
            records.retain(|record| concerns(record));
            (*kind, records)
        };
        Some(Self { meeting, fair, related: RELATED.iter().map(of).collect() })
    }
}

impl Report for MeetingDossier<'_> {
    fn name(&self) -> &'static str {
        "show"
    }

    fn title(&self, lang: Lang) -> String {
        Message::new("report-plan-event")
            .with("enterprise", self.fair.name_of(&self.meeting.enterprise))
            .with("institution", self.fair.name_of(&self.meeting.institution))
            .say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let heading = say(lang, "report-dossier-meetings");
        let own = meetings(std::slice::from_ref(self.meeting), lang);
        let mut sections = vec![Section::table(heading, own)];
        let some = self.related.iter().filter(|(_, records)| !records.is_empty());
        sections.extend(some.map(|(kind, records)| Section {
            heading: kind.label().say(lang),
            blocks: vec![Block::Table(table(records, lang))],
        }));
        sections
    }

    fn json<'b>(&'b self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'b> {
        let record = serde_json::to_value(self.meeting).unwrap_or_default();
        let of =
            |(kind, all): &(Kind, Vec<Record>)| (kind.code().to_owned(), values(all));
        let related: Map<String, Value> = self.related.iter().map(of).collect();
        Box::new(BTreeMap::from([
            ("record", record),
            ("related", Value::Object(related)),
        ]))
    }
}
