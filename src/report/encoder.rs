//! What the installed sentence encoder is, and where it lies.

use serde::Serialize;

use super::{Cell, Column, Report, Section, Table};
use crate::text::messages::{Lang, say};

/// The installed encoder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InstalledEncoder {
    /// What the weights are.
    pub model: String,
    /// The licence of the weights.
    pub licence: String,
    /// The package they came from, as package clients name it.
    pub package: String,
    /// SHA-256 of the package's file.
    pub package_sha256: String,
    /// Where the model file lies.
    pub file: String,
    /// Where the licence's text lies.
    pub licence_file: String,
    /// Size of the model file, bytes.
    pub bytes: u64,
    /// Pieces of words that it knows.
    pub pieces: usize,
    /// Vectors remembered from earlier runs.
    pub cached: usize,
}

impl Report for InstalledEncoder {
    fn name(&self) -> &'static str {
        "encoder"
    }

    fn title(&self, lang: Lang) -> String {
        say(lang, "report-encoder-title").to_owned()
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let row = |key, value: Cell| vec![say(lang, key).into(), value];
        let rows = vec![
            row("report-encoder-model", self.model.as_str().into()),
            row("report-encoder-licence", self.licence.as_str().into()),
            row("report-encoder-package", self.package.as_str().into()),
            row("report-encoder-hash", self.package_sha256.as_str().into()),
            row("report-encoder-file", self.file.as_str().into()),
            row("report-encoder-licence-file", self.licence_file.as_str().into()),
            row("report-encoder-bytes", integer(self.bytes)),
            row("report-encoder-pieces", integer(self.pieces)),
            row("report-encoder-cached", integer(self.cached)),
        ];
        let columns = vec![
            Column::left("what", say(lang, "report-encoder-what")),
            Column::left("value", say(lang, "report-encoder-value")),
        ];
        vec![Section::table("", Table { columns, rows })]
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(self)
    }
}

/// How alike two texts are to the encoder.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TextPair {
    /// One text.
    pub one: String,
    /// The other text.
    pub other: String,
    /// Cosine of their vectors, in [−1, 1].
    pub cosine: f32,
}

impl Report for TextPair {
    fn name(&self) -> &'static str {
        "text-pair"
    }

    fn title(&self, lang: Lang) -> String {
        say(lang, "report-pair-title").to_owned()
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let columns = vec![
            Column::left("one", say(lang, "report-pair-one")),
            Column::left("other", say(lang, "report-pair-other")),
            Column::right("cosine", say(lang, "report-pair-cosine")),
        ];
        let cosine = Cell::Decimal(self.cosine.into(), 3);
        let row = vec![self.one.as_str().into(), self.other.as_str().into(), cosine];
        vec![Section::table("", Table { columns, rows: vec![row] })]
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(self)
    }
}

fn integer(number: impl TryInto<i64>) -> Cell {
    Cell::Integer(number.try_into().unwrap_or(i64::MAX))
}
