//! What a command that only changes the fair answers where a file or a format is asked for:
//! its entry of the log, which says what was and what is.

use anyhow::Result;

use super::{Context, Exit};
use crate::report::Log;
use crate::store::Access;

/// Entries that one command writes, at most.
const ENTRIES: usize = 8;

impl Context {
    /// Carries a change out and shows its entry; a format that cannot show one is refused
    /// before.
    pub(super) fn answered(&self, change: impl FnOnce() -> Result<Exit>) -> Result<Exit> {
        if !self.target.is_named() {
            return change();
        }
        self.fitting(&Log { entries: Vec::new() })?;
        let last = self.store(Access::Read)?.history(Some(1))?;
        let last = last.first().map(|entry| entry.id);
        let exit = change()?;
        let mut entries = self.store(Access::Read)?.history(Some(ENTRIES))?;
        entries.retain(|entry| Some(entry.id) > last && entry.who == self.who);
        let log = Log { entries };
        self.show(&if self.public { log.published() } else { log })?;
        Ok(exit)
    }
}
