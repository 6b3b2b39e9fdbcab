//! Rows converted a batch at a time on all cores, while the next batch is read.

use std::hash::{BuildHasher as _, Hash as _, Hasher as _};

use foldhash::quality::FixedState;
use rayon::prelude::*;

use super::Run;
use crate::domain::Source;
use crate::domain::problem::{Problem, Severity};
use crate::import::convert::{Converted, convert, storable};
use crate::import::field::Field;
use crate::import::grid::Row;
use crate::import::identity::Settled;
use crate::import::options::Options;
use crate::import::report::{RejectedRow, SheetReport};
use crate::import::table_plan::TablePlan;

/// Rows converted at a time, spread over the cores.
pub(super) const BATCH: usize = 4096;

/// How rows of one table are converted.
pub(super) struct Work<'a> {
    pub(super) plan: &'a TablePlan,
    pub(super) source: Source,
    pub(super) options: &'a Options,
}

/// Some rows of a table, and what came behind them.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) rows: Vec<Row>,
    /// A row that could not be read.
    pub(super) problem: Option<Problem>,
    /// Whether the table ends here.
    pub(super) end: bool,
}

/// A row's record, if it is one, and what the row says as a hash.
type Done = (Converted, u64);

impl Work<'_> {
    /// Converts all batches that a reader gives and files them in their order. While one is
    /// converted, the one before is filed and the next one is read.
    pub(super) fn all(
        &self,
        run: &mut Run<'_>,
        report: &mut SheetReport,
        mut next: impl FnMut(&mut SheetReport) -> Batch,
    ) {
        let mut batch = next(report);
        let mut before = None;
        while !batch.end {
            let mut done = Vec::new();
            let ahead = rayon::in_place_scope(|scope| {
                scope.spawn(|_| done = self.convert(&batch.rows));
                if let Some((batch, done)) = before.take() {
                    self.file_all(run, report, batch, done);
                }
                next(report)
            });
            before = Some((std::mem::replace(&mut batch, ahead), done));
        }
        let last = self.convert(&batch.rows);
        for (batch, done) in before.into_iter().chain([(batch, last)]) {
            self.file_all(run, report, batch, done);
        }
    }

    /// Files the rows of a batch, and what could not be read behind them.
    fn file_all(
        &self,
        run: &mut Run<'_>,
        report: &mut SheetReport,
        batch: Batch,
        done: Vec<Done>,
    ) {
        for (row, done) in batch.rows.iter().zip(done) {
            self.file(run, report, row, done);
        }
        if let Some(problem) = batch.problem {
            super::reject(report, self.options, problem);
        }
    }

    fn convert(&self, rows: &[Row]) -> Vec<Done> {
        let work = |row: &Row| {
            let converted = convert(self.plan, row, &self.source, self.options);
            (converted, content(self.plan, row))
        };
        rows.par_iter().with_min_len(16).map(work).collect()
    }

    /// Files a row that is a record, or one that is not.
    fn file(
        &self,
        run: &mut Run<'_>,
        report: &mut SheetReport,
        row: &Row,
        (converted, content): Done,
    ) {
        let Converted { row: number, record, mut problems, no_need } = converted;
        report.no_need.extend(no_need);
        let settled = record.map(|kept| run.identity.settle(kept, content));
        match settled {
            Some(Ok(Settled { problem: Some(problem), .. })) if self.options.strict => {
                problems.push(problem.at_row(number));
                self.turn_away(report, row, &problems);
            }
            Some(Ok(settled)) => {
                problems.extend(settled.problem.map(|problem| problem.at_row(number)));
                report.valid += 1;
                if self.options.rows {
                    let cells = storable(self.plan, row);
                    report.rows.entry(number).or_default().push(cells);
                }
                if let Some(record) = settled.record {
                    (run.sink)(*record);
                }
            }
            Some(Err(problem)) => {
                problems.push(self.about_id(problem.at_row(number)));
                self.turn_away(report, row, &problems);
            }
            None => self.turn_away(report, row, &problems),
        }
        for problem in problems {
            report.add(problem, self.options.problems);
        }
    }

    /// Names the column of the ids.
    fn about_id(&self, problem: Problem) -> Problem {
        match self.plan.of(Field::Id).first() {
            Some(at) => problem.in_column(&self.plan.columns[*at].header),
            None => problem,
        }
    }

    /// Keeps a rejected row as it stood, with the reasons.
    fn turn_away(&self, report: &mut SheetReport, row: &Row, problems: &[Problem]) {
        let worst = if self.options.strict { Severity::Warning } else { Severity::Error };
        report.rejected += 1;
        report.rejects.rows.push(RejectedRow {
            row: row.number,
            cells: storable(self.plan, row),
            reasons: problems.iter().filter(|p| p.severity <= worst).cloned().collect(),
        });
    }
}

/// What a row says, as a hash: all its cells but number and id.
fn content(plan: &TablePlan, row: &Row) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    for (column, settled) in plan.columns.iter().enumerate() {
        let own = settled.field.is_some_and(|(f, _)| matches!(f, Field::Seq | Field::Id));
        if !own {
            plan.cell(row, column).text().hash(&mut hasher);
        }
    }
    hasher.finish()
}
