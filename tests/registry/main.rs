//! Registry files read back to the same records, whatever the records hold.

#![expect(clippy::unwrap_used, reason = "a test may end anywhere")]

mod around;
mod records;

use std::io::Cursor;

use chrono::NaiveDate;
use fairmatch::domain::{Code as _, Kind, Record, Source};
use fairmatch::export::registry;
use fairmatch::import::{self, Options};
use proptest::prelude::*;
use records::record;

/// What import reads out of the file that export writes of a record.
fn there_and_back(record: &Record) -> (String, Vec<Record>) {
    let mut bytes = Vec::new();
    registry::write(std::slice::from_ref(record), record.kind(), &mut bytes).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
    let options = Options { kind: Some(record.kind()), ..Options::new(today) };
    let mut read = Vec::new();
    let name = registry::file_name(record.kind());
    let reports =
        import::read(&name, &mut Cursor::new(bytes), &options, &mut |r| read.push(r));
    let problems: Vec<_> = reports.iter().flat_map(|report| &report.problems).collect();
    (format!("{text}\n{problems:?}"), read)
}

/// A record's JSON without the place it was read from.
fn json(record: &Record) -> serde_json::Value {
    let mut json = record.json().unwrap();
    json["source"] = serde_json::to_value(Source::default()).unwrap();
    json
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_registry_file_reads_back_to_the_same_record(record in record()) {
        let (text, read) = there_and_back(&record);
        prop_assert_eq!(read.len(), 1, "{}", text);
        prop_assert_eq!(json(&read[0]), json(&record), "{}", text);
    }
}

#[test]
fn every_registry_has_a_file() {
    for &kind in Kind::ALL {
        let mut bytes = Vec::new();
        registry::write(&[], kind, &mut bytes).unwrap();
        let header = String::from_utf8(bytes).unwrap();
        assert!(header.starts_with('\u{feff}') && header.ends_with("\r\n"), "{header}");
    }
}
