//! Records that several files of one registry give: the same one once, two of one id never.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::inputs;
use crate::domain::problem::Problem;
use crate::domain::{Code as _, Kind, Record};
use crate::import::{Options, SheetReport};

/// What the files read so far have given, as far as another one may give it again.
#[derive(Debug, Default)]
pub(super) struct Given {
    /// The registries that several files hold.
    several: Vec<Kind>,
    /// What the records say, as hashes.
    said: BTreeMap<(Kind, String), u64>,
}

/// A record that another file gave with other words.
struct Twice {
    sheet: Option<String>,
    row: u64,
    id: String,
}

impl Given {
    /// Nothing yet, of the files that are to be read.
    pub(super) fn new(files: &[(Kind, &PathBuf)]) -> Self {
        let count = |kind| files.iter().filter(|(other, _)| *other == kind).count();
        let several = Kind::ALL.iter().copied().filter(|kind| count(*kind) > 1);
        Self { several: several.collect(), said: BTreeMap::new() }
    }

    /// Reads a file. Of a record that an earlier file gave, too, one stays; the later one is
    /// rejected if it says something else.
    pub(super) fn read(
        &mut self,
        path: &Path,
        options: &Options,
        sink: &mut dyn FnMut(Record),
    ) -> Vec<SheetReport> {
        let mut twice = Vec::new();
        let mut reports =
            inputs::read(path, options, &mut |record| match self.is_new(&record) {
                Ok(true) => sink(record),
                Ok(false) => {}
                Err(again) => twice.push(again),
            });
        for again in twice {
            reject(&mut reports, &again, options);
        }
        reports
    }

    fn is_new(&mut self, record: &Record) -> Result<bool, Twice> {
        if !self.several.contains(&record.kind()) {
            return Ok(true);
        }
        let mut json = record.json().unwrap_or_default();
        let source = json.as_object_mut().and_then(|fields| fields.remove("source"));
        let mut hasher = DefaultHasher::new();
        json.to_string().hash(&mut hasher);
        let said = hasher.finish();
        let key = (record.kind(), record.id().to_owned());
        match self.said.get(&key) {
            Some(before) if *before == said => Ok(false),
            Some(_) => Err(Twice::at(record.id(), &source.unwrap_or_default())),
            None => {
                self.said.insert(key, said);
                Ok(true)
            }
        }
    }
}

impl Twice {
    fn at(id: &str, source: &Value) -> Self {
        let sheet = source["sheet"].as_str().map(str::to_owned);
        Self { sheet, row: source["row"].as_u64().unwrap_or(0), id: id.to_owned() }
    }
}

/// Counts a record as rejected in the report of its table: the last one of its sheet that
/// begins above it.
fn reject(reports: &mut [SheetReport], again: &Twice, options: &Options) {
    let holds = |report: &&mut SheetReport| {
        let above = report.header_rows.first().is_none_or(|top| *top < again.row);
        report.valid > 0 && report.sheet.as_deref() == again.sheet.as_deref() && above
    };
    if let Some(report) = reports.iter_mut().rfind(holds) {
        let problem = Problem::error("duplicate_id").in_case("files").at_row(again.row);
        let problem = problem.with_value(again.id.as_str());
        report.add(problem.clone(), options.problems);
        report.turn_away(again.row, problem);
    }
}
