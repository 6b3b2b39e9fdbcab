//! What the files say of organizations of the roster beside their records.

use crate::domain::{Kind, Organization, Record, RosterIds};

use super::Run;

impl Run<'_> {
    /// Notes of the organizations of the roster which of them answered that they need nothing.
    pub(in super::super) fn note_answers(&mut self) {
        let mut answers: Vec<(String, String)> = Vec::new();
        {
            let roster = RosterIds::of(self.roster());
            for sheet in &self.imported.sheets {
                answers.extend(sheet.report.no_need.iter().filter_map(|said| {
                    let id = roster.id_of(said.uscc.as_deref(), &said.name)?;
                    Some((id, said.answer.clone()))
                }));
            }
        }
        for (id, answer) in answers {
            let key = (Kind::Organizations, id);
            let Some(Record::Organizations(own)) = self.known.get_mut(&key) else {
                continue;
            };
            if own.needs_nothing() {
                continue;
            }
            own.note_no_need(&answer);
            let put = Record::Organizations(own.clone());
            let same = |other: &&mut Record| {
                other.kind() == put.kind() && other.id() == put.id()
            };
            match self.puts.iter_mut().find(same) {
                Some(other) => *other = put,
                None => self.puts.push(put),
            }
        }
    }

    /// Shows the records with the ids of their organizations as they will be stored.
    pub(in super::super) fn link_shown(&mut self) {
        if self.fair.is_none() || !self.keep {
            return;
        }
        let mut sheets = std::mem::take(&mut self.imported.sheets);
        let roster = RosterIds::of(self.roster());
        for record in sheets.iter_mut().flat_map(|sheet| &mut sheet.records) {
            roster.link(record);
        }
        self.imported.sheets = sheets;
    }

    /// The organizations of the fair and those read.
    pub(super) fn roster(&self) -> impl Iterator<Item = &Organization> {
        self.known.values().filter_map(|record| {
            if let Record::Organizations(own) = record { Some(own) } else { None }
        })
    }
}
