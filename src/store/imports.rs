//! The files that were read: kept by hash, so that every record can be traced back.

use std::fs;
use std::io::{self, Read, Write};

use sha2::{Digest as _, Sha256};

use super::{Result, Store, StoreError, open};

/// The folder of the files that were read.
const FOLDER: &str = "imports";

/// The SHA-256 of all that is read, hexadecimal, without keeping any of it.
pub fn hash_of(content: &mut dyn Read) -> io::Result<String> {
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
