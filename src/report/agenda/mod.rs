//! Agendas: the whole day, one party's, one table's; and what is laid out on the tables.

mod entry;
mod json;
mod notice;
mod pages;
mod sheets;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::{CalendarEntry, Paper, Report, Section};
use crate::domain::{Fair, Plan};
use crate::planning::ceremony::Ceremony;
use crate::text::messages::{Lang, Message, say};

pub use entry::{Entry, Party, What};
pub use notice::Notices;
pub use sheets::Handout;

/// Which part of what happens is wanted.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Only this party's.
    pub party: Option<Party>,
    /// Only at this table, from 1.
    pub table: Option<usize>,
    /// Only on this day.
    pub date: Option<NaiveDate>,
    /// Only meetings that are new or moved since this version of the plan.
    pub since: Option<Plan>,
}

/// Why pairs were matched, by need and offering.
pub type Reasons = BTreeMap<(String, String), Vec<Message>>;

/// An agenda.
#[derive(Debug)]
pub struct Agenda<'a> {
    fair: &'a Fair,
    scope: &'a Scope,
    sheet: Option<Handout>,
    entries: Vec<Entry<'a>>,
    /// Names of organizations by id.
    names: BTreeMap<&'a str, &'a str>,
    reasons: Option<&'a Reasons>,
}

impl<'a> Agenda<'a> {
    /// The agenda of a scope; with a sheet, what is laid out instead of a schedule.
    pub fn new(
        fair: &'a Fair,
        ceremony: &'a Ceremony,
        scope: &'a Scope,
        sheet: Option<Handout>,
    ) -> Self {
        let entries = entry::all(fair, ceremony)
            .into_iter()
            .filter(|e| scope.holds(e))
            .collect();
        Self { fair, scope, sheet, entries, names: names(fair), reasons: None }
    }

    /// The same, with the reasons of its meetings on a party's page.
    #[must_use]
    pub fn with_reasons(self, reasons: &'a Reasons) -> Self {
        Self { reasons: Some(reasons), ..self }
    }

    /// The entries, in order of time.
    pub fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// The parties it is for: the one asked for, else everybody with an entry.
    fn parties(&self) -> Vec<Party> {
        if let Some(party) = &self.scope.party {
            return vec![party.clone()];
        }
        let mut parties = Party::with_meetings(self.fair);
        parties.retain(|p| self.entries.iter().any(|e| p.takes_part(e)));
        parties
    }

    /// The name behind an organization's id.
    fn name(&self, id: &str) -> String {
        (*self.names.get(id).unwrap_or(&id)).to_owned()
    }

    /// The entries of one of its parties.
    fn of(&self, party: &Party) -> Vec<&Entry<'a>> {
        self.entries.iter().filter(|entry| party.takes_part(entry)).collect()
    }
}

/// Names by id: of the roster, else as needs and offerings have them.
fn names(fair: &Fair) -> BTreeMap<&str, &str> {
    let mut names = BTreeMap::new();
    let offerings = fair.offerings.iter().map(|o| &o.organization);
    names.extend(offerings.filter_map(|own| Some((own.id.as_deref()?, own.name.as_str()))));
    let needs = fair.needs.iter().map(|need| &need.organization);
    names.extend(needs.filter_map(|own| Some((own.id.as_deref()?, own.name.as_str()))));
    names.extend(fair.organizations.iter().map(|own| (own.id.as_str(), own.name.as_str())));
    names
}

impl Scope {
    fn holds(&self, entry: &Entry<'_>) -> bool {
        let meeting = match entry.what {
            What::Meeting(meeting) => Some(meeting),
            What::Event(_) | What::Signing(..) => None,
        };
        let at_table = |table| meeting.is_some_and(|m| m.table == Some(table));
        let changed = |plan: &Plan| {
            let before =
                plan.meetings.iter().find(|m| meeting.is_some_and(|n| n.id == m.id));
            meeting.is_some() && before != meeting
        };
        self.party.as_ref().is_none_or(|party| party.takes_part(entry))
            && self.table.is_none_or(at_table)
            && self.date.is_none_or(|date| entry.date == Some(date))
            && self.since.as_ref().is_none_or(changed)
    }
}

impl Report for Agenda<'_> {
    fn name(&self) -> &'static str {
        "agenda"
    }

    fn title(&self, lang: Lang) -> String {
        if let Some(sheet) = self.sheet {
            return say(lang, sheet.title()).to_owned();
        }
        match (&self.scope.party, self.scope.table) {
            (Some(party), _) => Message::new("report-agenda-of")
                .with("name", party.name.as_str())
                .say(lang),
            (None, Some(table)) => {
                Message::new("report-agenda-table").with("table", table).say(lang)
            }
            (None, None) => say(lang, "report-agenda-title").to_owned(),
        }
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        match (self.sheet, &self.scope.party) {
            (Some(sheet), _) => sheets::sections(self, sheet, lang),
            (None, Some(party)) => pages::party(self, party, lang),
            (None, None) => pages::days(self, lang),
        }
    }

    fn paper(&self) -> Paper {
        match (self.sheet, &self.scope.party) {
            (None, Some(_)) => Paper::OnePage,
            (Some(_), _) | (None, None) => Paper::Working,
        }
    }

    fn json<'b>(&'b self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'b> {
        Box::new(json::Wire::new(self, lang))
    }

    fn has_calendar(&self) -> bool {
        true
    }

    fn calendar(&self, lang: Lang) -> Vec<CalendarEntry> {
        self.entries.iter().filter_map(|entry| calendar(self, entry, lang)).collect()
    }
}

fn calendar(
    agenda: &Agenda<'_>,
    entry: &Entry<'_>,
    lang: Lang,
) -> Option<CalendarEntry> {
    let date = entry.date?;
    let last = chrono::NaiveTime::from_hms_opt(23, 59, 0)?;
    let start = entry.start.map_or(chrono::NaiveTime::MIN, crate::domain::Clock::time);
    let end = entry.end.map_or(last, crate::domain::Clock::time);
    let sides = pages::sides(agenda, entry).into_iter().filter(|name| !name.is_empty());
    let about: Vec<_> = sides.chain(pages::particulars(agenda.fair, entry)).collect();
    Some(CalendarEntry {
        uid: format!("{}-{}@fairmatch", entry.kind(), entry.id()),
        revision: agenda.fair.plan.as_ref().map_or(0, |plan| plan.version),
        summary: pages::subject(agenda.fair, entry, lang),
        description: about.join("\n"),
        location: pages::place(entry, lang),
        start: NaiveDateTime::new(date, start),
        end: NaiveDateTime::new(date, end),
    })
}
