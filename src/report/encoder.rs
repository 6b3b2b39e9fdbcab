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

/// The installed encoders. Their JSON has the fields of the first one, and each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InstalledEncoders {
    #[serde(flatten)]
    first: Option<InstalledEncoder>,
    /// Each of them.
    encoders: Vec<InstalledEncoder>,
}

impl InstalledEncoders {
    /// Those that are installed.
    pub fn new(encoders: Vec<InstalledEncoder>) -> Self {
        Self { first: encoders.first().cloned(), encoders }
    }
}

impl InstalledEncoder {
    fn table(&self, lang: Lang) -> Table {
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
        Table { columns, rows }
    }
}

impl Report for InstalledEncoders {
    fn name(&self) -> &'static str {
        "encoder"
    }

    fn title(&self, lang: Lang) -> String {
        say(lang, "report-encoder-title").to_owned()
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let section = |each: &InstalledEncoder| {
            let name = if self.encoders.len() > 1 { each.model.as_str() } else { "" };
            Section::table(name, each.table(lang))
        };
        self.encoders.iter().map(section).collect()
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
    /// Cosine of their vectors, in [−1, 1], by the first encoder: those of different
    /// encoders don't compare.
    pub cosine: f32,
    /// What each encoder says.
    pub encoders: Vec<ModelCosine>,
}

/// How alike two texts are to one encoder.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelCosine {
    /// What the encoder's weights are.
    pub model: String,
    /// Cosine of its vectors, in [−1, 1].
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
        let mut columns = vec![
            Column::left("one", say(lang, "report-pair-one")),
            Column::left("other", say(lang, "report-pair-other")),
        ];
        let mut row: Vec<Cell> =
            vec![self.one.as_str().into(), self.other.as_str().into()];
        if let [only] = &self.encoders[..] {
            columns.push(Column::right("cosine", say(lang, "report-pair-cosine")));
            row.push(Cell::Decimal(only.cosine.into(), 3));
        } else {
            for (key, each) in ["first", "second"].into_iter().zip(&self.encoders) {
                columns.push(Column::right(key, &each.model));
                row.push(Cell::Decimal(each.cosine.into(), 3));
            }
        }
        vec![Section::table("", Table { columns, rows: vec![row] })]
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(self)
    }
}

fn integer(number: impl TryInto<i64>) -> Cell {
    Cell::Integer(number.try_into().unwrap_or(i64::MAX))
}
