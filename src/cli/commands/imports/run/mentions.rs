//! Records that name others which are neither in the fair nor among what was read.

use std::collections::{BTreeMap, BTreeSet};

use super::{Mention, Note, Outcome, Run, severity};
use crate::domain::Record;
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
            let mut missing = self.missing(options);
            missing.retain(|at, _| told.insert(*at));
            let done = missing.is_empty() || !options.strict;
            let mut refused = BTreeMap::new();
            for (at, problems) in missing {
                let report = &mut self.imported.sheets[self.mentions[at].sheet].report;
                for problem in &problems {
                    report.add(problem.clone(), options.problems);
                }
                refused.extend(problems.into_iter().next().map(|first| (at, first)));
            }
            if options.strict {
                self.take_back(refused);
            }
            if done {
                break;
            }
        }
        for sheet in &mut self.imported.sheets {
            sheet.report.rows.clear();
        }
    }

    /// What is named and missing, by mention.
    fn missing(&self, options: &Options) -> BTreeMap<usize, Vec<Problem>> {
        let Some(own) = self.fair.as_ref().filter(|_| !self.mentions.is_empty()) else {
            return BTreeMap::new();
        };
        let known = self.known.values().flat_map(Record::keys);
        let known = Known::of(known, own.plan.as_ref());
        let missing = |(at, mention): (usize, &Mention)| {
            let report = &self.imported.sheets[mention.sheet].report;
            let found = known.missing_in(&mention.record).into_iter();
            let problems: Vec<_> = found
                .map(|problem| Problem { severity: severity(options), ..problem })
                .map(|problem| in_words_of(report, problem).at_row(row(&mention.record)))
                .collect();
            (!problems.is_empty()).then_some((at, problems))
        };
        self.mentions.iter().enumerate().filter_map(missing).collect()
    }

    /// Takes accepted records back.
    fn take_back(&mut self, refused: BTreeMap<usize, Problem>) {
        let mut gone: BTreeSet<(usize, &str)> = BTreeSet::new();
        let mut unput = BTreeSet::new();
        for (at, reason) in refused {
            let Mention { sheet: place, record, before, outcome } = &self.mentions[at];
            let key = (record.kind(), record.id().to_owned());
            if *outcome != Outcome::Unchanged {
                unput.insert(key.clone());
            }
            match before {
                Some(before) => self.known.insert(key, before.clone()),
                None => self.known.remove(&key),
            };
            let sheet = &mut self.imported.sheets[*place];
            match outcome {
                Outcome::Inserted => sheet.inserted -= 1,
                Outcome::Updated => sheet.updated -= 1,
                Outcome::Unchanged => sheet.unchanged -= 1,
            }
            gone.insert((*place, record.id()));
            let file = &sheet.report.file;
            let own = |note: &&mut Note| note.path.display().to_string() == **file;
            if let Some(note) = self.notes.iter_mut().find(own) {
                note.records -= 1;
            }
            sheet.report.turn_away(row(record), record.facets().title, reason);
        }
        for (place, sheet) in self.imported.sheets.iter_mut().enumerate() {
            sheet.records.retain(|record| !gone.contains(&(place, record.id())));
            sheet.changes.retain(|change| !gone.contains(&(place, change.id.as_str())));
        }
        self.puts.retain(|put| !unput.contains(&(put.kind(), put.id().to_owned())));
    }
}

/// A problem with the column as the file calls it.
fn in_words_of(report: &SheetReport, problem: Problem) -> Problem {
    let field = problem.column.as_deref();
    let mapped = report.columns.iter().find(|column| Some(column.field.name()) == field);
    match mapped {
        Some(column) => problem.in_column(&column.header),
        None => problem,
    }
}
