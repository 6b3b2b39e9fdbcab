//! What was read, stored.

use anyhow::Result;

use super::Run;
use crate::cli::{Context, inputs};
use crate::domain::{
    Change, ChangeSet, ImportNote, Kind, LedgerEntry, Record, RosterIds,
};
use crate::store::{self, Access};
use crate::text::messages::Message;

impl Run<'_> {
    /// Stores what is new and changed, all of it in one entry of the log.
    pub(in super::super) fn store(&mut self, context: &Context) -> Result<()> {
        if self.args.dry_run || self.puts.is_empty() {
            return Ok(());
        }
        let mut store = context.store(Access::Write)?;
        let base = self.fair.as_ref().and_then(|fair| fair.revision);
        let mut set = ChangeSet::new("import", base);
        let mut puts = std::mem::take(&mut self.puts);
        let roster = RosterIds::of(self.roster());
        for record in &mut puts {
            roster.link(record);
        }
        let followed = self.followed(&puts);
        for record in puts.into_iter().chain(followed) {
            set.put(record);
        }
        for note in &self.notes {
            let Some(mut content) = inputs::content(&note.path) else { continue };
            let hash = if note.sensitive {
                store::hash_of(&mut content)?
            } else {
                store.keep(&mut content)?
            };
            let file = note.path.display().to_string();
            set.changes.push(Change::Import(ImportNote {
                file,
                hash,
                records: note.records,
            }));
        }
        store.apply(&set, &context.stamp())?;
        Ok(())
    }

    /// The signings that imported entries of the ledger bring further, as entries do that are
    /// written one by one; said on stderr. Signings that are imported beside their ledger are
    /// what they are.
    fn followed(&self, puts: &[Record]) -> Vec<Record> {
        let entry = |record: &Record| {
            if let Record::Ledger(entry) = record { Some(entry.clone()) } else { None }
        };
        let entries: Vec<LedgerEntry> = puts.iter().filter_map(entry).collect();
        let signings = self.fresh.keys().any(|(kind, _)| *kind == Kind::Signings);
        let Some(fair) = self.fair.as_ref().filter(|_| !entries.is_empty() && !signings)
        else {
            return Vec::new();
        };
        let followed = crate::ledger::followed(fair, &entries);
        if !followed.is_empty() {
            let ids: Vec<String> = followed.iter().map(|own| own.id.clone()).collect();
            let note = Message::new("import-followed").with("list", ids);
            self.context.terminal.note(&note.say(self.context.lang));
        }
        followed.into_iter().map(Record::Signings).collect()
    }
}
