//! The canonical columns of each registry's file.

use crate::domain::Kind;

/// The canonical columns of a registry, in their order. Registries without an `id` among
/// them have it last.
pub fn canonical(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Needs => NEEDS,
        Kind::Offerings => OFFERINGS,
        Kind::Organizations => ORGANIZATIONS,
        Kind::People => PEOPLE,
        Kind::Signings => SIGNINGS,
        Kind::Ledger => LEDGER,
        Kind::Officers => OFFICERS,
        Kind::Assignments => ASSIGNMENTS,
        Kind::Availability => AVAILABILITY,
        Kind::Policies => POLICIES,
        Kind::Events => EVENTS,
        Kind::Kpis => KPIS,
        Kind::Decisions => DECISIONS,
        Kind::Outcomes => OUTCOMES,
        Kind::Encounters => ENCOUNTERS,
    }
}

const NEEDS: &[&str] = &[
    "id",
    "kind",
    "title",
    "description",
    "indicators",
    "field",
    "keywords",
    "organization",
    "uscc",
    "region",
    "zone",
    "classes",
    "confidential",
    "budget",
    "cooperation",
    "deadline",
    "contact",
    "phone",
    "email",
    "preferred_partners",
    "headcount",
    "degree",
    "major",
    "experience",
    "place",
    "stage",
    "publish",
];
const OFFERINGS: &[&str] = &[
    "id",
    "kind",
    "title",
    "description",
    "field",
    "keywords",
    "organization",
    "department",
    "region",
    "lead",
    "maturity",
    "cooperation",
    "price",
    "ip",
    "contact",
    "phone",
    "email",
    "publish",
];
const ORGANIZATIONS: &[&str] = &[
    "id",
    "name",
    "uscc",
    "kind",
    "region",
    "zone",
    "classes",
    "staff",
    "rd_spend",
    "confidential",
    "contact",
    "phone",
    "email",
];
const PEOPLE: &[&str] =
    &["id", "name", "title", "organization", "rank", "role", "status", "phone", "email"];
const SIGNINGS: &[&str] = &[
    "id",
    "title",
    "kind",
    "contract_type",
    "parties",
    "signatories",
    "signatory_titles",
    "witnesses",
    "amount",
    "amount_kind",
    "sign_date",
    "start",
    "end",
    "stage",
    "zone",
    "officer",
    "related_need",
    "related_offering",
    "on_stage",
    "priority",
    "batch",
    "position",
    "note",
];
const LEDGER: &[&str] = &[
    "date",
    "subject",
    "stage",
    "amount",
    "received",
    "officer",
    "department",
    "leader",
    "due",
    "problem",
    "count",
    "attachment",
    "note",
    "id",
];
const OFFICERS: &[&str] = &["name", "title", "zone", "capacity", "id"];
const ASSIGNMENTS: &[&str] = &["subject", "officer"];
const AVAILABILITY: &[&str] =
    &["organization", "person", "date", "start", "end", "available", "id"];
const POLICIES: &[&str] = &[
    "id",
    "title",
    "benefit",
    "amount",
    "classes",
    "fields",
    "regions",
    "min_rd_budget",
    "max_staff",
    "deadline",
    "note",
];
const EVENTS: &[&str] = &[
    "id",
    "title",
    "kind",
    "date",
    "start",
    "end",
    "mode",
    "place",
    "participants",
    "note",
];
const KPIS: &[&str] =
    &["organization", "indicator", "period", "value", "unit", "source", "id"];
const DECISIONS: &[&str] = &[
    "need",
    "offering",
    "decision",
    "enterprise_reply",
    "institution_reply",
    "note",
    "id",
];
const OUTCOMES: &[&str] =
    &["meeting", "outcome", "amount", "next_step", "due", "note", "id"];
const ENCOUNTERS: &[&str] = &[
    "id",
    "fair",
    "date",
    "enterprise",
    "institution",
    "topic",
    "outcome",
    "stage",
    "note",
];
