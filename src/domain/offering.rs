//! What an institution has to give.

use serde::{Deserialize, Serialize};

use super::code::codes;
use super::need::Cooperation;
use super::source::{Extra, Source};
use super::wire;
use super::{Contact, Maturity, Money};

codes! {
    /// What kind of thing is offered.
    OfferingKind as "offering_kind" {
        /// A research result.
        Achievement = "achievement",
        /// A person's expertise.
        Expert = "expert",
        /// A platform or instrument.
        Platform = "platform",
        /// A patent.
        Patent = "patent",
        /// A person looking for a post.
        Candidate = "candidate",
    }
}

codes! {
    /// Kinds of intellectual property.
    Ip as "ip" {
        /// Invention patent.
        Invention = "invention",
        /// Utility model.
        UtilityModel = "utility_model",
        /// Design patent.
        Design = "design",
        /// Software copyright.
        Software = "software",
        /// Know-how, trade secret.
        KnowHow = "know_how",
        /// Plant variety.
        Variety = "variety",
        /// Anything else.
        Other = "other",
    }
}

/// The institution behind an offering, as the offering's own row tells it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct InstitutionRef {
    /// Id in the organizations registry, given or derived from the name.
    pub id: Option<String>,
    /// Full name.
    #[serde(with = "wire::text")]
    pub name: String,
    /// School or department.
    pub department: Option<String>,
    /// Where it sits.
    pub region: Option<String>,
}

/// What an institution has to give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Offering {
    /// Stable id, `S…`.
    pub id: String,
    /// Achievement, expert, platform, patent or candidate.
    pub kind: OfferingKind,
    /// What it is called; for an expert or candidate the name.
    #[serde(with = "wire::text")]
    pub title: String,
    /// What it is about.
    #[serde(with = "wire::text")]
    pub description: String,
    /// Fields in the words of the source.
    pub fields: Vec<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// Who offers it.
    pub organization: InstitutionRef,
    /// The person who leads the team; an expert's own post in many lists of experts.
    pub lead: Option<String>,
    /// How far it has come.
    pub maturity: Option<Maturity>,
    /// Cooperation offered.
    pub cooperation: Vec<Cooperation>,
    /// What it costs.
    pub price: Option<Money>,
    /// Intellectual property.
    pub ip: Vec<Ip>,
    /// Whom to call.
    pub contact: Contact,
    /// Whether it may be published.
    pub publish: bool,
    /// Where it was read.
    pub source: Source,
    /// Unmapped columns.
    pub extra: Extra,
}

impl Default for Offering {
    fn default() -> Self {
        Self {
            id: String::new(),
            kind: OfferingKind::Achievement,
            title: String::new(),
            description: String::new(),
            fields: Vec::new(),
            keywords: Vec::new(),
            organization: InstitutionRef::default(),
            lead: None,
            maturity: None,
            cooperation: Vec::new(),
            price: None,
            ip: Vec::new(),
            contact: Contact::default(),
            publish: true,
            source: Source::default(),
            extra: Extra::default(),
        }
    }
}
