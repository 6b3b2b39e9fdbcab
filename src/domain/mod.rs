//! The fair in plain values: no I/O, no clock, no database, no format.
//!
//! A [`Fair`] holds the registries. Every record has an id, a [`Source`] (where it
//! came from) and `extra` (columns nobody mapped, kept as they were). The serde form of
//! these types is the JSON that users see: names in it are fixed.

mod availability;
mod bodies;
mod change;
mod clock;
pub(crate) mod code;
mod contact;
mod decision;
mod encounter;
mod event;
mod facets;
mod fair;
mod history;
mod id;
mod kind;
mod leader;
mod ledger_entry;
mod link;
mod lookup;
mod maturity;
mod mention;
mod money;
mod need;
mod no_need;
mod offering;
mod officer;
mod organization;
mod organization_name;
mod owner;
mod person;
mod plan;
mod policy;
mod presence;
pub mod problem;
mod publish;
mod record;
mod reference;
mod roster;
mod settings;
mod signing;
mod source;
mod subjects;
pub mod vocabulary;
mod wire;

pub use availability::Availability;
pub use change::{Change, ChangeSet, ImportNote};
pub use clock::{Clock, TimeSpan, ZONE};
pub use code::Code;
pub use contact::Contact;
pub use decision::{Decision, Outcome, OutcomeKind, Verdict};
pub use encounter::Encounter;
pub use event::{Event, EventKind, Kpi};
pub use facets::Facets;
pub use fair::{Fair, Mentioned};
pub use history::{EntryId, HistoryChange, HistoryEntry, KindCount, Logged, PlanVersion};
pub use id::{derived_id, is_derived};
pub use kind::Kind;
pub use ledger_entry::LedgerEntry;
pub use link::RosterIds;
pub use maturity::Maturity;
pub use mention::{Mention, is_named};
pub use money::{AmountKind, Money, Per, Yuan};
pub use need::{Cooperation, Degree, EnterpriseRef, Need, NeedKind};
pub use no_need::says_no_need;
pub use offering::{InstitutionRef, Ip, Offering, OfferingKind};
pub use officer::{Assignment, Officer};
pub use organization::{Class, Organization, OrganizationKind};
pub use organization_name::{OrganizationName, ShortName};
pub use person::{Attendance, Person, Role};
pub use plan::{Bound, Meeting, Objective, Plan, PlanStatus, Told, Unscheduled};
pub use policy::{Policy, PolicyStage};
pub use record::Record;
pub use reference::Reference;
pub use settings::{
    Goal, Limits, MatchSettings, PlanSettings, PlanWeights, Session, SessionMode,
    Settings, Side, SigningSettings, Targets,
};
pub use signing::{ContractType, Places, Signatory, Signing, SigningKind, Stage};
pub use source::{Extra, Source};
