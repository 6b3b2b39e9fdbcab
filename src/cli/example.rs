//! The bundled fair: registries as an office would hand them in, compiled in.

use std::io::Cursor;

use anyhow::Result;

use super::Context;
use crate::domain::{ChangeSet, Fair, Kind};
use crate::import::{self, Options, SheetReport};
use crate::store::Store;

/// The settings of the bundled fair.
pub(super) const SETTINGS: &str = include_str!("../../data/example/fair.toml");

/// The registries of the bundled fair.
macro_rules! files {
    ($($kind:ident = $name:literal),+ $(,)?) => {
        &[$((
            Kind::$kind,
            concat!("example/", $name),
            include_str!(concat!("../../data/example/", $name)),
        )),+]
    };
}

const FILES: &[(Kind, &str, &str)] = files![
    Organizations = "organizations.csv",
    Needs = "needs.csv",
    Offerings = "offerings.csv",
    People = "people.csv",
    Signings = "signings.csv",
    Ledger = "ledger.csv",
    Officers = "officers.csv",
    Availability = "availability.csv",
    Policies = "policies.csv",
    Events = "events.csv",
    Kpis = "kpis.csv",
    Decisions = "decisions.csv",
];

/// Puts the bundled fair into a store, in one entry of the log.
pub(super) fn fill(context: &Context, store: &mut Store) -> Result<Vec<SheetReport>> {
    let mut fair = Fair::default();
    let mut reports = Vec::new();
    for (kind, name, text) in FILES {
        let options = Options { kind: Some(*kind), ..context.reading() };
        let mut input = Cursor::new(text.as_bytes());
        reports.extend(import::read(name, &mut input, &options, &mut |r| fair.push(r)));
    }
    fair.link_to_own_roster();
    let mut set = ChangeSet::new("init", None);
    for (kind, ..) in FILES {
        fair.records(*kind).into_iter().for_each(|record| set.put(record));
    }
    store.apply(&set, &context.stamp())?;
    Ok(reports)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::Settings;

    #[test]
    fn the_bundled_fair_reads_without_a_rejected_row() {
        let today = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
        for (kind, name, text) in FILES {
            let options = Options { kind: Some(*kind), ..Options::new(today) };
            let mut count = 0;
            let mut input = Cursor::new(text.as_bytes());
            let reports = import::read(name, &mut input, &options, &mut |record| {
                assert_eq!(record.kind(), *kind);
                count += 1;
            });
            let rejected: usize = reports.iter().map(|report| report.rejected).sum();
            assert!(count > 0 && rejected == 0, "{name}: {reports:?}");
        }
    }

    #[test]
    fn the_bundled_settings_hold_two_sessions() {
        let settings: Settings = toml::from_str(SETTINGS).unwrap();
        assert_eq!(settings.sessions.len(), 2);
    }
}
