//! What a row comes to before it has an id, and what it must say for that.

use super::reader::Reader;
use crate::domain::problem::Problem;
use crate::domain::{OrganizationKind, Record};
use crate::import::field::Field;

/// A record without an id, unless the file gave one, and what its id can be made of.
pub(super) struct Draft {
    pub(super) record: Record,
    /// The parts of the id: organization and title, say.
    pub(super) parts: Vec<String>,
    /// Further parts where two records share those.
    pub(super) more: String,
}

impl Draft {
    /// A record that has an id of its own.
    pub(super) fn named(record: Record) -> Self {
        Self { record, parts: Vec::new(), more: String::new() }
    }

    /// The letter that starts an id made for it.
    pub(super) fn letter(&self) -> char {
        if let Record::Organizations(record) = &self.record {
            return OrganizationKind::of_name(&record.name)
                .unwrap_or(record.kind)
                .letter();
        }
        self.record.kind().letter()
    }
}

/// Reports a required field that says nothing.
pub(super) fn require(reader: &mut Reader<'_>, field: Field, value: &str) {
    if value.is_empty() {
        let problem = Problem::error("missing_required");
        let said = reader.says_none(field);
        reader.problem_in(field, if said { problem.in_case("none") } else { problem });
    }
}
