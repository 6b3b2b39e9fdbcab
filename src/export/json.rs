//! JSON and JSON Lines: the shapes that the contract fixes.

use std::io::{self, Write};

use super::{Format, Style};
use crate::report::Report;

/// One JSON value, indented.
pub(super) struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn fits(&self, report: &dyn Report) -> bool {
        report.has_data()
    }

    fn write(
        &self,
        report: &dyn Report,
        style: &Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, &report.json(style.lang))?;
        out.write_all(b"\n")
    }
}

/// One JSON value a line.
pub(super) struct JsonLines;

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn fits(&self, report: &dyn Report) -> bool {
        report.has_data()
    }

    fn write(
        &self,
        report: &dyn Report,
        style: &Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for line in report.lines(style.lang) {
            serde_json::to_writer(&mut *out, &line)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}
