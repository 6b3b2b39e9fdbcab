//! The rows of needs, offerings, organizations and signings.

use super::Cells;
use super::cells::{NO_WORDS, code, codes, deadline, flag, list, money, shown, text};
use crate::domain::{Contact, Need, Offering, Organization, Signing};
use crate::import::value;

pub(super) fn need(need: &Need) -> Cells {
    let own = &need.organization;
    let (budget, budget_raw) = money(need.budget.as_ref());
    let (deadline, deadline_raw) = deadline(need.deadline, &need.deadline_raw);
    let mut cells = vec![
        ("id", need.id.clone()),
        ("kind", code(Some(need.kind))),
        ("title", need.title.clone()),
        ("description", need.description.clone()),
        ("indicators", need.indicators.clone()),
        ("field", list(&need.fields, value::fields)),
        ("keywords", list(&need.keywords, value::items)),
        ("organization", own.name.clone()),
        ("organization_id", text(own.id.as_ref())),
        ("uscc", text(own.uscc.as_ref())),
        ("region", text(own.region.as_ref())),
        ("zone", text(own.zone.as_ref())),
        ("classes", codes(&own.classes)),
        ("confidential", flag(own.confidential)),
        ("budget", budget),
        ("budget_raw", budget_raw),
        ("cooperation", codes(&need.cooperation)),
        ("deadline", deadline),
        ("deadline_raw", deadline_raw),
        ("preferred_partners", list(&need.preferred_partners, partners)),
        ("headcount", shown(need.headcount)),
        ("degree", code(need.degree)),
        ("major", text(need.major.as_ref())),
        ("experience", text(need.experience.as_ref())),
        ("place", text(need.place.as_ref())),
        ("stage", code(Some(need.stage))),
        ("publish", flag(need.publish)),
    ];
    cells.extend(contact(&need.contact));
    cells
}

pub(super) fn offering(offering: &Offering) -> Cells {
    let own = &offering.organization;
    let (price, price_raw) = money(offering.price.as_ref());
    let maturity = offering.maturity.as_ref();
    let words = maturity.map(|maturity| maturity.raw.clone()).unwrap_or_default();
    let says_it = value::maturity(&words).value.as_ref() == maturity;
    let level = maturity.and_then(|m| m.trl).map(|trl| format!("TRL {trl}"));
    let raw = match (says_it, words.is_empty()) {
        (true, _) => String::new(),
        (false, true) => NO_WORDS.to_owned(),
        (false, false) => words.clone(),
    };
    let mut cells = vec![
        ("id", offering.id.clone()),
        ("kind", code(Some(offering.kind))),
        ("title", offering.title.clone()),
        ("description", offering.description.clone()),
        ("field", list(&offering.fields, value::fields)),
        ("keywords", list(&offering.keywords, value::items)),
        ("organization", own.name.clone()),
        ("organization_id", text(own.id.as_ref())),
        ("department", text(own.department.as_ref())),
        ("region", text(own.region.as_ref())),
        ("lead", text(offering.lead.as_ref())),
        ("maturity", if says_it { words } else { level.unwrap_or_default() }),
        ("maturity_raw", raw),
        ("cooperation", codes(&offering.cooperation)),
        ("price", price),
        ("price_raw", price_raw),
        ("ip", codes(&offering.ip)),
        ("publish", flag(offering.publish)),
    ];
    cells.extend(contact(&offering.contact));
    cells
}

pub(super) fn organization(organization: &Organization) -> Cells {
    let (rd_spend, rd_spend_raw) = money(organization.rd_spend.as_ref());
    let mut cells = vec![
        ("id", organization.id.clone()),
        ("name", organization.name.clone()),
        ("uscc", text(organization.uscc.as_ref())),
        ("kind", code(Some(organization.kind))),
        ("region", text(organization.region.as_ref())),
        ("zone", text(organization.zone.as_ref())),
        ("classes", codes(&organization.classes)),
        ("staff", shown(organization.staff)),
        ("rd_spend", rd_spend),
        ("rd_spend_raw", rd_spend_raw),
        ("confidential", flag(organization.confidential)),
        ("aliases", list(&organization.aliases, value::items)),
    ];
    cells.extend(contact(&organization.contact));
    cells
}

pub(super) fn signing(signing: &Signing) -> Cells {
    let (amount, amount_raw) = money(signing.amount.as_ref());
    let (names, titles) = signatories(signing);
    vec![
        ("id", signing.id.clone()),
        ("title", signing.title.clone()),
        ("kind", code(Some(signing.kind))),
        ("contract_type", code(signing.contract_type)),
        ("parties", list(&signing.parties, value::parties)),
        ("signatories", names),
        ("signatory_titles", titles),
        ("witnesses", list(&signing.witnesses, value::items)),
        ("amount", amount),
        ("amount_raw", amount_raw),
        ("amount_kind", code(signing.amount.as_ref().map(|amount| amount.kind))),
        ("sign_date", shown(signing.sign_date)),
        ("start", shown(signing.start)),
        ("end", shown(signing.end)),
        ("stage", code(Some(signing.stage))),
        ("zone", text(signing.zone.as_ref())),
        ("officer", text(signing.officer.as_ref())),
        ("related_need", text(signing.need.as_ref())),
        ("related_offering", text(signing.offering.as_ref())),
        ("on_stage", flag(signing.on_stage)),
        ("priority", shown(signing.priority)),
        ("batch", shown(signing.batch)),
        ("position", shown(signing.position)),
    ]
}

/// Names and titles in two lists where the n-th signs for the n-th party, else JSON.
fn signatories(signing: &Signing) -> (String, String) {
    let last = signing.parties.len().saturating_sub(1);
    let in_order =
        signing.signatories.iter().enumerate().all(|(i, s)| s.party == i.min(last));
    let part = |of: fn(&crate::domain::Signatory) -> &String| -> Vec<String> {
        signing.signatories.iter().map(|signatory| of(signatory).clone()).collect()
    };
    let (names, titles) = (part(|s| &s.name), part(|s| &s.title));
    let plain = |items: &[String]| value::items(&items.join(";")) == items;
    let titled = |items: &[String]| {
        value::titles(&items.join(";"), names.len()).as_deref() == Some(items)
    };
    let untitled = titles.iter().all(String::is_empty);
    if in_order && plain(&names) && (untitled || titled(&titles)) {
        return (
            names.join(";"),
            if untitled { String::new() } else { titles.join(";") },
        );
    }
    let json = serde_json::to_string(&signing.signatories).expect("people are JSON");
    (json, String::new())
}

fn contact(contact: &Contact) -> Cells {
    vec![
        ("contact", contact.name.clone()),
        ("phone", contact.phones.join(";")),
        ("email", text(contact.email.as_ref())),
    ]
}

fn partners(cell: &str) -> Vec<String> {
    value::organizations(cell).value
}
