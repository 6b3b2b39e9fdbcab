//! A registry for others in the formats of tables: every column that its CSV file has.

use chrono::NaiveDate;

use super::Columns;
use crate::domain::{Clock, Kind, Record};
use crate::report::{
    Cell, Column, Field, Filter, Listing, Report, Section, Table, fields_table, filled,
};
use crate::text::messages::Lang;

/// How the records stand on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A record a row, as the CSV file has it: it reads back to the same records.
    Canonical,
    /// A record a row, in words: for reading.
    Words,
    /// A record a section, in words: for pages too narrow for rows.
    Cards,
}

/// A registry, to be shown whole.
#[derive(Debug)]
pub struct RegistrySheet {
    listing: Listing,
    layout: Layout,
}

impl RegistrySheet {
    /// All records of a registry.
    pub fn new(records: Vec<Record>, kind: Kind, layout: Layout) -> Self {
        let listing = Listing::new(records, kind, &Filter::default(), None, None);
        Self { listing, layout }
    }

    fn canonical(&self) -> Table {
        let records = &self.listing.records;
        let columns = Columns::of(records, self.listing.kind);
        let cells = |record| {
            let texts = columns.texts(record).into_iter();
            texts
                .zip(columns.headers())
                .map(|(text, header)| cell(header, text))
                .collect()
        };
        let rows = records.iter().map(cells).collect();
        let own = columns.own.iter().map(|name| Column::left(name, *name));
        let extra = |(header, _): &(String, &str)| Column::left("extra", header.as_str());
        let extras = columns.extras.iter().map(extra);
        Table { columns: own.chain(extras).collect(), rows }
    }
}

/// The columns that hold days; `start` and `end` of some registries are hours.
const DAYS: &[&str] = &["date", "deadline", "due", "end", "sign_date", "start"];
/// The columns that hold hours.
const HOURS: &[&str] = &["end", "start"];
/// The columns that hold counts and other plain numbers.
const NUMBERS: &[&str] = &[
    "batch",
    "capacity",
    "count",
    "headcount",
    "max_staff",
    "position",
    "priority",
    "rank",
    "staff",
    "value",
];

/// A cell of a column: a day, an hour or a number where it is one and nothing else, else
/// the text as it is.
fn cell(header: &str, text: String) -> Cell {
    let day = || {
        let day: Option<NaiveDate> = text.parse().ok();
        day.filter(|day| day.to_string() == text).map(Cell::Date)
    };
    let hour =
        || Clock::parse(&text).filter(|hour| hour.to_string() == text).map(Cell::Time);
    let typed = (DAYS.contains(&header).then(day).flatten())
        .or_else(|| HOURS.contains(&header).then(hour).flatten())
        .or_else(|| NUMBERS.contains(&header).then(|| Cell::number(&text)).flatten());
    typed.unwrap_or_else(|| text.into())
}

/// A record's fields in words. Where it was read is of no use to others.
fn fields(record: &Record, lang: Lang) -> Vec<Field> {
    let mut fields = filled(record, lang);
    fields.retain(|field| field.key != "source");
    fields
}

/// Records a row each, their fields in words.
fn in_words(records: &[Record], lang: Lang) -> Table {
    let rows: Vec<_> = records.iter().map(|record| fields(record, lang)).collect();
    let mut names: Vec<(&str, &str)> = Vec::new();
    for field in rows.iter().flatten() {
        if !names.iter().any(|(known, _)| *known == field.key) {
            names.push((&field.key, &field.name));
        }
    }
    let cells = |row: &Vec<Field>| {
        let cell = |(key, _): &(&str, &str)| {
            let field = row.iter().find(|field| field.key == *key);
            field.map_or(Cell::Empty, |field| Cell::Text(field.value.clone()))
        };
        names.iter().map(cell).collect()
    };
    let rows = rows.iter().map(cells).collect();
    let columns = names.iter().map(|&(_, name)| Column::left("field", name)).collect();
    Table { columns, rows }
}

/// A record with its fields in words.
fn card(record: &Record, lang: Lang) -> Section {
    let heading = format!("{} {}", record.id(), record.facets().title);
    Section::table(heading, fields_table(fields(record, lang), lang))
}

impl Report for RegistrySheet {
    fn name(&self) -> &'static str {
        "registry"
    }

    fn title(&self, lang: Lang) -> String {
        self.listing.title(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        match self.layout {
            Layout::Canonical => vec![Section::table("", self.canonical())],
            Layout::Words => {
                vec![Section::table("", in_words(&self.listing.records, lang))]
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_days_are_days_and_other_words_stay() {
        let day = NaiveDate::from_ymd_opt(2026, 10, 31).unwrap();
        assert_eq!(cell("deadline", "2026-10-31".into()), Cell::Date(day));
        for text in ["2026-10", "2026年10月底前", "长期", "2026-10-1"] {
            assert_eq!(cell("deadline", text.into()), Cell::Text(text.into()), "{text}");
        }
        assert_eq!(cell("title", "2026-10-31".into()), Cell::Text("2026-10-31".into()));
        assert_eq!(cell("due", String::new()), Cell::Empty);
    }

    #[test]
    fn counts_and_hours_are_numbers_that_sort() {
        assert_eq!(cell("staff", "46".into()), Cell::Integer(46));
        assert_eq!(cell("value", "12.5".into()), Cell::Decimal(12.5, 1));
        assert_eq!(
            cell("start", "09:00".into()),
            Cell::Time(Clock::parse("09:00").unwrap())
        );
        for text in ["约46", "046", "1.50", "9:00", "-0", "12345678901234567890"] {
            assert_eq!(cell("staff", text.into()), Cell::Text(text.into()), "{text}");
        }
        assert_eq!(cell("title", "46".into()), Cell::Text("46".into()));
    }
}
