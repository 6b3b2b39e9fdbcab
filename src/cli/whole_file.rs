//! Files that are written whole or not at all.

use std::borrow::Cow;
use std::fs;
use std::io::{self, BufWriter, Seek as _, Write};
use std::path::Path;

use anyhow::{Context as _, Result};

/// Writes a file whole or not at all: the bytes into a file without a name, which goes with the
/// program however that ends, then into a temporary file beside it, then a rename. A link
/// stays a link and its target gets the bytes; a device or a pipe (`/dev/null`,
/// `/dev/stdout`) is written to as it is, for a rename would put a file in its place.
pub(crate) fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<()> {
    let context = || path.display().to_string();
    let named = |error: anyhow::Error| {
        if error.is::<io::Error>() { error.context(context()) } else { error }
    };
    if !is_replaceable(path) {
        let file = fs::OpenOptions::new().write(true).open(path).with_context(context)?;
        let mut out = BufWriter::new(file);
        write(&mut out).map_err(named)?;
        return out.flush().with_context(context);
    }
    let target = behind_links(path);
    let folder = folder_of(&target);
    let mut out = BufWriter::new(tempfile::tempfile_in(folder).with_context(context)?);
    write(&mut out).map_err(named)?;
    let made = out.into_inner().map_err(io::IntoInnerError::into_error);
    let made = made.with_context(context)?;
    put_in_place(made, folder, &target).with_context(context)
}

/// Gives what a file without a name holds to the file at `target`, in one step.
fn put_in_place(mut made: fs::File, folder: &Path, target: &Path) -> io::Result<()> {
    made.rewind()?;
    let mut draft = draft_in(folder)?;
    io::copy(&mut made, draft.as_file_mut())?;
    draft.persist(target).map_err(|error| error.error)?;
    Ok(())
}

/// Checks that a file could be written there, and leaves nothing behind.
pub(super) fn check_writable(path: &Path) -> Result<()> {
    if is_replaceable(path) {
        let target = behind_links(path);
        drop(draft_in(folder_of(&target)).with_context(|| path.display().to_string())?);
    }
    Ok(())
}

/// Whether a file may be put where the path leads: nothing is there yet, or a plain file.
fn is_replaceable(path: &Path) -> bool {
    fs::metadata(path).map_or(true, |found| found.is_file())
}

/// Where a path leads when its links are followed; itself while nothing is there.
fn behind_links(path: &Path) -> Cow<'_, Path> {
    if path.is_symlink() {
        fs::canonicalize(path).map_or(Cow::Borrowed(path), Cow::Owned)
    } else {
        Cow::Borrowed(path)
    }
}

/// The folder that a file lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file that goes away unless it is given a name.
fn draft_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    shared(tempfile::Builder::new().prefix(".fairmatch-")).tempfile_in(folder)
}

/// Gives a temporary file the rights that any new file gets, not its owner's alone.
fn shared<'a, 'b, 'c>(
    builder: &'c mut tempfile::Builder<'a, 'b>,
) -> &'c mut tempfile::Builder<'a, 'b> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "cli reads files")]
mod tests {
    use super::*;

    #[test]
    fn nothing_lies_about_while_a_file_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let names = || {
            let found = fs::read_dir(folder.path()).unwrap();
            found.map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>()
        };
        write_whole(&path, |out| {
            out.write_all(b"whole")?;
            out.flush()?;
            assert_eq!(names(), [""; 0]);
            Ok(())
        })
        .unwrap();
        assert_eq!(names(), ["a.txt"]);
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        let failed = write_whole(&path, |out| {
            out.write_all(b"half")?;
            anyhow::bail!("no more")
        });
        assert!(failed.is_err() && fs::read(&path).unwrap() == b"whole");
    }
}
