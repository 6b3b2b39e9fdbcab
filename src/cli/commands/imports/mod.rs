//! `fairmatch import`.

mod run;

use std::path::{Path, PathBuf};

use anyhow::Result;

use self::run::Run;
use crate::cli::{Context, Exit, Failure, inputs, target, typed};
use crate::domain::{Code as _, Kind};
use crate::import::{Dialect, Field, Options};
use crate::report::{Imported, Rejected};
use crate::store::{self, StoreError};
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
    /// Write the rejected rows to this file (- being stdout; the report then goes to stderr),
    /// with the reasons in the last column: csv, xlsx, docx, json or jsonl.
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
}

/// A column of `--map`.
fn pair(text: &str) -> Result<(String, String), typed::Wanted> {
    let known = |field: &str| field == "-" || Field::of_name(field).is_some();
    match text.rsplit_once('=').filter(|(_, field)| known(field)) {
        Some((header, field)) => Ok((header.to_owned(), field.to_owned())),
        None => Err(typed::Wanted::Column),
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

    /// Whether a file below a folder is none of its registries.
    fn passes_over(self, kind: Option<Kind>, file: &Path) -> bool {
        let earlier = file.file_name().is_some_and(|name| name == store::FILE);
        matches!(self, Self::Registry) && kind.is_none() && !earlier && !file.is_dir()
    }
}

/// How often an import is compared anew when somebody else changes the same records.
const ATTEMPTS: usize = 3;

/// A file to read, and the registry that it is to be.
type Target = (Option<Kind>, PathBuf);

impl ImportArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        if let Some(path) = &self.rejects {
            target::check_beside(path)?;
        }
        let files = self.files(context);
        let options = self.options(context)?;
        let mut run = self.read(context, &files, &options)?;
        let stdin = files.iter().any(|(_, file)| file.as_os_str() == "-");
        let mut attempts = if stdin { 0 } else { ATTEMPTS };
        while let Err(error) = run.store(context) {
            let conflict =
                matches!(error.downcast_ref(), Some(StoreError::Conflict { .. }));
            if !conflict || attempts == 0 {
                return Err(error);
            }
            attempts -= 1;
            run = self.read(context, &files, &options)?;
        }
        if let Some(path) = &self.rejects {
            write_rejects(context, &run.imported, path)?;
        }
        let exit = run.exit();
        let told = run.told();
        if self.rejects.as_deref().is_some_and(target::is_dash) {
            context.show_aside(&told)?;
        } else {
            context.show(&told)?;
        }
        Ok(exit)
    }

    /// Reads the files and compares them with the fair as it is now.
    fn read<'a>(
        &'a self,
        context: &'a Context,
        files: &[Target],
        options: &Options,
    ) -> Result<Run<'a>> {
        let mut run = Run::new(self, context, files.len())?;
        for (kind, file) in files {
            let options = Options { kind: kind.or(options.kind), ..options.clone() };
            run.read(file, &options)?;
        }
        run.name_unused_maps(options);
        run.name_unknown(options);
        run.note_answers();
        run.link_shown();
        Ok(run)
    }

    /// The files with the registries that were asked for or that their names give.
    fn files(&self, context: &Context) -> Vec<Target> {
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
                files.push((wanted.kind_of(&earlier), earlier));
                continue;
            }
            let mut passed = Vec::new();
            let below = inputs::files_below(target);
            let none = below.is_empty();
            for file in below {
                let kind = wanted.kind_of(&file);
                if file == *target || !wanted.passes_over(kind, &file) {
                    files.push((kind, file));
                } else {
                    passed.push(file.display().to_string());
                }
            }
            if none {
                let note = Message::new("import-nothing-in");
                let note = note.with("folder", target.display().to_string());
                context.terminal.note(&note.say(context.lang));
            }
            if !passed.is_empty() {
                let note = Message::new("import-passed-over").with("n", passed.len());
                context.terminal.note(&note.with("files", passed).say(context.lang));
            }
        }
        files
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
            rows: self.strict && self.rejects.is_some(),
            problems: if lists_problems(context) { usize::MAX } else { inputs::SHOWN },
            ..Options::new(context.today)
        })
    }
}

/// Whether the output shows every record.
fn lists_records(context: &Context) -> bool {
    matches!(context.target.format(), Some("json" | "jsonl"))
}

/// Whether the output shows every problem: on the terminal a few of each kind say enough.
fn lists_problems(context: &Context) -> bool {
    context.target.format().is_some_and(|format| format != "table")
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

/// Writes the rejected rows as a table a sheet, in the format of the file's extension.
fn write_rejects(context: &Context, imported: &Imported, path: &Path) -> Result<()> {
    let sheets = imported.sheets.iter().map(|sheet| &sheet.report);
    let rejected = Rejected::of(sheets);
    context.show_in(&rejected, path)
}
