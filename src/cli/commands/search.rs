//! `fairmatch search`.

use anyhow::Result;
use clap::ValueEnum;

use crate::cli::load::{self, Sources};
use crate::cli::{Context, Exit};
use crate::domain::{Kind, Need, Offering};
use crate::matching::{Searcher, search_needs, search_offerings};
use crate::report::{Found, SearchResults};
use crate::store::Parts;
use crate::text::concepts::Lexicon;

/// Search needs or offerings by words, an id or an organization's name, best first.
#[derive(Debug, clap::Args)]
pub(crate) struct SearchArgs {
    /// What to search for.
    #[arg(value_name = "QUERY", required = true)]
    words: Vec<String>,
    /// Where to search (else in both).
    #[arg(long = "in", value_enum, value_name = "REGISTRY")]
    within: Option<Within>,
    /// At most so many.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    #[command(flatten)]
    sources: Sources,
}

/// A registry to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Within {
    /// What enterprises look for.
    Needs,
    /// What institutions have to give.
    Offerings,
}

impl SearchArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let parts = Parts::of(&[Kind::Needs, Kind::Offerings]);
        let loaded = load::fair(context, &self.sources, &parts)?;
        let lexicon = Lexicon::default();
        let query = self.words.join(" ");
        let mut results = Vec::new();
        let searched = |side| self.within.is_none_or(|within| within == side);
        let searcher = Searcher { lexicon: &lexicon, query: &query, most: self.limit };
        if searched(Within::Needs) {
            let needs = &loaded.fair.needs;
            let found = search_needs(&searcher, needs);
            results.extend(
                found.into_iter().map(|(at, score)| found_need(&needs[at], score)),
            );
            let named = needs.iter().filter(|need| {
                let own = &need.organization;
                is_named(&query, [Some(&need.id), own.id.as_ref(), Some(&own.name)])
            });
            put_first(&mut results, named.map(|need| found_need(need, 1.0)));
        }
        if searched(Within::Offerings) {
            let offerings = &loaded.fair.offerings;
            let found = search_offerings(&searcher, offerings);
            let each = found.into_iter();
            results.extend(each.map(|(at, score)| found_offering(&offerings[at], score)));
            let named = offerings.iter().filter(|o| {
                let own = &o.organization;
                is_named(&query, [Some(&o.id), own.id.as_ref(), Some(&own.name)])
            });
            put_first(&mut results, named.map(|offering| found_offering(offering, 1.0)));
        }
        results.sort_by(|a: &Found, b| {
            b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id))
        });
        results.truncate(self.limit);
        Ok(context.show(&SearchResults { query, results })?.max(loaded.exit))
    }
}

/// Whether the whole query is one of some ids and names.
fn is_named(query: &str, names: [Option<&String>; 3]) -> bool {
    let query = query.trim();
    names.into_iter().flatten().any(|name| name.eq_ignore_ascii_case(query))
}

/// Whoever types an id or an organization's name wants what is called so before what has
/// some of its words.
fn put_first(results: &mut Vec<Found>, named: impl Iterator<Item = Found>) {
    for found in named {
        results.retain(|other| other.id != found.id);
        results.push(found);
    }
}

fn found_need(need: &Need, score: f64) -> Found {
    Found { id: need.id.clone(), score, title: need.title.clone() }
}

fn found_offering(offering: &Offering, score: f64) -> Found {
    Found { id: offering.id.clone(), score, title: offering.title.clone() }
}
