//! The report: headline figures, then whatever reports it is given, as one document.

use std::collections::BTreeMap;

use serde::Serialize;

use super::brief::{Brief, Figures, Sum, Sums};
use super::{Block, CalendarEntry, Cell, Column, Report, Section, Table};
use crate::domain::{AmountKind, Code as _};
use crate::text::messages::{Lang, Message, say};

/// One page that holds everything.
pub struct WholeReport<'a> {
    /// The same in prose: its figures stand at the head.
    pub brief: &'a Brief<'a>,
    /// The reports it is made of, in reading order.
    pub parts: Vec<&'a dyn Report>,
}

#[derive(Serialize)]
struct Wire<'a> {
    brief: Box<dyn erased_serde::Serialize + 'a>,
    parts: BTreeMap<&'static str, Box<dyn erased_serde::Serialize + 'a>>,
}

impl WholeReport<'_> {
    fn headline(&self, lang: Lang) -> Section {
        let heading = say(lang, "whole-headline").to_owned();
        let until = self.brief.figures().as_of.format("%Y-%m-%d %H:%M").to_string();
        let note = Message::new("whole-as-of").with("until", until).say(lang);
        let blocks = vec![Block::Text(note), Block::Figures(self.table(lang))];
        Section { heading, blocks }
    }

    fn table(&self, lang: Lang) -> Table {
        let Figures { collected, met, signed, .. } = self.brief.figures();
        let count =
            |key: &str, n: usize| vec![say(lang, key).into(), n.into(), Cell::Empty];
        let mut rows = vec![
            count("whole-needs", collected.needs),
            count("whole-enterprises", collected.enterprises),
            count("whole-offerings", collected.offerings),
            count("whole-institutions", collected.institutions),
            count("whole-accepted", met.accepted),
            count("whole-meetings", met.meetings),
            count("whole-intents", signed.intents),
            count("whole-signed", signed.signed),
            count("whole-landed", signed.landed),
        ];
        rows.extend(sums("whole-budget", &collected.budgets, lang));
        rows.extend(sums("whole-intended", &signed.intended, lang));
        rows.extend(sums("whole-agreed", &signed.agreed, lang));
        rows.extend(sums("whole-received", &signed.received, lang));
        let columns = vec![
            Column::left("figure", say(lang, "whole-figure")),
            Column::right("value", say(lang, "whole-value")),
            Column::left("note", say(lang, "whole-note")),
        ];
        Table { columns, rows }
    }
}

/// A row for each kind of amount.
fn sums(key: &'static str, sums: &Sums, lang: Lang) -> Vec<Vec<Cell>> {
    let row = |(kind, sum): (&AmountKind, &Sum)| {
        let what = Message::new(key).with("kind", kind.label()).say(lang);
        let note = Message::new("whole-made-of").with("n", sum.count).say(lang);
        vec![what.into(), sum.amount.into(), note.into()]
    };
    sums.iter().map(row).collect()
}

/// The sections of a part; one without a heading gets the part's title.
fn sections(part: &dyn Report, lang: Lang) -> Vec<Section> {
    let mut sections = part.sections(lang);
    for section in sections.iter_mut().filter(|section| section.heading.is_empty()) {
        section.heading = part.title(lang);
    }
    sections
}

impl Report for WholeReport<'_> {
    fn name(&self) -> &'static str {
        "report"
    }

    fn title(&self, lang: Lang) -> String {
        let fair = self.brief.fair_name();
        if fair.is_empty() {
            return say(lang, "whole-title").to_owned();
        }
        Message::new("whole-title-of").with("fair", fair).say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let mut all = vec![self.headline(lang)];
        all.extend(self.brief.outlook(lang));
        all.extend(self.parts.iter().flat_map(|part| sections(*part, lang)));
        all
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let parts =
            self.parts.iter().map(|part| (part.name(), part.json(lang))).collect();
        Box::new(Wire { brief: self.brief.json(lang), parts })
    }

    fn has_calendar(&self) -> bool {
        self.parts.iter().any(|part| part.has_calendar())
    }

    fn calendar(&self, lang: Lang) -> Vec<CalendarEntry> {
        self.parts.iter().flat_map(|part| part.calendar(lang)).collect()
    }
}
