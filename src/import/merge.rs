//! A record that is there already, and what a file says of it.

use serde_json::{Map, Value};

use super::value::codes_differ;
use crate::domain::{Kind, Record, derived_id};

/// A field that changes: its name, before, after.
pub type FieldChange = (String, String, String);

/// The record with what the file says put over it. What the file leaves blank stays as it
/// was, and so does what only the fair knows: how far it has come, where it was read
/// unless something changed.
pub fn merged(before: &Record, after: &Record) -> (Record, Vec<FieldChange>) {
    let (Ok(Value::Object(old)), Ok(Value::Object(new))) = (before.json(), after.json())
    else {
        return (after.clone(), Vec::new());
    };
    let mut changes = Vec::new();
    let mut result = old.clone();
    for (key, value) in &new {
        let kept = key == "source" || key == "id" || is_default(key, value);
        let old = old.get(key).unwrap_or(&Value::Null);
        if kept || old == value {
            continue;
        }
        let value = over(old, value);
        if value != *old {
            changes.push((key.clone(), shown(old), shown(&value)));
            result.insert(key.clone(), value);
        }
    }
    if changes.is_empty() {
        return (before.clone(), changes);
    }
    result.insert("source".into(), new.get("source").cloned().unwrap_or_default());
    let json = Value::Object(result).to_string();
    match Record::of_json(before.kind(), &json) {
        Ok(record) => (record, changes),
        Err(_) => (after.clone(), changes),
    }
}

/// The id of its own for a record that has the id of another one: one of another organization
/// and of another title, or an organization of the same name but another code. `None`: the two
/// are one record.
pub fn id_beside(before: &Record, after: &Record) -> Option<String> {
    if let (Record::Organizations(old), Record::Organizations(new)) = (before, after) {
        let (was, is) = (old.uscc.as_deref()?, new.uscc.as_deref()?);
        let letter = new.id.chars().next()?;
        // An id that the file gives says that they are one.
        let derived = [vec![new.name.as_str()], vec![&new.name, was]]
            .iter()
            .any(|parts| derived_id(letter, parts) == new.id);
        let apart = derived && codes_differ(was, is);
        return apart.then(|| derived_id(letter, &[&new.name, is]));
    }
    let kind = after.kind();
    let named =
        matches!(kind, Kind::Needs | Kind::Offerings | Kind::Signings | Kind::People);
    let (old, new) = (before.facets(), after.facets());
    let said = |names: Vec<&'_ str>| -> Vec<String> {
        names.into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    let (was, is) = (said(old.organizations), said(new.organizations));
    let shared = was.is_empty() || is.iter().any(|name| was.contains(name));
    if !named || shared || old.title == new.title {
        return None;
    }
    // Of a need the name stands behind the id; a signing is its first party's.
    let name = if kind == Kind::Signings { is.first() } else { is.last() };
    Some(derived_id(kind.letter(), &[name?, new.title]))
}

/// A value put over another; of objects each part that says something.
fn over(old: &Value, new: &Value) -> Value {
    let (Value::Object(old), Value::Object(new)) = (old, new) else { return new.clone() };
    if new.contains_key("raw") {
        return Value::Object(new.clone());
    }
    let mut result: Map<String, Value> = old.clone();
    for (key, value) in new {
        let ours = old.get(key).is_some_and(|old| !is_blank(old));
        if !(is_blank(value) || key == "id" && ours || *value == Value::Bool(false)) {
            result.insert(key.clone(), value.clone());
        }
    }
    Value::Object(result)
}

/// Whether a value is what a file says that says nothing.
fn is_default(key: &str, value: &Value) -> bool {
    let default = match key {
        "stage" => "collected",
        "status" => "invited",
        "role" => "delegate",
        "publish" | "on_stage" | "available" => return *value == Value::Bool(true),
        "confidential" => return *value == Value::Bool(false),
        _ => return is_blank(value),
    };
    value == default || is_blank(value)
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(object) => object.values().all(is_blank),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// A value as a person reads it.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join("; "),
        Value::Object(object) => match object.get("raw").or_else(|| object.get("name")) {
            Some(Value::String(text)) => text.clone(),
            _ => value.to_string(),
        },
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Need, Stage};

    fn need(change: impl FnOnce(&mut Need)) -> Record {
        let mut need =
            Need { id: "N1".into(), title: "钛箔".into(), ..Need::default() };
        change(&mut need);
        Record::Needs(need)
    }

    #[test]
    fn what_the_file_leaves_blank_stays() {
        let before = need(|n| {
            n.stage = Stage::Reviewed;
            n.contact.name = "某甲".into();
            n.publish = false;
        });
        let (same, changes) = merged(&before, &need(|n| n.source.row = 7));
        assert_eq!((same, changes), (before, vec![]));
    }

    #[test]
    fn a_number_given_twice_mixes_no_two_firms() {
        let of = |title: &str, firm: &str| {
            need(|n| {
                n.title = title.into();
                n.organization.name = firm.into();
            })
        };
        let before = of("钛箔", "甲公司");
        let own = derived_id('N', &["乙公司", "焊接"]);
        assert_eq!(id_beside(&before, &of("焊接", "乙公司")), Some(own));
        assert_eq!(id_beside(&before, &of("焊接", "甲公司")), None, "a new title");
        assert_eq!(id_beside(&before, &of("钛箔", "乙公司")), None, "a new name");
        assert_eq!(id_beside(&before, &of("焊接", "")), None, "no firm is said");
    }

    #[test]
    fn what_the_file_says_goes_over_it() {
        let before = need(|n| {
            n.stage = Stage::Reviewed;
            n.description = "旧".into();
        });
        let (record, changes) = merged(&before, &need(|n| n.description = "新".into()));
        assert_eq!(changes, [("description".into(), "旧".into(), "新".into())]);
        let Record::Needs(need) = record else { unreachable!() };
        assert_eq!((need.description.as_str(), need.stage), ("新", Stage::Reviewed));
    }
}
