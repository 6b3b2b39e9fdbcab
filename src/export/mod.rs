//! Report value → bytes: one file a format, all of them in [`FORMATS`].

mod csv;
mod docx;
mod html;
mod ics;
mod json;
mod markdown;
mod measure;
mod poster;
pub mod registry;
mod sheet_name;
mod svg;
pub mod template;
mod terminal;
mod words;
mod xlsx;

pub use csv::safe;

use std::io::{self, Write};

use crate::report::Report;
use crate::text::messages::Lang;

/// What a format may take into account beside the report.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Language of every word.
    pub lang: Lang,
    /// Columns of the terminal; `None` when not writing to one.
    pub width: Option<u16>,
    /// Whether colours may be used.
    pub color: bool,
    /// When the output is made: stamps in files that carry one.
    pub made: chrono::NaiveDateTime,
}

/// One output format.
pub trait Format: Sync {
    /// What is typed after `--format`.
    fn name(&self) -> &'static str;

    /// File extensions that mean this format, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether the report has anything this format can show.
    fn fits(&self, _report: &dyn Report) -> bool {
        true
    }

    /// Writes the report.
    fn write(
        &self,
        report: &dyn Report,
        style: &Style,
        out: &mut dyn Write,
    ) -> io::Result<()>;
}

/// Every format, in the order of the help.
pub static FORMATS: &[&dyn Format] = &[
    &terminal::Terminal,
    &csv::Csv,
    &json::Json,
    &json::JsonLines,
    &html::Html,
    &docx::Word,
    &xlsx::Xlsx,
    &ics::Ics,
    &markdown::Markdown,
    &svg::Svg,
];

/// The format of a name.
pub fn by_name(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}

/// The format of a file extension.
pub fn by_extension(extension: &str) -> Option<&'static dyn Format> {
    let extension = extension.to_ascii_lowercase();
    FORMATS
        .iter()
        .copied()
        .find(|format| format.extensions().contains(&extension.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_extensions_are_unique() {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name()).collect();
        let extensions = FORMATS.iter().flat_map(|format| format.extensions());
        for mut list in [names, extensions.copied().collect()] {
            let before = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), before, "{list:?}");
        }
    }
}
