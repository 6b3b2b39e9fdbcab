//! The booklet (会刊): needs and offerings by field, with an index of enterprises and one
//! of institutions. Made from the publishable view alone: whoever calls hands over
//! [`Fair::published`].

mod chapters;
mod index;

use serde::Serialize;

use super::{Block, Report, Section};
use crate::domain::{Fair, Need, Offering};
use crate::text::messages::{Lang, Message, say};

/// What everybody may take home.
#[derive(Debug)]
pub struct Booklet<'a> {
    /// The publishable view of the fair.
    fair: &'a Fair,
}

#[derive(Serialize)]
struct Wire<'a> {
    needs: &'a [Need],
    offerings: &'a [Offering],
}

/// A line of JSON Lines.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Line<'a> {
    Need(&'a Need),
    Offering(&'a Offering),
}

impl<'a> Booklet<'a> {
    /// The booklet of a publishable view.
    pub fn new(published: &'a Fair) -> Self {
        Self { fair: published }
    }

    fn preface(&self, lang: Lang) -> Section {
        let text = Message::new("booklet-preface")
            .with("needs", self.fair.needs.len())
            .with("offerings", self.fair.offerings.len())
            .say(lang);
        Section { heading: String::new(), blocks: vec![Block::Text(text)] }
    }
}

impl Report for Booklet<'_> {
    fn name(&self) -> &'static str {
        "booklet"
    }

    fn title(&self, lang: Lang) -> String {
        let fair = self.fair.settings.name.as_str();
        if fair.is_empty() {
            return say(lang, "booklet-title").to_owned();
        }
        Message::new("booklet-title-of").with("fair", fair).say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let mut sections = vec![self.preface(lang)];
        sections.extend(chapters::needs(&self.fair.needs, lang));
        sections.extend(chapters::offerings(&self.fair.offerings, lang));
        sections.extend(index::enterprises(&self.fair.needs, lang));
        sections.extend(index::institutions(&self.fair.offerings, lang));
        sections
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(Wire { needs: &self.fair.needs, offerings: &self.fair.offerings })
    }

    fn lines<'a>(&'a self, _lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        let needs = self.fair.needs.iter().map(Line::Need);
        let lines = needs.chain(self.fair.offerings.iter().map(Line::Offering));
        lines.map(|line| Box::new(line) as _).collect()
    }
}
