//! Projects that are signed, on stage or beside it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::code::codes;
use super::source::{Extra, Source};
use super::wire;
use super::{Meeting, Money};

codes! {
    /// How far a project has come, in order; `ended` may follow any stage.
    Stage as "stage" {
        /// The need is collected.
        Collected = "collected",
        /// A person has reviewed it.
        Reviewed = "reviewed",
        /// It is published.
        Published = "published",
        /// A partner is found.
        Matched = "matched",
        /// The two talk.
        Talking = "talking",
        /// They intend to cooperate.
        Intent = "intent",
        /// The contract is signed.
        Signed = "signed",
        /// Work has begun.
        Started = "started",
        /// It has landed: money is in, the thing runs.
        Landed = "landed",
        /// It ended, with a reason.
        Ended = "ended",
    }
}

codes! {
    /// Kinds of signing, in the usual order on stage (talent last).
    SigningKind as "signing_kind" {
        /// Government and university.
        GovernmentUniversity = "government_university",
        /// University and local body or firm.
        UniversityLocal = "university_local",
        /// Two enterprises.
        EnterpriseEnterprise = "enterprise_enterprise",
        /// An investment project.
        Investment = "investment",
        /// Talent.
        Talent = "talent",
        /// A platform.
        Platform = "platform",
        /// Culture and sport.
        CultureSport = "culture_sport",
        /// Anything else.
        Other = "other",
    }
}

codes! {
    /// Kinds of agreement.
    ContractType as "contract_type" {
        /// Technology development.
        Development = "development",
        /// Technology transfer.
        Transfer = "transfer",
        /// Technology licence.
        Licence = "licence",
        /// Technology consulting.
        Consulting = "consulting",
        /// Technology service.
        Service = "service",
        /// Framework agreement, without an amount.
        Framework = "framework",
        /// Letter of intent.
        Intent = "intent",
    }
}

impl ContractType {
    /// Whether it is a technology contract in the sense of the Civil Code (book 3, chapter
    /// 20), not a mere agreement.
    pub fn is_technology(self) -> bool {
        match self {
            Self::Development
            | Self::Transfer
            | Self::Licence
            | Self::Consulting
            | Self::Service => true,
            Self::Framework | Self::Intent => false,
        }
    }
}

/// A person who signs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Signatory {
    /// Name.
    #[serde(with = "wire::text")]
    pub name: String,
    /// Title, as announced.
    #[serde(with = "wire::text")]
    pub title: String,
    /// Index into the signing's parties.
    pub party: usize,
}

/// Batch and place of each signing on stage, by id, both from 1.
pub type Places = BTreeMap<String, [u32; 2]>;

/// A project to be signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signing {
    /// Stable id, `P…`.
    pub id: String,
    /// What is signed.
    #[serde(with = "wire::text")]
    pub title: String,
    /// Kind, which decides the order on stage.
    pub kind: SigningKind,
    /// Kind of agreement.
    pub contract_type: Option<ContractType>,
    /// The parties, party A (甲方) first.
    pub parties: Vec<String>,
    /// Who signs.
    pub signatories: Vec<Signatory>,
    /// Who witnesses, by name.
    pub witnesses: Vec<String>,
    /// Amount of the contract or investment.
    pub amount: Option<Money>,
    /// Day of signing.
    pub sign_date: Option<NaiveDate>,
    /// Start of the project.
    pub start: Option<NaiveDate>,
    /// End of the project.
    pub end: Option<NaiveDate>,
    /// How far it has come.
    pub stage: Stage,
    /// The zone it lands in.
    pub zone: Option<String>,
    /// The officer who follows it.
    pub officer: Option<String>,
    /// The need it answers, by id.
    pub need: Option<String>,
    /// The offering it uses, by id.
    pub offering: Option<String>,
    /// Whether it is signed on stage.
    pub on_stage: bool,
    /// Priority: 1 comes first.
    pub priority: Option<u32>,
    /// Batch given by hand, from 1: a pin.
    pub batch: Option<u32>,
    /// Place on stage given by hand, from 1, left to right: a pin.
    pub position: Option<u32>,
    /// Where it was read.
    pub source: Source,
    /// Unmapped columns.
    pub extra: Extra,
}

impl Signing {
    /// Whether it is between the need and the offering of a meeting.
    pub fn is_of(&self, meeting: &Meeting) -> bool {
        self.need.as_ref() == Some(&meeting.need) && self.offering == meeting.offering
    }
}

impl Default for Signing {
    fn default() -> Self {
        Self {
            id: String::new(),
            title: String::new(),
            kind: SigningKind::Other,
            contract_type: None,
            parties: Vec::new(),
            signatories: Vec::new(),
            witnesses: Vec::new(),
            amount: None,
            sign_date: None,
            start: None,
            end: None,
            stage: Stage::Intent,
            zone: None,
            officer: None,
            need: None,
            offering: None,
            on_stage: true,
            priority: None,
            batch: None,
            position: None,
            source: Source::default(),
            extra: Extra::default(),
        }
    }
}
