//! Agendas: the whole day, one party's, one table's; and what is laid out on the tables.

mod entry;
mod json;
mod notice;
mod pages;
mod sheets;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::{CalendarEntry, Paper, Report, Section};
use crate::domain::{Fair, Plan};
use crate::planning::ceremony::Ceremony;
use crate::text::messages::{Lang, Message, say};

pub use entry::{AgendaEntry, Participant, What};
pub use notice::Notices;
pub use sheets::Handout;

/// Which part of what happens is wanted.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Only this party's.
    pub party: Option<Participant>,
    /// Only at this table, from 1.
    pub table: Option<usize>,
    /// Only on this day.
    pub date: Option<NaiveDate>,
    /// Only meetings that are new, moved, at another table or cancelled since this version of
    /// the plan.
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
    entries: Vec<AgendaEntry<'a>>,
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
        let mut entries = entry::all(fair, ceremony);
        if let Some(before) = &scope.since {
            entries = entry::changed(fair, entries, before);
        }
        entries.retain(|entry| scope.holds(entry));
        Self { fair, scope, sheet, entries, names: names(fair), reasons: None }
    }

    /// The same, with the reasons of its meetings on a party's page.
    #[must_use]
    pub fn with_reasons(self, reasons: &'a Reasons) -> Self {
        Self { reasons: Some(reasons), ..self }
    }

    /// The entries, in order of time.
    pub fn entries(&self) -> &[AgendaEntry<'a>] {
        &self.entries
    }

    /// The parties it is for: the one asked for, else everybody with an entry.
    fn parties(&self) -> Vec<Participant> {
        let mut parties = self.scope.parties(self.fair);
        if self.scope.party.is_none() {
            parties.retain(|p| self.entries.iter().any(|e| p.takes_part(e)));
        }
        parties
    }

    /// The name behind an organization's id; what a need or an offering of nobody is about.
    fn name(&self, id: &str) -> String {
        let known = self.names.get(id).copied();
        known.or_else(|| entry::title(self.fair, id)).unwrap_or(id).to_owned()
    }

    /// The entries of one of its parties.
    fn of(&self, party: &Participant) -> Vec<&AgendaEntry<'a>> {
        self.entries.iter().filter(|entry| party.takes_part(entry)).collect()
    }
}

/// Names by id: of the roster, else as needs and offerings have them.
fn names(fair: &Fair) -> BTreeMap<&str, &str> {
    let mut names = BTreeMap::new();
    let offerings = fair.offerings.iter().map(|o| &o.organization);
    names.extend(
        offerings.filter_map(|own| Some((own.id.as_deref()?, own.name.as_str()))),
    );
    let needs = fair.needs.iter().map(|need| &need.organization);
    names.extend(needs.filter_map(|own| Some((own.id.as_deref()?, own.name.as_str()))));
    names.extend(
        fair.organizations.iter().map(|own| (own.id.as_str(), own.name.as_str())),
    );
    names
}

impl Scope {
    /// The party asked for, else everybody who has or had a meeting.
    pub fn parties(&self, fair: &Fair) -> Vec<Participant> {
        if let Some(party) = &self.party {
            return vec![party.clone()];
        }
        let plans = fair.plan.iter().chain(&self.since);
        Participant::of_meetings(fair, plans.flat_map(|plan| &plan.meetings))
    }

    fn holds(&self, entry: &AgendaEntry<'_>) -> bool {
        let meeting = match entry.what {
            What::Meeting(meeting) | What::Cancelled(meeting) => Some(meeting),
            What::Event(_) | What::Signing(..) => None,
        };
        let meetings = || meeting.into_iter().chain(entry.before);
        let at_table = |table| meetings().any(|m| m.table == Some(table));
        let on_day = |date| {
            entry.date == Some(date) || entry.before.is_some_and(|m| m.date == date)
        };
        self.party.as_ref().is_none_or(|party| party.takes_part(entry))
            && self.table.is_none_or(at_table)
            && self.date.is_none_or(on_day)
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
        let whose = match (&self.scope.party, self.scope.table) {
            (Some(party), _) => {
                Message::new("report-agenda-of").with("name", party.name.as_str())
            }
            (None, Some(table)) => {
                Message::new("report-agenda-table").with("table", table)
            }
            (None, None) => Message::new("report-agenda-title"),
        };
        match &self.scope.since {
            Some(before) => Message::new("report-agenda-since")
                .with("what", whose)
                .with("version", before.version)
                .say(lang),
            None => whose.say(lang),
        }
    }

    fn has_tables(&self) -> bool {
        self.sheet != Some(Handout::Tents)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        if self.entries.is_empty() && self.scope.since.is_some() {
            return vec![Section::text(say(lang, "report-diff-nothing"))];
        }
        if self.entries.is_empty() && self.scope.party.is_none() {
            return vec![Section::text(say(lang, "report-agenda-nothing"))];
        }
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

    fn lines<'b>(&'b self, lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'b>> {
        json::Wire::new(self, lang).lines()
    }

    fn has_data(&self) -> bool {
        self.sheet.is_none()
    }

    fn has_calendar(&self) -> bool {
        self.sheet.is_none()
    }

    fn calendar(&self, lang: Lang) -> Vec<CalendarEntry> {
        self.entries.iter().filter_map(|entry| calendar(self, entry, lang)).collect()
    }
}

fn calendar(
    agenda: &Agenda<'_>,
    entry: &AgendaEntry<'_>,
    lang: Lang,
) -> Option<CalendarEntry> {
    let date = entry.date.filter(|_| !matches!(entry.what, What::Cancelled(_)))?;
    let last = chrono::NaiveTime::from_hms_opt(23, 59, 0)?;
    let start = entry.start.map_or(chrono::NaiveTime::MIN, crate::domain::Clock::time);
    let end = entry.end.map_or(last, crate::domain::Clock::time);
    let sides = pages::sides(agenda, entry).into_iter().filter(|name| !name.is_empty());
    let about: Vec<_> = sides.chain(pages::particulars(agenda.fair, entry)).collect();
    Some(CalendarEntry {
        uid: format!("{}-{}@fairmatch", entry.what.kind(), entry.id()),
        revision: agenda.fair.plan.as_ref().map_or(0, |plan| plan.version),
        summary: pages::topic(agenda.fair, entry, lang),
        description: about.join("\n"),
        location: pages::place(agenda.fair, entry, lang),
        start: NaiveDateTime::new(date, start),
        end: NaiveDateTime::new(date, end),
    })
}
