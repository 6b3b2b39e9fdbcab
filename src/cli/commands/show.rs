//! `fairmatch show`.

use anyhow::Result;

use crate::cli::load::{self, Sources};
use crate::cli::{Context, Exit, lookup};
use crate::domain::{Code as _, Kind};
use crate::report::Dossier;
use crate::store::Parts;

/// Show everything about one record: of an enterprise its dossier.
#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// The record's id, or its title or name.
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    sources: Sources,
}

impl ShowArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let loaded = load::fair(context, &self.sources, &Parts::all())?;
        let record = lookup::record(&loaded.fair, &self.id, Kind::ALL)?;
        let dossier = Dossier::new(&loaded.fair, record, context.today);
        Ok(context.show(&dossier)?.max(loaded.exit))
    }
}
