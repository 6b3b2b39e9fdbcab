//! What institutions are called for short.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Short names of institutions, with their names.
pub fn abbreviated() -> &'static BTreeMap<String, String> {
    static NAMES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    NAMES.get_or_init(|| {
        toml::from_str(include_str!("../../../data/vocabulary/abbreviated.toml"))
            .expect("the short names are well formed")
    })
}
