//! Making and opening `fair.db`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::schema::{self, State};
use super::{FILE, Result, StoreError};

/// How long a lock held by somebody else is waited for.
const PATIENCE: Duration = Duration::from_secs(15);

/// What a store is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Reading; works in a read-only folder.
    Read,
    /// Reading and changing.
    Write,
}

/// An open fair.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) dir: PathBuf,
}

impl Store {
    /// Makes an empty fair in a folder, and the folder where it is missing. The file
    /// appears whole or not at all, and never in place of another.
    pub fn create(dir: &Path) -> Result<Self> {
        let file = |path: &Path, source| StoreError::File { path: path.into(), source };
        let path = dir.join(FILE);
        if path.exists() {
            return Err(StoreError::Exists(path));
        }
        fs::create_dir_all(dir).map_err(|e| file(dir, e))?;
        let draft = shared_file(dir).map_err(|e| file(dir, e))?;
        schema::migrate(&mut Connection::open(draft.path())?)?;
        match draft.persist_noclobber(&path) {
            Ok(_) => Self::open(dir, Access::Write),
            Err(_) if path.exists() => Err(StoreError::Exists(path)),
            Err(error) => Err(file(&path, error.error)),
        }
    }

    /// Opens the fair of a folder. A fair of an earlier version of the program is brought
    /// to this version; in a read-only folder that happens in memory.
    pub fn open(dir: &Path, access: Access) -> Result<Self> {
        Self::open_patiently(dir, access, PATIENCE)
    }

    /// Opens the fair of a folder, waiting so long for locks held by others.
    pub fn open_patiently(
        dir: &Path,
        access: Access,
        patience: Duration,
    ) -> Result<Self> {
        let path = dir.join(FILE);
        let named = |error| at(error, &path);
        let length =
            fs::metadata(&path).map_err(|_| StoreError::Missing(path.clone()))?;
        if length.len() == 0 {
            return Err(StoreError::Damaged(path));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection =
            Connection::open_with_flags(&path, flags).map_err(|e| named(e.into()))?;
        connection.busy_timeout(patience)?;
        connection.set_prepared_statement_cache_capacity(32);
        let connection = ready(connection, access).map_err(named)?;
        Ok(Self { connection, dir: dir.to_owned() })
    }

    /// A store on a database that is open already.
    #[cfg(test)]
    pub(super) fn of_connection(connection: Connection) -> Self {
        Self { connection, dir: PathBuf::new() }
    }

    /// Reads the whole database and tells whether it holds together.
    pub fn is_sound(&self) -> Result<bool> {
        let verdict: String =
            self.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        let mut dangling = self.connection.prepare("PRAGMA foreign_key_check")?;
        Ok(verdict == "ok" && !dangling.exists([])?)
    }
}

/// Checks what was opened and brings it to this program's version.
fn ready(mut connection: Connection, access: Access) -> Result<Connection> {
    let state = schema::state(&connection)?;
    let read_only = connection.is_readonly("main")?;
    if access == Access::Write && read_only {
        return Err(StoreError::ReadOnly);
    }
    if state == State::Older {
        match schema::migrate(&mut connection) {
            Err(StoreError::ReadOnly) if access == Access::Read => {
                connection = in_memory(&connection)?;
                schema::migrate(&mut connection)?;
            }
            done => done?,
        }
    }
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "query_only", access == Access::Read)?;
    Ok(connection)
}

fn in_memory(file: &Connection) -> Result<Connection> {
    let mut copy = Connection::open_in_memory()?;
    Backup::new(file, &mut copy)?.run_to_completion(1000, Duration::ZERO, None)?;
    Ok(copy)
}

/// Names the file in an error that SQLite gave without it.
fn at(error: StoreError, path: &Path) -> StoreError {
    if matches!(error, StoreError::Damaged(_)) {
        return StoreError::Damaged(path.to_owned());
    }
    if matches!(error, StoreError::Foreign(_)) {
        return StoreError::Foreign(path.to_owned());
    }
    error
}

/// Temporary files that get the rights of any new file, not their owner's alone:
/// colleagues open the fair, too.
pub(super) fn shared_file(dir: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.prefix(".fair-").tempfile_in(dir)
}
