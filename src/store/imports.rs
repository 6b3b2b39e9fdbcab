//! The files that were read: kept by hash, so that every record can be traced back.

use std::fs;
use std::io::{self, Read, Write};

use rusqlite::OptionalExtension as _;
use sha2::{Digest as _, Sha256};

use super::{Result, Store, StoreError, open, rows};
use crate::domain::ImportNote;

/// The folder of the files that were read.
const FOLDER: &str = "imports";

/// A file that was read before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownImport {
    /// The file as it was named then.
    pub file: String,
    /// When, local time, ISO 8601.
    pub at: String,
    /// By whom.
    pub who: String,
    /// Records accepted from it.
    pub records: usize,
}

/// The SHA-256 of some bytes, hexadecimal.
pub fn hash_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The SHA-256 of all that is read, hexadecimal, without keeping any of it.
pub fn hash_of_all(content: &mut dyn Read) -> io::Result<String> {
    copy_and_hash(content, &mut io::sink())
}

impl Store {
    /// Keeps a copy of what is read under its hash, which it returns. A copy without a
    /// [`Change::Import`](crate::domain::Change::Import) does no harm.
    pub fn keep(&self, content: &mut dyn Read) -> Result<String> {
        let folder = self.dir.join(FOLDER);
        let failed = |source| StoreError::File { path: folder.clone(), source };
        let mut keep = || -> io::Result<String> {
            fs::create_dir_all(&folder)?;
            let mut copy = open::shared_file(&folder)?;
            let hash = copy_and_hash(content, copy.as_file_mut())?;
            let path = folder.join(&hash);
            if !path.exists() {
                copy.as_file().sync_all()?;
                copy.persist(path)?;
            }
            Ok(hash)
        };
        keep().map_err(failed)
    }

    /// The last time that a file of this hash was read, unless that was undone.
    pub fn known_import(&self, hash: &str) -> Result<Option<KnownImport>> {
        let sql = "SELECT r.json, e.at, e.who FROM records r
                   JOIN changes c ON c.kind = r.kind AND c.id = r.id
                   JOIN entries e ON e.id = c.entry
                   WHERE r.kind = ?1 AND r.id >= ?2 AND r.id < ?3
                   ORDER BY e.id DESC LIMIT 1";
        let (from, to) = (format!("{hash} "), format!("{hash}!"));
        let row: Option<(String, String, String)> = self
            .connection
            .query_row(sql, [rows::IMPORTS, &from, &to], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        let Some((json, at, who)) = row else { return Ok(None) };
        let broken = |source| StoreError::Record { id: hash.to_owned(), source };
        let note: ImportNote = serde_json::from_str(&json).map_err(broken)?;
        Ok(Some(KnownImport { file: note.file, at, who, records: note.records }))
    }
}

fn copy_and_hash(content: &mut dyn Read, copy: &mut dyn Write) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = content.read(&mut buffer)?;
        if read == 0 {
            return Ok(hex(&hasher.finalize()));
        }
        hasher.update(&buffer[..read]);
        copy.write_all(&buffer[..read])?;
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a String cannot fail");
        text
    })
}
