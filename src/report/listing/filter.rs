//! Which records are listed, and in which order.

use std::cmp::Reverse;

use crate::domain::{Code, Money, Record, Yuan};

/// What records must have to be listed; words match any part, however written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// A field.
    pub field: Option<String>,
    /// An organization, by id or name.
    pub org: Option<String>,
    /// A zone.
    pub zone: Option<String>,
    /// The code of a kind within the registry.
    pub kind: Option<String>,
    /// The code of a stage.
    pub stage: Option<String>,
    /// An amount of at least so much.
    pub min_budget: Option<Yuan>,
}

impl Filter {
    /// Whether a record has all that is asked for; what it lacks altogether it has not.
    pub fn passes(&self, record: &Record) -> bool {
        let facets = record.facets();
        let fields: Vec<_> = facets.fields.iter().map(String::as_str).collect();
        let any = |wanted: &Option<String>, words: &[&str]| {
            let held = |wanted: &str| words.iter().any(|word| holds(word, wanted));
            wanted.as_deref().is_none_or(held)
        };
        let is = |wanted: &Option<String>, code: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| code == Some(wanted))
        };
        let figure = facets.amount.and_then(Money::figure);
        any(&self.field, &fields)
            && any(&self.org, &facets.organizations)
            && any(&self.zone, &facets.zones)
            && is(&self.kind, facets.kind)
            && is(&self.stage, facets.stage.map(Code::code))
            && self.min_budget.is_none_or(|min| figure.is_some_and(|f| f >= min))
    }
}

fn holds(word: &str, wanted: &str) -> bool {
    word.to_lowercase().contains(&wanted.to_lowercase())
}

/// What records are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortKey {
    /// Id.
    Id,
    /// Title or name.
    Title,
    /// Organization.
    Org,
    /// Amount.
    Budget,
    /// Date or deadline.
    Date,
    /// Stage.
    Stage,
}

/// An order of records. Records without the thing come last either way; equals keep
/// their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// What by.
    pub key: SortKey,
    /// The greatest first.
    pub descending: bool,
}

impl Sort {
    /// Sorts records.
    pub fn apply(self, records: &mut [Record]) {
        match self.key {
            SortKey::Id => self.by(records, |r| Some(r.id().to_owned())),
            SortKey::Title => self.by(records, |r| text(r.facets().title)),
            SortKey::Org => {
                self.by(records, |r| {
                    r.facets().organizations.last().and_then(|o| text(o))
                });
            }
            SortKey::Budget => self.by(records, |r| r.facets().amount?.figure()),
            SortKey::Date => self.by(records, |r| r.facets().date),
            SortKey::Stage => self.by(records, |r| r.facets().stage),
        }
    }

    fn by<K: Ord>(self, records: &mut [Record], key: impl Fn(&Record) -> Option<K>) {
        records.sort_by_cached_key(|record| {
            let key = key(record);
            let (up, down) =
                if self.descending { (None, key.map(Reverse)) } else { (key, None) };
            (up.is_none() && down.is_none(), up, down)
        });
    }
}

fn text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AmountKind, Money, Need};

    fn need(id: &str, yuan: Option<i64>) -> Record {
        let budget = yuan.map(|yuan| Money::exact(Yuan::new(yuan), AmountKind::Rd));
        Record::Needs(Need { id: id.into(), budget, ..Need::default() })
    }

    #[test]
    fn what_is_missing_comes_last_in_either_direction() {
        let mut records =
            [need("a", None), need("b", Some(1)), need("c", Some(2)), need("d", Some(1))];
        let ids =
            |records: &[Record]| -> String { records.iter().map(Record::id).collect() };
        Sort { key: SortKey::Budget, descending: true }.apply(&mut records);
        assert_eq!(ids(&records), "cbda");
        Sort { key: SortKey::Budget, descending: false }.apply(&mut records);
        assert_eq!(ids(&records), "bdca");
    }

    #[test]
    fn a_filter_asks_for_all_it_names() {
        let filter = Filter {
            kind: Some("technology".into()),
            min_budget: Some(Yuan::new(2)),
            ..Filter::default()
        };
        assert!(filter.passes(&need("a", Some(2))));
        assert!(!filter.passes(&need("b", Some(1))));
        assert!(!filter.passes(&need("c", None)));
    }
}
