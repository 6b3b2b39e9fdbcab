//! Records that name others which are neither in the fair nor among what was read.

use std::collections::{BTreeMap, BTreeSet};

use super::{Mention, Outcome, Run};
use crate::domain::Fair;
use crate::domain::problem::Problem;
use crate::import::{Options, SheetReport};
use crate::report::check::Known;
use crate::report::row;

impl Run<'_> {
    /// Warns of names that nothing has once all files are read, for they may name each other;
    /// where warnings reject, the rows are turned away, and those that name them then.
    pub(in super::super) fn name_unknown(&mut self, options: &Options) {
        let mut told = BTreeSet::new();
        loop {
            let mut missing = self.missing();
            missing.retain(|at, _| told.insert(*at));
            let done = missing.is_empty() || !options.strict;
            for (at, problems) in missing {
                self.tell(at, problems, options);
            }
            if done {
                break;
            }
        }
        for sheet in &mut self.imported.sheets {
            sheet.report.rows.clear();
        }
    }

    /// Reports what a mention names and is missing; where warnings reject, it is turned away.
    fn tell(&mut self, at: usize, problems: Vec<Problem>, options: &Options) {
        let sheet = &mut self.imported.sheets[self.mentions[at].sheet];
        for problem in &problems {
            sheet.report.add(problem.clone(), options.problems);
        }
        if let Some(first) = problems.into_iter().next().filter(|_| options.strict) {
            self.take_back(at, first);
        }
    }

    /// What is named and missing, by mention.
    fn missing(&self) -> BTreeMap<usize, Vec<Problem>> {
        let Some(own) = self.fair.as_ref().filter(|_| !self.mentions.is_empty()) else {
            return BTreeMap::new();
        };
        let mut fair = Fair { plan: own.plan.clone(), ..Fair::default() };
        self.known.values().cloned().for_each(|record| fair.push(record));
        let known = Known::of(&fair);
        let missing = |(at, mention): (usize, &Mention)| {
            let report = &self.imported.sheets[mention.sheet].report;
            let found = known.missing_in(&mention.record).into_iter();
            let problems: Vec<_> = found
                .map(|problem| in_words_of(report, problem).at_row(row(&mention.record)))
                .collect();
            (!problems.is_empty()).then_some((at, problems))
        };
        self.mentions.iter().enumerate().filter_map(missing).collect()
    }

    /// Takes an accepted record back.
    fn take_back(&mut self, at: usize, reason: Problem) {
        let Mention { sheet, record, before, outcome } = &self.mentions[at];
        let key = (record.kind(), record.id().to_owned());
        match before {
            Some(before) => self.known.insert(key, before.clone()),
            None => self.known.remove(&key),
        };
        let sheet = &mut self.imported.sheets[*sheet];
        match outcome {
            Outcome::Inserted => sheet.inserted -= 1,
            Outcome::Updated => sheet.updated -= 1,
            Outcome::Unchanged => sheet.unchanged -= 1,
        }
        sheet.records.retain(|other| other.id() != record.id());
        sheet.changes.retain(|change| change.id != record.id());
        let same = |other: &crate::domain::Record| {
            other.kind() == record.kind() && other.id() == record.id()
        };
        if *outcome != Outcome::Unchanged
            && let Some(place) = self.puts.iter().rposition(same)
        {
            self.puts.remove(place);
        }
        let own = |note: &&mut super::Note| {
            note.path.display().to_string() == *sheet.report.file
        };
        if let Some(note) = self.notes.iter_mut().find(own) {
            note.records -= 1;
        }
        sheet.report.turn_away(row(record), reason);
    }
}

/// A problem as import gives it: a warning, with the column as the file calls it.
fn in_words_of(report: &SheetReport, problem: Problem) -> Problem {
    let field = problem.column.as_deref();
    let mapped = report.columns.iter().find(|column| Some(column.field.name()) == field);
    let severity = crate::domain::problem::Severity::Warning;
    let problem = Problem { severity, ..problem };
    match mapped {
        Some(column) => problem.in_column(&column.header),
        None => problem,
    }
}
