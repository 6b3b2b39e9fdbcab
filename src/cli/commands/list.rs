//! `fairmatch list`.

use anyhow::Result;

use crate::cli::load::{self, Sources};
use crate::cli::{Context, Exit, typed};
use crate::domain::{Kind, Yuan};
use crate::report::{Filter, Listing, Sort, SortKey};
use crate::store::Parts;

/// List the records of a registry.
#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    /// The registry.
    #[arg(value_parser = typed::kind, value_name = "KIND")]
    kind: Kind,
    /// Only those of a field (any part of its name).
    #[arg(long, value_name = "TEXT")]
    field: Option<String>,
    /// Only those of an organization (id or any part of its name).
    #[arg(long, value_name = "TEXT")]
    org: Option<String>,
    /// Only those of a zone (any part of its name).
    #[arg(long, value_name = "TEXT")]
    zone: Option<String>,
    /// Only those of a kind within the registry: technology, talent, expert, ….
    #[arg(long = "kind", value_name = "CODE", id = "kind_within")]
    within: Option<String>,
    /// Only those at a stage.
    #[arg(long, value_parser = typed::stage, value_name = "STAGE")]
    stage: Option<String>,
    /// Only those with an amount of at least this: 5000000, 500万元, 0.5亿.
    #[arg(long, value_parser = typed::yuan, value_name = "AMOUNT")]
    min_budget: Option<Yuan>,
    /// Sort by id, title, org, budget, date or stage; with a leading - the greatest first.
    #[arg(long, value_parser = sort, value_name = "KEY", allow_hyphen_values = true)]
    sort: Option<Sort>,
    /// At most so many.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    sources: Sources,
}

impl ListArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let parts = Parts::of(&[self.kind]);
        let loaded = load::fair(context, &self.sources, &parts)?;
        let filter = Filter {
            field: self.field.clone(),
            org: self.org.clone(),
            zone: self.zone.clone(),
            kind: self.within.clone(),
            stage: self.stage.clone(),
            min_budget: self.min_budget,
        };
        let records = loaded.fair.records(self.kind);
        let listing = Listing::new(records, self.kind, &filter, self.sort, self.limit);
        Ok(context.show(&listing)?.max(loaded.exit))
    }
}

fn sort(text: &str) -> Result<Sort, String> {
    let (descending, name) = match text.strip_prefix('-') {
        Some(name) => (true, name),
        None => (false, text),
    };
    let key = match name {
        "id" => SortKey::Id,
        "title" | "name" => SortKey::Title,
        "org" => SortKey::Org,
        "budget" | "amount" | "price" => SortKey::Budget,
        "date" | "deadline" => SortKey::Date,
        "stage" => SortKey::Stage,
        _ => return Err("id, title, org, budget, date, stage".to_owned()),
    };
    Ok(Sort { key, descending })
}
