//! CSV, TSV and text with other separators.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read};

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::lines::{LineCounter, RowNumbers, counted};
use super::sniff::unreadable;
use super::{ReadSeek, Sheet, Visit};
use crate::domain::problem::Problem;
use crate::import::encoding::{Found, Utf8Reader};
use crate::import::grid::Row;

/// Reads a text file with separators as one sheet.
pub(super) fn read(
    input: &mut dyn ReadSeek,
    found: Found,
    visit: &mut Visit<'_>,
) -> Result<(), Problem> {
    let text = Utf8Reader::new(input, found).map_err(|e| unreadable(&e))?;
    let mut text = BufReader::with_capacity(1 << 16, text);
    let head = String::from_utf8_lossy(text.fill_buf().map_err(|e| unreadable(&e))?)
        .into_owned();
    let separator = Separator::of(&head);
    let sheet = Sheet {
        encoding: Some(found.name()),
        lossy: found.lossy,
        ragged: true,
        ..Sheet::default()
    };
    visit(sheet, &mut Records::new(text, separator));
    Ok(())
}

/// What parts the cells, and whether a `sep=` line says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Separator {
    byte: u8,
    said: bool,
}

impl Separator {
    /// The separator that the first lines agree on best.
    fn of(head: &str) -> Self {
        let first = head.lines().next().unwrap_or_default().trim().trim_matches('"');
        if let Some(said) = first.strip_prefix("sep=").or(first.strip_prefix("SEP=")) {
            let byte = said.bytes().next().unwrap_or(b',');
            return Self { byte, said: true };
        }
        let whole = head.rfind('\n').map_or(head, |end| &head[..end]);
        let byte = [b',', b'\t', b';', b'|']
            .into_iter()
            .max_by_key(|byte| (agreement(whole, *byte), u8::from(*byte == b',')))
            .unwrap_or(b',');
        Self { byte, said: false }
    }
}

/// How well the lines agree on a separator: the number of lines of the commonest width,
/// weighted by that width.
fn agreement(head: &str, separator: u8) -> usize {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(head.as_bytes());
    let mut widths = BTreeMap::<usize, usize>::new();
    for record in reader.byte_records().take(50).flatten() {
        *widths.entry(record.len()).or_default() += 1;
    }
    let wide = widths.iter().filter(|(width, _)| **width > 1);
    wide.map(|(width, lines)| lines * (*width).min(8)).max().unwrap_or(0)
}

/// The rows of a CSV file.
struct Records<R: Read> {
    reader: Reader<LineCounter<R>>,
    numbers: RowNumbers,
    /// A `sep=` line is still to be passed over.
    skip: bool,
    /// The separator, and how many of them the widest row so far has.
    separator: u8,
    separators: usize,
    /// Whether the last cell read holds line breaks.
    broken: bool,
    /// What the last row read is to be told of.
    odd: Option<Problem>,
    /// The last record; its room is used again.
    record: ByteRecord,
}

impl<R: Read> Records<R> {
    fn new(text: R, separator: Separator) -> Self {
        let (counter, numbers) = counted(text);
        let reader = ReaderBuilder::new()
            .delimiter(separator.byte)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(counter);
        Self {
            reader,
            numbers,
            skip: separator.said,
            separator: separator.byte,
            separators: 0,
            broken: false,
            odd: None,
            record: ByteRecord::new(),
        }
    }

    fn read(&mut self) -> csv::Result<Option<Row>> {
        let from = self.reader.position().byte();
        let record = &mut self.record;
        if !self.reader.read_byte_record(record)? {
            return Ok(None);
        }
        self.broken = record.iter().next_back().is_some_and(|cell| cell.contains(&b'\n'));
        let number = self.numbers.next(from, self.reader.position().byte());
        let most = self.rows_in_cells();
        self.odd = (most > 1).then(|| {
            let problem = Problem::warning("incomplete_input").in_case("swallowed");
            problem.at_row(number).with("n", most)
        });
        Ok(Some(Row::of_record(number, &self.record)))
    }

    /// How many lines of a cell look like rows of the table: between two quotes of which one
    /// is missing or too many, whole rows may be lost.
    fn rows_in_cells(&mut self) -> usize {
        self.separators = self.separators.max(self.record.len() - 1);
        let separators = self.separators;
        if memchr::memchr(b'\n', self.record.as_slice()).is_none() {
            return 0;
        }
        let count = |line: &[u8]| memchr::memchr_iter(self.separator, line).count();
        let is_row = |line: &&[u8]| separators > 0 && count(line) == separators;
        let lines = |cell: &[u8]| cell.split(|b| *b == b'\n').filter(is_row).count();
        let broken = |cell: &&[u8]| memchr::memchr(b'\n', cell).is_some();
        self.record.iter().filter(broken).map(lines).max().unwrap_or(0)
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Result<Row, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(problem) = self.odd.take() {
            return Some(Err(problem));
        }
        loop {
            match self.read() {
                Ok(Some(_)) if std::mem::take(&mut self.skip) => {}
                Ok(Some(row)) => return Some(Ok(row)),
                Ok(None) => {
                    let unclosed =
                        std::mem::take(&mut self.broken) && self.numbers.inside_quotes();
                    let problem =
                        Problem::warning("incomplete_input").at_row(self.numbers.row);
                    return unclosed.then_some(Err(problem));
                }
                Err(error) => {
                    let row = self.numbers.row + 1;
                    let problem = Problem::error("unreadable_file").at_row(row);
                    return Some(Err(problem.with_value(error.to_string())));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::encoding::detect;
    use std::io::Cursor;

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let mut input = Cursor::new(text.as_bytes().to_vec());
        let found = detect(&mut input).unwrap();
        let mut rows = Vec::new();
        read(&mut input, found, &mut |_, source| {
            for row in source {
                let row = row.unwrap();
                rows.push((
                    row.number,
                    row.iter().map(|c| c.text().into_owned()).collect(),
                ));
            }
        })
        .unwrap();
        rows
    }

    fn numbers(text: &str) -> Vec<u64> {
        rows(text).into_iter().map(|(number, _)| number).collect()
    }

    #[test]
    fn a_record_without_an_end_is_given_up() {
        let mut text = "a,b\n1,\"".to_owned();
        text.push_str(&"x".repeat(40 << 20));
        let mut input = Cursor::new(text.into_bytes());
        let found = detect(&mut input).unwrap();
        let mut last = None;
        read(&mut input, found, &mut |_, rows| last = rows.last()).unwrap();
        let problem = last.unwrap().unwrap_err();
        assert_eq!((problem.code, problem.row), ("unreadable_file", 2));
    }

    #[test]
    fn rows_that_a_quote_has_swallowed_are_told() {
        let told = |text: &str| {
            let mut input = Cursor::new(text.as_bytes().to_vec());
            let found = detect(&mut input).unwrap();
            let mut told = Vec::new();
            read(&mut input, found, &mut |_, rows| {
                told.extend(
                    rows.filter_map(Result::err).map(|p| (p.code, p.case, p.row)),
                );
            })
            .unwrap();
            told
        };
        let swallowed = [("incomplete_input", Some("swallowed"), 2)];
        assert_eq!(told("a,b,c\n\"1,2,3\n4,5,6\n7,8,9\n1\",2,3\n"), swallowed);
        assert_eq!(told("a,b,c\n\"1,2,3\n4, 5\n7\",2,3\n"), []);
        assert_eq!(told("a\n\"1\n2\n3\n4\"\n"), []);
    }

    #[test]
    fn row_numbers_are_those_of_excel() {
        for end in ["\n", "\r\n", "\r"] {
            let with = |text: &str| text.replace('\n', end);
            let table: &[(&str, &[u64])] = &[
                ("a,b\n1,2\n3,4\n", &[1, 2, 3]),
                ("a,b\n1,2\n3,4", &[1, 2, 3]),
                ("\n\na,b\n\n\n1,2\n", &[3, 6]),
                ("a,b\n\"1\n1\",2\n\n3,4\n", &[1, 2, 4]),
                ("a,b\n\"\n\n1\",\"2\n\"\n3,4\n", &[1, 2, 3]),
            ];
            for (text, expected) in table {
                assert_eq!(numbers(&with(text)), *expected, "{text:?} with {end:?}");
            }
        }
    }

    #[test]
    fn row_numbers_hold_across_buffers() {
        let mut text = String::new();
        let mut expected = Vec::new();
        for i in 0..40_000_u64 {
            text.push_str("a,\"b\r\nc\"\r\n\r\n");
            expected.push(i * 2 + 1);
        }
        assert_eq!(numbers(&text), expected);
    }

    #[test]
    fn separators_are_found_or_said() {
        assert_eq!(rows("a;b\n1;2\n")[1].1, ["1", "2"]);
        assert_eq!(rows("a\tb\n1,5\t2\n")[1].1, ["1,5", "2"]);
        let said = rows("sep=|\r\na|b\r\n1|2\r\n");
        assert_eq!(said[0], (2, vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(said[1].0, 3);
    }
}
