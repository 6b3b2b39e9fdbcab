//! The indexes: who wants what, who offers what, by name.

use std::collections::BTreeMap;

use crate::domain::{Need, Offering};
use crate::report::{Cell, Column, Section, Table};
use crate::text::messages::{Lang, say};

/// Region and ids by an organization's name.
type Index<'a> = BTreeMap<&'a str, (&'a str, Vec<String>)>;

/// Enterprises with their needs.
pub(super) fn enterprises(needs: &[Need], lang: Lang) -> Option<Section> {
    let mut index = Index::new();
    for need in needs {
        let own = &need.organization;
        enter(&mut index, &own.name, own.region.as_deref(), &need.id);
    }
    section(&index, "booklet-enterprises", lang)
}

/// Institutions with their offerings.
pub(super) fn institutions(offerings: &[Offering], lang: Lang) -> Option<Section> {
    let mut index = Index::new();
    for offering in offerings {
        let own = &offering.organization;
        enter(&mut index, &own.name, own.region.as_deref(), &offering.id);
    }
    section(&index, "booklet-institutions", lang)
}

fn enter<'a>(index: &mut Index<'a>, name: &'a str, region: Option<&'a str>, id: &str) {
    if name.is_empty() {
        return;
    }
    let (known, ids) = index.entry(name).or_default();
    if known.is_empty() {
        *known = region.unwrap_or_default();
    }
    ids.push(id.to_owned());
}

fn section(index: &Index<'_>, heading: &str, lang: Lang) -> Option<Section> {
    let columns = vec![
        Column::left("organization", say(lang, "column-organization")),
        Column::left("region", say(lang, "column-region")),
        Column::left("entries", say(lang, "booklet-entries")),
    ];
    let row = |(name, (region, ids)): (&&str, &(&str, Vec<String>))| {
        vec![Cell::from(*name), Cell::from(*region), ids.join(", ").into()]
    };
    let rows = index.iter().map(row).collect();
    (!index.is_empty())
        .then(|| Section::table(say(lang, heading), Table { columns, rows }))
}
