//! What only the tool's own registry files say: values as JSON where a cell's text would not
//! read back, and the words that an amount or a day came in, in columns `…_raw`.

use serde::de::DeserializeOwned;

use crate::domain::{Extra, Maturity, Money, Record};
use crate::import::mapping::EXTRA;

/// A cell that is JSON as the tool writes it.
pub(super) fn json<T: DeserializeOwned>(text: &str) -> Option<T> {
    let text = text.trim();
    let bracketed = (text.starts_with("[\"") || text.starts_with("[{"))
        && text.ends_with(']')
        || text.starts_with("{\"") && text.ends_with('}');
    bracketed.then(|| serde_json::from_str(text).ok()).flatten()
}

/// Takes the `…_raw` columns out of those that nothing took and puts the words back where
/// they came from.
pub(super) fn restore(record: &mut Record, extra: &mut Extra) {
    let kept = |key: &&String| key.starts_with(EXTRA);
    for header in extra.keys().filter(kept).cloned().collect::<Vec<_>>() {
        if let Some(words) = extra.remove(&header) {
            extra.insert(header[EXTRA.len()..].to_owned(), words);
        }
    }
    if !extra.keys().any(|key| key.ends_with("_raw")) {
        return;
    }
    let mut words = |column: &str| extra.remove(column);
    match record {
        Record::Needs(need) => {
            money(need.budget.as_mut(), words("budget_raw"));
            if let Some(raw) = words("deadline_raw") {
                need.deadline_raw = said(raw);
            }
        }
        Record::Offerings(offering) => {
            money(offering.price.as_mut(), words("price_raw"));
            if let Some(raw) = words("maturity_raw") {
                let trl = offering.maturity.take().and_then(|maturity| maturity.trl);
                offering.maturity = Some(Maturity { trl, raw: said(raw) });
            }
        }
        Record::Organizations(o) => money(o.rd_spend.as_mut(), words("rd_spend_raw")),
        Record::Signings(signing) => money(signing.amount.as_mut(), words("amount_raw")),
        Record::Ledger(entry) => {
            money(entry.amount.as_mut(), words("amount_raw"));
            money(entry.received.as_mut(), words("received_raw"));
        }
        Record::Policies(policy) => {
            money(policy.amount.as_mut(), words("amount_raw"));
            money(policy.min_rd_budget.as_mut(), words("min_rd_budget_raw"));
        }
        Record::Outcomes(outcome) => money(outcome.amount.as_mut(), words("amount_raw")),
        Record::People(_)
        | Record::Officers(_)
        | Record::Assignments(_)
        | Record::Availability(_)
        | Record::Events(_)
        | Record::Kpis(_)
        | Record::Decisions(_)
        | Record::Encounters(_) => {}
    }
}

fn money(money: Option<&mut Money>, raw: Option<String>) {
    if let (Some(money), Some(raw)) = (money, raw) {
        money.raw = said(raw);
    }
}

/// The words of a `…_raw` column; a dash: there never were any, the value was typed.
fn said(raw: String) -> String {
    if raw == "—" { String::new() } else { raw }
}
