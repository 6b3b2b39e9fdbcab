//! The file and the format that results are asked for in.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Command;
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};

use super::Failure;
use super::whole_file::{check_writable, folder_of};
use crate::export::{self, Format};
use crate::report::Report;
use crate::text::messages::{Arg, Message};

/// What `-o` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writes {
    /// A file in one of the formats.
    Report,
    /// The entry of the log, in one of the formats: the command only changes the fair.
    Entry,
    /// A file of the command's own kind.
    File,
    /// A folder.
    Folder,
    /// A folder, or an archive.
    Archive,
    /// Nothing: the command says itself where it writes.
    Nothing,
}

/// The name of a format as it is typed: help and completions know which there are. Whether
/// it is one is looked at later, when the language to say so is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FormatName;

impl TypedValueParser for FormatName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(export::FORMATS.iter().map(|format| format.name().into())))
    }
}

/// The format and the file asked for.
#[derive(Clone)]
pub(crate) struct Target {
    /// The format, named or told from the file; `None`: neither.
    pub(super) format: Option<&'static dyn Format>,
    /// The file; `None`: stdout.
    pub(crate) file: Option<PathBuf>,
    /// Whether stdout was asked for by `-`.
    pub(crate) stdout: bool,
}

impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = self.format.map(Format::name);
        let mut shown = f.debug_struct("Target");
        shown.field("format", &name).field("file", &self.file);
        shown.field("stdout", &self.stdout).finish()
    }
}

impl Target {
    /// Settles the format by name, else by the file's extension.
    pub(super) fn new(format: Option<&str>, file: Option<PathBuf>) -> Result<Self> {
        let format = match (format, &file) {
            (Some(name), _) => Some(format_of(name)?),
            (None, Some(path)) => extension(path).and_then(export::by_extension),
            (None, None) => None,
        };
        let stdout = file.as_deref().is_some_and(is_dash);
        Ok(Self { format, file: file.filter(|_| !stdout), stdout })
    }

    /// Checks before any work is done that the file can be written and what it is to hold.
    pub(super) fn check(&self, writes: Writes) -> Result<()> {
        let folder = matches!(writes, Writes::Folder | Writes::Archive);
        if self.stdout && folder {
            return Err(no_stdout().into());
        }
        let Some(path) = &self.file else { return Ok(()) };
        if folder {
            let archive = writes == Writes::Archive && is_archive(path);
            return if archive { Ok(()) } else { Ok(check_folder(path)?) };
        }
        if matches!(writes, Writes::Report | Writes::Entry)
            && self.format.is_none()
            && let Some(extension) = extension(path)
        {
            return Err(unknown_extension(extension).into());
        }
        check_place(path)
    }

    /// Whether a file or a format was asked for.
    pub(crate) fn is_named(&self) -> bool {
        self.file.is_some() || self.stdout || self.format.is_some()
    }

    /// The file asked for.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The format's name, if one was asked for.
    pub(crate) fn format(&self) -> Option<&'static str> {
        self.format.map(Format::name)
    }
}

/// Whether a path is `-`: standard output, or input.
pub(crate) fn is_dash(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// That something needs a file or folder of its own.
pub(super) fn no_stdout() -> Failure {
    Failure::new(Message::new("cli-no-stdout"))
}

/// Whether a path is called like an archive.
pub(crate) fn is_archive(path: &Path) -> bool {
    extension(path).is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

/// Refuses a new folder that is called like a file: a file was meant.
pub(crate) fn check_folder(path: &Path) -> Result<(), Failure> {
    if is_dash(path) {
        return Err(no_stdout());
    }
    let of_file = |name: &str| export::by_extension(name).is_some();
    let named = is_archive(path) || extension(path).is_some_and(of_file);
    if !named || path.is_dir() {
        return Ok(());
    }
    let message = Message::new("cli-folder-like-file");
    let message = message.with("folder", path.display().to_string());
    Err(Failure::new(message).hint(Message::new("cli-folder-like-file-hint")))
}

/// Checks that a file can be written where a path leads.
fn check_place(path: &Path) -> Result<()> {
    if is_dash(path) {
        return Ok(());
    }
    let shown = |path: &Path| path.display().to_string();
    if path.is_dir() {
        let message = Message::new("cli-output-is-folder").with("folder", shown(path));
        return Err(Failure::new(message).into());
    }
    let folder = folder_of(path);
    if !folder.is_dir() {
        let message = Message::new("cli-no-folder").with("folder", shown(folder));
        return Err(Failure::new(message).into());
    }
    check_writable(path)
}

/// The formats of what a person mends and imports again: those that import reads.
const READ_BACK: [&str; 5] = ["csv", "json", "jsonl", "docx", "xlsx"];

/// Checks that what is to be imported again can go to a file beside the command's answer.
/// Who changes the fair asks first.
pub(crate) fn check_beside(path: &Path) -> Result<()> {
    format_beside(path)?;
    check_place(path)
}

/// The format of a file that is written to be read again: that of its extension, CSV where
/// it has none.
pub(super) fn format_beside(path: &Path) -> Result<&'static dyn Format, Failure> {
    let name = extension(path).unwrap_or("csv");
    let reads = |format: &&dyn Format| READ_BACK.contains(&format.name());
    export::by_extension(name).filter(reads).ok_or_else(|| {
        let fit = names(export::FORMATS.iter().copied().filter(reads));
        Failure::new(Message::new("cli-not-read-back").with("name", name))
            .hint(Message::new("cli-known-formats").with("formats", fit))
    })
}

/// The extension of a file, if it has one that is text.
pub(super) fn extension(path: &Path) -> Option<&str> {
    path.extension()?.to_str()
}

fn names(formats: impl Iterator<Item = &'static dyn Format>) -> Arg {
    Arg::List(formats.map(|format| format.name().into()).collect())
}

/// The format of a name, or who is told which there are.
pub(crate) fn format_of(name: &str) -> Result<&'static dyn Format, Failure> {
    export::by_name(name).ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> Failure {
    let known = names(export::FORMATS.iter().copied());
    Failure::new(Message::new("cli-unknown-format").with("name", name))
        .hint(Message::new("cli-known-formats").with("formats", known))
}

/// That no format has an extension, and which there are.
fn unknown_extension(name: &str) -> Failure {
    let known = export::FORMATS.iter().flat_map(|format| format.extensions());
    let known = Arg::List(known.map(|name| Arg::from(*name)).collect());
    Failure::new(Message::new("cli-unknown-extension").with("name", name))
        .hint(Message::new("cli-known-extensions").with("extensions", known))
}

/// That a format cannot show a report, and which can.
pub(crate) fn misfit(format: &dyn Format, report: &dyn Report) -> Failure {
    unfit(format, export::FORMATS.iter().copied().filter(|f| f.fits(report)))
}

/// That a format does not fit, and which do.
pub(crate) fn unfit(
    format: &dyn Format,
    fit: impl IntoIterator<Item = &'static dyn Format>,
) -> Failure {
    let fit = names(fit.into_iter());
    Failure::new(Message::new("cli-misfit-format").with("name", format.name()))
        .hint(Message::new("cli-known-formats").with("formats", fit))
}
