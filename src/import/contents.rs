//! Records found again by what they say, where their ids were derived: of two needs of one
//! firm and title the one that comes first in a file has the plain id, and rows get sorted.

use std::collections::BTreeMap;

use crate::domain::{Record, derived_id, is_derived};

/// The ids of records by what they say.
#[derive(Debug, Default)]
pub struct Contents {
    ids: BTreeMap<String, String>,
}

impl Contents {
    /// The records that are there.
    pub fn of<'a>(records: impl Iterator<Item = &'a Record>) -> Self {
        let said =
            records.filter_map(|record| Some((key(record)?, record.id().to_owned())));
        Self { ids: said.collect() }
    }

    /// The id that a record has already; `before` is what stands under the id it came with.
    pub fn id_of(&self, record: &Record, before: Option<&Record>) -> Option<&str> {
        let said = key(record)?;
        let there = before.and_then(key).as_ref() == Some(&said);
        if there || !is_derived(record.id(), record.kind()) {
            return None;
        }
        self.ids.get(&said).map(String::as_str)
    }
}

/// What a record says, in short: of a need or an offering organization, title and texts, of an
/// organization name and code.
fn key(record: &Record) -> Option<String> {
    let letter = record.kind().letter();
    if let Record::Needs(need) = record {
        let name = &need.organization.name;
        let texts = [name, &need.title, &need.description, &need.indicators];
        Some(derived_id(letter, &texts.map(String::as_str)))
    } else if let Record::Offerings(offering) = record {
        let name = &offering.organization.name;
        let texts = [name, &offering.title, &offering.description];
        Some(derived_id(letter, &texts.map(String::as_str)))
    } else if let Record::Organizations(own) = record {
        let texts = [&own.name, own.uscc.as_ref()?];
        Some(derived_id(letter, &texts.map(String::as_str)))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Need;

    fn need(id: &str, description: &str) -> Record {
        let (title, id) = ("技术改造".to_owned(), id.to_owned());
        Record::Needs(Need {
            id,
            title,
            description: description.into(),
            ..Need::default()
        })
    }

    #[test]
    fn a_sorted_sheet_has_the_same_records() {
        let [one, two, new] = ["1", "2", "3"].map(|part| derived_id('N', &[part]));
        let (a, b) = (need(&one, "甲"), need(&two, "乙"));
        let contents = Contents::of([&a, &b].into_iter());
        assert_eq!(contents.id_of(&need(&one, "乙"), Some(&a)), Some(&*two));
        assert_eq!(contents.id_of(&need(&new, "甲"), None), Some(&*one));
        assert_eq!(contents.id_of(&need(&one, "甲"), Some(&a)), None, "it is that one");
        assert_eq!(contents.id_of(&need(&one, "丙"), Some(&a)), None, "it was edited");
        assert_eq!(contents.id_of(&need("N1", "甲"), None), None, "its id was given");
    }
}
