//! Any record of any registry.

use serde::{Deserialize, Serialize};

use super::{
    Assignment, Availability, Decision, Encounter, Event, Extra, Fair, Kind, Kpi,
    LedgerEntry, Need, Offering, Officer, Organization, Outcome, Person, Policy, Signing,
};

/// Ties each registry to its record type, its place in the fair, its id and, where it has
/// them, its unmapped columns.
macro_rules! registries {
    (@extra $record:ident) => {{
        static NONE: Extra = Extra::new();
        let _ = $record;
        &NONE
    }};
    (@extra $record:ident $extra:ident) => { &$record.$extra };
    ($($kind:ident, $ty:ident, $list:ident, $id:ident $(, $extra:ident)?;)+) => {
        /// A record of any registry.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(untagged)]
        #[expect(missing_docs, reason = "each variant is a registry of `Kind`")]
        pub enum Record { $($kind($ty)),+ }

        impl Record {
            /// The registry it belongs to.
            pub fn kind(&self) -> Kind {
                match self { $(Self::$kind(_) => Kind::$kind),+ }
            }

            /// Its id.
            pub fn id(&self) -> &str {
                match self { $(Self::$kind(record) => &record.$id),+ }
            }

            /// Gives it an id.
            pub fn set_id(&mut self, id: String) {
                match self { $(Self::$kind(record) => record.$id = id),+ }
            }

            /// Its unmapped columns; an assignment has none.
            pub fn extra(&self) -> &Extra {
                match self {
                    $(Self::$kind(record) => registries!(@extra record $($extra)?)),+
                }
            }

            /// Its JSON.
            pub fn json(&self) -> serde_json::Result<serde_json::Value> {
                match self { $(Self::$kind(record) => serde_json::to_value(record)),+ }
            }

            /// A record of a registry from its JSON.
            pub fn of_json(kind: Kind, json: &str) -> serde_json::Result<Self> {
                Ok(match kind { $(Kind::$kind => Self::$kind(serde_json::from_str(json)?)),+ })
            }
        }

        impl Fair {
            /// Puts a record at the end of its registry.
            pub fn push(&mut self, record: Record) {
                match record { $(Record::$kind(record) => self.$list.push(record)),+ }
            }

            /// How many records a registry holds.
            pub fn count(&self, kind: Kind) -> usize {
                match kind { $(Kind::$kind => self.$list.len()),+ }
            }

            /// The records of a registry, in order.
            pub fn records(&self, kind: Kind) -> Vec<Record> {
                match kind {
                    $(Kind::$kind => self.$list.iter().cloned().map(Record::$kind).collect()),+
                }
            }

            /// The record of an id in a registry.
            pub fn record(&self, kind: Kind, id: &str) -> Option<Record> {
                match kind {
                    $(Kind::$kind => self.$list.iter().find(|record| record.$id == id)
                        .cloned().map(Record::$kind)),+
                }
            }
        }
    };
}

registries! {
    Needs, Need, needs, id, extra;
    Offerings, Offering, offerings, id, extra;
    Organizations, Organization, organizations, id, extra;
    People, Person, people, id, extra;
    Signings, Signing, signings, id, extra;
    Ledger, LedgerEntry, ledger, id, extra;
    Officers, Officer, officers, id, extra;
    Assignments, Assignment, assignments, subject;
    Availability, Availability, availability, id, extra;
    Policies, Policy, policies, id, extra;
    Events, Event, events, id, extra;
    Kpis, Kpi, kpis, id, extra;
    Decisions, Decision, decisions, id, extra;
    Outcomes, Outcome, outcomes, id, extra;
    Encounters, Encounter, encounters, id, extra;
}
