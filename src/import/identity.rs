//! Ids that are unique within a file, and rows that repeat others.

#[expect(clippy::disallowed_types, reason = "asked for members only, never walked")]
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher as _};

use super::convert::Kept;
use crate::domain::problem::Problem;
use crate::domain::{Record, derived_id};

/// The ids and contents met so far, as hashes: a few bytes a row.
#[derive(Debug, Default)]
#[expect(clippy::disallowed_types, reason = "asked for members only, never walked")]
pub(crate) struct Identity {
    ids: HashSet<u64>,
    contents: HashSet<u64>,
}

impl Identity {
    /// Gives a record its id. An id met before is an error; a repeated row or a second
    /// record of the same name is kept under an id of its own, with a warning.
    pub(crate) fn settle(
        &mut self,
        kept: Kept,
        content: u64,
    ) -> Result<Settled, Problem> {
        let Kept { mut record, letter, parts, more } = kept;
        let repeated = !self.contents.insert(content);
        let given = !record.id().is_empty();
        let mut problem = repeated.then(|| Problem::warning("duplicate_row"));
        if given {
            if !self.ids.insert(hash(&(record.kind(), record.id()))) {
                let id = record.id().to_owned();
                return Err(Problem::error("duplicate_id").with_value(id));
            }
            return Ok(Settled { record, problem });
        }
        let first = self.derived(letter, &record, &parts);
        let id = match first {
            Ok(id) => id,
            Err(()) => {
                problem =
                    problem.or_else(|| Some(Problem::warning("possible_duplicate")));
                self.further(letter, &record, parts, more)
            }
        };
        record.set_id(id);
        Ok(Settled { record, problem })
    }

    /// The id of some parts; the error: it is taken.
    fn derived(
        &mut self,
        letter: char,
        record: &Record,
        parts: &[String],
    ) -> Result<String, ()> {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let id = derived_id(letter, &parts);
        if self.ids.insert(hash(&(record.kind(), id.as_str()))) {
            Ok(id)
        } else {
            Err(())
        }
    }

    /// The first free id of the parts, the further ones and a count.
    fn further(
        &mut self,
        letter: char,
        record: &Record,
        mut parts: Vec<String>,
        more: String,
    ) -> String {
        parts.push(more);
        let mut n = 1_u64;
        loop {
            if let Ok(id) = self.derived(letter, record, &parts) {
                return id;
            }
            n += 1;
            let last = parts.len() - 1;
            if n == 2 {
                parts.push(n.to_string());
            } else {
                parts[last] = n.to_string();
            }
        }
    }
}

/// A record with its id.
#[derive(Debug)]
pub(crate) struct Settled {
    pub(crate) record: Record,
    /// What it repeats, if it does.
    pub(crate) problem: Option<Problem>,
}

fn hash(value: &impl std::hash::Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Need;

    fn kept(id: &str, title: &str, more: &str) -> Kept {
        let need = Need { id: id.into(), title: title.into(), ..Need::default() };
        Kept {
            record: Record::Needs(need),
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
        let mut ids: Vec<_> = all.iter().map(|s| s.record.id()).collect();
        assert_eq!(ids[0], derived_id('N', &["a"]));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 4);
    }

    #[test]
    fn a_given_id_stands_once() {
        let mut identity = Identity::default();
        assert!(identity.settle(kept("N1", "a", ""), 1).is_ok());
        let again = identity.settle(kept("N1", "b", ""), 2).unwrap_err();
        assert_eq!(again.code, "duplicate_id");
    }
}
