//! What is laid out for the day: table plan, table tents, no-show sheet, outcome slips.

use super::{Agenda, What, pages};
use crate::domain::{Code as _, Meeting, OutcomeKind};
use crate::report::{Block, Cell, Column, Section, Table};
use crate::text::messages::{Lang, Message, say};

/// A kind of sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handout {
    /// Who sits where, table by table.
    Tables,
    /// A tent a table, with the names of whoever stays there.
    Tents,
    /// A list to tick off who came.
    Attendance,
    /// A slip a meeting, to note what came of it.
    Slips,
}

/// The sections of a sheet.
pub(super) fn sections(agenda: &Agenda<'_>, sheet: Handout, lang: Lang) -> Vec<Section> {
    let meetings: Vec<&Meeting> = agenda
        .entries()
        .iter()
        .filter_map(|entry| match entry.what {
            What::Meeting(meeting) => Some(meeting),
            What::Event(_) | What::Signing(..) => None,
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
    meetings.sort_by_key(|m| (m.table, m.date, m.start));
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
            table_name(meeting, lang).into(),
            meeting.date.into(),
            meeting.start.into(),
            pages::name(agenda.fair, &meeting.institution).into(),
            pages::name(agenda.fair, &meeting.enterprise).into(),
        ]
    };
    let table = Table { columns, rows: meetings.iter().map(row).collect() };
    Section::table(say(lang, "report-agenda-table-plan"), table)
}

fn table_name(meeting: &Meeting, lang: Lang) -> String {
    match meeting.table {
        Some(table) => {
            Message::new("report-agenda-at-table").with("table", table).say(lang)
        }
        None => say(lang, "report-agenda-online").to_owned(),
    }
}

/// A page a table: its number, then whoever sits there, each once.
fn tents(agenda: &Agenda<'_>, meetings: &[&Meeting], lang: Lang) -> Vec<Section> {
    let mut tables: Vec<usize> = meetings.iter().filter_map(|m| m.table).collect();
    tables.sort_unstable();
    tables.dedup();
    let tent = |table: usize| {
        let mut names: Vec<String> = Vec::new();
        for meeting in meetings.iter().filter(|m| m.table == Some(table)) {
            let name = pages::name(agenda.fair, &meeting.institution);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let heading =
            Message::new("report-agenda-at-table").with("table", table).say(lang);
        Section { heading, blocks: vec![Block::Points(names), Block::PageBreak] }
    };
    tables.into_iter().map(tent).collect()
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
            table_name(meeting, lang).into(),
            pages::name(agenda.fair, &meeting.enterprise).into(),
            Cell::from("☐"),
            pages::name(agenda.fair, &meeting.institution).into(),
            Cell::from("☐"),
        ]
    };
    let table = Table { columns, rows: meetings.iter().map(row).collect() };
    Section::table(say(lang, "report-agenda-no-shows"), table)
}

/// A slip a meeting, with a box for each outcome.
fn slips(agenda: &Agenda<'_>, meetings: &[&Meeting], lang: Lang) -> Vec<Section> {
    let boxes: Vec<String> = OutcomeKind::ALL
        .iter()
        .map(|kind| format!("☐ {}", kind.label().say(lang)))
        .collect();
    let slip = |meeting: &&Meeting| {
        let who = Message::new("report-agenda-slip")
            .with("id", meeting.id.as_str())
            .with("enterprise", pages::name(agenda.fair, &meeting.enterprise))
            .with("institution", pages::name(agenda.fair, &meeting.institution))
            .say(lang);
        let blank = |key| Block::Text(say(lang, key).to_owned());
        let blocks = vec![
            Block::Points(boxes.clone()),
            blank("report-agenda-slip-amount"),
            blank("report-agenda-slip-next"),
        ];
        Section { heading: who, blocks }
    };
    meetings.iter().map(slip).collect()
}
