//! The schedule on paper: the days by slot, or one party's page with whom it meets.

use std::collections::BTreeMap;

use super::{Agenda, AgendaEntry, Participant, What};
use crate::domain::{Fair, Meeting, Need, Offering};
use crate::planning::ceremony::institution;
use crate::report::{Block, Cell, Column, Fate, Section, Table, fate, place};
use crate::text::messages::{Lang, Message, say};

/// A section a day, its entries in order of time and table.
pub(super) fn days(agenda: &Agenda<'_>, lang: Lang) -> Vec<Section> {
    let mut days: BTreeMap<_, Vec<&AgendaEntry<'_>>> = BTreeMap::new();
    for entry in agenda.entries() {
        days.entry(entry.date).or_default().push(entry);
    }
    let section =
        |(date, entries): (Option<chrono::NaiveDate>, Vec<&AgendaEntry<'_>>)| {
            let heading = match date {
                Some(date) => date.to_string(),
                None => say(lang, "report-agenda-undated").to_owned(),
            };
            Section::table(heading, table(agenda, &entries, lang))
        };
    days.into_iter().map(section).collect()
}

fn table(agenda: &Agenda<'_>, entries: &[&AgendaEntry<'_>], lang: Lang) -> Table {
    let column = |key, message| Column::left(key, say(lang, message));
    let columns = vec![
        column("start", "report-agenda-start"),
        column("end", "report-agenda-end"),
        column("place", "report-agenda-place"),
        column("enterprise", "report-agenda-enterprise"),
        column("institution", "report-agenda-institution"),
        column("subject", "report-agenda-subject"),
    ];
    let rows = entries.iter().map(|entry| {
        let [left, right] = sides(agenda, entry);
        vec![
            entry.start.into(),
            entry.end.into(),
            place(agenda.fair, entry, lang).into(),
            left.into(),
            right.into(),
            subject(agenda.fair, entry, lang).into(),
        ]
    });
    Table { columns, rows: rows.collect() }
}

/// Who takes part: enterprises and whoever else is asked, and institutions.
pub(super) fn sides(agenda: &Agenda<'_>, entry: &AgendaEntry<'_>) -> [String; 2] {
    let all = match entry.what {
        What::Meeting(meeting) | What::Cancelled(meeting) => {
            return [agenda.name(&meeting.enterprise), agenda.name(&meeting.institution)];
        }
        What::Event(event) => &event.participants,
        What::Signing(_, signing) => &signing.parties,
    };
    let (right, left): (Vec<_>, Vec<_>) =
        all.iter().partition(|key| of_institution(agenda.fair, key));
    [left, right].map(|side| together(side.into_iter()))
}

/// Whether somebody is an institution, or comes from one.
fn of_institution(fair: &Fair, key: &str) -> bool {
    let mut people = fair.people.iter();
    let person = people.find(|person| person.id == key || person.name == key);
    let body = person.and_then(|person| person.organization.as_deref());
    institution(body.unwrap_or(key), Some(fair))
}

/// Names side by side.
fn together<'a>(names: impl Iterator<Item = &'a String>) -> String {
    names.map(String::as_str).collect::<Vec<_>>().join(" · ")
}

/// Who else takes part; the organization from which somebody comes is no other side.
pub(super) fn others(
    agenda: &Agenda<'_>,
    party: &Participant,
    entry: &AgendaEntry<'_>,
) -> Vec<String> {
    let all = match entry.what {
        What::Meeting(_) | What::Cancelled(_) => sides(agenda, entry).into(),
        What::Event(event) => event.participants.clone(),
        What::Signing(_, signing) => signing.parties.clone(),
    };
    let own = |name: &str| party.is_or_speaks_for(name) || party.is_of(name);
    all.into_iter().filter(|name| !name.is_empty() && !own(name)).collect()
}

/// What an entry is about and, where that is asked, what became of it, in one line.
pub(super) fn subject(fair: &Fair, entry: &AgendaEntry<'_>, lang: Lang) -> String {
    let what = topic(fair, entry, lang);
    let Some(change) = entry.change else { return what };
    let key = match change {
        Fate::Added => "report-agenda-added",
        Fate::Cancelled => "report-agenda-cancelled",
        Fate::Moved => "report-agenda-moved",
        Fate::Reseated => "report-agenda-reseated",
    };
    earlier(fair, Message::new(key), entry).with("what", what).say(lang)
}

/// A message with the place that a meeting had before, where it had another.
pub(super) fn earlier(fair: &Fair, message: Message, entry: &AgendaEntry<'_>) -> Message {
    match entry.before {
        Some(before) => message.with("before", fate::place(&fair.settings, before)),
        None => message,
    }
}

/// What an entry is about: its [title](title), a signing's with its batch.
pub(super) fn topic(fair: &Fair, entry: &AgendaEntry<'_>, lang: Lang) -> String {
    let title = title(fair, entry).to_owned();
    match entry.what {
        What::Meeting(_) | What::Cancelled(_) | What::Event(_) => title,
        What::Signing(batch, _) => Message::new("report-ceremony-event")
            .with("batch", batch.number)
            .with("title", title)
            .say(lang),
    }
}

/// The title of a meeting's need, of an event or a signing.
pub(super) fn title<'a>(fair: &'a Fair, entry: &AgendaEntry<'a>) -> &'a str {
    match entry.what {
        What::Meeting(meeting) | What::Cancelled(meeting) => {
            fair.need(&meeting.need).map_or(&meeting.need, |need| &need.title)
        }
        What::Event(event) => &event.title,
        What::Signing(_, signing) => &signing.title,
    }
}

/// Where an entry takes place.
pub(super) fn place(fair: &Fair, entry: &AgendaEntry<'_>, lang: Lang) -> String {
    match entry.what {
        What::Meeting(meeting) | What::Cancelled(meeting) => {
            place::plate(&fair.settings, meeting).say(lang)
        }
        What::Event(event) => event.place.clone().unwrap_or_default(),
        What::Signing(batch, _) => {
            Message::new("report-ceremony-stage").with("stage", batch.stage).say(lang)
        }
    }
}

/// What the other side should know, a line each: the need, the offering.
pub(super) fn particulars(fair: &Fair, entry: &AgendaEntry<'_>) -> Vec<String> {
    let What::Meeting(meeting) = entry.what else { return Vec::new() };
    let need = fair.need(&meeting.need).map(|need| &need.title);
    let offering = offering(fair, meeting).map(|offering| &offering.title);
    need.into_iter().chain(offering).cloned().collect()
}

fn offering<'a>(fair: &'a Fair, meeting: &Meeting) -> Option<&'a Offering> {
    meeting.offering.as_deref().and_then(|id| fair.offering(id))
}

/// A party's own page: when, where, whom, about what, then the profile of each partner.
pub(super) fn party(
    agenda: &Agenda<'_>,
    party: &Participant,
    lang: Lang,
) -> Vec<Section> {
    let entries = agenda.of(party);
    let fair = agenda.fair;
    let column = |key, message| Column::left(key, say(lang, message));
    let columns = vec![
        column("date", "report-agenda-date"),
        column("start", "report-agenda-start"),
        column("end", "report-agenda-end"),
        column("place", "report-agenda-place"),
        column("with", "report-agenda-with"),
        column("subject", "report-agenda-subject"),
    ];
    let rows = entries.iter().map(|entry| {
        vec![
            entry.date.into(),
            entry.start.into(),
            entry.end.into(),
            place(agenda.fair, entry, lang).into(),
            Cell::Lines(others(agenda, party, entry)),
            subject(fair, entry, lang).into(),
        ]
    });
    let schedule = Table { columns, rows: rows.collect() };
    let mut schedule = Section::table(say(lang, "report-agenda-schedule"), schedule);
    if entries.is_empty() {
        schedule.blocks =
            vec![Block::Text(say(lang, "report-agenda-nothing").to_owned())];
    }
    schedule.blocks.extend(shared(agenda, party, lang).map(Block::Text));
    let mut sections = vec![schedule];
    let one_day = entries.windows(2).all(|pair| pair[0].date == pair[1].date);
    let heading = if one_day { "report-agenda-meeting" } else { "report-agenda-on-day" };
    let meetings = entries.iter().filter_map(|entry| match entry.what {
        What::Meeting(meeting) => Some(meeting),
        What::Cancelled(_) | What::Event(_) | What::Signing(..) => None,
    });
    sections.extend(meetings.filter_map(|meeting| {
        let message = Message::new(heading).with("date", meeting.date.to_string());
        profile(agenda, party, meeting, (message, lang))
    }));
    sections
}

/// What a delegate should know who speaks for an organization with others.
pub(super) fn shared(
    agenda: &Agenda<'_>,
    party: &Participant,
    lang: Lang,
) -> Option<String> {
    let body = party.shared(agenda.of(party).into_iter())?;
    let message = Message::new("report-agenda-shared").with("name", agenda.name(body));
    Some(message.say(lang))
}

/// The other side of a meeting: who they are, what they need or have.
fn profile(
    agenda: &Agenda<'_>,
    party: &Participant,
    meeting: &Meeting,
    (heading, lang): (Message, Lang),
) -> Option<Section> {
    let fair = agenda.fair;
    let need = fair.need(&meeting.need)?;
    let is_enterprise = party.is_or_speaks_for(&meeting.enterprise);
    let other = if is_enterprise { &meeting.institution } else { &meeting.enterprise };
    let heading = heading
        .with("start", meeting.start.to_string())
        .with("name", agenda.name(other))
        .say(lang);
    let mut blocks = vec![line(lang, "report-agenda-need", &need.title)];
    if !is_enterprise {
        blocks.extend(about_need(need, lang));
    }
    if let Some(offering) = offering(fair, meeting) {
        blocks.push(line(lang, "report-agenda-offering", &offering.title));
        blocks.extend(
            is_enterprise.then(|| about_offering(offering, lang)).into_iter().flatten(),
        );
    }
    blocks.extend(why(agenda, meeting, lang));
    Some(Section { heading, blocks })
}

/// Why the two were matched.
fn why(agenda: &Agenda<'_>, meeting: &Meeting, lang: Lang) -> Option<Block> {
    let pair = (meeting.need.clone(), meeting.offering.clone()?);
    let reasons = agenda.reasons?.get(&pair)?.iter().rev().cloned();
    let joined = reasons.reduce(|later, earlier| {
        Message::new("report-agenda-clauses").with("first", earlier).with("next", later)
    })?;
    let message = Message::new("report-agenda-why").with("what", joined);
    Some(Block::Text(message.say(lang)))
}

fn about_need(need: &Need, lang: Lang) -> Vec<Block> {
    [
        ("report-agenda-description", &need.description),
        ("report-agenda-indicators", &need.indicators),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(key, text)| line(lang, key, text))
    .collect()
}

fn about_offering(offering: &Offering, lang: Lang) -> Vec<Block> {
    let lead = offering.leader().unwrap_or_default();
    [("report-agenda-lead", lead), ("report-agenda-description", &offering.description)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(key, text)| line(lang, key, text))
        .collect()
}

fn line(lang: Lang, key: &'static str, text: &str) -> Block {
    Block::Text(Message::new(key).with("what", text).say(lang))
}
