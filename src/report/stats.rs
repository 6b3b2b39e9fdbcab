//! `stats`: every figure with its numerator, its denominator and the cut-off date.

use chrono::NaiveDate;
use serde::Serialize;

use super::chart::{Bar, bars};
use super::{Block, Cell, Column, Report, Section, Table, amount};
use crate::domain::{Kpi, Yuan};
use crate::ledger::figures::{Figure, OF_GROUP, Part, Quantity};
use crate::text::messages::{Lang, Message, say};

/// The figures of a fair.
#[derive(Debug, Clone)]
pub struct Stats<'a> {
    /// The figures, part by part.
    pub figures: &'a [Figure],
    /// The figures organizations report.
    pub kpis: &'a [Kpi],
    /// The last day that counts.
    pub cutoff: NaiveDate,
    /// Entries of the ledger after that day, which don't count.
    pub later: usize,
}

/// A figure as its JSON shows it.
#[derive(Serialize)]
struct Line<'a> {
    key: &'a str,
    label: String,
    /// The group's code, or the data that name it.
    group: Option<&'a str>,
    group_label: Option<String>,
    value: Option<Number>,
    numerator: Number,
    denominator: Option<Number>,
    share: Option<f64>,
    unit: &'static str,
    cutoff: NaiveDate,
}

/// A number of the JSON: what is counted in wholes is written without a point.
#[derive(Serialize)]
#[serde(untagged)]
enum Number {
    Count(usize),
    Money(Yuan),
    Days(i64),
    Share(f64),
}

impl From<Quantity> for Number {
    fn from(quantity: Quantity) -> Self {
        match quantity {
            Quantity::Count(count) => Self::Count(count),
            Quantity::Money(yuan) => Self::Money(yuan),
            Quantity::Days(days) => Self::Days(days),
        }
    }
}

#[derive(Serialize)]
struct Whole<'a> {
    cutoff: NaiveDate,
    figures: Vec<Line<'a>>,
    kpis: &'a [Kpi],
}

impl Report for Stats<'_> {
    fn name(&self) -> &'static str {
        "stats"
    }

    fn title(&self, lang: Lang) -> String {
        let cutoff = self.cutoff.to_string();
        Message::new("stats-title").with("cutoff", cutoff).say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let parts = [
            Part::Needs,
            Part::Bands,
            Part::Funnel,
            Part::Rates,
            Part::Amounts,
            Part::Talent,
            Part::Officers,
            Part::Events,
            Part::Targets,
        ];
        let mut sections: Vec<_> = parts
            .into_iter()
            .filter_map(|part| {
                let of_part = self.figures.iter().filter(|figure| figure.part == part);
                let figures: Vec<&Figure> = of_part.collect();
                (!figures.is_empty()).then(|| section(part, &figures, lang))
            })
            .collect();
        let groups = groups(self.figures, lang);
        if !groups.rows.is_empty() {
            sections.push(Section::table(say(lang, "stats-part-groups"), groups));
        }
        if !self.kpis.is_empty() {
            sections.push(Section::table(
                say(lang, "stats-part-kpis"),
                kpis(self.kpis, lang),
            ));
        }
        if self.later > 0 {
            let note = Message::new("stats-later").with("n", self.later).say(lang);
            let blocks = vec![Block::Text(note)];
            sections.push(Section { heading: String::new(), blocks });
        }
        sections
    }

    fn has_drawings(&self) -> bool {
        self.figures.iter().all(|figure| figure.part != Part::Groups)
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let figures = self.figures.iter().map(|figure| self.line(figure, lang)).collect();
        Box::new(Whole { cutoff: self.cutoff, figures, kpis: self.kpis })
    }

    fn lines<'a>(&'a self, lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        self.figures.iter().map(|figure| Box::new(self.line(figure, lang)) as _).collect()
    }
}

impl Stats<'_> {
    fn line<'a>(&self, figure: &'a Figure, lang: Lang) -> Line<'a> {
        Line {
            key: &figure.key,
            label: figure.label.say(lang),
            group: figure.code.as_deref(),
            group_label: figure.group.as_ref().map(|group| group.say(lang)),
            value: if figure.is_rate {
                figure.share().map(Number::Share)
            } else {
                Some(figure.numerator.into())
            },
            numerator: figure.numerator.into(),
            denominator: figure.denominator.map(Number::from),
            share: figure.share(),
            unit: match (figure.is_rate, figure.numerator) {
                (true, _) => "share",
                (false, Quantity::Count(_)) => "count",
                (false, Quantity::Money(_)) => "yuan",
                (false, Quantity::Days(_)) => "days",
            },
            cutoff: self.cutoff,
        }
    }
}

fn name(part: Part) -> &'static str {
    match part {
        Part::Needs => "stats-part-needs",
        Part::Bands => "stats-part-bands",
        Part::Funnel => "stats-part-funnel",
        Part::Rates => "stats-part-rates",
        Part::Amounts => "stats-part-amounts",
        Part::Talent => "stats-part-talent",
        Part::Officers => "stats-part-officers",
        Part::Events => "stats-part-events",
        Part::Targets => "stats-part-targets",
        Part::Groups => "stats-part-groups",
    }
}

/// The table of a part; the funnel and the bands are drawn, too.
fn section(part: Part, figures: &[&Figure], lang: Lang) -> Section {
    let heading = say(lang, name(part)).to_owned();
    let table = table(figures, lang);
    let block = match part {
        Part::Funnel | Part::Bands => {
            Block::Drawing(chart(&heading, figures, lang), table)
        }
        Part::Needs
        | Part::Rates
        | Part::Amounts
        | Part::Talent
        | Part::Officers
        | Part::Events
        | Part::Targets
        | Part::Groups => Block::Table(table),
    };
    Section { heading, blocks: vec![block] }
}

fn chart(heading: &str, figures: &[&Figure], lang: Lang) -> super::Drawing {
    let bar = |figure: &&Figure| Bar {
        name: figure.label.say(lang),
        value: figure.numerator.number(),
        figure: in_words(figure.numerator, lang),
    };
    bars(heading, &figures.iter().map(bar).collect::<Vec<_>>())
}

fn table(figures: &[&Figure], lang: Lang) -> Table {
    let header = |key: &str| say(lang, &format!("stats-column-{key}"));
    let columns = vec![
        Column::left("figure", header("figure")),
        Column::right("numerator", header("numerator")),
        Column::right("denominator", header("denominator")),
        Column::right("share", header("share")),
    ];
    let row = |figure: &&Figure| {
        let label = match &figure.group {
            Some(group) => Message::new("stats-of-group")
                .with("group", group.clone())
                .with("label", figure.label.clone())
                .say(lang),
            None => figure.label.say(lang),
        };
        let share = figure.share().map_or(Cell::Empty, Cell::Percent);
        let denominator = figure.denominator.map_or(Cell::Empty, |all| cell(all, lang));
        vec![label.into(), cell(figure.numerator, lang), denominator, share]
    };
    Table { columns, rows: figures.iter().map(row).collect() }
}

fn cell(quantity: Quantity, lang: Lang) -> Cell {
    match quantity {
        Quantity::Count(count) => count.into(),
        Quantity::Money(yuan) => yuan.into(),
        Quantity::Days(_) => in_words(quantity, lang).into(),
    }
}

fn in_words(quantity: Quantity, lang: Lang) -> String {
    match quantity {
        Quantity::Count(count) => count.to_string(),
        Quantity::Money(yuan) => amount(yuan).say(lang),
        Quantity::Days(days) => Message::new("stats-days").with("n", days).say(lang),
    }
}

/// A row for each group, a column for each figure.
fn groups(figures: &[Figure], lang: Lang) -> Table {
    let own: Vec<_> = figures.iter().filter(|f| f.part == Part::Groups).collect();
    let mut columns = vec![Column::left("group", say(lang, "stats-column-group"))];
    for key in OF_GROUP {
        columns.push(Column::right(key, say(lang, &format!("figure-{key}"))));
    }
    let row = |figures: &[&Figure]| {
        let group = figures[0].group.as_ref().map(|group| group.say(lang));
        let cells = OF_GROUP.iter().map(|key| {
            let figure = figures.iter().find(|figure| figure.key == *key);
            figure.map_or(Cell::Empty, |figure| cell(figure.numerator, lang))
        });
        std::iter::once(Cell::from(group)).chain(cells).collect()
    };
    let rows = own.chunk_by(|a, b| a.group == b.group).map(row).collect();
    Table { columns, rows }
}

fn kpis(kpis: &[Kpi], lang: Lang) -> Table {
    let left = |key| Column::left(key, say(lang, &format!("column-{key}")));
    let columns =
        ["organization", "indicator", "period", "value", "unit"].map(left).into();
    let row = |kpi: &Kpi| {
        vec![
            kpi.organization.as_str().into(),
            kpi.indicator.as_str().into(),
            kpi.period.clone().into(),
            Cell::number(&kpi.value).unwrap_or_else(|| kpi.value.as_str().into()),
            kpi.unit.clone().into(),
        ]
    };
    Table { columns, rows: kpis.iter().map(row).collect() }
}
