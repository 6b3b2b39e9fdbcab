//! What a day holds for somebody: meetings, events and signings, in order of time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::{
    Attendance, Clock, Event, Fair, Meeting, Mentioned, Organization, Person, Plan, Role,
    Signing, is_named,
};
use crate::planning::ceremony::{Batch, Ceremony};
use crate::report::Fate;

/// Something at a time.
#[derive(Debug, Clone, Copy)]
pub enum What<'a> {
    /// A meeting at a table or online.
    Meeting(&'a Meeting),
    /// A meeting that an earlier version of the plan had and this one has not.
    Cancelled(&'a Meeting),
    /// A visit, briefing, talk ….
    Event(&'a Event),
    /// A signing on stage, in a batch.
    Signing(&'a Batch, &'a Signing),
}

/// An entry of an agenda.
#[derive(Debug, Clone, Copy)]
pub struct AgendaEntry<'a> {
    /// What it is.
    pub what: What<'a>,
    /// The person whose offering is talked about.
    lead: Option<&'a str>,
    /// Day, where one is set.
    pub date: Option<NaiveDate>,
    /// First minute; `None`: all day.
    pub start: Option<Clock>,
    /// First minute after.
    pub end: Option<Clock>,
    /// What became of the meeting since an earlier version of the plan.
    pub change: Option<Fate>,
    /// The meeting as that version had it, where it is another now.
    pub before: Option<&'a Meeting>,
}

impl What<'_> {
    /// The fixed word for what it is, whatever became of it.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Meeting(_) => "meeting",
            Self::Cancelled(_) => "cancelled",
            Self::Event(_) => "event",
            Self::Signing(..) => "signing",
        }
    }
}

impl AgendaEntry<'_> {
    /// The fixed word for what it is; for what became of it, where that is asked.
    pub fn kind(&self) -> &'static str {
        self.change.map_or(self.what.kind(), Fate::code)
    }

    /// The id of the meeting, event or signing.
    pub fn id(&self) -> &str {
        match self.what {
            What::Meeting(meeting) | What::Cancelled(meeting) => &meeting.id,
            What::Event(event) => &event.id,
            What::Signing(_, signing) => &signing.id,
        }
    }
}

/// Only what changed since an earlier plan: its meetings that are new, other or no more.
pub(super) fn changed<'a>(
    fair: &'a Fair,
    entries: Vec<AgendaEntry<'a>>,
    before: &'a Plan,
) -> Vec<AgendaEntry<'a>> {
    let known: BTreeMap<&str, &Meeting> =
        before.meetings.iter().map(|meeting| (&*meeting.id, meeting)).collect();
    let now = fair.plan.iter().flat_map(|plan| &plan.meetings);
    let kept: BTreeSet<&str> = now.map(|meeting| meeting.id.as_str()).collect();
    let told = |entry: AgendaEntry<'a>| {
        let What::Meeting(meeting) = entry.what else { return None };
        let before = known.get(meeting.id.as_str()).copied();
        let change = Fate::between(before, Some(meeting))?;
        Some(AgendaEntry { change: Some(change), before, ..entry })
    };
    let leads = leads(fair);
    let gone = before.meetings.iter().filter(|m| !kept.contains(m.id.as_str()));
    let gone = gone.map(|meeting| AgendaEntry {
        change: Some(Fate::Cancelled),
        ..of_meeting(What::Cancelled(meeting), meeting, &leads)
    });
    let mut entries: Vec<_> = entries.into_iter().filter_map(told).chain(gone).collect();
    sort(&mut entries);
    entries
}

/// Who leads an offering, by its id.
fn leads(fair: &Fair) -> BTreeMap<&str, &str> {
    fair.offerings.iter().filter_map(|o| Some((&*o.id, o.leader()?))).collect()
}

fn of_meeting<'a>(
    what: What<'a>,
    meeting: &Meeting,
    leads: &BTreeMap<&'a str, &'a str>,
) -> AgendaEntry<'a> {
    AgendaEntry {
        lead: meeting.offering.as_deref().and_then(|id| leads.get(id).copied()),
        date: Some(meeting.date),
        start: Some(meeting.start),
        end: Some(meeting.end),
        ..AgendaEntry::of(what)
    }
}

impl<'a> AgendaEntry<'a> {
    /// Something without a time.
    fn of(what: What<'a>) -> Self {
        let (date, start, end) = (None, None, None);
        Self { what, lead: None, date, start, end, change: None, before: None }
    }
}

/// Puts entries in order of time.
fn sort(entries: &mut [AgendaEntry<'_>]) {
    entries.sort_by(|a, b| key(a).cmp(&key(b)));
}

/// Everything that happens at a fair, in order of time.
pub(super) fn all<'a>(fair: &'a Fair, ceremony: &'a Ceremony) -> Vec<AgendaEntry<'a>> {
    let leads = leads(fair);
    let meetings = fair.plan.iter().flat_map(|plan| &plan.meetings);
    let meetings =
        meetings.map(|meeting| of_meeting(What::Meeting(meeting), meeting, &leads));
    let events = fair.events.iter().map(|event| AgendaEntry {
        date: event.date,
        start: event.start,
        end: event.end,
        ..AgendaEntry::of(What::Event(event))
    });
    let signings = ceremony.batches.iter().flat_map(|batch| {
        batch.projects.iter().map(move |signing| AgendaEntry {
            date: ceremony.date,
            start: Some(batch.start),
            end: Some(batch.end),
            ..AgendaEntry::of(What::Signing(batch, signing))
        })
    });
    let mut entries: Vec<_> = meetings.chain(events).chain(signings).collect();
    sort(&mut entries);
    entries
}

type Key<'a> = (Option<NaiveDate>, Option<Clock>, Option<usize>, OnStage, &'a str);

/// The batch and the place in it.
type OnStage = Option<(u32, usize)>;

fn key<'a>(entry: &'a AgendaEntry<'_>) -> Key<'a> {
    let (table, on_stage) = match entry.what {
        What::Meeting(meeting) | What::Cancelled(meeting) => (meeting.table, None),
        What::Event(_) => (None, None),
        What::Signing(batch, signing) => {
            let place = batch.projects.iter().position(|own| own.id == signing.id);
            (None, place.map(|place| (batch.number, place)))
        }
    };
    (entry.date, entry.start, table, on_stage, entry.id())
}

/// The title of a need or an offering, which stands for its side where it names nobody.
pub(super) fn title<'a>(fair: &'a Fair, id: &str) -> Option<&'a str> {
    let of_need = fair.need(id).map(|need| need.title.as_str());
    let title = of_need.or_else(|| fair.offering(id).map(|own| own.title.as_str()))?;
    Some(title).filter(|title| !title.is_empty())
}

/// The ids and names under which somebody takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Id of the organization or person.
    pub id: String,
    /// Name.
    pub name: String,
    /// All it goes by, id and name included.
    pub keys: Vec<String>,
    /// All that the organization goes by from which a person comes.
    pub body: Vec<String>,
    /// Whether that is as its delegate.
    pub speaks: bool,
    /// Whether others speak for it, too: which of them goes where is theirs to settle.
    pub shares: bool,
}

impl Participant {
    /// The organization or person of an id, name or alias.
    pub fn of(fair: &Fair, key: &str) -> Option<Self> {
        if let Some(known) = fair.organization(key) {
            return Some(Self {
                keys: keys_of(known),
                ..Self::bare(&known.id, &known.name)
            });
        }
        if let Some(known) = fair.person(key) {
            let body = body_of(fair, known);
            let speaks = comes_as_delegate(known) && !body.is_empty();
            let others = fair.people.iter().filter(|other| other.id != known.id);
            let mut others = others.filter(|other| comes_as_delegate(other));
            let shares = speaks && others.any(|other| body_of(fair, other) == body);
            let own = Self::bare(&known.id, &known.name);
            return Some(Self { body, speaks, shares, ..own });
        }
        Self::unlisted(fair, key)
    }

    /// Somebody who goes by an id and a name alone.
    pub(super) fn bare(id: &str, name: &str) -> Self {
        let mut keys = vec![id.to_owned(), name.to_owned()];
        keys.dedup();
        let (id, name) = (id.into(), name.into());
        Self { id, name, keys, body: Vec::new(), speaks: false, shares: false }
    }

    /// A party that no roster lists, known from needs and offerings alone; whoever leads an
    /// offering by the name.
    fn unlisted(fair: &Fair, key: &str) -> Option<Self> {
        if let Some(Mentioned { id, name }) = fair.mentioned(key) {
            return Some(Self::bare(id, name));
        }
        let led = fair.offerings.iter().find(|o| o.leader() == Some(key))?;
        let names = led.organization.id.iter().chain([&led.organization.name]);
        Some(Self { body: names.cloned().collect(), ..Self::bare(key, key) })
    }

    /// Everybody who has one of some meetings, by id.
    pub(super) fn of_meetings<'a>(
        fair: &Fair,
        meetings: impl Iterator<Item = &'a Meeting>,
    ) -> Vec<Self> {
        let ids: BTreeSet<&str> = meetings
            .flat_map(|m| [m.enterprise.as_str(), m.institution.as_str()])
            .collect();
        let bare = |id: &str| {
            let name = title(fair, id).unwrap_or(id);
            Self { keys: vec![id.into()], ..Self::bare(id, name) }
        };
        ids.into_iter().map(|id| Self::of(fair, id).unwrap_or_else(|| bare(id))).collect()
    }

    /// The organization it speaks for with others, by a key, where that has an entry.
    pub(super) fn shared<'e, 'a: 'e>(
        &self,
        mut entries: impl Iterator<Item = &'e AgendaEntry<'a>>,
    ) -> Option<&str> {
        let body = self.body.first().filter(|_| self.shares)?;
        let of_body = |entry: &AgendaEntry<'_>| !matches!(entry.what, What::Signing(..));
        entries.any(of_body).then_some(body)
    }

    /// Whether a key is one of the party's, or of the organization it speaks for.
    pub(super) fn is_or_speaks_for(&self, key: &str) -> bool {
        self.keys.iter().any(|own| own == key) || self.speaks && self.is_of(key)
    }

    /// Whether a key is that of the organization from which the person comes.
    pub(super) fn is_of(&self, key: &str) -> bool {
        self.body.iter().any(|own| own == key)
    }

    /// Whether a text names the party, with its title beside the name or without.
    fn is_named_in(&self, text: &str) -> bool {
        self.keys.iter().any(|own| is_named(text, own))
    }

    /// Whether the party takes part in an entry.
    pub fn takes_part(&self, entry: &AgendaEntry<'_>) -> bool {
        let is = |key: &str| self.keys.iter().any(|own| own == key);
        match entry.what {
            What::Meeting(meeting) | What::Cancelled(meeting) => {
                let at_table = self.is_or_speaks_for(&meeting.institution);
                self.is_or_speaks_for(&meeting.enterprise)
                    || entry
                        .lead
                        .map_or(at_table, |lead| is(lead) || is(&meeting.institution))
            }
            What::Event(event) => {
                event.participants.iter().any(|key| self.is_or_speaks_for(key))
            }
            What::Signing(_, signing) => {
                signing.parties.iter().any(|party| is(party))
                    || signing.signatories.iter().any(|s| is(&s.name))
                    || signing.witnesses.iter().any(|witness| self.is_named_in(witness))
            }
        }
    }
}

/// All that an organization goes by.
fn keys_of(body: &Organization) -> Vec<String> {
    [&body.id, &body.name].into_iter().chain(&body.aliases).cloned().collect()
}

/// All that the organization goes by from which a person comes.
fn body_of(fair: &Fair, person: &Person) -> Vec<String> {
    match person.organization.as_deref().filter(|key| !key.is_empty()) {
        Some(key) => fair.organization(key).map_or_else(|| vec![key.to_owned()], keys_of),
        None => Vec::new(),
    }
}

/// Whether a person comes to speak for an organization.
fn comes_as_delegate(person: &Person) -> bool {
    person.role == Role::Delegate && person.status != Attendance::Declined
}
