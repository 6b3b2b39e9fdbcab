//! Why the fair could not be opened, read or changed.

use std::io;
use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::domain::EntryId;
use crate::text::messages::{Arg, Lang, Message};

/// Why the fair could not be opened, read or changed. [`StoreError::message`] says it in
/// any language.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no `fair.db`.
    #[error("{}", self.english())]
    Missing(PathBuf),
    /// There is one already.
    #[error("{}", self.english())]
    Exists(PathBuf),
    /// Somebody else kept it locked for longer than we wait.
    #[error("{}", self.english())]
    Locked,
    /// The file or its folder cannot be written.
    #[error("{}", self.english())]
    ReadOnly,
    /// The disk is full, or refuses to write.
    #[error("{}", self.english())]
    Full,
    /// The file is cut off or its content does not hold together.
    #[error("{}", self.english())]
    Damaged(PathBuf),
    /// The file is not a fair.
    #[error("{}", self.english())]
    Foreign(PathBuf),
    /// A newer version of the program made it.
    #[error("{}", self.english())]
    Newer {
        /// Schema version of the file.
        found: i64,
        /// Schema version of this program.
        known: i64,
    },
    /// Somebody else changed the record after the fair was read.
    #[error("{}", self.english())]
    Conflict {
        /// The record's id.
        id: String,
        /// The entry of the log that changed it.
        entry: EntryId,
    },
    /// Nothing is left to undo.
    #[error("{}", self.english())]
    NothingToUndo,
    /// The log has no such entry.
    #[error("{}", self.english())]
    NoEntry(EntryId),
    /// The entry was undone before.
    #[error("{}", self.english())]
    AlreadyUndone(EntryId),
    /// Later entries build on this one.
    #[error("{}", self.english())]
    NeededBy {
        /// The entry to undo.
        entry: EntryId,
        /// The entries that build on it, oldest first.
        later: Vec<EntryId>,
        /// The ids of the records that hold them together.
        records: Vec<String>,
    },
    /// The plan has no such version.
    #[error("{}", self.english())]
    NoPlan(u32),
    /// A file beside the database could not be read or written.
    #[error("{}", self.english())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A stored record does not read back.
    #[error("{}", self.english())]
    Record {
        /// The record's id.
        id: String,
        /// Why.
        source: serde_json::Error,
    },
    /// Anything else that SQLite says.
    #[error("{}", self.english())]
    Sqlite(rusqlite::Error),
}

impl StoreError {
    /// What went wrong.
    pub fn message(&self) -> Message {
        let shown = |path: &PathBuf| path.display().to_string();
        let message = Message::new(self.key());
        match self {
            Self::Missing(path)
            | Self::Exists(path)
            | Self::Damaged(path)
            | Self::Foreign(path) => message.with("file", shown(path)),
            Self::Newer { found, known } => {
                message.with("found", *found).with("known", *known)
            }
            Self::Conflict { id, entry } => {
                message.with("id", id.as_str()).with("entry", *entry)
            }
            Self::NoEntry(entry) | Self::AlreadyUndone(entry) => {
                message.with("entry", *entry)
            }
            Self::NeededBy { entry, later, records } => message
                .with("entry", *entry)
                .with("later", some_of(later))
                .with("records", some_of(records)),
            Self::NoPlan(version) => message.with("version", *version),
            Self::File { path, source } => {
                message.with("file", shown(path)).with("error", system_says(source))
            }
            Self::Record { id, source } => {
                message.with("id", id.as_str()).with("error", source.to_string())
            }
            Self::Sqlite(error) => message.with("error", error.to_string()),
            Self::Locked | Self::ReadOnly | Self::Full | Self::NothingToUndo => message,
        }
    }

    /// What helps.
    pub fn hint(&self) -> Option<Message> {
        let key = format!("{}-hint", self.key());
        crate::text::messages::has(Lang::En, &key).then(|| Message::new(key))
    }

    fn key(&self) -> &'static str {
        match self {
            Self::Missing(_) => "store-missing",
            Self::Exists(_) => "store-exists",
            Self::Locked => "store-locked",
            Self::ReadOnly => "store-read-only",
            Self::Full => "store-full",
            Self::Damaged(_) => "store-damaged",
            Self::Foreign(_) => "store-foreign",
            Self::Newer { .. } => "store-newer",
            Self::Conflict { .. } => "store-conflict",
            Self::NothingToUndo => "store-nothing-to-undo",
            Self::NoEntry(_) => "store-no-entry",
            Self::AlreadyUndone(_) => "store-already-undone",
            Self::NeededBy { .. } => "store-needed-by",
            Self::NoPlan(_) => "store-no-plan",
            Self::File { .. } => "store-file",
            Self::Record { .. } => "store-record",
            Self::Sqlite(_) => "store-sqlite",
        }
    }

    fn english(&self) -> String {
        self.message().say(Lang::En)
    }
}

/// As many of a list are named.
const NAMED: usize = 5;

/// A list, beyond the first few as how many more there are.
fn some_of<T: Clone + Into<Arg>>(all: &[T]) -> Message {
    let named: Vec<Arg> = all.iter().take(NAMED).cloned().map(Into::into).collect();
    let key = if all.len() > NAMED { "store-list-more" } else { "store-list" };
    Message::new(key)
        .with("list", Arg::List(named))
        .with("n", all.len().saturating_sub(NAMED))
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let code = error.sqlite_error_code();
        match code {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::SystemIoFailure) if is_write(&error) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(super::FILE.into()),
            Some(ErrorCode::NotADatabase) => Self::Foreign(super::FILE.into()),
            _ => Self::Sqlite(error),
        }
    }
}

/// Why the system refused something, in words; what has none in the system's own.
pub fn system_says(error: &io::Error) -> Message {
    use io::ErrorKind as K;
    #[expect(clippy::wildcard_enum_match_arm, reason = "the list of kinds is open")]
    let key = match error.kind() {
        K::NotFound => "system-not-found",
        K::PermissionDenied => "system-denied",
        K::AlreadyExists => "system-exists",
        K::IsADirectory => "system-is-folder",
        K::NotADirectory => "system-no-folder",
        K::StorageFull | K::QuotaExceeded | K::FileTooLarge => "system-full",
        K::ReadOnlyFilesystem => "system-read-only",
        K::InvalidData => "system-no-text",
        _ => {
            return Message::plain(error.to_string());
        }
    };
    Message::new(key)
}

/// Whether the system refused to write, sync or grow a file.
fn is_write(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{
        SQLITE_IOERR_DIR_FSYNC, SQLITE_IOERR_FSYNC, SQLITE_IOERR_TRUNCATE,
        SQLITE_IOERR_WRITE,
    };
    let refused = [
        SQLITE_IOERR_DIR_FSYNC,
        SQLITE_IOERR_FSYNC,
        SQLITE_IOERR_TRUNCATE,
        SQLITE_IOERR_WRITE,
    ];
    error.sqlite_error().is_some_and(|e| refused.contains(&e.extended_code))
}
