//! Columns `…_raw` of the tool's own files.

use crate::domain::Kind;

/// Whether a column holds the words that an amount or a day in the
/// records of a registry came in.
pub(crate) fn holds_words(kind: Kind, header: &str) -> bool {
    let of: &[&str] = match kind {
        Kind::Needs => &["budget", "deadline"],
        Kind::Offerings => &["price", "maturity"],
        Kind::Organizations => &["rd_spend"],
        Kind::Signings | Kind::Outcomes => &["amount"],
        Kind::Ledger => &["amount", "received"],
        Kind::Policies => &["amount", "min_rd_budget"],
        Kind::People
        | Kind::Officers
        | Kind::Assignments
        | Kind::Availability
        | Kind::Events
        | Kind::Kpis
        | Kind::Decisions
        | Kind::Encounters => &[],
    };
    header.strip_suffix("_raw").is_some_and(|column| of.contains(&column))
}
