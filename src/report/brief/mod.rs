//! The brief: one page of prose for the leadership the same evening.

mod figures;
mod open;
mod period;
mod target;
mod words;

pub use figures::{Figures, Sum, Sums};
pub use period::Period;
pub use target::Target;
use target::targets;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Block, Paper, Report, Section};
use crate::domain::Fair;
use crate::text::messages::{Lang, Message, say};

/// What was collected, met and signed, against targets; highlights; what is open.
#[derive(Debug)]
pub struct Brief<'a> {
    fair: &'a Fair,
    period: Period,
    /// The day it is read on: what is due later is not overdue yet.
    day: NaiveDate,
    figures: Figures,
    targets: Vec<Target>,
}

#[derive(Serialize)]
struct Wire<'a> {
    period: Period,
    figures: &'a Figures,
    targets: &'a [Target],
}

impl<'a> Brief<'a> {
    /// The brief of a fair whose ledger ends at the period's end.
    pub fn new(fair: &'a Fair, period: Period) -> Self {
        let figures = Figures::new(fair, &period);
        let targets = targets(&fair.settings, &figures);
        Self { fair, day: period.until.date(), period, figures, targets }
    }

    /// The brief as it is read on a day, which may be before the period's end.
    #[must_use]
    pub fn read_on(self, today: NaiveDate) -> Self {
        Self { day: self.day.min(today), ..self }
    }

    /// The fair's name; empty: none.
    pub fn fair_name(&self) -> &str {
        &self.fair.settings.name
    }

    /// What it counts.
    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// What is new, what stands out, what is open: a section each, as lists.
    pub fn outlook(&self, lang: Lang) -> Vec<Section> {
        let section = |(heading, points): (&str, Vec<Message>)| Section {
            heading: say(lang, heading).to_owned(),
            blocks: vec![Block::Points(points.iter().map(|p| p.say(lang)).collect())],
        };
        self.prospects()
            .into_iter()
            .filter(|part| !part.1.is_empty())
            .map(section)
            .collect()
    }

    fn prospects(&self) -> Vec<(&'static str, Vec<Message>)> {
        let mut parts = Vec::new();
        if self.period.since.is_some() {
            parts.push(("brief-news", open::news(self.fair, &self.period)));
        }
        parts.push(("brief-highlights", open::highlights(self.fair)));
        parts.push(("brief-open", open::open(self.fair, &self.figures, self.day)));
        parts
    }

    /// The parts that have something to say: what is told as prose, then what is listed.
    fn parts(&self, lang: Lang) -> Vec<(&'static str, Vec<String>)> {
        let figures = &self.figures;
        let told = [
            ("brief-collected", words::collected(&figures.collected)),
            ("brief-met", words::met(&figures.met)),
            ("brief-signed", words::signed(&figures.signed, &self.targets)),
        ];
        let told = told.map(|(heading, said)| (heading, vec![prose(&said, lang)]));
        let listed = self.prospects().into_iter();
        let listed = listed.map(|(heading, said)| (heading, numbered(&said, lang)));
        let mut parts: Vec<_> = told.into_iter().chain(listed).collect();
        parts.retain(|(_, paragraphs)| paragraphs.iter().any(|text| !text.is_empty()));
        parts
    }

    fn opening(&self, lang: Lang) -> Section {
        let until = words::day(self.period.until.date());
        let message = match self.period.since {
            Some(since) => {
                Message::new("brief-opening-since").with("since", words::day(since))
            }
            None => Message::new("brief-opening"),
        };
        let text = message.with("until", until).say(lang);
        Section { heading: String::new(), blocks: vec![Block::Text(text)] }
    }
}

impl Report for Brief<'_> {
    fn name(&self) -> &'static str {
        "brief"
    }

    fn title(&self, lang: Lang) -> String {
        let fair = self.fair.settings.name.as_str();
        if fair.is_empty() {
            return say(lang, "brief-title").to_owned();
        }
        Message::new("brief-title-of").with("fair", fair).say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let mut sections = vec![self.opening(lang)];
        for (place, (heading, paragraphs)) in self.parts(lang).into_iter().enumerate() {
            let heading = Message::new("brief-heading")
                .with("number", words::numeral(place))
                .with("heading", Message::new(heading));
            let blocks = paragraphs.into_iter().map(Block::Text).collect();
            sections.push(Section { heading: heading.say(lang), blocks });
        }
        sections
    }

    fn has_tables(&self) -> bool {
        false
    }

    fn paper(&self) -> Paper {
        Paper::Letter
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let targets = &self.targets;
        Box::new(Wire { period: self.period, figures: &self.figures, targets })
    }
}

/// Sentences one after the other.
fn prose(sentences: &[Message], lang: Lang) -> String {
    let said: Vec<String> = sentences.iter().map(|one| one.say(lang)).collect();
    said.join(match lang {
        Lang::En => " ",
        Lang::Zh => "",
    })
}

/// A paragraph a point, numbered where there are several.
fn numbered(points: &[Message], lang: Lang) -> Vec<String> {
    if let [only] = points {
        return vec![only.say(lang)];
    }
    let number = |(place, text): (usize, &Message)| {
        let point = Message::new("brief-point").with("number", words::numeral(place));
        point.with("text", text.clone()).say(lang)
    };
    points.iter().enumerate().map(number).collect()
}
