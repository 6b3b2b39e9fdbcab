//! What no field takes, and what is told of a cell.

use super::Reader;
use crate::domain::problem::{Problem, Severity};
use crate::import::field::Field;
use crate::import::mapping::Column;

impl Reader<'_> {
    /// Keeps a text that no field takes, once where the table is one of ours, which has it in the
    /// column that it came from as well.
    pub(super) fn keep(&mut self, column: usize, text: String) {
        let Column { header, field, .. } = &self.plan.columns[column];
        let ours = field.is_some_and(|(field, _)| header == field.name());
        if ours && self.extra.values().any(|other| *other == text) {
            return;
        }
        let mut key = header.clone();
        for n in 2.. {
            match self.extra.get(&key) {
                Some(other) if *other != text => key = format!("{header} ({n})"),
                _ => break,
            }
        }
        self.extra.insert(key, text);
    }

    /// Keeps the words of a field whose value says less.
    pub(in crate::import::convert) fn keep_words(&mut self, field: Field) {
        if let Some(column) = self.filled(field).next() {
            let text = self.text_at(column).into_owned();
            self.keep(column, text);
        }
    }

    /// Keeps what stands in columns whose field this kind of record has not.
    pub(in crate::import::convert) fn keep_unasked(&mut self) {
        let silent = [Field::Seq, Field::RejectReason];
        for (column, settled) in self.plan.columns.iter().enumerate() {
            let Some((field, _)) = settled.field else { continue };
            let asked = self.asked.get() >> field as u32 & 1 == 1;
            if asked || silent.contains(&field) {
                continue;
            }
            let text = self.text_at(column);
            if !text.is_empty() {
                let text = text.into_owned();
                self.keep(column, text);
            }
        }
    }

    /// Files the problems of a cell; words that could not be read are kept.
    pub(super) fn note(&mut self, column: usize, text: &str, problems: Vec<Problem>) {
        if problems.is_empty() {
            return;
        }
        let unread = |p: &Problem| {
            let words = [
                "unknown_vocabulary",
                "invalid_date",
                "invalid_phone",
                "value_truncated",
            ];
            let count =
                p.code == "invalid_amount" && matches!(p.case, Some("count" | "ordinal"));
            (words.contains(&p.code) || p.code == "invalid_email" || count)
                && p.severity != Severity::Error
        };
        if problems.iter().any(unread) {
            self.keep(column, text.to_owned());
        }
        self.file(column, text, problems);
    }

    /// Files the problems of a cell, with its place and words.
    pub(super) fn file(&mut self, column: usize, text: &str, problems: Vec<Problem>) {
        let header = &self.plan.columns[column].header;
        let value: String = text.chars().take(80).collect();
        for problem in problems {
            let problem = problem.at_row(self.row.number).in_column(header);
            self.problems.push(problem.with_value(value.as_str()));
        }
    }
}
