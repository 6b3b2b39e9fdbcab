//! A JSON object read key by key, so that whatever is wrong in it is said with its place.

use std::fmt;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, MapAccess, Visitor};
use serde_json::{Map, Value};

use crate::domain::problem::Problem;
use crate::text::messages::Lang;

/// A JSON object: what is left of it while it is read.
#[derive(Debug, Default)]
pub struct Fields {
    left: Map<String, Value>,
    known: Vec<String>,
}

impl Fields {
    /// Keys that nobody asked for, said in one warning.
    pub fn unknown(&self) -> Option<Problem> {
        let keys: Vec<String> = self.left.keys().cloned().collect();
        let problem = Problem::warning("unknown_key").about(keys.first()?);
        Some(problem.with("list", keys).with("known", self.known.clone()))
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Object)
    }
}

struct Object;

impl<'de> Visitor<'de> for Object {
    type Value = Fields;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut left = Map::new();
        while let Some((key, value)) = map.next_entry::<String, Value>()? {
            if left.contains_key(&key) {
                return Err(A::Error::custom(format!("duplicate field `{key}`")));
            }
            left.insert(key, value);
        }
        Ok(Fields { left, known: Vec::new() })
    }
}

/// Takes values out of [`Fields`] and keeps what is wrong with them.
pub(super) struct Reader<'a> {
    fields: &'a mut Fields,
    code: &'static str,
    /// Everything wrong so far.
    pub(super) found: Vec<Problem>,
}

impl<'a> Reader<'a> {
    /// Whatever is wrong gets the code.
    pub(super) fn new(fields: &'a mut Fields, code: &'static str) -> Self {
        Self { fields, code, found: Vec::new() }
    }

    /// Says which of the keys are missing.
    pub(super) fn require(&mut self, keys: &[&'static str]) {
        for &key in keys {
            if !self.has(key) {
                self.missing(key);
            }
        }
    }

    /// Whether a key has a value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.fields.left.get(key).is_some_and(|value| !value.is_null())
    }

    /// Says that a key is missing.
    pub(super) fn missing(&mut self, key: &str) {
        self.found.push(Problem::error(self.code).in_case("missing").about(key));
    }

    /// Says that a value is wrong.
    pub(super) fn wrong(&mut self, case: &'static str, place: &str, value: &Value) {
        let problem = Problem::error(self.code).in_case(case).about(place);
        self.found.push(problem.with_value(shown(value)));
    }

    /// The value of a key, if it is there at all.
    pub(super) fn present(&mut self, key: &'static str) -> Option<Value> {
        self.fields.known.push(key.to_owned());
        self.fields.left.shift_remove(key)
    }

    /// The value of a key: absent ones may be `null`, too.
    pub(super) fn value(&mut self, key: &'static str) -> Option<Value> {
        self.present(key).filter(|value| !value.is_null())
    }

    /// A value as a `T`; where it is none, that is wrong in a case.
    pub(super) fn one<T: DeserializeOwned>(
        &mut self,
        case: &'static str,
        place: &str,
        value: &Value,
    ) -> Option<T> {
        let found = T::deserialize(value).ok();
        if found.is_none() {
            self.wrong(case, place, value);
        }
        found
    }

    /// The value of a key as a `T`.
    pub(super) fn field<T: DeserializeOwned>(
        &mut self,
        case: &'static str,
        key: &'static str,
    ) -> Option<T> {
        let value = self.value(key)?;
        self.one(case, key, &value)
    }

    /// The list of a key, each entry read with its place.
    pub(super) fn list<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&mut Self, usize, &Value) -> Option<T>,
    ) -> Option<Vec<T>> {
        let value = self.value(key)?;
        let Value::Array(entries) = &value else {
            self.wrong("list", key, &value);
            return None;
        };
        let entries = entries.iter().enumerate();
        Some(entries.filter_map(|(index, entry)| read(self, index, entry)).collect())
    }

    /// A list of numbers within a list.
    pub(super) fn numbers(
        &mut self,
        case: &'static str,
        place: &str,
        value: &Value,
    ) -> Option<Vec<usize>> {
        let Value::Array(entries) = value else {
            self.wrong("list", place, value);
            return None;
        };
        Some(entries.iter().filter_map(|entry| self.one(case, place, entry)).collect())
    }

    /// Two numbers within a list.
    pub(super) fn pair(
        &mut self,
        case: &'static str,
        place: &str,
        value: &Value,
    ) -> Option<[usize; 2]> {
        if value.as_array().is_none_or(|entries| entries.len() != 2) {
            self.wrong("pair", place, value);
            return None;
        }
        self.numbers(case, place, value)?.try_into().ok()
    }
}

/// Characters of a value that are shown.
const SHOWN: usize = 40;

fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// What is wrong, for those who read the object as one value.
pub(super) fn refused<E: Error>(problems: &[Problem]) -> E {
    let told = |problem: &Problem| {
        format!("{}: {}", problem.subject, problem.say(Lang::En).message)
    };
    E::custom(problems.iter().map(told).collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(json: &str) -> Fields {
        serde_json::from_str(json).expect("an object")
    }

    #[test]
    fn keys_that_nobody_asked_for_are_named() {
        let mut fields = fields(r#"{"slots":2,"slot":3,"half":null,"habe":1}"#);
        assert_eq!(Reader::new(&mut fields, "x").field("number", "slots"), Some(2));
        assert_eq!(Reader::new(&mut fields, "x").field::<u8>("number", "half"), None);
        let said = fields.unknown().map(|problem| problem.say(Lang::En));
        let message = said.map(|said| (said.message, said.hint));
        let (message, hint) = message.expect("two keys are left");
        assert_eq!(message, "Passed over, for these keys are not known: slot, habe");
        assert_eq!(hint, "The keys are slots, half");
    }

    #[test]
    fn only_objects_are_read_and_keys_only_once() {
        for json in ["[1,2]", "3", r#"{"a":1,"a":1}"#] {
            assert!(serde_json::from_str::<Fields>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn long_values_are_cut() {
        let value = serde_json::from_str(&format!("[{}]", "0,".repeat(50) + "0"));
        let shown = shown(&value.expect("a list"));
        assert_eq!(shown.chars().count(), SHOWN + 1);
    }
}
