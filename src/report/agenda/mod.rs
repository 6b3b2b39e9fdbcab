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
    /// Only meetings that are new, moved or cancelled since this version of the plan.
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
        let mut entries = entry::all(fair, ceremony);
        if let Some(before) = &scope.since {
            entries.extend(entry::cancelled(fair, before));
            entry::sort(&mut entries);
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
    pub fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// The parties it is for: the one asked for, else everybody with an entry.
    fn parties(&self) -> Vec<Party> {
        let mut parties = self.scope.parties(self.fair);
        if self.scope.party.is_none() {
            parties.retain(|p| self.entries.iter().any(|e| p.takes_part(e)));
        }
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
    pub fn parties(&self, fair: &Fair) -> Vec<Party> {
        if let Some(party) = &self.party {
            return vec![party.clone()];
        }
        let plans = fair.plan.iter().chain(&self.since);
        Party::of_meetings(fair, plans.flat_map(|plan| &plan.meetings))
    }

    fn holds(&self, entry: &Entry<'_>) -> bool {
        let meeting = match entry.what {
            What::Meeting(meeting) | What::Cancelled(meeting) => Some(meeting),
            What::Event(_) | What::Signing(..) => None,
        };
        let at_table = |table| meeting.is_some_and(|m| m.table == Some(table));
        let changed = |plan: &Plan| match entry.what {
            What::Meeting(now) => {
                plan.meetings.iter().find(|before| before.id == now.id) != Some(now)
            }
            What::Cancelled(_) => true,
            What::Event(_) | What::Signing(..) => false,
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

fn calendar(agenda: &Agenda<'_>, entry: &Entry<'_>, lang: Lang) -> Option<CalendarEntry> {
    let date = entry.date.filter(|_| !matches!(entry.what, What::Cancelled(_)))?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Bound, Clock, Meeting, Objective, PlanStatus};

    fn plan(meetings: &[(&str, u16)]) -> Plan {
        let meeting = |&(id, start): &(&str, u16)| Meeting {
            id: id.into(),
            need: "N1".into(),
            offering: None,
            enterprise: format!("E-{id}"),
            institution: "U1".into(),
            date: NaiveDate::default(),
            start: Clock::from_minutes(start).unwrap(),
            end: Clock::from_minutes(start + 20).unwrap(),
            slot: 1,
            table: None,
            locked: false,
        };
        let objective = Objective {
            meetings: meetings.len(),
            score: None,
            idle: 0,
            breaks: 0,
            moved: 0,
            table_moves: None,
            reseated: None,
            blocking: None,
            lower_bound: Bound::default(),
            status: PlanStatus::Feasible,
            seconds: 0.0,
            seed: 1,
        };
        let meetings = meetings.iter().map(meeting).collect();
        Plan {
            version: 1,
            meetings,
            unscheduled: Vec::new(),
            objective,
            over_before: None,
        }
    }

    #[test]
    fn what_changed_is_new_moved_or_cancelled() {
        let now = plan(&[("M1", 540), ("M2", 600), ("M4", 660)]);
        let fair = Fair { plan: Some(now), ..Fair::default() };
        let before = plan(&[("M1", 540), ("M2", 560), ("M3", 580)]);
        let scope = Scope { since: Some(before), ..Scope::default() };
        let ceremony = Ceremony { date: None, batches: Vec::new(), problems: Vec::new() };
        let agenda = Agenda::new(&fair, &ceremony, &scope, None);
        let told: Vec<_> = agenda.entries().iter().map(|e| (e.kind(), e.id())).collect();
        let expected = [("cancelled", "M3"), ("meeting", "M2"), ("meeting", "M4")];
        assert_eq!(told, expected);
        let parties: Vec<_> = agenda.parties().into_iter().map(|p| p.id).collect();
        assert_eq!(parties, ["E-M2", "E-M3", "E-M4", "U1"]);
        assert_eq!(agenda.calendar(Lang::En).len(), 2);
    }
}
