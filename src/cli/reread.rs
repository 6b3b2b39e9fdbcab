//! Rows of a registry that are read again as import reads a file of them.

use std::io::Cursor;

use crate::domain::{Kind, Record};
use crate::import::{self, Options, SheetReport};

/// Reads rows, each of them cells by their header.
pub(crate) fn rows(
    kind: Kind,
    rows: &[Vec<(String, String)>],
    options: &Options,
    sink: &mut dyn FnMut(Record),
) -> Vec<SheetReport> {
    let mut headers: Vec<&str> = Vec::new();
    for (header, _) in rows.iter().flatten() {
        if !headers.contains(&header.as_str()) {
            headers.push(header);
        }
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&headers).expect("a Vec takes any row");
    for row in rows {
        let text = |header: &&str| {
            let cell = row.iter().find(|(name, _)| name == header);
            cell.map_or("", |(_, text)| text.as_str())
        };
        writer.write_record(headers.iter().map(text)).expect("a Vec takes any row");
    }
    let bytes = writer.into_inner().expect("a Vec takes any row");
    let options = Options { kind: Some(kind), ..options.clone() };
    import::read("", &mut Cursor::new(bytes), &options, sink)
}
