//! `fairmatch import`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::cli::{Context, Exit, Failure, folder, inputs};
use crate::domain::problem::Problem;
use crate::domain::{
    Change, ChangeSet, Code as _, Encounter, Fair, ImportNote, Kind, Record,
};
use crate::import::{Dialect, Options, merged};
use crate::matching::duplicates::PresentNames;
use crate::report::{self, Imported, Rejected, Sheet};
use crate::store::{self, Access, Parts, Store, StoreError};
use crate::text::messages::Message;

/// Read files into the fair: surveys, registries, filled-in lists.
///
/// Without KIND each sheet's kind is recognised. KIND is one of needs, offerings,
/// organizations, people, signings, ledger, officers, availability, policies, events, kpis,
/// decisions, outcomes, or registry (a folder of registries, or an earlier fair's).
#[derive(Debug, clap::Args)]
pub(crate) struct ImportArgs {
    /// The registry (optional), then files and folders; `-` is stdin.
    #[arg(required = true, value_name = "[KIND] FILE|DIR")]
    targets: Vec<PathBuf>,
    /// The only sheet to read, by name or number.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// A header and the column it is, `-` for none (repeatable).
    #[arg(long, value_name = "HEADER=FIELD", value_parser = pair)]
    map: Vec<(String, String)>,
    /// A file of aliases, units and fixed values of one office's papers.
    #[arg(long, value_name = "FILE")]
    dialect: Option<PathBuf>,
    /// Say what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Reject rows with warnings, too.
    #[arg(long)]
    strict: bool,
    /// Write the rejected rows to this file, with the reasons in the last column.
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
}

/// A column of `--map`.
fn pair(text: &str) -> Result<(String, String), String> {
    let (header, field) = text.rsplit_once('=').ok_or("HEADER=FIELD")?;
    let known = field == "-" || crate::import::Field::of_name(field).is_some();
    if known {
        Ok((header.to_owned(), field.to_owned()))
    } else {
        Err(format!("{field}?"))
    }
}

/// What the files hold.
#[derive(Clone, Copy)]
enum Wanted {
    /// Each sheet's kind is recognised.
    Any,
    One(Kind),
    /// A folder of registries, a file each.
    Registry,
}

impl Wanted {
    /// The registry that a file is to be.
    fn kind_of(self, file: &Path) -> Option<Kind> {
        match self {
            Self::Any => None,
            Self::One(kind) => Some(kind),
            Self::Registry => Kind::of_code(file.file_stem()?.to_str()?),
        }
    }
}

/// How often an import is compared anew when somebody else changes the same records.
const ATTEMPTS: usize = 3;

/// A file to read, and the registry that it is to be.
type Target = (Option<Kind>, PathBuf);

impl ImportArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let (wanted, files) = self.files()?;
        let options = self.options(context)?;
        let mut run = self.read(context, wanted, &files, &options)?;
        let stdin = files.iter().any(|(_, file)| file.as_os_str() == "-");
        let mut attempts = if stdin { 0 } else { ATTEMPTS };
        while let Err(error) = run.store(context) {
            let conflict =
                matches!(error.downcast_ref(), Some(StoreError::Conflict { .. }));
            if !conflict || attempts == 0 {
                return Err(error);
            }
            attempts -= 1;
            run = self.read(context, wanted, &files, &options)?;
        }
        if let Some(path) = &self.rejects {
            write_rejects(context, &run.imported, path)?;
        }
        let exit = run.exit();
        context.show(&run.imported)?;
        Ok(exit)
    }

    /// Reads the files and compares them with the fair as it is now.
    fn read<'a>(
        &'a self,
        context: &'a Context,
        wanted: Wanted,
        files: &[Target],
        options: &Options,
    ) -> Result<Run<'a>> {
        let mut run = Run::new(self, context)?;
        run.single = files.len() == 1;
        for (kind, file) in files {
            let options = Options { kind: kind.or(options.kind), ..options.clone() };
            run.read(file, wanted, &options)?;
        }
        Ok(run)
    }

    /// The registry asked for, and the files with the registries that their names give.
    fn files(&self) -> Result<(Wanted, Vec<Target>)> {
        let mut targets = self.targets.as_slice();
        let mut wanted = Wanted::Any;
        if targets.len() > 1 {
            let ends = [&targets[0], &targets[targets.len() - 1]];
            let kind = |path: &Path| path.to_str().and_then(kind);
            if let Some(found) = kind(ends[0]) {
                (wanted, targets) = (found, &targets[1..]);
            } else if let Some(found) = kind(ends[1]).filter(|_| !ends[1].exists()) {
                (wanted, targets) = (found, &targets[..targets.len() - 1]);
            }
        }
        let mut files = Vec::new();
        for target in targets {
            let earlier = target.join(store::FILE);
            if earlier.is_file() {
                files.push((None, earlier));
                continue;
            }
            for file in inputs::files_below(target)? {
                files.push((wanted.kind_of(&file), file));
            }
        }
        Ok((wanted, files))
    }

    fn options(&self, context: &Context) -> Result<Options> {
        let dialect = match &self.dialect {
            Some(path) => read_dialect(path)?,
            None => Dialect::default(),
        };
        Ok(Options {
            sheet: self.sheet.clone(),
            maps: self.map.clone(),
            dialect,
            strict: self.strict,
            problems: if wants_all(context) { usize::MAX } else { 1000 },
            ..Options::new(context.today)
        })
    }
}

/// Whether the output shows every record and problem.
fn wants_all(context: &Context) -> bool {
    matches!(context.target.format(), Some("json" | "jsonl"))
}

fn kind(word: &str) -> Option<Wanted> {
    match word {
        "registry" => Some(Wanted::Registry),
        word => Kind::of_code(word).map(Wanted::One),
    }
}

fn read_dialect(path: &Path) -> Result<Dialect> {
    let text = inputs::text(path)?;
    Dialect::read(&text).map_err(|error| {
        let message = Message::new("import-bad-dialect");
        let message = message.with("file", path.display().to_string());
        Failure::new(message.with("error", error.to_string())).into()
    })
}

/// A run over several files.
struct Run<'a> {
    args: &'a ImportArgs,
    context: &'a Context,
    /// The fair to compare with; `None`: there is none.
    fair: Option<Fair>,
    /// What merged organizations are called now.
    present: PresentNames,
    /// The fair's records, and those read so far.
    known: BTreeMap<(Kind, String), Record>,
    /// The records of this run and the file that each came from.
    fresh: BTreeMap<(Kind, String), usize>,
    /// What is to be stored, in the order it was read.
    puts: Vec<Record>,
    notes: Vec<(PathBuf, usize)>,
    imported: Imported,
    /// Whether the records are shown.
    keep: bool,
    /// Whether there is but one file: nothing to compare records with.
    single: bool,
}

impl<'a> Run<'a> {
    fn new(args: &'a ImportArgs, context: &'a Context) -> Result<Self> {
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
        let known = records.map(|r| ((r.kind(), r.id().to_owned()), r)).collect();
        Ok(Self {
            args,
            context,
            present: PresentNames::of(
                fair.as_ref().map_or(&[], |fair| fair.organizations.as_slice()),
            ),
            known,
            fresh: BTreeMap::new(),
            puts: Vec::new(),
            notes: Vec::new(),
            imported: Imported { sheets: Vec::new(), dry_run: args.dry_run },
            keep: wants_all(context),
            single: false,
            fair,
        })
    }

    /// Reads a file; an earlier fair's database is taken over record by record.
    fn read(&mut self, path: &Path, wanted: Wanted, options: &Options) -> Result<()> {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name == store::FILE {
            return self.take_over(path);
        }
        if matches!(wanted, Wanted::Registry) && options.kind.is_none() {
            return Ok(());
        }
        let bare = self.fair.is_none() && !self.keep && self.single;
        let mut records = Vec::new();
        let reports = inputs::read_watched(self.context, path, options, &mut |record| {
            if !bare {
                records.push(record);
            }
        });
        let mut records = records.into_iter();
        let mut accepted = 0;
        for report in reports {
            accepted += report.valid;
            let mut sheet = Sheet { report, ..Sheet::default() };
            if bare {
                sheet.inserted = sheet.report.valid;
            }
            for record in records.by_ref().take(sheet.report.valid) {
                self.take(record, &mut sheet, options);
            }
            self.imported.sheets.push(sheet);
        }
        self.notes.push((path.to_owned(), accepted));
        Ok(())
    }

    /// Compares a record with what is known, and keeps what is to be stored.
    fn take(&mut self, mut record: Record, sheet: &mut Sheet, options: &Options) {
        self.present.settle(&mut record);
        let key = (record.kind(), record.id().to_owned());
        let file = self.notes.len();
        let (record, changes) = match self.known.get(&key) {
            None => {
                sheet.inserted += 1;
                (record, None)
            }
            Some(before) => {
                let (record, changes) = merged(before, &record);
                if changes.is_empty() {
                    sheet.unchanged += 1;
                } else {
                    sheet.updated += 1;
                    if self.fresh.get(&key).is_some_and(|other| *other != file) {
                        let problem = Problem::warning("conflicting_update");
                        let problem = problem.about(record.id()).with_value(record.id());
                        sheet
                            .report
                            .add(problem.at_row(report::row(&record)), options.problems);
                    }
                }
                (record, Some(changes))
            }
        };
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

    /// Takes over what an earlier fair teaches: its organizations, and who met whom with
    /// what outcome, then and before.
    fn take_over(&mut self, path: &Path) -> Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let store = Store::open(folder, Access::Read)?;
        let mut earlier = store.fair(folder::settings(folder)?, &Parts::all())?;
        let met = Encounter::of_fair(&earlier);
        earlier.encounters.extend(met);
        for kind in &[Kind::Organizations, Kind::Encounters] {
            let mut sheet = Sheet::default();
            sheet.report.file = path.display().to_string().into();
            sheet.report.kind = Some(*kind);
            let options = Options::new(chrono::NaiveDate::default());
            for record in earlier.records(*kind) {
                sheet.report.valid += 1;
                self.take(record, &mut sheet, &options);
            }
            if sheet.report.valid > 0 {
                self.imported.sheets.push(sheet);
            }
        }
        Ok(())
    }

    /// Stores what is new and changed, all of it in one entry of the log.
    fn store(&mut self, context: &Context) -> Result<()> {
        if self.args.dry_run || self.puts.is_empty() {
            return Ok(());
        }
        let mut store = context.store(Access::Write)?;
        let base = self.fair.as_ref().and_then(|fair| fair.revision);
        let mut set = ChangeSet::new("import", base);
        let organizations = Organizations::of(&self.known);
        for mut record in self.puts.drain(..) {
            organizations.link(&mut record);
            set.put(record);
        }
        for (path, records) in &self.notes {
            if let Some(mut content) = inputs::content(path) {
                let hash = store.keep(&mut content)?;
                let file = path.display().to_string();
                set.changes.push(Change::Import(ImportNote {
                    file,
                    hash,
                    records: *records,
                }));
            }
        }
        store.apply(&set, &context.stamp())?;
        Ok(())
    }

    fn exit(&self) -> Exit {
        inputs::exit(self.imported.sheets.iter().map(|sheet| &sheet.report))
    }
}

/// The ids of organizations by name, so that needs and offerings name them as the roster
/// does.
struct Organizations {
    by_name: BTreeMap<String, String>,
}

impl Organizations {
    fn of(known: &BTreeMap<(Kind, String), Record>) -> Self {
        let mut by_name = BTreeMap::new();
        for record in known.values() {
            if let Record::Organizations(organization) = record {
                let names = organization.aliases.iter().chain([&organization.name]);
                by_name.extend(names.map(|name| (name.clone(), organization.id.clone())));
            }
        }
        Self { by_name }
    }

    fn link(&self, record: &mut Record) {
        if let Record::Needs(need) = record
            && let Some(known) = self.by_name.get(&need.organization.name)
        {
            need.organization.id = Some(known.clone());
        } else if let Record::Offerings(offering) = record
            && let Some(known) = self.by_name.get(&offering.organization.name)
        {
            offering.organization.id = Some(known.clone());
        }
    }
}

/// Writes the rejected rows as a table a sheet, in the format of the file's extension.
fn write_rejects(context: &Context, imported: &Imported, path: &Path) -> Result<()> {
    let sheets = imported.sheets.iter().map(|sheet| &sheet.report);
    let rejected = Rejected::of(sheets);
    context.show_in(&rejected, path)
}
