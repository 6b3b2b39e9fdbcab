//! How to reach somebody.

use serde::{Deserialize, Serialize};

use super::wire;

/// A contact person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// The person's name.
    #[serde(with = "wire::text")]
    pub name: String,
    /// Phone numbers in the order given, half width, extension after `转`.
    pub phones: Vec<String>,
    /// E-mail address.
    pub email: Option<String>,
}
