//! `fairmatch list`.

use anyhow::Result;

use crate::cli::load::{self, Sources};
use crate::cli::typed::{self, Wanted};
use crate::cli::{Context, Exit, Failure};
use crate::domain::{
    Code as _, EventKind, Kind, NeedKind, OfferingKind, OrganizationKind, OutcomeKind,
    Role, SigningKind, Stage, Verdict, Yuan,
};
use crate::report::{Filter, Listing, OfOrganization, Sort, SortKey};
use crate::store::Parts;
use crate::text::messages::Message;

/// What a list can be sorted by.
const SORT_KEYS: [&str; 6] = ["id", "title", "org", "budget", "date", "stage"];

/// List the records of a registry.
#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    /// The registry.
    #[arg(value_parser = typed::code::<Kind>(), value_name = "KIND")]
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
    #[arg(long, value_parser = typed::code::<Stage>(), value_name = "STAGE")]
    stage: Option<Stage>,
    /// Only those with an amount of at least this: 5000000, 500万元, 0.5亿.
    #[arg(long, value_parser = typed::yuan, value_name = "AMOUNT")]
    min_budget: Option<Yuan>,
    /// Sort by this; with a leading - the greatest first.
    #[arg(
        long,
        value_parser = typed::one_of(sort, SORT_KEYS.into()),
        value_name = "KEY",
        allow_hyphen_values = true
    )]
    sort: Option<Sort>,
    /// At most so many (else all).
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    sources: Sources,
}

impl ListArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        self.refuse_misfits()?;
        let within = self.within()?;
        // an organization may be named by its id where records have its name, and the roster
        // may know its zone
        let parts = Parts::of(&[self.kind, Kind::Organizations]);
        let loaded = load::fair(context, &self.sources, &parts)?;
        let records = loaded.fair.records(self.kind);
        let org = self.org.as_deref();
        let org = org.map(|typed| OfOrganization::new(typed, &loaded.fair));
        let filter = Filter {
            field: self.field.clone(),
            org,
            zone: self.zone.clone(),
            kind: within,
            stage: self.stage.map(|stage| stage.code().to_owned()),
            min_budget: self.min_budget,
        };
        let listing = Listing::new(records, self.kind, &filter, self.sort, self.limit);
        Ok(context.show(&listing)?.max(loaded.exit))
    }
}

impl ListArgs {
    /// Refuses to filter by what no record of the registry has: it would find none.
    fn refuse_misfits(&self) -> Result<(), Failure> {
        let asked = [
            ("--field", self.field.is_some()),
            ("--org", self.org.is_some()),
            ("--zone", self.zone.is_some()),
            ("--stage", self.stage.is_some()),
            ("--min-budget", self.min_budget.is_some()),
        ];
        let fitting = filters(self.kind);
        let misfit = asked.iter().find(|(name, is)| *is && !fitting.contains(name));
        let Some((filter, _)) = misfit else { return Ok(()) };
        let failure = Message::new("cli-list-filter").with("filter", *filter);
        let failure = Failure::new(failure.with("kind", self.kind.label()));
        Err(if fitting.is_empty() {
            failure
        } else {
            failure.hint(Message::new("cli-list-filters").with("what", fitting))
        })
    }

    /// The kind within the registry, if there is such a kind.
    fn within(&self) -> Result<Option<String>, Failure> {
        let Some(word) = &self.within else { return Ok(None) };
        let known = kinds_within(self.kind);
        if known.contains(&word.as_str()) {
            return Ok(Some(word.clone()));
        }
        let failure = Failure::new(Message::new("cli-list-kind").with("kind", word));
        Err(failure.hint(if known.is_empty() {
            Message::new("cli-list-no-kinds")
        } else {
            Message::new("cli-usage-possible").with("what", known)
        }))
    }
}

/// The filters by what the records of a registry have.
fn filters(kind: Kind) -> Vec<&'static str> {
    match kind {
        Kind::Needs => vec!["--field", "--org", "--zone", "--stage", "--min-budget"],
        Kind::Offerings => vec!["--field", "--org", "--min-budget"],
        Kind::Organizations => vec!["--org", "--zone", "--min-budget"],
        Kind::Signings => vec!["--org", "--zone", "--stage", "--min-budget"],
        Kind::Ledger => vec!["--org", "--stage", "--min-budget"],
        Kind::Policies => vec!["--field", "--min-budget"],
        Kind::Outcomes => vec!["--min-budget"],
        Kind::Officers => vec!["--zone"],
        Kind::Encounters => vec!["--org", "--stage"],
        Kind::People | Kind::Availability | Kind::Events | Kind::Kpis => vec!["--org"],
        Kind::Assignments | Kind::Decisions => Vec::new(),
    }
}

/// The codes of the kinds that a registry tells apart.
fn kinds_within(kind: Kind) -> Vec<&'static str> {
    match kind {
        Kind::Needs => typed::codes::<NeedKind>(),
        Kind::Offerings => typed::codes::<OfferingKind>(),
        Kind::Organizations => typed::codes::<OrganizationKind>(),
        Kind::People => typed::codes::<Role>(),
        Kind::Signings => typed::codes::<SigningKind>(),
        Kind::Events => typed::codes::<EventKind>(),
        Kind::Decisions => typed::codes::<Verdict>(),
        Kind::Outcomes | Kind::Encounters => typed::codes::<OutcomeKind>(),
        Kind::Ledger
        | Kind::Officers
        | Kind::Assignments
        | Kind::Availability
        | Kind::Policies
        | Kind::Kpis => Vec::new(),
    }
}

fn sort(text: &str) -> Result<Sort, Wanted> {
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
        _ => return Err(Wanted::OneOf(SORT_KEYS.into())),
    };
    Ok(Sort { key, descending })
}
