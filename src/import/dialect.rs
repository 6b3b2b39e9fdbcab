//! A dialect: what `--dialect FILE` says of the papers of one office.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::field::Field;
use crate::domain::Kind;

/// A dialect file (TOML); every key may be left out.
///
/// ```toml
/// kind = "needs"            # the registry the files hold
/// header_row = 4            # the row the header stands in; [4, 5] for two rows
/// [aliases]                 # canonical column = headers, before every other alias
/// title = ["xqmc"]
/// [units]                   # canonical column = the unit of bare numbers in it
/// budget = "万元"
/// [fixed]                   # canonical column = the value of every row without one
/// region = "山阳区"
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dialect {
    /// The registry the files hold.
    pub kind: Option<Kind>,
    /// The row or rows of the header, as Excel numbers them.
    pub header_row: Option<HeaderRows>,
    /// Headers by canonical column.
    pub aliases: BTreeMap<String, Vec<String>>,
    /// Units of bare numbers by canonical column.
    pub units: BTreeMap<String, String>,
    /// Values of rows that have none, by canonical column.
    pub fixed: BTreeMap<String, String>,
}

/// One row or several.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum HeaderRows {
    /// One row.
    One(u64),
    /// Several rows below each other.
    Several(Vec<u64>),
}

/// Why a dialect file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DialectError {
    /// It is no TOML of this shape.
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    /// It names a column that does not exist.
    #[error("{0}")]
    Column(String),
    /// Its header is in no rows that follow each other.
    #[error("header_row = {0:?}")]
    HeaderRows(Vec<u64>),
}

impl Dialect {
    /// Reads a dialect file's text.
    pub fn read(text: &str) -> Result<Self, DialectError> {
        let dialect: Self = toml::from_str(text)?;
        let rows = dialect.header_rows();
        let follow = rows.windows(2).all(|two| two[0].checked_add(1) == Some(two[1]));
        if rows.contains(&0) || !follow {
            return Err(DialectError::HeaderRows(rows.to_owned()));
        }
        let named = dialect.aliases.keys().chain(dialect.units.keys());
        let mut named = named.chain(dialect.fixed.keys());
        match named.find(|name| Field::of_name(name).is_none()) {
            Some(name) => Err(DialectError::Column(name.clone())),
            None => Ok(dialect),
        }
    }

    /// The rows of the header, first to last; empty where the dialect does not say.
    pub(crate) fn header_rows(&self) -> &[u64] {
        match &self.header_row {
            None => &[],
            Some(HeaderRows::One(row)) => std::slice::from_ref(row),
            Some(HeaderRows::Several(rows)) => rows,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialect_names_columns_that_exist() {
        let dialect = Dialect::read(
            "kind = \"needs\"\nheader_row = [4, 5]\n[aliases]\ntitle = [\"xqmc\"]\n",
        )
        .unwrap();
        assert_eq!(dialect.header_rows(), [4, 5]);
        assert_eq!(dialect.kind, Some(Kind::Needs));
        let wrong = Dialect::read("[aliases]\ntitel = [\"x\"]\n");
        assert!(matches!(wrong, Err(DialectError::Column(name)) if name == "titel"));
        for wrong in ["0", "[2, 5]", "[2, 1]", "[1, 1]"] {
            let dialect = Dialect::read(&format!("header_row = {wrong}"));
            assert!(matches!(dialect, Err(DialectError::HeaderRows(_))), "{wrong}");
        }
    }
}
