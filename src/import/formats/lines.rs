//! Excel's row numbers for a CSV file.
//!
//! The csv crate's own line counter is wrong for CRLF files and after blank lines. This
//! one notes every line break on its way to the parser; breaks between records count,
//! those inside quotes don't.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io::{self, Read};
use std::rc::Rc;

/// A line break: where it starts and where the next line does, in bytes.
type Break = (u64, u64);

/// Passes bytes on and notes their line breaks.
pub(super) struct LineCounter<R> {
    input: R,
    read: u64,
    /// Whether the last piece ended with a carriage return: a line feed may follow.
    pending: bool,
    breaks: Rc<RefCell<VecDeque<Break>>>,
    quotes: Rc<Cell<usize>>,
    /// Where the record in hand starts, in bytes.
    start: Rc<Cell<u64>>,
}

/// A record of more bytes is none: a quote is never closed, or there are no lines at all.
const LONGEST: u64 = 16 << 20;

/// The row numbers of records as they come.
pub(super) struct RowNumbers {
    breaks: Rc<RefCell<VecDeque<Break>>>,
    quotes: Rc<Cell<usize>>,
    start: Rc<Cell<u64>>,
    /// The row of the record before; 0 before the first.
    pub(super) row: u64,
}

/// Splits counting between the reader below the parser and the numbers above it.
pub(super) fn counted<R: Read>(input: R) -> (LineCounter<R>, RowNumbers) {
    let (breaks, quotes, start) = (Rc::default(), Rc::default(), Rc::default());
    let counter = LineCounter {
        input,
        read: 0,
        pending: false,
        breaks: Rc::clone(&breaks),
        quotes: Rc::clone(&quotes),
        start: Rc::clone(&start),
    };
    (counter, RowNumbers { breaks, quotes, start, row: 0 })
}

impl<R: Read> Read for LineCounter<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.read - self.start.get().min(self.read) > LONGEST {
            return Err(io::Error::other(format!("> {} MB", LONGEST >> 20)));
        }
        let read = self.input.read(out)?;
        let mut breaks = self.breaks.borrow_mut();
        for at in memchr::memchr2_iter(b'\r', b'\n', &out[..read]) {
            let place = self.read + at as u64;
            let after_return = if at == 0 { self.pending } else { out[at - 1] == b'\r' };
            match breaks.back_mut() {
                Some(last) if out[at] == b'\n' && after_return && last.1 == place => {
                    last.1 = place + 1;
                }
                _ => breaks.push_back((place, place + 1)),
            }
        }
        if read > 0 {
            self.pending = out[read - 1] == b'\r';
        }
        self.read += read as u64;
        let quotes = memchr::memchr_iter(b'"', &out[..read]).count();
        self.quotes.set(self.quotes.get() + quotes);
        Ok(read)
    }
}

impl RowNumbers {
    /// Whether the quotes so far don't come in pairs.
    pub(super) fn inside_quotes(&self) -> bool {
        self.quotes.get() % 2 == 1
    }

    /// The row of the record that lies between two byte positions of the parser: the one
    /// where it began to look, and the one where it stopped.
    pub(super) fn next(&mut self, from: u64, to: u64) -> u64 {
        self.start.set(to);
        let mut breaks = self.breaks.borrow_mut();
        let mut start = from;
        let mut blank = 0;
        while let Some(&(at, next)) = breaks.front() {
            if at > start {
                break;
            }
            // A break before `from` ended the last record; its line feed may lie beyond.
            blank += u64::from(at >= from);
            start = start.max(next);
            breaks.pop_front();
        }
        while breaks.front().is_some_and(|(at, _)| at + 1 < to) {
            breaks.pop_front();
        }
        self.row += 1 + blank;
        self.row
    }
}
