//! People who come to the fair.

use serde::{Deserialize, Serialize};

use super::code::codes;
use super::source::{Extra, Source};
use super::wire;

codes! {
    /// What a person comes for.
    Role as "role" {
        /// Speaks for an organization at the tables.
        Delegate = "delegate",
        /// Offers expertise.
        Expert = "expert",
        /// Signs on stage.
        Signatory = "signatory",
        /// Witnesses signings.
        Witness = "witness",
        /// Hosts.
        Host = "host",
    }
}

codes! {
    /// Whether a person comes.
    Attendance as "attendance" {
        /// Asked, no answer yet.
        Invited = "invited",
        /// Comes.
        Confirmed = "confirmed",
        /// Does not come.
        Declined = "declined",
    }
}

/// A person who comes to the fair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Stable id, `H…`.
    pub id: String,
    /// Name.
    #[serde(with = "wire::text")]
    pub name: String,
    /// Title, as announced.
    pub title: Option<String>,
    /// Organization, by name or id.
    pub organization: Option<String>,
    /// Rank for protocol: 1 is the highest.
    pub rank: Option<u32>,
    /// What the person comes for.
    pub role: Role,
    /// Whether the person comes.
    pub status: Attendance,
    /// Phone numbers.
    pub phones: Vec<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Where it was read.
    pub source: Source,
    /// Unmapped columns.
    pub extra: Extra,
}

impl Default for Person {
    fn default() -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            title: None,
            organization: None,
            rank: None,
            role: Role::Delegate,
            status: Attendance::Invited,
            phones: Vec::new(),
            email: None,
            source: Source::default(),
            extra: Extra::default(),
        }
    }
}
