//! Outputs that are the same file as an input, or as each other: what is there would be gone.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::folder::SETTINGS;
use super::ranking::OWN_CONCEPTS;
use super::target::is_dash;
use super::whole_file::folder_of;
use super::{Failure, inputs};
use crate::store;
use crate::text::messages::Message;

/// The arguments whose files are written.
const OUTPUTS: [&str; 4] = ["output", "rejects", "dir", "folder"];
/// The argument that names the fair, whose files are known.
const FAIR: &str = "fair";

/// The files and folders that were typed.
#[derive(Debug, Default)]
pub(super) struct Typed {
    read: Vec<PathBuf>,
    /// By the argument: an option of every command is found at every level.
    written: BTreeMap<String, PathBuf>,
}

impl Typed {
    /// Gathers them from what was understood of the command line.
    pub(super) fn of(found: &ArgMatches) -> Self {
        let mut typed = Self::default();
        typed.gather(found);
        typed
    }

    fn gather(&mut self, found: &ArgMatches) {
        for id in found.ids().map(clap::Id::as_str).filter(|id| *id != FAIR) {
            let Ok(Some(paths)) = found.try_get_many::<PathBuf>(id) else { continue };
            if OUTPUTS.contains(&id) {
                let paths = paths.map(|path| (id.to_owned(), path.clone()));
                self.written.extend(paths);
            } else {
                self.read.extend(paths.cloned());
            }
        }
        if let Some((_, below)) = found.subcommand() {
            self.gather(below);
        }
    }

    /// Refuses outputs that are read as well, as files of the fair in `folder` are, or
    /// that are written twice.
    pub(super) fn check(&self, folder: Option<&Path>) -> Result<(), Failure> {
        let written = || self.written.values();
        let stdout = written().filter(|path| is_dash(path)).count();
        let files: Vec<(&PathBuf, PathBuf)> =
            written().filter_map(|path| Some((path, place(path)?))).collect();
        let twice = |(at, (_, file)): &(usize, &(_, PathBuf))| {
            files[..*at].iter().any(|(_, other)| other == file)
        };
        let twice = files.iter().enumerate().find(twice).map(|(_, (path, _))| *path);
        if let Some(path) = twice.or_else(|| written().find(|_| stdout > 1)) {
            return Err(refusal("cli-output-twice", path));
        }
        if files.is_empty() {
            return Ok(());
        }
        let own = [SETTINGS, store::FILE, OWN_CONCEPTS].into_iter();
        let own = own.filter_map(|name| Some(folder?.join(name)));
        let below = self.read.iter().flat_map(|path| inputs::files_below(path));
        let read = own.chain(below).filter(|path| path.is_file());
        let read: Vec<PathBuf> = read.filter_map(|path| place(&path)).collect();
        match files.iter().find(|(_, file)| read.contains(file)) {
            Some((path, _)) => Err(refusal("cli-output-is-input", path)),
            None => Ok(()),
        }
    }
}

fn refusal(key: &'static str, path: &Path) -> Failure {
    Failure::new(Message::new(key).with("file", path.display().to_string()))
        .hint(Message::new("cli-output-other"))
}

/// Where a file lies or would lie, links followed; none where nothing can be overwritten: a
/// folder, a device, stdout.
fn place(path: &Path) -> Option<PathBuf> {
    if is_dash(path) || fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return None;
    }
    let not_yet =
        || Some(fs::canonicalize(folder_of(path)).ok()?.join(path.file_name()?));
    fs::canonicalize(path).ok().or_else(not_yet)
}
