//! Files to read: opened by name, stdin as `-`, directories walked.
#![expect(clippy::disallowed_methods, reason = "cli touches files")]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;

use super::folder::SETTINGS;
use super::{Context, Exit};
use crate::domain::Record;
use crate::domain::problem::Problem;
use crate::import::{self, Identity, Options, ReadSeek, SheetReport};

/// Problems of each code that are kept of a sheet where no file lists them all.
pub(crate) const SHOWN: usize = 100;

/// Reads one of the files of a registry; what goes wrong with opening it is a report, too.
pub(crate) fn read(
    path: &Path,
    options: &Options,
    identity: &mut Identity,
    sink: &mut dyn FnMut(Record),
) -> Vec<SheetReport> {
    let name = path.display().to_string();
    match open(path) {
        Ok(mut input) => {
            import::read_one_of((&name, &mut *input), options, identity, sink)
        }
        Err(problem) => vec![SheetReport::failed(&name.into(), problem)],
    }
}

/// Opens a file for reading; stdin and pipes are copied to a temporary file, as reading
/// takes two looks.
fn open(path: &Path) -> Result<Box<dyn ReadSeek>, Problem> {
    let unreadable = |error: io::Error| {
        let problem = Problem::error("unreadable_file");
        if error.kind() == io::ErrorKind::NotFound {
            problem.in_case("missing")
        } else if error.kind() == io::ErrorKind::PermissionDenied {
            problem.in_case("denied")
        } else {
            problem.with_value(error.to_string())
        }
    };
    if path.as_os_str() == "-" {
        return Ok(Box::new(copied(&mut io::stdin().lock()).map_err(unreadable)?));
    }
    if path.is_dir() {
        std::fs::read_dir(path).map_err(unreadable)?;
        return Err(Problem::error("unreadable_file").in_case("folder"));
    }
    let mut file = File::open(path).map_err(unreadable)?;
    if !file.metadata().map_err(unreadable)?.is_file() {
        file = copied(&mut file).map_err(unreadable)?;
    }
    Ok(Box::new(file))
}

/// What a pipe holds, in a temporary file that can be looked at twice.
fn copied(pipe: &mut dyn Read) -> io::Result<File> {
    let mut copy = tempfile::tempfile()?;
    io::copy(pipe, &mut copy)?;
    copy.seek(SeekFrom::Start(0))?;
    Ok(copy)
}

/// A small text file.
pub(crate) fn text(path: &Path) -> anyhow::Result<String> {
    use anyhow::Context as _;
    std::fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// The bytes of a file that was read; none of stdin's.
pub(crate) fn content(path: &Path) -> Option<File> {
    if path.is_dir() { None } else { File::open(path).ok() }
}

/// Reads a file, showing on a terminal how far it has come.
pub(crate) fn read_watched(
    context: &Context,
    path: &Path,
    options: &Options,
    sink: &mut dyn FnMut(Record),
) -> Vec<SheetReport> {
    let name = path.display().to_string();
    let mut input = match open(path) {
        Ok(input) => input,
        Err(problem) => return vec![SheetReport::failed(&name.into(), problem)],
    };
    let length = input.seek(SeekFrom::End(0)).unwrap_or(0);
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let bar = context.terminal.progress(length);
    let mut watched = Watched { input, bar };
    let reports = import::read(&name, &mut watched, options, sink);
    watched.bar.finish_and_clear();
    reports
}

/// A file whose reading moves a progress bar.
struct Watched {
    input: Box<dyn ReadSeek>,
    bar: ProgressBar,
}

impl Read for Watched {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(out)?;
        self.bar.inc(read as u64);
        Ok(read)
    }
}

impl Seek for Watched {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = self.input.seek(to)?;
        self.bar.set_position(place);
        Ok(place)
    }
}

/// The files below a folder that may hold records, sorted; a file is itself, and so is a
/// folder that cannot be read. Hidden files, the lock files of office programs and the folders
/// of fairs are passed over.
pub(crate) fn files_below(path: &Path) -> Vec<PathBuf> {
    let entries = |path| -> io::Result<Vec<PathBuf>> {
        std::fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect()
    };
    let folder = path.as_os_str() != "-" && path.is_dir();
    let Some(mut entries) = folder.then(|| entries(path).ok()).flatten() else {
        return vec![path.to_owned()];
    };
    entries.sort();
    let fair = path.join(SETTINGS).exists();
    let mut files = Vec::new();
    for entry in entries {
        let name = entry.file_name().unwrap_or_default().to_string_lossy();
        let hidden = name.starts_with(['.', '~']);
        if entry.is_dir() && !hidden && !fair && !entry.join(SETTINGS).exists() {
            files.extend(files_below(&entry));
        } else if !hidden && !entry.is_dir() && may_hold_records(&entry) {
            files.push(entry);
        }
    }
    files
}

/// Whether a file's extension is one that surveys come back in, readable or not.
fn may_hold_records(path: &Path) -> bool {
    const KNOWN: &[&str] = &[
        "csv", "tsv", "txt", "json", "jsonl", "ndjson", "xlsx", "xlsm", "xlsb", "xls",
        "et", "ods", "docx", "doc", "wps", "rtf", "pdf", "ppt", "pptx", "png", "jpg",
        "jpeg", "bmp", "tif", "tiff", "zip", "rar", "7z", "htm", "html", "db",
    ];
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    let database = path.file_name().is_some_and(|name| name == crate::store::FILE);
    let known = KNOWN.contains(&extension.to_lowercase().as_str());
    known && (extension != "db" || database)
}

/// How reading went: 2 for unreadable files, 1 for rejected rows and files without a
/// header or a valid record.
pub(crate) fn exit<'a>(reports: impl Iterator<Item = &'a SheetReport>) -> Exit {
    let mut valid = BTreeMap::<&str, usize>::new();
    let mut exit = Exit::Fine;
    for report in reports {
        *valid.entry(&report.file).or_default() += report.valid;
        exit = exit.max(match report {
            _ if report.unreadable() => Exit::Failed,
            _ if report.must_look() => Exit::Look,
            _ => Exit::Fine,
        });
    }
    let none = valid.is_empty() || valid.values().any(|count| *count == 0);
    if none { exit.max(Exit::Look) } else { exit }
}

impl Context {
    /// Names on stderr the errors in files that were read for another command. They say why
    /// it did not go well, and are no notes.
    pub(crate) fn note_reading(&self, reports: &[SheetReport]) {
        for report in reports.iter().filter(|report| report.must_look()) {
            for line in crate::report::reading_notes(report, self.lang) {
                self.terminal.error(&line);
            }
        }
    }

    /// What readers of files are told: the day, and no more.
    pub(crate) fn reading(&self) -> Options {
        Options { problems: SHOWN, ..Options::new(self.today) }
    }
}
