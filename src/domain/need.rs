//! What an enterprise looks for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::code::codes;
use super::organization::Class;
use super::signing::Stage;
use super::source::{Extra, Source};
use super::wire;
use super::{Contact, Money};

codes! {
    /// What kind of thing is needed.
    NeedKind as "need_kind" {
        /// A technology, a problem to solve.
        Technology = "technology",
        /// People.
        Talent = "talent",
        /// A platform to build together.
        Platform = "platform",
        /// Anything else.
        Other = "other",
    }
}

codes! {
    /// How the two sides work together.
    Cooperation as "cooperation" {
        /// Ownership changes hands (完全转让, 所有权转让).
        TechnologyTransfer = "technology_transfer",
        /// The right to use (许可).
        Licence = "licence",
        /// Developing together.
        JointDevelopment = "joint_development",
        /// One develops for the other.
        CommissionedDevelopment = "commissioned_development",
        /// Technology as a share (技术入股).
        Equity = "equity",
        /// Producing together.
        JointProduction = "joint_production",
        /// Advice.
        Consulting = "consulting",
        /// Technical service.
        Service = "service",
        /// A shared platform.
        Platform = "platform",
        /// Training.
        Training = "training",
        /// People on loan or hired.
        Talent = "talent",
        /// Anything else.
        Other = "other",
    }
}

codes! {
    /// A degree asked for.
    Degree as "degree" {
        /// Bachelor.
        Bachelor = "bachelor",
        /// Master.
        Master = "master",
        /// Doctor.
        Doctor = "doctor",
        /// Anything else.
        Other = "other",
    }
}

/// The enterprise behind a need, as the need's own row tells it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EnterpriseRef {
    /// Id in the organizations registry, given or derived from the name.
    pub id: Option<String>,
    /// Full name.
    #[serde(with = "wire::text")]
    pub name: String,
    /// Unified social credit code (GB 32100-2015), upper case, half width.
    pub uscc: Option<String>,
    /// Where it sits.
    pub region: Option<String>,
    /// The zone of the fair it belongs to.
    pub zone: Option<String>,
    /// Titles it holds.
    pub classes: Vec<Class>,
    /// Whether its name must not be published.
    pub confidential: bool,
}

/// What an enterprise looks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Need {
    /// Stable id, `N…`.
    pub id: String,
    /// Technology, talent, platform or other.
    pub kind: NeedKind,
    /// What it is called; for talent the post.
    #[serde(with = "wire::text")]
    pub title: String,
    /// What it is about; for talent the duties.
    #[serde(with = "wire::text")]
    pub description: String,
    /// Technical indicators to reach.
    #[serde(with = "wire::text")]
    pub indicators: String,
    /// Fields in the words of the source.
    pub fields: Vec<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// Who needs it.
    pub organization: EnterpriseRef,
    /// What may be spent; for talent the salary.
    pub budget: Option<Money>,
    /// Cooperation wanted.
    pub cooperation: Vec<Cooperation>,
    /// When it must be there.
    pub deadline: Option<NaiveDate>,
    /// The deadline in the words of the source.
    #[serde(with = "wire::text")]
    pub deadline_raw: String,
    /// Whom to call.
    pub contact: Contact,
    /// Institutions or experts the enterprise would like.
    pub preferred_partners: Vec<String>,
    /// Talent: how many.
    pub headcount: Option<u32>,
    /// Talent: degree asked for.
    pub degree: Option<Degree>,
    /// Talent: major.
    pub major: Option<String>,
    /// Talent: experience.
    pub experience: Option<String>,
    /// Talent: place of work.
    pub place: Option<String>,
    /// How far it has come.
    pub stage: Stage,
    /// Whether it may be published.
    pub publish: bool,
    /// Where it was read.
    pub source: Source,
    /// Unmapped columns.
    pub extra: Extra,
}

impl Default for Need {
    fn default() -> Self {
        Self {
            id: String::new(),
            kind: NeedKind::Technology,
            title: String::new(),
            description: String::new(),
            indicators: String::new(),
            fields: Vec::new(),
            keywords: Vec::new(),
            organization: EnterpriseRef::default(),
            budget: None,
            cooperation: Vec::new(),
            deadline: None,
            deadline_raw: String::new(),
            contact: Contact::default(),
            preferred_partners: Vec::new(),
            headcount: None,
            degree: None,
            major: None,
            experience: None,
            place: None,
            stage: Stage::Collected,
            publish: true,
            source: Source::default(),
            extra: Extra::default(),
        }
    }
}
