//! Records in a list inside the object of whoever they belong to: needs below their enterprise.

use serde_json::{Map, Value};

use crate::domain::Kind;
use crate::import::alias::{Aliases, Meaning};
use crate::import::field::Field;
use crate::import::header_key::HeaderKey;
use crate::import::sheet_kind::SheetKind;

type Object = Map<String, Value>;

/// The needs and results in lists inside an object that is none itself, by key, each with
/// what the object says of whose it is.
pub(super) fn nested(object: &Object) -> Vec<(&String, Vec<Object>)> {
    // most records hold no objects in lists
    let lists = |value: &Value| value.get(0).is_some_and(Value::is_object);
    if !object.values().any(lists) || is_titled(object) {
        return Vec::new();
    }
    let lists = object.iter().filter_map(|(key, value)| Some((key, titled(value)?)));
    let lists: Vec<_> = lists.collect();
    let lent = if lists.is_empty() { Object::new() } else { lent(object) };
    let joined = |record: &Object| {
        let mut record = record.clone();
        let asked: Vec<Field> = record.keys().filter_map(|key| field(key)).collect();
        for (key, value) in &lent {
            if field(key).is_some_and(|field| !asked.contains(&field)) {
                record.insert(key.clone(), value.clone());
            }
        }
        record
    };
    let list = |records: Vec<&Object>| records.into_iter().map(joined).collect();
    lists.into_iter().map(|(key, records)| (key, list(records))).collect()
}

/// The objects of a list each of which has the title of a need or a result.
fn titled(value: &Value) -> Option<Vec<&Object>> {
    let items = value.as_array().filter(|items| !items.is_empty())?;
    let objects: Option<Vec<&Object>> = items.iter().map(Value::as_object).collect();
    objects.filter(|objects| objects.iter().all(|object| is_titled(object)))
}

/// Whether an object has the title of a need or a result; signatories and other people have
/// titles as well.
fn is_titled(object: &Object) -> bool {
    let kinds = [Kind::Needs, Kind::Offerings];
    let kinds: Vec<SheetKind> = kinds.into_iter().flat_map(SheetKind::of).collect();
    let is_name = |key: &String| {
        matches!(meaning(SheetKind::People, key), Some(Meaning::Field(Field::Name, _)))
    };
    let is_person = object.keys().any(is_name);
    !is_person
        && object.iter().any(|(key, value)| {
            let said = value.as_str().is_some_and(|text| !text.trim().is_empty());
            let is_title = |kind: &SheetKind| {
                matches!(meaning(*kind, key), Some(Meaning::Field(Field::Title, _)))
            };
            said && kinds.iter().any(is_title)
        })
}

/// What an object says of the party whose records stand in it.
fn lent(object: &Object) -> Object {
    let own = object.iter().filter(|(_, value)| !value.is_array() && !value.is_null());
    own.filter_map(|(key, value)| {
        let field = field(key).filter(|field| field.is_of_party());
        let name = || meaning(SheetKind::Organizations, key).and_then(named);
        let key = if field.is_some() { key.clone() } else { name()?.name().to_owned() };
        Some((key, value.clone()))
    })
    .collect()
}

/// Whose a need is, where a roster calls it the name of an organization.
fn named(meaning: Meaning) -> Option<Field> {
    matches!(meaning, Meaning::Field(Field::Name, _)).then_some(Field::Organization)
}

/// The field of a need that a key is.
fn field(key: &str) -> Option<Field> {
    match meaning(SheetKind::Needs, key)? {
        Meaning::Field(field, _) => Some(field),
        Meaning::Other => None,
    }
}

fn meaning(kind: SheetKind, key: &str) -> Option<Meaning> {
    Aliases::of(kind).meaning(&HeaderKey::new(key))
}
