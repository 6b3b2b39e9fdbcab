//! `list`: the records of a registry, filtered and sorted.

mod columns;
mod filter;

pub use filter::{Filter, OfOrganization, Sort, SortKey};

use serde_json::{Map, Value};

use super::{Report, Section, Table};
use crate::domain::{Code as _, Kind, Record};
use crate::text::messages::{Lang, Message};

/// Records of a registry.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// The registry.
    pub kind: Kind,
    /// Its records, as they are shown.
    pub records: Vec<Record>,
    /// How many there were before a limit cut them.
    pub found: usize,
}

impl Listing {
    /// The records that pass a filter, sorted, the first of them.
    pub fn new(
        records: Vec<Record>,
        kind: Kind,
        filter: &Filter,
        sort: Option<Sort>,
        limit: Option<usize>,
    ) -> Self {
        let mut records: Vec<_> =
            records.into_iter().filter(|record| filter.passes(record)).collect();
        if let Some(sort) = sort {
            sort.apply(&mut records);
        }
        let found = records.len();
        records.truncate(limit.unwrap_or(usize::MAX));
        Self { kind, records, found }
    }
}

impl Report for Listing {
    fn name(&self) -> &'static str {
        "list"
    }

    fn title(&self, lang: Lang) -> String {
        let (shown, found) = (self.records.len(), self.found);
        let key =
            if shown < found { "report-list-title-cut" } else { "report-list-title" };
        Message::new(key)
            .with("kind", self.kind.label())
            .with("shown", shown)
            .with("found", found)
            .say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let table = match self.records.as_slice() {
            [] => columns::blank(self.kind, lang),
            records => table(records, lang),
        };
        vec![Section::table("", table)]
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let mut object = Map::new();
        object.insert(self.kind.code().to_owned(), values(&self.records));
        Box::new(object)
    }

    fn lines<'a>(&'a self, _lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        self.records.iter().map(|record| Box::new(record) as _).collect()
    }
}

/// Records of one registry as a table; columns that are empty throughout are left out.
pub(super) fn table(records: &[Record], lang: Lang) -> Table {
    let rows: Vec<_> = records.iter().map(|record| columns::row(record, lang)).collect();
    columns::table(rows, lang)
}

/// Records as a JSON list.
pub(super) fn values(records: &[Record]) -> Value {
    let json = |record: &Record| record.json().unwrap_or(Value::Null);
    Value::Array(records.iter().map(json).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EnterpriseRef, Need};

    fn needs() -> Vec<Record> {
        let need = |id: &str, zone: &str| {
            Record::Needs(Need {
                id: id.into(),
                title: format!("title of {id}"),
                organization: EnterpriseRef {
                    zone: Some(zone.into()),
                    ..EnterpriseRef::default()
                },
                ..Need::default()
            })
        };
        vec![need("N2", "east"), need("N1", "east"), need("N3", "west")]
    }

    #[test]
    fn a_listing_is_filtered_sorted_and_cut() {
        let filter = Filter { zone: Some("east".into()), ..Filter::default() };
        let sort = Sort { key: SortKey::Id, descending: false };
        let listing = Listing::new(needs(), Kind::Needs, &filter, Some(sort), Some(1));
        assert_eq!((listing.records[0].id(), listing.found), ("N1", 2));
        let json = serde_json::to_value(listing.json(Lang::En)).unwrap();
        assert_eq!(json["needs"][0]["id"], "N1");
        assert_eq!(listing.title(Lang::En), "needs: 1 of 2");
    }

    #[test]
    fn empty_columns_are_left_out() {
        let table = table(&needs(), Lang::En);
        let keys: Vec<_> = table.columns.iter().map(|column| column.key).collect();
        assert_eq!(keys, ["id", "title", "kind", "zone", "stage"]);
    }
}
