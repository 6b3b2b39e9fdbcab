//! `fairmatch log`.

use anyhow::Result;

use crate::cli::{Context, Exit};
use crate::report::Log;
use crate::store::Access;

/// Show who changed what when.
#[derive(Debug, clap::Args)]
pub(crate) struct LogArgs {
    /// At most so many entries, the newest.
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

impl LogArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let store = context.store(Access::Read)?;
        let log = Log { entries: store.history(Some(self.limit))? };
        context.show(&if context.public { log.published() } else { log })
    }
}
