//! The brief: one page of prose for the leadership the same evening.

mod figures;
mod open;
mod period;
mod target;
mod words;

pub use figures::{Figures, Sum, Sums};
pub use period::Period;
pub use target::{Target, targets};

use serde::Serialize;

use super::{Block, Report, Section};
use crate::domain::Fair;
use crate::text::messages::{Lang, Message, say};

/// What was collected, met and signed, against targets; highlights; what is open.
#[derive(Debug)]
pub struct Brief<'a> {
    fair: &'a Fair,
    period: Period,
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
        Self { fair, period, figures, targets }
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
        parts.push(("brief-open", open::open(self.fair, &self.figures, &self.period)));
        parts
    }

    /// The parts that have something to say, each a heading's key and its paragraphs.
    fn parts(&self) -> Vec<(&'static str, Vec<Message>)> {
        let figures = &self.figures;
        let mut parts = vec![
            ("brief-collected", words::collected(&figures.collected)),
            ("brief-met", words::met(&figures.met)),
            ("brief-signed", words::signed(&figures.signed, &self.targets)),
        ];
        parts.extend(self.prospects());
        parts.retain(|(_, paragraphs)| !paragraphs.is_empty());
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
        for (place, (heading, paragraphs)) in self.parts().into_iter().enumerate() {
            let heading = Message::new("brief-heading")
                .with("number", words::numeral(place))
                .with("heading", Message::new(heading));
            let text = vec![Block::Text(run_in(&paragraphs, lang))];
            sections.push(Section { heading: heading.say(lang), blocks: text });
        }
        sections
    }

    fn is_one_page(&self) -> bool {
        true
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let targets = &self.targets;
        Box::new(Wire { period: self.period, figures: &self.figures, targets })
    }
}

/// Points run in one paragraph, numbered where there are several.
fn run_in(points: &[Message], lang: Lang) -> String {
    if let [only] = points {
        return only.say(lang);
    }
    let numbered = points.iter().enumerate().map(|(place, text)| {
        let point = Message::new("brief-point").with("number", words::numeral(place));
        point.with("text", text.clone()).say(lang)
    });
    let between = if lang == Lang::En { " " } else { "" };
    numbered.collect::<Vec<_>>().join(between)
}
