//! `today`: one screen of what needs a hand.

use chrono::NaiveDate;
use serde::Serialize;

use super::ledger::DueReport;
use super::{Block, Report, Section};
use crate::domain::{
    Attendance, Fair, Need, Organization, OrganizationKind, Person, Stage,
};
use crate::ledger::figures::{has_asked, unanswered, unzoned};
use crate::planning::ceremony;
use crate::text::messages::{Arg, Lang, Message, say};

/// How many names a line shows.
const SHOWN: usize = 8;
/// How many coming meetings, events and ceremonies are shown.
const COMING: usize = 8;

/// What needs a hand on a day.
#[derive(Debug, Clone)]
pub struct Today<'a> {
    fair: &'a Fair,
    day: NaiveDate,
    due: DueReport,
    unanswered: Vec<&'a Organization>,
    to_review: Vec<&'a Need>,
    unconfirmed: Vec<&'a Person>,
    coming: Vec<Coming<'a>>,
}

/// A meeting, an event or the signing ceremony still to come.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Coming<'a> {
    id: Option<&'a str>,
    kind: &'static str,
    date: NaiveDate,
    start: Option<crate::domain::Clock>,
    title: Option<&'a str>,
    table: Option<usize>,
    /// How many projects are signed.
    projects: Option<usize>,
}

#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct Whole<'a> {
    date: NaiveDate,
    unanswered: Vec<Named<'a>>,
    to_review: Vec<Named<'a>>,
    unconfirmed: Vec<Named<'a>>,
    next: &'a [Coming<'a>],
    due: Box<dyn erased_serde::Serialize + 'a>,
}

impl<'a> Today<'a> {
    /// What needs a hand on a day of a fair, with what is due.
    pub fn new(fair: &'a Fair, day: NaiveDate, due: DueReport) -> Self {
        let to_review = fair.needs.iter().filter(|need| need.stage == Stage::Collected);
        let invited = |person: &&Person| person.status == Attendance::Invited;
        Self {
            fair,
            day,
            due,
            unanswered: unanswered(fair),
            to_review: to_review.collect(),
            unconfirmed: fair.people.iter().filter(invited).collect(),
            coming: coming(fair, day),
        }
    }
}

fn coming(fair: &Fair, day: NaiveDate) -> Vec<Coming<'_>> {
    let events = fair.events.iter().filter_map(|event| {
        Some(Coming {
            id: Some(&event.id),
            kind: "event",
            date: event.date?,
            start: event.start,
            title: Some(&event.title),
            table: None,
            projects: None,
        })
    });
    let meetings =
        fair.plan.iter().flat_map(|plan| &plan.meetings).map(|meeting| Coming {
            id: Some(&meeting.id),
            kind: "meeting",
            date: meeting.date,
            start: Some(meeting.start),
            title: Some(
                fair.need(&meeting.need)
                    .map_or(meeting.need.as_str(), |n| n.title.as_str()),
            ),
            table: meeting.table,
            projects: None,
        });
    let all = events.chain(meetings).chain(signing(fair));
    let mut coming: Vec<_> = all.filter(|c| c.date >= day).collect();
    coming.sort_by(|a, b| (a.date, a.start, a.id).cmp(&(b.date, b.start, b.id)));
    coming
}

/// The signing ceremony, if anything is signed on stage and its day is known.
fn signing(fair: &Fair) -> Option<Coming<'_>> {
    let projects = ceremony::projects(fair);
    let date = ceremony::day(fair).filter(|_| projects > 0)?;
    Some(Coming {
        id: None,
        kind: "signing",
        date,
        start: Some(fair.settings.signing.start),
        title: None,
        table: None,
        projects: Some(projects),
    })
}

impl Report for Today<'_> {
    fn name(&self) -> &'static str {
        "today"
    }

    fn title(&self, lang: Lang) -> String {
        let name = self.fair.settings.name.as_str();
        let key = if name.is_empty() { "today-title-unnamed" } else { "today-title" };
        let title = Message::new(key).with("name", name);
        title.with("day", self.day.to_string()).say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let names = |list: Vec<String>, key: &str| line(key, &list).say(lang);
        let enterprises = self.unanswered.iter().map(|o| o.name.clone()).collect();
        let needs = self.to_review.iter().map(|need| title(need)).collect();
        let people = self.unconfirmed.iter().map(|p| p.name.clone()).collect();
        let people = if self.fair.people.is_empty() {
            say(lang, "today-no-people").to_owned()
        } else {
            names(people, "today-unconfirmed")
        };
        let mut points = vec![names(needs, "today-to-review"), people];
        let unzoned = unzoned(self.fair).len();
        if unzoned > 0 {
            points.insert(0, Message::new("today-unzoned").with("n", unzoned).say(lang));
        }
        let is_enterprise = |o: &Organization| o.kind == OrganizationKind::Enterprise;
        if !self.fair.organizations.iter().any(is_enterprise) {
            points.insert(0, say(lang, "today-no-enterprises").to_owned());
        } else if has_asked(self.fair) || unzoned == 0 {
            points.insert(0, names(enterprises, "today-unanswered"));
        }
        let open = Section {
            heading: say(lang, "today-open").to_owned(),
            blocks: vec![Block::Points(points)],
        };
        let mut sections = vec![open, self.next(lang)];
        let mut due = self.due.sections(lang);
        for section in &mut due {
            section.heading = self.due.title(lang);
        }
        if due.is_empty() {
            let nothing = Block::Text(self.due.title(lang));
            due.push(Section { heading: String::new(), blocks: vec![nothing] });
        }
        sections.extend(due);
        sections
    }

    fn json<'b>(&'b self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'b> {
        let organization = |o: &&'b Organization| Named { id: &o.id, name: &o.name };
        let need = |need: &&'b Need| Named { id: &need.id, name: &need.title };
        let person = |person: &&'b Person| Named { id: &person.id, name: &person.name };
        Box::new(Whole {
            date: self.day,
            unanswered: self.unanswered.iter().map(organization).collect(),
            to_review: self.to_review.iter().map(need).collect(),
            unconfirmed: self.unconfirmed.iter().map(person).collect(),
            next: &self.coming,
            due: self.due.json(lang),
        })
    }
}

impl Today<'_> {
    fn next(&self, lang: Lang) -> Section {
        let point = |coming: &Coming<'_>| {
            let start = coming.start.map(|start| start.to_string()).unwrap_or_default();
            let message = Message::new(format!("today-{}", coming.kind))
                .with("day", coming.date.to_string())
                .with("start", start)
                .with("title", coming.title.unwrap_or_default())
                .with("id", coming.id.unwrap_or_default())
                .with("n", coming.projects.unwrap_or_default());
            message.say(lang)
        };
        let mut points: Vec<_> = self.coming.iter().take(COMING).map(point).collect();
        let more = self.coming.len().saturating_sub(COMING);
        if more > 0 {
            points.push(Message::new("today-more").with("n", more).say(lang));
        }
        if points.is_empty() {
            points.push(say(lang, "today-nothing-next").to_owned());
        }
        let heading = say(lang, "today-next").to_owned();
        Section { heading, blocks: vec![Block::Points(points)] }
    }
}

fn title(need: &Need) -> String {
    if need.title.is_empty() { need.id.clone() } else { need.title.clone() }
}

/// How many there are, and the first of them.
fn line(key: &str, names: &[String]) -> Message {
    let mut shown: Vec<Arg> =
        names.iter().take(SHOWN).map(|name| Arg::from(name.as_str())).collect();
    if names.len() > SHOWN {
        let more = Message::new(format!("{key}-more"));
        shown.push(more.with("n", names.len() - SHOWN).into());
    }
    let key = if names.is_empty() { format!("{key}-none") } else { key.to_owned() };
    Message::new(key).with("n", names.len()).with("names", Arg::List(shown))
}
