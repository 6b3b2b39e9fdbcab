//! Registries as CSV files that `import registry` reads back to the same records, and with
//! the same columns in every other format.
//!
//! One file a registry, `needs.csv` and so on, with the canonical columns first, then those
//! that only some records need (an id that cannot be derived, the words an amount came
//! in), then the unmapped columns of the source.

mod after;
mod around;
mod cells;
mod columns;
mod main;
mod sheet;

use std::collections::BTreeSet;
use std::io::{self, Write};

pub use columns::canonical;
pub use sheet::{Layout, RegistrySheet};

use super::csv::{safe, write_rows};
use crate::domain::{Code as _, Fair, Kind, Record};
use crate::import::EXTRA;

/// A record's cells by column.
type Cells = Vec<(&'static str, String)>;

/// The name of a registry's file.
pub fn file_name(kind: Kind) -> String {
    format!("{}.csv", kind.code())
}

/// The registries that have records, in the order of [`Kind::ALL`].
pub fn kinds(fair: &Fair) -> impl Iterator<Item = Kind> + '_ {
    Kind::ALL.iter().copied().filter(|&kind| fair.count(kind) > 0)
}

/// Writes a registry: UTF-8 with BOM, CRLF, no cell that a spreadsheet would run.
pub fn write(records: &[Record], kind: Kind, out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let columns = Columns::of(records, kind);
    let header = columns.headers().map(safe).collect();
    let rows = records
        .iter()
        .map(|record| columns.texts(record).iter().map(|text| safe(text)).collect());
    write_rows(out, std::iter::once(header).chain(rows))
}

/// The columns of a registry's file: the canonical ones, those that only some records need,
/// the unmapped ones of the source.
struct Columns<'a> {
    own: Vec<&'static str>,
    /// Headers of the unmapped columns, and the keys of their texts.
    extras: Vec<(String, &'a str)>,
}

impl<'a> Columns<'a> {
    fn of(records: &'a [Record], kind: Kind) -> Self {
        let columns = canonical(kind);
        let known: BTreeSet<&str> = columns.iter().copied().collect();
        let rows: Vec<Cells> = records.iter().map(cells).collect();
        let filled = |(name, text): &(&'static str, String)| {
            (!known.contains(name) && !text.is_empty()).then_some(*name)
        };
        let further: BTreeSet<&str> = rows.iter().flatten().filter_map(filled).collect();
        let own: Vec<&str> = columns.iter().copied().chain(further).collect();
        let told: BTreeSet<&str> = rows.iter().flatten().map(|(name, _)| *name).collect();
        let keys: BTreeSet<&str> = records
            .iter()
            .flat_map(|record| record.extra().keys())
            .map(String::as_str)
            .filter(|key| told.contains(key) || !own.contains(key))
            .collect();
        // what no code list knows stays beside the column that it was read from
        let header_of = |key: &str| {
            if own.contains(&key) { format!("{EXTRA}{key}") } else { key.to_owned() }
        };
        let extras = keys.into_iter().map(|key| (header_of(key), key)).collect();
        Self { own, extras }
    }

    fn headers(&self) -> impl Iterator<Item = &str> {
        let extras = self.extras.iter().map(|(header, _)| header.as_str());
        self.own.iter().copied().chain(extras)
    }

    /// A record's cells in the order of the columns.
    fn texts(&self, record: &Record) -> Vec<String> {
        let cells = cells(record);
        let extra = |key: &str| record.extra().get(key).cloned().unwrap_or_default();
        let cell = |name: &&str| match cells.iter().find(|(known, _)| known == name) {
            Some((_, text)) => text.clone(),
            None => extra(name),
        };
        let rest = self.extras.iter().map(|(_, key)| extra(key));
        self.own.iter().map(cell).chain(rest).collect()
    }
}

/// A record as the row of a table: header and text of every cell that is filled; what no
/// field took under headers that no field takes, either.
pub fn row(record: &Record) -> Vec<(String, String)> {
    let own = cells(record).into_iter().filter(|(_, text)| !text.is_empty());
    let own = own.map(|(header, text)| (header.to_owned(), text));
    let extras = record.extra().iter();
    own.chain(extras.map(|(header, text)| (format!("{EXTRA}{header}"), text.clone())))
        .collect()
}

fn cells(record: &Record) -> Cells {
    match record {
        Record::Needs(record) => main::need(record),
        Record::Offerings(record) => main::offering(record),
        Record::Organizations(record) => main::organization(record),
        Record::Signings(record) => main::signing(record),
        Record::People(record) => around::person(record),
        Record::Officers(record) => around::officer(record),
        Record::Assignments(record) => around::assignment(record),
        Record::Availability(record) => around::availability(record),
        Record::Policies(record) => around::policy(record),
        Record::Events(record) => around::event(record),
        Record::Kpis(record) => around::kpi(record),
        Record::Ledger(record) => after::entry(record),
        Record::Decisions(record) => after::decision(record),
        Record::Outcomes(record) => after::outcome(record),
        Record::Encounters(record) => after::encounter(record),
    }
}
