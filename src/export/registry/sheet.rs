//! A registry for others in the formats of tables: every column that its CSV file has.

use super::{Columns, row};
use crate::domain::{Kind, Record};
use crate::report::{Cell, Column, Filter, Listing, Report, Section, Table};
use crate::text::messages::{Lang, has, say};

/// How the records stand on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A record a row, as the CSV file has it: it reads back to the same records.
    Rows,
    /// A record a section, with the cells that are filled: for pages too narrow for rows.
    Cards,
}

/// A registry, to be shown whole.
#[derive(Debug)]
pub struct Sheet {
    listing: Listing,
    layout: Layout,
}

impl Sheet {
    /// All records of a registry.
    pub fn new(records: Vec<Record>, kind: Kind, layout: Layout) -> Self {
        let listing = Listing::new(records, kind, &Filter::default(), None, None);
        Self { listing, layout }
    }

    fn rows(&self) -> Table {
        let records = &self.listing.records;
        let columns = Columns::of(records, self.listing.kind);
        let texts = |record| columns.texts(record).into_iter().map(Cell::from).collect();
        let rows = records.iter().map(texts).collect();
        let own = columns.own.iter().map(|name| Column::left(name, *name));
        let extra = |(header, _): &(String, &str)| Column::left("extra", header.as_str());
        let extras = columns.extras.iter().map(extra);
        Table { columns: own.chain(extras).collect(), rows }
    }
}

/// A record with its filled cells.
fn card(record: &Record, lang: Lang) -> Section {
    let cells = row(record);
    let named = |(name, _): &&(String, String)| name == "title" || name == "name";
    let heading = match cells.iter().find(named) {
        Some((_, title)) => format!("{} {title}", record.id()),
        None => record.id().to_owned(),
    };
    let columns = vec![
        Column::left("column", say(lang, "export-column")),
        Column::left("value", say(lang, "export-value")),
    ];
    let rows = cells.into_iter();
    let rows = rows.map(|(name, text)| vec![label(&name, lang).into(), text.into()]);
    Section::table(heading, Table { columns, rows: rows.collect() })
}

/// A column's name in words, where it has one.
fn label(name: &str, lang: Lang) -> String {
    let key = format!("column-{name}");
    if has(lang, &key) { say(lang, &key).to_owned() } else { name.to_owned() }
}

impl Report for Sheet {
    fn name(&self) -> &'static str {
        "registry"
    }

    fn title(&self, lang: Lang) -> String {
        self.listing.title(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        match self.layout {
            Layout::Rows => vec![Section::table("", self.rows())],
            Layout::Cards => {
                self.listing.records.iter().map(|record| card(record, lang)).collect()
            }
        }
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        self.listing.json(lang)
    }

    fn lines<'a>(&'a self, lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        self.listing.lines(lang)
    }
}
