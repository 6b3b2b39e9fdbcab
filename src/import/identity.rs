//! Ids that are unique within the files of a registry, and rows that repeat others.

#[expect(clippy::disallowed_types, reason = "asked for members only, never walked")]
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher as _;

use foldhash::quality::FixedState;

use super::convert::Kept;
use crate::domain::problem::Problem;
use crate::domain::{Kind, Record, derived_id};

/// The ids and contents met so far, as hashes: a few bytes a row.
#[derive(Debug, Default)]
#[expect(clippy::disallowed_types, reason = "asked for members only, never walked")]
pub struct Identity {
    ids: HashSet<u64, FixedState>,
    contents: HashSet<u64, FixedState>,
    /// The last number given to records of the same parts.
    numbers: HashMap<u64, u64>,
}

impl Identity {
    /// Takes an id that a record has; it is an error that another one has it.
    pub fn take(&mut self, kind: Kind, id: &str) -> Result<(), Problem> {
        if self.ids.insert(hash(&(kind, id))) {
            Ok(())
        } else {
            Err(Problem::error("duplicate_id").with_value(id))
        }
    }

    /// Gives a record its id. An id met before is an error; a repeated row or a second
    /// record of the same name is kept under an id of its own, with a warning.
    pub(crate) fn settle(
        &mut self,
        kept: Kept,
        content: u64,
    ) -> Result<Settled, Problem> {
        let Kept { mut record, kind, id, letter, parts, more } = kept;
        let repeated = !self.contents.insert(content);
        let mut problem = repeated.then(|| Problem::warning("duplicate_row"));
        if !id.is_empty() {
            self.take(kind, &id)?;
            return Ok(Settled { record, problem });
        }
        let id = if let Ok(id) = self.derived(letter, kind, &parts) {
            id
        } else {
            problem = problem.or_else(|| Some(Problem::warning("possible_duplicate")));
            self.further(letter, kind, parts, more)
        };
        if let Some(record) = &mut record {
            record.set_id(id);
        }
        Ok(Settled { record, problem })
    }

    /// The id of some parts; the error: it is taken.
    fn derived(
        &mut self,
        letter: char,
        kind: Kind,
        parts: &[String],
    ) -> Result<String, ()> {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let id = derived_id(letter, &parts);
        self.take(kind, &id).map(|()| id).map_err(drop)
    }

    /// The first free id of the parts, the further ones and a count.
    fn further(
        &mut self,
        letter: char,
        kind: Kind,
        mut parts: Vec<String>,
        more: String,
    ) -> String {
        parts.push(more);
        if let Ok(id) = self.derived(letter, kind, &parts) {
            return id;
        }
        let place = hash(&(kind, &parts));
        let mut n = self.numbers.get(&place).copied().unwrap_or(1);
        parts.push(String::new());
        let last = parts.len() - 1;
        loop {
            n += 1;
            parts[last] = n.to_string();
            if let Ok(id) = self.derived(letter, kind, &parts) {
                self.numbers.insert(place, n);
                return id;
            }
        }
    }
}

/// A record with its id.
#[derive(Debug)]
pub(crate) struct Settled {
    /// `None`: nobody asked for it.
    pub(crate) record: Option<Box<Record>>,
    /// What it repeats, if it does.
    pub(crate) problem: Option<Problem>,
}

fn hash(value: &impl std::hash::Hash) -> u64 {
    FixedState::default().hash_one(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Need;

    fn kept(id: &str, title: &str, more: &str) -> Kept {
        let need = Need { id: id.into(), title: title.into(), ..Need::default() };
        Kept {
            kind: Kind::Needs,
            id: id.into(),
            record: Some(Box::new(Record::Needs(need))),
            letter: 'N',
            parts: vec![title.into()],
            more: more.into(),
        }
    }

    #[test]
    fn repeated_rows_get_ids_of_their_own() {
        let mut identity = Identity::default();
        let mut settle =
            |more: &str, content| identity.settle(kept("", "a", more), content).unwrap();
        let all = [settle("x", 1), settle("y", 2), settle("x", 1), settle("x", 1)];
        let code = |s: &Settled| s.problem.as_ref().map(|p| p.code);
        assert_eq!(
            all.iter().map(code).collect::<Vec<_>>(),
            [
                None,
                Some("possible_duplicate"),
                Some("duplicate_row"),
                Some("duplicate_row")
            ]
        );
        let mut ids: Vec<_> =
            all.iter().map(|s| s.record.as_ref().map(|r| r.id())).collect();
        assert_eq!(ids[0], Some(&*derived_id('N', &["a"])));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 4);
    }

    #[test]
    fn a_row_repeated_very_often_is_numbered_on() {
        let mut identity = Identity::default();
        for _ in 0..20_000 {
            assert!(identity.settle(kept("", "a", "x"), 1).is_ok());
        }
        assert_eq!(identity.ids.len(), 20_000);
    }

    #[test]
    fn a_given_id_stands_once() {
        let mut identity = Identity::default();
        assert!(identity.settle(kept("N1", "a", ""), 1).is_ok());
        let again = identity.settle(kept("N1", "b", ""), 2).unwrap_err();
        assert_eq!(again.code, "duplicate_id");
    }
}
