//! What was read, stored.

use anyhow::Result;

use super::Run;
use crate::cli::{Context, inputs};
use crate::domain::{Change, ChangeSet, ImportNote, RosterIds};
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
        let mut puts = std::mem::take(&mut self.puts);
        let roster = RosterIds::of(self.roster());
        for record in &mut puts {
            roster.link(record);
        }
        for record in puts {
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
