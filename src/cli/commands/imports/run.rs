//! Files read, compared with the fair, and stored.

mod answers;
mod earlier;
mod meetings;
mod mentions;
mod storing;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{ImportArgs, lists_problems, lists_records};
use crate::cli::{Context, Exit, Failure, inputs};
use crate::domain::problem::{Problem, Severity};
use crate::domain::{Code as _, Fair, Kind, Record};
use crate::import::{Contents, FieldChange, Options, id_beside, merged, unused_maps};
use crate::matching::duplicates::PresentNames;
use crate::report::{self, Imported, ImportedSheet};
use crate::store::{self, Access, Parts};
use crate::text::messages::Message;

/// The problem of what must not be stored; a copy of a file that holds it is not kept.
const SENSITIVE: &str = "sensitive_personal_data";

/// A file that was read.
struct Note {
    path: PathBuf,
    /// Records accepted from it.
    records: usize,
    /// Whether it holds what must not be stored.
    sensitive: bool,
}

/// A record that names others, kept until it is known what there is.
struct Mention {
    /// The place of its sheet in the report.
    sheet: usize,
    record: Record,
    /// What was known of its id before.
    before: Option<Record>,
    outcome: Outcome,
}

/// What a record did to those that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Inserted,
    Updated,
    Unchanged,
}

/// A run over several files.
pub(super) struct Run<'a> {
    args: &'a ImportArgs,
    context: &'a Context,
    /// The fair to compare with; `None`: there is none.
    fair: Option<Fair>,
    /// What merged organizations are called now.
    present: PresentNames,
    /// The fair's records, and those read so far.
    known: BTreeMap<(Kind, String), Record>,
    /// The fair's records by what they say.
    contents: Contents,
    /// The records of this run and the file that each came from.
    fresh: BTreeMap<(Kind, String), usize>,
    /// What is to be stored, in the order it was read.
    puts: Vec<Record>,
    mentions: Vec<Mention>,
    notes: Vec<Note>,
    pub(super) imported: Imported,
    /// Whether the records are shown.
    keep: bool,
    /// Whether there is but one file: nothing to compare records with.
    single: bool,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        args: &'a ImportArgs,
        context: &'a Context,
        files: usize,
    ) -> Result<Self> {
        let fair = match &context.folder {
            Some(_) => {
                let store = context.store(Access::Read)?;
                Some(store.fair(context.settings.clone(), &Parts::all())?)
            }
            None if args.dry_run => None,
            None => {
                return Err(Failure::new(Message::new("import-no-fair"))
                    .hint(Message::new("import-no-fair-hint"))
                    .into());
            }
        };
        let records = Kind::ALL.iter().flat_map(|kind| {
            fair.iter().flat_map(|fair| fair.records(*kind)).collect::<Vec<_>>()
        });
        let known: BTreeMap<_, _> =
            records.map(|r| ((r.kind(), r.id().to_owned()), r)).collect();
        Ok(Self {
            args,
            context,
            present: PresentNames::of(
                fair.as_ref().map_or(&[], |fair| fair.organizations.as_slice()),
            ),
            contents: Contents::of(known.values()),
            known,
            fresh: BTreeMap::new(),
            puts: Vec::new(),
            mentions: Vec::new(),
            notes: Vec::new(),
            imported: Imported {
                sheets: Vec::new(),
                dry_run: args.dry_run,
                all: lists_problems(context),
            },
            keep: lists_records(context),
            single: files == 1,
            fair,
        })
    }

    /// Reads a file; an earlier fair's database is taken over record by record.
    pub(super) fn read(&mut self, path: &Path, options: &Options) -> Result<()> {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name == store::FILE {
            return self.take_over(path, options);
        }
        let bare = self.fair.is_none() && !self.keep && self.single;
        let mut records = Vec::new();
        let told = Options { records: !bare, ..options.clone() };
        let reports = inputs::read_watched(self.context, path, &told, &mut |record| {
            records.push(record);
        });
        let mut records = records.into_iter();
        let mut accepted = 0;
        let mut sensitive = false;
        for report in reports {
            sensitive |= report.counts.keys().any(|(code, _)| *code == SENSITIVE);
            let mut sheet = ImportedSheet { report, ..ImportedSheet::default() };
            if bare {
                sheet.inserted = sheet.report.valid;
            }
            for record in records.by_ref().take(sheet.report.valid) {
                self.take(record, &mut sheet, options);
            }
            accepted += sheet.report.valid;
            self.imported.sheets.push(sheet);
        }
        let path = path.to_owned();
        self.notes.push(Note { path, records: accepted, sensitive });
        Ok(())
    }

    /// Compares a record with what is known, and keeps what is to be stored.
    fn take(&mut self, mut record: Record, sheet: &mut ImportedSheet, options: &Options) {
        self.present.settle(&mut record);
        self.name_meeting(&mut record);
        if sheet.report.to_fill_in && self.is_left_blank(&record) {
            sheet.unchanged += 1;
            sheet.records.extend(self.keep.then_some(record));
            return;
        }
        let before = self.known.get(&(record.kind(), record.id().to_owned()));
        if let Some(id) = self.contents.id_of(&record, before)
            && !self.fresh.contains_key(&(record.kind(), id.to_owned()))
        {
            record.set_id(id.to_owned());
        }
        if !self.set_apart(&mut record, sheet, options) {
            return;
        }
        let key = (record.kind(), record.id().to_owned());
        let file = self.notes.len();
        let mention = (!record.references().is_empty()).then(|| record.clone());
        let (record, changes) = match self.known.get(&key) {
            None => (record, None),
            Some(before) => {
                let (record, changes) = merged(before, &record);
                let other = self.fresh.get(&key).is_some_and(|other| *other != file);
                if other && !changes.is_empty() {
                    let problem = Problem::warning("conflicting_update");
                    if !contradicts(&record, problem, sheet, options) {
                        return;
                    }
                }
                (record, Some(changes))
            }
        };
        let outcome = counted(sheet, changes.as_deref());
        if let Some(record) = mention {
            let (sheet, before) =
                (self.imported.sheets.len(), self.known.get(&key).cloned());
            self.mentions.push(Mention { sheet, record, before, outcome });
        }
        self.fresh.insert(key.clone(), file);
        let changed = changes.as_ref().is_none_or(|changes| !changes.is_empty());
        if let Some(fields) = changes.filter(|fields| !fields.is_empty()) {
            let id = record.id().to_owned();
            sheet.changes.push(report::ImportChange { id, fields });
        }
        if self.keep {
            sheet.records.push(record.clone());
        }
        if changed && self.fair.is_some() {
            self.puts.push(record.clone());
        }
        self.known.insert(key, record);
    }

    /// Whether a record is a match on which nobody said a word, now or before.
    fn is_left_blank(&self, record: &Record) -> bool {
        let Record::Decisions(decision) = record else { return false };
        let key = (record.kind(), decision.id.clone());
        decision.is_blank() && !self.known.contains_key(&key)
    }

    /// Gives a record an id of its own where it has that of another organization's record;
    /// whether it is kept.
    fn set_apart(
        &self,
        record: &mut Record,
        sheet: &mut ImportedSheet,
        options: &Options,
    ) -> bool {
        let key = (record.kind(), record.id().to_owned());
        let Some(before) = self.known.get(&key) else { return true };
        let Some(id) = id_beside(before, record) else { return true };
        let problem = Problem::warning("conflicting_update").in_case("another");
        let problem = problem.with("title", before.facets().title.to_owned());
        if !contradicts(record, problem, sheet, options) {
            return false;
        }
        record.set_id(id);
        true
    }

    /// Says which headers of `--map` no sheet has.
    pub(super) fn name_unused_maps(&mut self, options: &Options) {
        let reports: Vec<_> =
            self.imported.sheets.iter().map(|sheet| &sheet.report).collect();
        let unused = unused_maps(&reports, &options.maps);
        let read = |sheet: &&mut ImportedSheet| !sheet.report.columns.is_empty();
        let Some(sheet) = self.imported.sheets.iter_mut().find(read) else { return };
        for header in unused {
            let problem = Problem::warning("missing_column").in_case("map");
            sheet.report.add(problem.with_value(header), options.problems);
        }
    }

    /// How it went, as it is told.
    pub(super) fn told(self) -> Imported {
        if !self.context.public {
            return self.imported;
        }
        self.imported.published(self.fair.unwrap_or_default().masking())
    }

    pub(super) fn exit(&self) -> Exit {
        inputs::exit(self.imported.sheets.iter().map(|sheet| &sheet.report))
    }
}

/// Counts what a record did: new, or with these changes.
fn counted(sheet: &mut ImportedSheet, changes: Option<&[FieldChange]>) -> Outcome {
    let (count, outcome) = match changes {
        None => (&mut sheet.inserted, Outcome::Inserted),
        Some([]) => (&mut sheet.unchanged, Outcome::Unchanged),
        Some(_) => (&mut sheet.updated, Outcome::Updated),
    };
    *count += 1;
    outcome
}

/// How bad a warning is: where warnings reject, it is an error.
fn severity(options: &Options) -> Severity {
    if options.strict { Severity::Error } else { Severity::Warning }
}

/// Notes that a record contradicts another one of its id; whether it is kept. Where warnings
/// reject, it is turned away.
fn contradicts(
    record: &Record,
    problem: Problem,
    sheet: &mut ImportedSheet,
    options: &Options,
) -> bool {
    let problem = Problem { severity: severity(options), ..problem }.about(record.id());
    let problem = problem.with_value(record.id()).at_row(report::row(record));
    sheet.report.add(problem.clone(), options.problems);
    if options.strict {
        let title = record.facets().title.to_owned();
        sheet.report.turn_away(report::row(record), &title, problem);
    }
    !options.strict
}
