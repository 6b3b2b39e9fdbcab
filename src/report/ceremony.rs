//! The run of show: batches with their minutes, the order on stage, what is announced.

mod json;
mod stage;

use chrono::NaiveDateTime;

use super::{
    Block, CalendarEntry, Cell, Column, Report, Section, Table, money, money_cell,
};
use crate::domain::problem::SpokenProblem;
use crate::domain::{Code as _, Fair, Mention, Person, Signing, is_named};
use crate::planning::ceremony::{Batch, Ceremony, sides};
use crate::text::messages::{Lang, Message, say};

/// A planned ceremony, to be shown.
#[derive(Debug)]
pub struct RunOfShow<'a> {
    /// The plan.
    pub ceremony: &'a Ceremony,
    /// The fair, for titles, ranks and who is the guest.
    pub fair: &'a Fair,
}

impl Report for RunOfShow<'_> {
    fn name(&self) -> &'static str {
        "ceremony"
    }

    fn title(&self, lang: Lang) -> String {
        match self.ceremony.date {
            Some(date) => Message::new("report-ceremony-title-dated")
                .with("date", date.to_string())
                .say(lang),
            None => say(lang, "report-ceremony-title").to_owned(),
        }
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let problems: Vec<_> =
            self.ceremony.problems.iter().map(|p| spoken(&p.say(lang))).collect();
        let mut sections = Vec::new();
        if !problems.is_empty() {
            let heading = say(lang, "report-ceremony-problems").to_owned();
            sections.push(Section { heading, blocks: vec![Block::Points(problems)] });
        }
        let heading = say(lang, "report-ceremony-order");
        sections.push(Section::table(heading, self.order(lang)));
        sections.push(self.announcements(lang));
        sections.push(stage::section(self, lang));
        sections
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(json::Wire::new(self.ceremony, lang))
    }

    fn has_calendar(&self) -> bool {
        true
    }

    fn calendar(&self, lang: Lang) -> Vec<CalendarEntry> {
        let entries = self.ceremony.batches.iter();
        entries
            .flat_map(|b| b.projects.iter().map(move |p| (b, p)))
            .filter_map(|(batch, project)| self.entry(batch, project, lang))
            .collect()
    }
}

fn spoken(problem: &SpokenProblem) -> String {
    format!("{} — {}", problem.message, problem.hint)
}

impl RunOfShow<'_> {
    fn order(&self, lang: Lang) -> Table {
        let column = |key, message| Column::left(key, say(lang, message));
        let mut columns = vec![
            column("batch", "report-ceremony-batch"),
            column("start", "report-ceremony-start"),
            column("end", "report-ceremony-end"),
            column("position", "report-ceremony-position"),
            column("project", "report-ceremony-project"),
            column("kind", "report-ceremony-kind"),
            column("left", "report-ceremony-left"),
            column("right", "report-ceremony-right"),
            column("amount", "report-ceremony-amount"),
            column("witnesses", "report-ceremony-witnesses"),
        ];
        let mut rows: Vec<_> =
            self.ceremony.batches.iter().flat_map(|b| self.rows(b, lang)).collect();
        if self.has_stages() {
            columns.insert(1, column("stage", "report-ceremony-where"));
            let on =
                self.ceremony.batches.iter().flat_map(|batch| {
                    std::iter::repeat_n(batch.stage, batch.projects.len())
                });
            rows.iter_mut().zip(on).for_each(|(row, stage)| row.insert(1, stage.into()));
        }
        Table { columns, rows }
    }

    /// Whether there is more than one stage, so that it has to be said which.
    pub(super) fn has_stages(&self) -> bool {
        self.ceremony.batches.iter().any(|batch| batch.stage > 1)
    }

    fn rows(&self, batch: &Batch, lang: Lang) -> Vec<Vec<Cell>> {
        let row = |(index, project): (usize, &Signing)| {
            let [left, right] = self.sides(project);
            vec![
                batch.number.into(),
                batch.start.into(),
                batch.end.into(),
                (index + 1).into(),
                project.title.as_str().into(),
                project.kind.label().say(lang).into(),
                Cell::Lines(left.concat()),
                Cell::Lines(right.concat()),
                project.amount.as_ref().map(|amount| money_cell(amount, lang)).into(),
                Cell::Lines(self.witnesses(std::slice::from_ref(project))),
            ]
        };
        batch.projects.iter().enumerate().map(row).collect()
    }

    /// The parties on the left and on the right as the audience sees them, each with who
    /// signs for it, from the middle outwards: first the one named first.
    pub(super) fn sides(&self, project: &Signing) -> [Vec<Vec<String>>; 2] {
        let mut sides = sides(project, Some(self.fair))
            .map(|side| side.into_iter().map(|party| seat(project, party)).collect());
        if self.fair.settings.signing.guest_on == "left" {
            sides.reverse();
        }
        sides
    }

    /// The witnesses of projects, each once, by rank, with their titles.
    pub(super) fn witnesses(&self, projects: &[Signing]) -> Vec<String> {
        let mut people: Vec<(Mention, &String)> = Vec::new();
        for name in projects.iter().flat_map(|project| &project.witnesses) {
            let own = Mention::of(name);
            match people.iter_mut().find(|(known, _)| known.is_same(&own)) {
                Some(known) if known.0.title.len() < own.title.len() => {
                    *known = (own, name);
                }
                Some(_) => {}
                None => people.push((own, name)),
            }
        }
        let mut names: Vec<&String> = people.into_iter().map(|(_, name)| name).collect();
        let rank = |name: &&String| self.person(name).and_then(|person| person.rank);
        names.sort_by_key(|name| rank(name).unwrap_or(u32::MAX));
        // A witness may stand with a title in the list of projects.
        let title = |name: &str| {
            let person = self.person(name).filter(|person| person.name == name);
            person.and_then(|person| person.title.as_deref())
        };
        names
            .into_iter()
            .map(|name| titled(title(name).unwrap_or_default(), name))
            .collect()
    }

    fn person(&self, name: &str) -> Option<&Person> {
        let mut people = self.fair.people.iter();
        people.find(|person| is_named(name, &person.name))
    }

    /// What the announcer reads, a paragraph a batch.
    fn announcements(&self, lang: Lang) -> Section {
        let heading = say(lang, "report-ceremony-announcer").to_owned();
        let batches = &self.ceremony.batches;
        let before = std::iter::once(None).chain(batches.iter().map(Some));
        let blocks = batches.iter().zip(before).flat_map(|(batch, before)| {
            let pause = before.and_then(|before| pause(before, batch));
            let words = pause.into_iter().chain([self.call(batch)]);
            let words = words.chain(self.call_of_witnesses(batch));
            let lines = batch.projects.iter().map(|p| announcement(p, lang)).collect();
            let texts = words.map(|words| Block::Text(words.say(lang)));
            texts.chain([Block::Points(lines)]).collect::<Vec<_>>()
        });
        Section { heading, blocks: blocks.collect() }
    }

    /// The words that ask a batch's signatories on stage: on which, where there are several.
    fn call(&self, batch: &Batch) -> Message {
        let several = self.has_stages();
        let key =
            if several { "report-ceremony-call-stage" } else { "report-ceremony-call" };
        Message::new(key)
            .with("batch", batch.number)
            .with("start", batch.start.to_string())
            .with("stage", batch.stage)
            .with("projects", batch.projects.len())
    }

    /// The words that ask a batch's witnesses on stage, the first by rank first.
    fn call_of_witnesses(&self, batch: &Batch) -> Option<Message> {
        let people = self.witnesses(&batch.projects);
        let call = || Message::new("report-ceremony-call-witnesses");
        (!people.is_empty()).then(|| call().with("people", people))
    }

    fn entry(
        &self,
        batch: &Batch,
        project: &Signing,
        lang: Lang,
    ) -> Option<CalendarEntry> {
        let date = self.ceremony.date?;
        let at = |clock: crate::domain::Clock| NaiveDateTime::new(date, clock.time());
        Some(CalendarEntry {
            uid: format!("signing-{}@fairmatch", project.id),
            revision: self.fair.plan.as_ref().map_or(0, |plan| plan.version),
            summary: Message::new("report-ceremony-event")
                .with("batch", batch.number)
                .with("title", project.title.as_str())
                .say(lang),
            description: announcement(project, lang),
            location: Message::new("report-ceremony-stage")
                .with("stage", batch.stage)
                .say(lang),
            start: at(batch.start),
            end: at(batch.end),
        })
    }
}

/// The pause between two batches that follow each other, lest anybody look for the batches
/// left empty.
fn pause(before: &Batch, batch: &Batch) -> Option<Message> {
    let (first, last) = (before.number + 1, batch.number.saturating_sub(1));
    let one = "report-ceremony-pause";
    let key = if first < last { "report-ceremony-pause-several" } else { one };
    (before.end < batch.start).then(|| {
        Message::new(key)
            .with("start", before.end.to_string())
            .with("end", batch.start.to_string())
            .with("batch", first)
            .with("last", last)
    })
}

/// A person with the title before the name, as announced.
fn titled(title: &str, name: &str) -> String {
    if title.is_empty() { name.to_owned() } else { format!("{title} {name}") }
}

/// A party and who signs for it.
fn seat(project: &Signing, party: usize) -> Vec<String> {
    let name = project.parties.get(party).cloned();
    let signs = project.signatories.iter().filter(|s| s.party == party);
    name.into_iter().chain(signs.map(|s| titled(&s.title, &s.name))).collect()
}

/// What the announcer says of a project.
fn announcement(project: &Signing, lang: Lang) -> String {
    let people: Vec<String> =
        project.signatories.iter().map(|s| titled(&s.title, &s.name)).collect();
    let key = match (people.is_empty(), project.amount.is_some()) {
        (true, _) => "report-ceremony-line-unsigned",
        (false, true) => "report-ceremony-line-amount",
        (false, false) => "report-ceremony-line",
    };
    let mut line = Message::new(key)
        .with("title", project.title.as_str())
        .with("parties", project.parties.clone());
    if !people.is_empty() {
        line = line.with("people", people);
        if let Some(amount) = &project.amount {
            line = line.with("amount", money(amount));
        }
    }
    line.say(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn witnesses_of_a_batch_stand_by_rank_whatever_project_names_them() {
        let person = |name: &str, rank| Person {
            name: name.into(),
            title: Some(format!("T{rank}")),
            rank: Some(rank),
            ..Person::default()
        };
        let fair =
            Fair { people: vec![person("low", 3), person("high", 1)], ..Fair::default() };
        let project = |names: &[&str]| Signing {
            witnesses: names.iter().map(|&name| name.to_owned()).collect(),
            ..Signing::default()
        };
        let ceremony = Ceremony { date: None, batches: Vec::new(), problems: Vec::new() };
        let show = RunOfShow { ceremony: &ceremony, fair: &fair };
        let projects = [project(&["guest", "low"]), project(&["low", "high"])];
        assert_eq!(show.witnesses(&projects), ["T1 high", "T3 low", "guest"]);
        let projects = [project(&["王样"]), project(&["王样 副区长", "王　样"])];
        assert_eq!(show.witnesses(&projects), ["王样 副区长"], "one person, one place");
    }

    /// The announcer asks whoever stands on stage, and says on which where there are two.
    #[test]
    fn the_call_names_stage_and_witnesses() {
        let people = vec![Person {
            name: "Li".into(),
            title: Some("mayor".into()),
            ..Person::default()
        }];
        let fair = Fair { people, ..Fair::default() };
        let clock = crate::domain::Clock::from_minutes(900).unwrap();
        let batch = |number, stage, witnesses: &[&str]| Batch {
            number,
            stage,
            start: clock,
            end: clock.plus(6),
            projects: vec![Signing {
                title: "pumps".into(),
                witnesses: witnesses.iter().map(|&name| name.to_owned()).collect(),
                ..Signing::default()
            }],
        };
        let told = |batches| {
            let ceremony = Ceremony { date: None, batches, problems: Vec::new() };
            let show = RunOfShow { ceremony: &ceremony, fair: &fair };
            let texts = show.announcements(Lang::En).blocks.into_iter();
            let texts = texts.filter_map(|block| {
                if let Block::Text(text) = block { Some(text) } else { None }
            });
            let columns = show.order(Lang::En).columns.len();
            assert!(show.order(Lang::En).rows.iter().all(|row| row.len() == columns));
            (texts.collect::<Vec<_>>(), columns)
        };
        let (alone, columns) = told(vec![batch(1, 1, &["Li"])]);
        assert_eq!(
            alone[0],
            "15:00: batch 1, 1 project. May the signatories come on stage."
        );
        assert_eq!(alone[1], "May mayor Li come on stage to witness the signing.");
        let (two, more) = told(vec![batch(1, 1, &[]), batch(2, 2, &[])]);
        assert!(
            two.len() == 2 && two[1].starts_with("15:00, stage 2: batch 2"),
            "{two:?}"
        );
        assert_eq!(more, columns + 1);
    }

    #[test]
    fn a_pause_between_batches_is_called() {
        let batch = |number: u32, start| Batch {
            number,
            stage: 1,
            start: crate::domain::Clock::from_minutes(start).unwrap(),
            end: crate::domain::Clock::from_minutes(start + 6).unwrap(),
            projects: Vec::new(),
        };
        let said =
            |before, after| pause(&before, &after).map(|pause| pause.say(Lang::En));
        assert_eq!(said(batch(1, 900), batch(2, 906)), None);
        assert_eq!(said(batch(1, 900), batch(2, 900)), None, "on two stages");
        let expected = "15:06 to 15:12: a pause. There is no batch 2.";
        assert_eq!(said(batch(1, 900), batch(3, 912)).unwrap(), expected);
        let expected = "15:06 to 15:18: a pause. There are no batches 2 to 3.";
        assert_eq!(said(batch(1, 900), batch(4, 918)).unwrap(), expected);
    }

    #[test]
    fn who_signs_alone_has_nobody_opposite() {
        let project = Signing { parties: vec!["甲公司".into()], ..Signing::default() };
        let ceremony = Ceremony { date: None, batches: Vec::new(), problems: Vec::new() };
        let fair = Fair::default();
        let show = RunOfShow { ceremony: &ceremony, fair: &fair };
        let nobody: Vec<Vec<String>> = Vec::new();
        assert_eq!(show.sides(&project), [vec![vec!["甲公司".to_owned()]], nobody]);
    }
}
