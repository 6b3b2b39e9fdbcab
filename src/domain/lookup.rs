//! Finding a record by what a person types, and what else they may have meant.

use super::{Code as _, Fair, Kind, Record};

impl Fair {
    /// The record of an id in any registry; else the one of a title or name, if only one
    /// has it.
    pub fn find(&self, key: &str) -> Option<Record> {
        let by_id = Kind::ALL.iter().find_map(|&kind| self.record(kind, key));
        by_id.or_else(|| self.find_by_title(key))
    }

    fn find_by_title(&self, key: &str) -> Option<Record> {
        let mut found = self.titled(key, Kind::ALL);
        let first = found.pop()?;
        found.is_empty().then_some(first)
    }

    /// The records of some registries that have a title.
    pub fn titled(&self, title: &str, kinds: &[Kind]) -> Vec<Record> {
        kinds
            .iter()
            .filter(|kind| {
                !matches!(kind, Kind::Ledger | Kind::Availability | Kind::Kpis)
            })
            .flat_map(|&kind| self.records(kind))
            .filter(|record| record.facets().title == title)
            .collect()
    }

    /// The ids of some registries nearest to what was typed, nearest first, at most three:
    /// ids within two letters of it, and ids of records whose title contains it.
    pub fn similar(&self, key: &str, kinds: &[Kind]) -> Vec<String> {
        let typed = key.to_lowercase();
        let mut near: Vec<(usize, String)> = kinds
            .iter()
            .flat_map(|&kind| self.records(kind))
            .filter_map(|record| Some((distance(&typed, &record)?, record.id().into())))
            .collect();
        near.sort();
        near.dedup();
        near.into_iter().take(3).map(|(_, id)| id).collect()
    }
}

/// How far a record's id is from what was typed, where that is not all of it; 2 where its
/// title contains it.
fn distance(typed: &str, record: &Record) -> Option<usize> {
    let of_id = strsim::damerau_levenshtein(typed, &record.id().to_lowercase());
    let in_title =
        typed.chars().count() > 1 && record.facets().title.to_lowercase().contains(typed);
    if in_title {
        return Some(of_id.min(2));
    }
    (of_id < typed.chars().count().min(3)).then_some(of_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Need, Offering};

    fn fair() -> Fair {
        let need = |id: &str, title: &str| Need {
            id: id.into(),
            title: title.into(),
            ..Need::default()
        };
        let offering = Offering { id: "S001".into(), ..Offering::default() };
        Fair {
            needs: vec![
                need("N001", "铜箔轧制"),
                need("N020", "焊接"),
                need("N3", "焊接"),
            ],
            offerings: vec![offering],
            ..Fair::default()
        }
    }

    #[test]
    fn a_record_is_found_by_id_or_by_the_only_title() {
        let fair = fair();
        let id = |key| fair.find(key).map(|record| record.id().to_owned());
        assert_eq!(id("S001").as_deref(), Some("S001"));
        assert_eq!(id("铜箔轧制").as_deref(), Some("N001"));
        assert_eq!(id("焊接"), None);
    }

    #[test]
    fn what_was_meant_is_near() {
        let fair = fair();
        assert_eq!(fair.similar("n01", &[Kind::Needs]), ["N001", "N020", "N3"]);
        assert_eq!(fair.similar("铜箔", &[Kind::Needs]), ["N001"]);
        assert_eq!(fair.similar("N001", &[Kind::Offerings]), ["S001"]);
    }
}
