//! Provinces and their cities.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The provinces with the cities in them, without 省, 市, 自治区. A province without cities is
/// a city itself.
pub fn provinces() -> &'static BTreeMap<String, Vec<String>> {
    static PROVINCES: OnceLock<BTreeMap<String, Vec<String>>> = OnceLock::new();
    PROVINCES.get_or_init(|| {
        toml::from_str(include_str!("../../../data/vocabulary/regions.toml"))
            .expect("the regions are well formed")
    })
}
