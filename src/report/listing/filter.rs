//! Which records are listed, and in which order.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::domain::{Code, Fair, Money, Organization, Record, Yuan};

/// What records must have to be listed; words match any part, however written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// A field.
    pub field: Option<String>,
    /// An organization.
    pub org: Option<OfOrganization>,
    /// A zone.
    pub zone: Option<String>,
    /// The code of a kind within the registry.
    pub kind: Option<String>,
    /// The code of a stage.
    pub stage: Option<String>,
    /// An amount of at least so much.
    pub min_budget: Option<Yuan>,
}

/// Which organization records must be of: some name it by id, others by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfOrganization {
    /// Its ids and names, as they are.
    keys: BTreeSet<String>,
    /// What its name may contain, too.
    part: Option<String>,
}

impl OfOrganization {
    /// What a person typed: the id of an organization that the roster, a need or an offering
    /// knows, in whatever letters; else any part of names.
    pub fn new(typed: &str, fair: &Fair) -> Self {
        let names = |o: &Organization| {
            let own = [&o.id, &o.name].into_iter().chain(&o.aliases).cloned();
            own.collect::<Vec<_>>()
        };
        let roster = &fair.organizations;
        if let Some(own) = roster.iter().find(|o| o.id.eq_ignore_ascii_case(typed)) {
            return Self { keys: names(own).into_iter().collect(), part: None };
        }
        let mut ids = fair.bodies().filter_map(|(id, _)| id);
        if let Some(id) = ids.find(|id| id.eq_ignore_ascii_case(typed)) {
            return Self { keys: [id.to_owned()].into(), part: None };
        }
        let called = |o: &&Organization| names(o).iter().any(|name| holds(name, typed));
        let keys = roster.iter().filter(called).flat_map(names).collect();
        Self { keys, part: Some(typed.to_owned()) }
    }

    fn is(&self, word: &str) -> bool {
        self.keys.contains(word)
            || self.part.as_ref().is_some_and(|part| holds(word, part))
    }
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
            && self
                .org
                .as_ref()
                .is_none_or(|o| facets.organizations.iter().any(|w| o.is(w)))
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
    fn an_organization_is_known_by_its_id_and_its_names() {
        let organization = |id: &str, name: &str| Organization {
            id: id.into(),
            name: name.into(),
            ..Organization::default()
        };
        let organizations =
            vec![organization("E1", "甲公司"), organization("E10", "乙公司")];
        let mut fair = Fair { organizations, ..Fair::default() };
        let is = |typed: &str, word| OfOrganization::new(typed, &fair).is(word);
        assert!(is("E1", "E1") && is("e1", "甲公司") && !is("e1", "E10"));
        assert!(!is("E1", "E10") && !is("E1", "乙公司"));
        assert!(is("乙", "E10") && is("乙", "乙公司分公司") && !is("乙", "E1"));
        let mut need = Need::default();
        need.organization.id = Some("E2".into());
        fair.needs = vec![need];
        let of_record = OfOrganization::new("E2", &fair);
        assert!(of_record.is("E2") && !of_record.is("E20"));
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
