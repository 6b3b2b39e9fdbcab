//! The rows of a sheet as they come, some of them put back.

use std::collections::VecDeque;

use crate::domain::problem::Problem;
use crate::import::formats::Rows;
use crate::import::grid::Row;

/// The rows of a sheet, some of them looked at already.
pub(super) struct Queue<'q, 'a> {
    ahead: VecDeque<Row>,
    /// A problem met behind those.
    problem: Option<Problem>,
    rows: &'q mut Rows<'a>,
}

impl<'q, 'a> Queue<'q, 'a> {
    /// Rows of which none was looked at.
    pub(super) fn new(rows: &'q mut Rows<'a>) -> Self {
        Self { ahead: VecDeque::new(), problem: None, rows }
    }

    /// Makes rows the next ones again.
    pub(super) fn put_back(
        &mut self,
        rows: impl IntoIterator<Item = Row, IntoIter: DoubleEndedIterator>,
    ) {
        rows.into_iter().rev().for_each(|row| self.ahead.push_front(row));
    }

    /// Whether the next row is such a one, if there is any; it stays the next.
    pub(super) fn next_row(&mut self, is: impl FnOnce(&Row) -> bool) -> Option<bool> {
        match self.next()? {
            Err(problem) => {
                self.problem = Some(problem);
                None
            }
            Ok(next) => {
                let found = is(&next);
                self.ahead.push_front(next);
                Some(found)
            }
        }
    }
}

impl Iterator for Queue<'_, '_> {
    type Item = Result<Row, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.ahead.pop_front() {
            Some(row) => Some(Ok(row)),
            None => self.problem.take().map(Err).or_else(|| self.rows.next()),
        }
    }
}
