//! `fairmatch undo`.

use anyhow::Result;

use crate::cli::{Context, Exit, typed};
use crate::domain::EntryId;
use crate::store::Access;
use crate::text::messages::Message;

/// Take a change back.
#[derive(Debug, clap::Args)]
pub(crate) struct UndoArgs {
    /// The entry of the log; without one the last that stands.
    #[arg(value_parser = typed::entry, value_name = "ENTRY")]
    entry: Option<EntryId>,
}

impl UndoArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let mut store = context.store(Access::Write)?;
        let (undone, entry) = store.undo(self.entry, &context.stamp())?;
        let told = Message::new("cli-undone").with("undone", undone).with("entry", entry);
        context.terminal.note(&told.say(context.lang));
        Ok(Exit::Fine)
    }
}
