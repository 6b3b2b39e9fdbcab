//! Enterprises, institutions and the bodies around them.

use serde::{Deserialize, Serialize};

use super::code::codes;
use super::source::{Extra, Source};
use super::wire;
use super::{Contact, Money};

codes! {
    /// What an organization is.
    OrganizationKind as "organization_kind" {
        /// A firm.
        Enterprise = "enterprise",
        /// A university, college or research institute.
        Institution = "institution",
        /// A government body or park administration.
        Government = "government",
        /// A service platform, incubator or agency.
        Platform = "platform",
        /// Anything else.
        Other = "other",
    }
}

impl OrganizationKind {
    /// The letter that starts the ids of organizations of this kind.
    pub fn letter(self) -> char {
        match self {
            Self::Enterprise => 'E',
            Self::Institution => 'U',
            Self::Government => 'G',
            Self::Platform => 'F',
            Self::Other => 'O',
        }
    }

    /// The id of an organization that came without one: of the kind that its name tells, else of
    /// the one expected.
    pub fn id_for(name: &str, expected: Self) -> String {
        Self::of_name(name).unwrap_or(expected).id_of(name)
    }

    /// The id of an organization of this kind that came without one: made of its name.
    pub fn id_of(self, name: &str) -> String {
        super::derived_id(self.letter(), &[name])
    }
}

codes! {
    /// Titles an enterprise holds.
    Class as "class" {
        /// National high-tech enterprise.
        HighTech = "high_tech",
        /// Technology SME.
        TechSme = "tech_sme",
        /// Above designated size.
        AboveScale = "above_scale",
        /// Specialised, refined, distinctive, innovative (专精特新).
        Srdi = "srdi",
        /// "Little giant" (小巨人).
        LittleGiant = "little_giant",
        /// Single-item champion (单项冠军).
        Champion = "champion",
        /// Gazelle.
        Gazelle = "gazelle",
        /// Listed company.
        Listed = "listed",
        /// Leader of an industrial chain (链主).
        ChainLeader = "chain_leader",
        /// Anything else.
        Other = "other",
    }
}

/// An organization of the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Organization {
    /// Stable id, `E…` for enterprises, `U…` for institutions, `G…`, `F…`, `O…` else.
    pub id: String,
    /// Full name.
    #[serde(with = "wire::text")]
    pub name: String,
    /// Unified social credit code (GB 32100-2015).
    pub uscc: Option<String>,
    /// Enterprise, institution, …
    pub kind: OrganizationKind,
    /// Where it sits.
    pub region: Option<String>,
    /// The zone of the fair it belongs to.
    pub zone: Option<String>,
    /// Titles it holds.
    pub classes: Vec<Class>,
    /// People employed.
    pub staff: Option<u32>,
    /// R&D spending a year.
    pub rd_spend: Option<Money>,
    /// Whether its name must not be published.
    pub confidential: bool,
    /// Whom to call.
    pub contact: Contact,
    /// Other names the same body goes by, found by merging duplicates.
    pub aliases: Vec<String>,
    /// Where it was read.
    pub source: Source,
    /// Unmapped columns.
    pub extra: Extra,
}

impl Default for Organization {
    fn default() -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            uscc: None,
            kind: OrganizationKind::Enterprise,
            region: None,
            zone: None,
            classes: Vec::new(),
            staff: None,
            rd_spend: None,
            confidential: false,
            contact: Contact::default(),
            aliases: Vec::new(),
            source: Source::default(),
            extra: Extra::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_every_kind_are_known_for_derived() {
        for kind in <OrganizationKind as crate::domain::Code>::ALL {
            let id = crate::domain::derived_id(kind.letter(), &["甲"]);
            assert!(crate::domain::is_derived(&id, crate::domain::Kind::Organizations));
        }
    }
}
