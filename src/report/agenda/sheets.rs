//! What is laid out for the day: table plan, table tents, no-show sheet, outcome slips.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Agenda, What};
use crate::domain::{Code as _, Meeting, OutcomeKind, Side};
use crate::report::{Block, Cell, Column, Section, Table, place};
use crate::text::messages::{Lang, Message, say};

/// A kind of sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handout {
    /// Who sits where, table by table.
    Tables,
    /// A tent a table and day, with the names of whoever sits there.
    Tents,
    /// A list to tick off who came.
    Attendance,
    /// A slip a meeting, to note what came of it.
    Slips,
}

impl Handout {
    /// The message of its title.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Tables => "report-agenda-table-plan",
            Self::Tents => "report-agenda-tents",
            Self::Attendance => "report-agenda-no-shows",
            Self::Slips => "report-agenda-slips",
        }
    }
}

/// The sections of a sheet.
pub(super) fn sections(agenda: &Agenda<'_>, sheet: Handout, lang: Lang) -> Vec<Section> {
    let meetings: Vec<&Meeting> = agenda
        .entries()
        .iter()
        .filter_map(|entry| match entry.what {
            What::Meeting(meeting) => Some(meeting),
            What::Cancelled(_) | What::Event(_) | What::Signing(..) => None,
        })
        .collect();
    match sheet {
        Handout::Tables => vec![tables(agenda, meetings, lang)],
        Handout::Tents => tents(agenda, &meetings, lang),
        Handout::Attendance => vec![attendance(agenda, &meetings, lang)],
        Handout::Slips => slips(agenda, &meetings, lang),
    }
}

fn columns(lang: Lang, keys: &[(&'static str, &str)]) -> Vec<Column> {
    keys.iter().map(|(key, message)| Column::left(key, say(lang, message))).collect()
}

fn tables(agenda: &Agenda<'_>, mut meetings: Vec<&Meeting>, lang: Lang) -> Section {
    let settings = &agenda.fair.settings;
    meetings.sort_by_key(|m| (settings.hall_of(m), m.table, m.date, m.start));
    let columns = columns(
        lang,
        &[
            ("table", "report-agenda-place"),
            ("date", "report-agenda-date"),
            ("start", "report-agenda-start"),
            ("institution", "report-agenda-institution"),
            ("enterprise", "report-agenda-enterprise"),
        ],
    );
    let row = |meeting: &&Meeting| {
        vec![
            place::plate(&agenda.fair.settings, meeting).say(lang).into(),
            meeting.date.into(),
            meeting.start.into(),
            agenda.name(&meeting.institution).into(),
            agenda.name(&meeting.enterprise).into(),
        ]
    };
    let table = Table { columns, rows: meetings.iter().map(row).collect() };
    Section::table("", table)
}

/// Names that a tent has room for, to be read from afar.
const NAMES: usize = 6;

/// A page a table and day: its number, the hall where one is named, the day where there are
/// several, then whoever sits there, where that changes with the time. More than a page holds go on on the next one.
fn tents(agenda: &Agenda<'_>, meetings: &[&Meeting], lang: Lang) -> Vec<Section> {
    type Key<'a> = (Option<&'a str>, usize, NaiveDate);
    let settings = &agenda.fair.settings;
    let mut tables: BTreeMap<Key<'_>, Vec<&Meeting>> = BTreeMap::new();
    for meeting in meetings {
        if let Some(table) = meeting.table {
            let key = (settings.hall_of(meeting), table, meeting.date);
            tables.entry(key).or_default().push(meeting);
        }
    }
    let dates: BTreeSet<NaiveDate> = tables.keys().map(|(.., date)| *date).collect();
    let mut posters = Vec::new();
    for ((hall, table, date), meetings) in &tables {
        let number = Message::new("report-agenda-at-table").with("table", *table);
        let day = (dates.len() > 1).then(|| date.to_string());
        let head = std::iter::once(number.say(lang));
        let head: Vec<String> = head.chain(hall.map(str::to_owned)).chain(day).collect();
        let names = sitting(agenda, meetings, lang);
        let each = names.len().div_ceil(names.len().div_ceil(NAMES).max(1)).max(1);
        let tents = names.chunks(each).map(|some| [head.as_slice(), some].concat());
        posters.extend(tents.map(Block::Poster));
    }
    let tent = |(place, poster): (usize, Block)| {
        let page = (place > 0).then_some(Block::PageBreak);
        let blocks = page.into_iter().chain([poster]).collect();
        Section { heading: String::new(), blocks }
    };
    posters.into_iter().enumerate().map(tent).collect()
}

/// Who sits at a table on a day: one all day, or one after the other with their hours; of the
/// two sides the one that stays there.
fn sitting(agenda: &Agenda<'_>, meetings: &[&Meeting], lang: Lang) -> Vec<String> {
    let host = |meeting: &Meeting| match agenda.fair.settings.plan.fixed_side {
        Side::Enterprise => meeting.enterprise.clone(),
        Side::Institution | Side::None => meeting.institution.clone(),
    };
    let stays = meetings.chunk_by(|a, b| host(a) == host(b));
    let stays: Vec<&[&Meeting]> = stays.collect();
    if let [stay] = stays.as_slice() {
        return vec![agenda.name(&host(stay[0]))];
    }
    let line = |stay: &&[&Meeting]| {
        let (first, last) = (stay[0], stay[stay.len() - 1]);
        Message::new("report-agenda-tent-hours")
            .with("start", first.start.to_string())
            .with("end", last.end.to_string())
            .with("name", agenda.name(&host(first)))
            .say(lang)
    };
    stays.iter().map(line).collect()
}

fn attendance(agenda: &Agenda<'_>, meetings: &[&Meeting], lang: Lang) -> Section {
    let columns = columns(
        lang,
        &[
            ("meeting", "report-agenda-meeting-id"),
            ("date", "report-agenda-date"),
            ("start", "report-agenda-start"),
            ("table", "report-agenda-place"),
            ("enterprise", "report-agenda-enterprise"),
            ("came", "report-agenda-came"),
            ("institution", "report-agenda-institution"),
            ("came-too", "report-agenda-came"),
        ],
    );
    let row = |meeting: &&Meeting| {
        vec![
            meeting.id.as_str().into(),
            meeting.date.into(),
            meeting.start.into(),
            place::plate(&agenda.fair.settings, meeting).say(lang).into(),
            agenda.name(&meeting.enterprise).into(),
            Cell::from("☐"),
            agenda.name(&meeting.institution).into(),
            Cell::from("☐"),
        ]
    };
    let table = Table { columns, rows: meetings.iter().map(row).collect() };
    Section::table("", table)
}

/// A slip a meeting, with a box for each outcome and room to write.
fn slips(agenda: &Agenda<'_>, meetings: &[&Meeting], lang: Lang) -> Vec<Section> {
    let boxes =
        OutcomeKind::ALL.iter().map(|kind| format!("☐ {}", kind.label().say(lang)));
    let boxes = boxes.collect::<Vec<_>>().join("  ");
    let slip = |meeting: &&Meeting| {
        let heading = Message::new("report-agenda-slip")
            .with("id", meeting.id.as_str())
            .with("date", meeting.date.to_string())
            .with("start", meeting.start.to_string())
            .with("place", place::plate(&agenda.fair.settings, meeting).say(lang));
        let line = |key: &str, text: &str| vec![say(lang, key).into(), text.into()];
        let blank = |key: &str| {
            vec![say(lang, key).into(), Cell::Lines(vec![" ".to_owned(), " ".to_owned()])]
        };
        let need = agenda.fair.need(&meeting.need).map_or("", |need| &need.title);
        let rows = vec![
            line("report-agenda-enterprise", &agenda.name(&meeting.enterprise)),
            line("report-agenda-institution", &agenda.name(&meeting.institution)),
            line("report-agenda-subject", need),
            line("column-outcome", &boxes),
            blank("report-agenda-slip-amount"),
            blank("report-agenda-slip-next"),
            blank("report-agenda-slip-signed"),
        ];
        let columns = columns(
            lang,
            &[("item", "report-agenda-slip-item"), ("entry", "report-agenda-slip-entry")],
        );
        Section::table(heading.say(lang), Table { columns, rows })
    };
    meetings.iter().map(slip).collect()
}
