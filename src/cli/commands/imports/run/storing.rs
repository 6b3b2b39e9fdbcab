//! What was read, stored.

use anyhow::Result;

use super::Run;
use crate::cli::{Context, inputs};
use crate::domain::{Change, ChangeSet, ImportNote, Record, RosterIds};
use crate::store::{self, Access};

impl Run<'_> {
    /// Stores what is new and changed, all of it in one entry of the log.
    pub(in super::super) fn store(&mut self, context: &Context) -> Result<()> {
        if self.args.dry_run || self.puts.is_empty() {
            return Ok(());
        }
        let mut store = context.store(Access::Write)?;
        let base = self.fair.as_ref().and_then(|fair| fair.revision);
        let mut set = ChangeSet::new("import", base);
        let roster = self.known.values().filter_map(|record| {
            if let Record::Organizations(own) = record { Some(own) } else { None }
        });
        let roster = RosterIds::of(roster);
        for mut record in self.puts.drain(..) {
            if let Record::Needs(need) = &mut record {
                roster.link_need(need);
            } else if let Record::Offerings(offering) = &mut record {
                roster.link_offering(offering);
            }
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
}
