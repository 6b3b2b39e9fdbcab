//! What a file is, by its content.

use std::io::{self, Read as _, SeekFrom};

use super::ReadSeek;
use crate::domain::problem::Problem;
use crate::import::encoding::{Found, Utf8Reader, detect};

/// A format that can be read.
#[derive(Debug, Clone, Copy)]
pub(in crate::import) enum Format {
    /// Text with separators.
    Csv(Found),
    /// JSON or JSON Lines.
    Json(Found),
}

/// First bytes of files that cannot be read, and the case of the advice.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"{\\rtf", "rtf"),
    (b"MZ", "binary"),
    (b"\x7fELF", "binary"),
    (b"SQLite format 3", "binary"),
];

/// Recognises a file by its content.
pub(in crate::import) fn sniff(input: &mut dyn ReadSeek) -> Result<Format, Problem> {
    let unreadable = |error: io::Error| unreadable(&error);
    let mut head = [0; 512];
    let read = fill(input, &mut head).map_err(unreadable)?;
    let head = &head[..read];
    if head.is_empty() {
        return Err(Problem::error("unreadable_file").in_case("empty"));
    }
    for (magic, case) in FOREIGN {
        let long = magic.len() > 2 || head.contains(&0);
        if long && head.starts_with(magic) {
            return Err(Problem::error("unreadable_file").in_case(case));
        }
    }
    let found = detect(input).map_err(unreadable)?;
    if found.binary {
        return Err(Problem::error("unreadable_file").in_case("binary"));
    }
    let start = start(input, found).map_err(unreadable)?;
    match start.trim_start().chars().next() {
        None => Err(Problem::error("unreadable_file").in_case("empty")),
        Some('{' | '[') => Ok(Format::Json(found)),
        Some(_) => Ok(Format::Csv(found)),
    }
}

/// The problem of a file that gives way under the reader.
pub(super) fn unreadable(error: &io::Error) -> Problem {
    Problem::error("unreadable_file").with_value(error.to_string())
}

/// The first characters that are not blank, or as many as there are.
fn start(input: &mut dyn ReadSeek, found: Found) -> io::Result<String> {
    let mut text = Utf8Reader::new(&mut *input, found)?;
    let mut start = String::new();
    let mut piece = [0; 4096];
    while start.trim().is_empty() {
        let read = text.read(&mut piece)?;
        if read == 0 {
            break;
        }
        start = String::from_utf8_lossy(&piece[..read]).into_owned();
    }
    input.seek(SeekFrom::Start(0))?;
    Ok(start)
}

fn fill(input: &mut dyn ReadSeek, buffer: &mut [u8]) -> io::Result<usize> {
    input.seek(SeekFrom::Start(0))?;
    let mut filled = 0;
    while filled < buffer.len() {
        match input.read(&mut buffer[filled..])? {
            0 => break,
            n => filled += n,
        }
    }
    input.seek(SeekFrom::Start(0))?;
    Ok(filled)
}
