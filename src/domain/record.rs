//! Any record of any registry.

use serde::{Deserialize, Serialize};

use super::{
    Assignment, Availability, Decision, Encounter, Event, Extra, Fair, Kind, Kpi,
    LedgerEntry, Need, Offering, Officer, Organization, Outcome, Person, Policy, Signing,
};

/// Ties each registry to its record type, its id and its place in the fair.
macro_rules! registries {
    ($($kind:ident, $ty:ident, $list:ident, $id:ident;)+) => {
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
    Needs, Need, needs, id;
    Offerings, Offering, offerings, id;
    Organizations, Organization, organizations, id;
    People, Person, people, id;
    Signings, Signing, signings, id;
    Ledger, LedgerEntry, ledger, id;
    Officers, Officer, officers, id;
    Assignments, Assignment, assignments, subject;
    Availability, Availability, availability, id;
    Policies, Policy, policies, id;
    Events, Event, events, id;
    Kpis, Kpi, kpis, id;
    Decisions, Decision, decisions, id;
    Outcomes, Outcome, outcomes, id;
    Encounters, Encounter, encounters, id;
}

impl Record {
    /// Its unmapped columns; an assignment has none.
    pub fn extra(&self) -> &Extra {
        static NONE: Extra = Extra::new();
        match self {
            Self::Needs(record) => &record.extra,
            Self::Offerings(record) => &record.extra,
            Self::Organizations(record) => &record.extra,
            Self::People(record) => &record.extra,
            Self::Signings(record) => &record.extra,
            Self::Ledger(record) => &record.extra,
            Self::Officers(record) => &record.extra,
            Self::Assignments(_) => &NONE,
            Self::Availability(record) => &record.extra,
            Self::Policies(record) => &record.extra,
            Self::Events(record) => &record.extra,
            Self::Kpis(record) => &record.extra,
            Self::Decisions(record) => &record.extra,
            Self::Outcomes(record) => &record.extra,
            Self::Encounters(record) => &record.extra,
        }
    }
}
