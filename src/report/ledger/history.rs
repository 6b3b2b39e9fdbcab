//! `ledger history`: the trail of a subject, with the days between stages.

use serde::Serialize;

use super::due::stage;
use crate::domain::LedgerEntry;
use crate::ledger::{Origin, Trail};
use crate::report::{Cell, Column, Keyed, Report, Section, Table, Tone, money_cell};
use crate::text::messages::{Lang, Message, say};

/// The trails of a subject: its own, and those of its projects and meetings.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryReport {
    trails: Vec<(String, Vec<Entry>)>,
}

/// An entry as its JSON shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Entry {
    #[serde(flatten)]
    written: LedgerEntry,
    /// Days since the stage before.
    days: Option<i64>,
    /// `outcome` or `signing` where nobody wrote it.
    implied: Option<&'static str>,
    corrected_by: Option<String>,
}

impl HistoryReport {
    /// The history that trails tell.
    pub fn new(trails: &[&Trail<'_>]) -> Self {
        let trails = trails.iter().map(|trail| (trail.title.clone(), entries(trail)));
        Self { trails: trails.collect() }
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.trails.iter().flat_map(|(_, entries)| entries)
    }
}

fn entries(trail: &Trail<'_>) -> Vec<Entry> {
    let days = trail.days_between();
    let entry = |(line, days): (&crate::ledger::Line<'_>, Option<i64>)| Entry {
        written: LedgerEntry {
            subject: trail.subject.clone(),
            title: trail.title.clone(),
            ..line.entry.clone().into_owned()
        },
        days,
        implied: match line.origin {
            Origin::Recorded => None,
            Origin::Outcome => Some("outcome"),
            Origin::Signing => Some("signing"),
        },
        corrected_by: line.corrected_by.clone(),
    };
    trail.lines.iter().zip(days).map(entry).collect()
}

impl Report for HistoryReport {
    fn name(&self) -> &'static str {
        "ledger-history"
    }

    fn title(&self, lang: Lang) -> String {
        let entries = self.entries().count();
        Message::new("ledger-history-title").with("n", entries).say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let section = |(title, entries): &(String, Vec<Entry>)| {
            let subject = entries.first().map_or("", |e| e.written.subject.as_str());
            let heading = Message::new("ledger-history-subject")
                .with("subject", subject)
                .with("title", title);
            Section::table(heading.say(lang), table(entries, lang))
        };
        self.trails
            .iter()
            .filter(|(_, entries)| !entries.is_empty())
            .map(section)
            .collect()
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let entries: Vec<_> = self.entries().collect();
        Box::new(std::collections::BTreeMap::from([("entries", entries)]))
    }

    fn lines<'a>(&'a self, _lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        self.entries().map(|entry| Box::new(entry) as _).collect()
    }
}

/// A table with the columns that any entry fills.
fn table(entries: &[Entry], lang: Lang) -> Table {
    let rows = entries.iter().map(|entry| row(entry, lang)).collect();
    Table::filled(rows, |key| {
        Column::left(key, say(lang, &format!("ledger-column-{key}")))
    })
}

fn row(line: &Entry, lang: Lang) -> Vec<Keyed> {
    let entry = &line.written;
    let amount = |m: &Option<_>| Cell::from(m.as_ref().map(|m| money_cell(m, lang)));
    let extra = |key: &str| Cell::from(entry.extra.get(key).cloned());
    vec![
        ("id", entry.id.as_str().into()),
        ("date", entry.date.into()),
        ("stage", stage(&entry.stage, lang)),
        ("days", line.days.map_or(Cell::Empty, Cell::Integer)),
        ("amount", amount(&entry.amount)),
        ("received", amount(&entry.received)),
        ("officer", entry.officer.clone().into()),
        ("department", entry.department.clone().into()),
        ("leader", entry.leader.clone().into()),
        ("due", entry.due.into()),
        ("problem", entry.problem.clone().into()),
        ("count", entry.count.into()),
        ("contract_type", extra("contract_type")),
        ("registration", extra("registration")),
        ("policy", extra("policy")),
        ("attachment", entry.attachment.clone().into()),
        ("note", entry.note.clone().into()),
        ("by", entry.by.clone().into()),
        ("remark", remark(line, lang)),
    ]
}

/// Where the entry comes from, or what became of it.
fn remark(line: &Entry, lang: Lang) -> Cell {
    if let Some(by) = &line.corrected_by {
        let corrected = Message::new("ledger-corrected-by").with("entry", by);
        return Cell::Toned(Tone::Faint, corrected.say(lang));
    }
    match (line.implied, line.written.extra.get("corrects")) {
        (Some(origin), _) => say(lang, &format!("ledger-implied-{origin}")).into(),
        (None, Some(entry)) => {
            Message::new("ledger-corrects").with("entry", entry).say(lang).into()
        }
        (None, None) => Cell::Empty,
    }
}
