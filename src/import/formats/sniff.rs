//! What a file is, by its content.

use std::io::{self, Read as _, SeekFrom};

use zip::ZipArchive;

use super::ReadSeek;
use crate::domain::problem::Problem;
use crate::import::encoding::{self, Found, Utf8Reader, detect};

/// A format that can be read.
#[derive(Debug, Clone, Copy)]
pub(in crate::import) enum Format {
    /// Text with separators.
    Csv(Found),
    /// JSON or JSON Lines.
    Json(Found),
    /// A workbook of Excel since 2007.
    Xlsx,
    /// A workbook of Excel before.
    Xls,
    /// A workbook of `LibreOffice`.
    Ods,
    /// A document of Word.
    Docx,
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
    let read = begin(input, &mut head).map_err(unreadable)?;
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
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return packed(input);
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0") {
        return compound(input);
    }
    let found = detect(input).map_err(unreadable)?;
    if found.binary {
        return Err(Problem::error("unreadable_file").in_case("binary"));
    }
    let start = start(input, found).map_err(unreadable)?;
    match start.trim_start().chars().next() {
        None => Err(Problem::error("unreadable_file").in_case("empty")),
        Some('{' | '[') => Ok(Format::Json(found)),
        Some('<') if is_page(&start) => {
            Err(Problem::error("unreadable_file").in_case("html"))
        }
        Some(_) => Ok(Format::Csv(found)),
    }
}

/// Whether a text that starts with `<` is a web page or other markup.
fn is_page(start: &str) -> bool {
    let start = start.trim_start().to_ascii_lowercase();
    ["<!doctype", "<html", "<table", "<?xml", "<meta", "<head"]
        .iter()
        .any(|tag| start.starts_with(tag))
}

/// What a ZIP archive is, by the parts it holds.
fn packed(input: &mut dyn ReadSeek) -> Result<Format, Problem> {
    let archive =
        ZipArchive::new(&mut *input).map_err(|error| super::guard::broken(&error))?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    let case = |case| Err(Problem::error("unreadable_file").in_case(case));
    let format = if has("xl/workbook.xml") {
        Ok(Format::Xlsx)
    } else if has("word/document.xml") {
        Ok(Format::Docx)
    } else if has("xl/workbook.bin") {
        case("xlsb")
    } else if has("ppt/presentation.xml") {
        case("slides")
    } else if has("content.xml") && has("META-INF/manifest.xml") {
        Ok(Format::Ods)
    } else {
        case("archive")
    };
    drop(archive);
    input.seek(SeekFrom::Start(0)).map_err(|error| unreadable(&error))?;
    format
}

/// What a compound file of older office programs is, by the names of its streams.
fn compound(input: &mut dyn ReadSeek) -> Result<Format, Problem> {
    let mut bytes = Vec::new();
    let read = input
        .seek(SeekFrom::Start(0))
        .and_then(|_| input.take(64 << 20).read_to_end(&mut bytes));
    read.and_then(|_| input.seek(SeekFrom::Start(0)))
        .map_err(|error| unreadable(&error))?;
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(&bytes, &name).is_some()
    };
    let case = |case| Err(Problem::error("unreadable_file").in_case(case));
    match () {
        () if has("EncryptedPackage") => case("encrypted"),
        () if has("WordDocument") => case("doc"),
        () if has("PowerPoint Document") => case("slides"),
        () if has("Workbook") || has("Book") => Ok(Format::Xls),
        () => case("binary"),
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

/// Reads the beginning of an input and goes back to it.
fn begin(input: &mut dyn ReadSeek, buffer: &mut [u8]) -> io::Result<usize> {
    input.seek(SeekFrom::Start(0))?;
    let filled = encoding::fill(input, buffer)?;
    input.seek(SeekFrom::Start(0))?;
    Ok(filled)
}
