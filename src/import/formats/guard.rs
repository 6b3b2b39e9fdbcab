//! What a packed file may hold before anything reads it: no bombs, no bottomless nesting.

use std::io::{self, Read, Seek};

use zip::ZipArchive;

use super::ReadSeek;
use crate::domain::problem::Problem;

/// Unpacked bytes of all XML of a file.
const TOTAL: u64 = 4 << 30;
/// Unpacked bytes of an XML part that is held in memory.
const HELD: u64 = 400 << 20;
/// Unpacked bytes of the text of a document.
const DOCUMENT: u64 = 64 << 20;
/// Tags in an XML part that is held in memory: each may cost many times its bytes.
const TAGS: u64 = 40_000_000;
/// Bytes between two angle brackets: a text, a tag.
const RUN: u64 = 16 << 20;
/// Elements inside each other.
const DEPTH: i64 = 200;
/// Endings of XML parts.
const XML: [&str; 2] = [".xml", ".rels"];
/// How much of an element must be seen to know it.
const NAME: usize = b"<mergeCell ".len();
/// What deflate can pack at most: parts that stay small even so need no look.
const RATIO: u64 = 1032;

/// What was found in looking through a packed file.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Contents {
    /// Whether a sheet has merged cells.
    pub(super) merges: bool,
    /// Whether a sheet has formulas.
    pub(super) formulas: bool,
}

/// A packed file that was looked through, and what it holds.
pub(super) fn opened(
    input: &mut dyn ReadSeek,
) -> Result<(ZipArchive<&mut dyn ReadSeek>, Contents), Problem> {
    let mut archive = ZipArchive::new(input).map_err(|error| broken(&error))?;
    let contents = check(&mut archive)?;
    Ok((archive, contents))
}

/// Looks through the XML parts of a packed file, without keeping anything.
fn check<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Result<Contents, Problem> {
    let mut contents = Contents::default();
    let mut total = 0;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|error| broken(&error))?;
        let name = part.name().map_err(|error| broken(&error))?.into_owned();
        if !XML.iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        let sheet = name.contains("worksheets/");
        let limit = match &*name {
            _ if sheet => TOTAL,
            "word/document.xml" => DOCUMENT,
            _ => HELD,
        };
        let small = part.compressed_size().saturating_mul(RATIO) < RUN;
        if small && !sheet {
            total += part.compressed_size() * RATIO;
        }
        let tags = if sheet { u64::MAX } else { TAGS };
        let mut scan = Scan { tags_left: tags, ..Scan::default() };
        let outcome = scan.read(&mut part, limit.min(TOTAL - total.min(TOTAL)));
        outcome.map_err(|case| {
            Problem::error("unreadable_file").in_case(case).with_value(name.clone())
        })?;
        total += scan.read;
        contents.merges |= scan.merges;
        contents.formulas |= sheet && scan.formulas;
    }
    Ok(contents)
}

/// A packed file that cannot be unpacked.
pub(super) fn broken(error: &zip::result::ZipError) -> Problem {
    Problem::error("unreadable_file").in_case("broken").with_value(error.to_string())
}

/// A pass over an XML text that only counts.
#[derive(Default)]
struct Scan {
    read: u64,
    run: u64,
    depth: i64,
    /// How many more tags may come.
    tags_left: u64,
    /// The byte before this piece.
    last: u8,
    /// Whether that byte opens a tag.
    open: bool,
    merges: bool,
    formulas: bool,
    /// The start of an element's name that was cut off at the end of a piece.
    cut: Vec<u8>,
}

impl Scan {
    /// Reads all of a part; the error is the case of the problem.
    fn read(&mut self, part: &mut impl Read, limit: u64) -> Result<(), &'static str> {
        let mut piece = vec![0; 1 << 16];
        loop {
            let read = match part.read(&mut piece) {
                Ok(0) => return Ok(()),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(_) => return Err("broken"),
            };
            self.read += read as u64;
            self.look(&piece[..read]);
            if self.read > limit || self.run > RUN || self.tags_left == 0 {
                return Err("bomb");
            }
            if self.depth > DEPTH {
                return Err("deep");
            }
        }
    }

    fn look(&mut self, piece: &[u8]) {
        if !self.cut.is_empty() {
            let mut name = std::mem::take(&mut self.cut);
            name.extend(piece.iter().take(NAME - name.len()));
            self.name(&name);
        }
        if std::mem::take(&mut self.open)
            && let Some(next) = piece.first()
        {
            self.enter(*next);
        }
        let mut from = 0;
        for at in memchr::memchr2_iter(b'<', b'>', piece) {
            let before = if at == 0 { self.last } else { piece[at - 1] };
            if piece[at] == b'>' {
                self.depth -= i64::from(before == b'/');
            } else {
                match piece.get(at + 1) {
                    Some(next) => self.enter(*next),
                    None => self.open = true,
                }
                self.name(&piece[at..]);
            }
            self.run = 0;
            from = at;
        }
        self.run += (piece.len() - from) as u64;
        self.last = piece.last().copied().unwrap_or(self.last);
    }

    /// An element that begins a text, as far as the text goes: is it one that is looked for?
    fn name(&mut self, text: &[u8]) {
        self.merges |= text.starts_with(b"<mergeCell ");
        self.formulas |= matches!(text, [_, b'f', b'>' | b' ', ..]);
        if text.len() < NAME {
            self.cut = text.to_vec();
        }
    }

    /// A bracket with what follows it: an element begins or ends, or neither.
    fn enter(&mut self, next: u8) {
        self.tags_left = self.tags_left.saturating_sub(1);
        self.depth += match next {
            b'/' => -1,
            b'?' | b'!' => 0,
            _ => 1,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_tags_are_a_bomb() {
        let xml = "<si><t/></si>".repeat(10);
        let read = |tags_left| {
            let mut scan = Scan { tags_left, ..Scan::default() };
            scan.read(&mut xml.as_bytes(), u64::MAX)
        };
        assert_eq!((read(10), read(100)), (Err("bomb"), Ok(())));
    }

    #[test]
    fn formulas_and_merges_are_seen_however_they_are_cut() {
        let xml = "<c><v>1</v></c><c><f>K3</f></c><mergeCells><mergeCell ref=\"A1:B1\"/>";
        let plain = "<c><v>1</v></c><fills><fill/></fills><mergeCells/>";
        for size in 1..40 {
            for (xml, expected) in [(xml, true), (plain, false)] {
                let mut scan = Scan { tags_left: u64::MAX, ..Scan::default() };
                xml.as_bytes().chunks(size).for_each(|piece| scan.look(piece));
                assert_eq!((scan.merges, scan.formulas), (expected, expected), "{size}");
            }
        }
    }

    #[test]
    fn honest_nesting_counts_the_same_however_it_is_cut() {
        let xml = "<?xml?><a><!-- c --><b x=\"1\"/><c>t</c></a>".repeat(1000);
        for size in 1..40 {
            let mut scan = Scan { tags_left: u64::MAX, ..Scan::default() };
            for piece in xml.as_bytes().chunks(size) {
                scan.look(piece);
                assert!((0..=3).contains(&scan.depth), "in pieces of {size}");
            }
            assert_eq!(scan.depth, 0, "in pieces of {size}");
        }
    }
}
