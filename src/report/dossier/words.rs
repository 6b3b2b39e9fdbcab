//! Fields of any record in words.

use serde_json::{Map, Value};

use crate::domain::{Kind, Record};
use crate::report::{Cell, Column, Table};
use crate::text::messages::{Lang, Message, has, say};

/// A field of a record, to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its key in JSON.
    pub(crate) key: String,
    /// Its name in words.
    pub(crate) name: String,
    /// Its value in words.
    pub(crate) value: String,
}

/// Fields as a table, one a row.
pub(crate) fn fields_table(fields: Vec<Field>, lang: Lang) -> Table {
    let header = |key| Column::left(key, say(lang, &format!("report-dossier-{key}")));
    let columns = ["field", "value"].map(header).into();
    let row = |field: Field| vec![Cell::Text(field.name), Cell::Text(field.value)];
    Table { columns, rows: fields.into_iter().map(row).collect() }
}

/// Every field that the record has.
pub(crate) fn filled(record: &Record, lang: Lang) -> Vec<Field> {
    let json = record.json().unwrap_or_default();
    let mut fields = Vec::new();
    for (key, own) in json.as_object().into_iter().flatten() {
        let label = record.facets().kind.filter(|_| key == "kind");
        let list = kind_list(record.kind());
        let value = match (label, list) {
            (Some(code), Some(list)) => {
                Some(say(lang, &format!("{list}-{code}")).to_owned())
            }
            _ => in_words(key, own, lang),
        };
        if let Some(value) = value {
            let name = Message::column(of_person(record, key)).say(lang);
            fields.push(Field { key: key.clone(), name, value });
        }
    }
    fields
}

/// People have a full name and a post where other records have a name and a title; so do
/// experts, where their post is known.
fn of_person<'a>(record: &Record, key: &'a str) -> &'a str {
    let expert =
        matches!(record, Record::Offerings(offering) if offering.post().is_some());
    match (record.kind(), key) {
        (Kind::People | Kind::Officers, "name") => "full_name",
        (Kind::People | Kind::Officers, "title") => "post",
        (Kind::Offerings, "lead") if expert => "professional_title",
        (_, key) => key,
    }
}

/// Whom to call has a full name, and the department of an institution is one of its
/// schools, not who answers for a project.
fn of_part<'a>(parts: &Map<String, Value>, key: &'a str) -> &'a str {
    match key {
        "name" if parts.contains_key("phones") => "full_name",
        "department" => "school",
        key => key,
    }
}

/// The list that a registry's kinds are from.
fn kind_list(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Needs => Some("need_kind"),
        Kind::Offerings => Some("offering_kind"),
        Kind::Organizations => Some("organization_kind"),
        Kind::Signings => Some("signing_kind"),
        Kind::Events => Some("event_kind"),
        Kind::People
        | Kind::Ledger
        | Kind::Officers
        | Kind::Assignments
        | Kind::Availability
        | Kind::Policies
        | Kind::Kpis
        | Kind::Decisions
        | Kind::Outcomes
        | Kind::Encounters => None,
    }
}

/// A field's value in words; `None` where it has none.
pub(crate) fn in_words(field: &str, value: &Value, lang: Lang) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(flag) => {
            Some(say(lang, if *flag { "report-yes" } else { "report-no" }).to_owned())
        }
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(code_in_words(field, text, lang)),
        Value::Array(items) if items.is_empty() => None,
        Value::Array(items) => {
            let items: Vec<_> =
                items.iter().filter_map(|item| in_words(field, item, lang)).collect();
            Some(Message::plain(items).say(lang))
        }
        // The public view does not say where a record was read.
        Value::Object(parts) if parts.get("file") == Some(&"".into()) => None,
        Value::Object(parts) => {
            let amount = serde_json::from_value(value.clone()).ok();
            if let Some(amount) = amount.filter(|_| parts.contains_key("negotiable")) {
                return Some(crate::report::money(&amount).say(lang));
            }
            if let Some(person) = signatory(parts) {
                return Some(person.say(lang));
            }
            let part = |(key, value): (&String, &Value)| {
                let name = of_part(parts, key);
                let value = in_words(key, value, lang)?;
                let pair = Message::new("report-dossier-part");
                Some(
                    pair.with("field", Message::column(name))
                        .with("value", value)
                        .say(lang),
                )
            };
            let parts: Vec<_> = parts.iter().filter_map(part).collect();
            (!parts.is_empty()).then(|| Message::plain(parts).say(lang))
        }
    }
}

/// Whoever signs, with the title that is announced.
fn signatory(parts: &Map<String, Value>) -> Option<Message> {
    let text = |key: &str| parts.get(key)?.as_str().filter(|text| !text.is_empty());
    let name = text("name").filter(|_| parts.contains_key("party"))?;
    Some(match text("title") {
        Some(title) => {
            Message::new("report-signatory").with("name", name).with("title", title)
        }
        None => Message::plain(name),
    })
}

/// A code by its label where the field holds codes.
fn code_in_words(field: &str, text: &str, lang: Lang) -> String {
    let list = match field {
        "classes" => "class",
        "status" => "attendance",
        "decision" => "verdict",
        "cooperation" | "outcome" | "stage" | "contract_type" | "degree" | "ip"
        | "role" => field,
        _ => return text.to_owned(),
    };
    let key = format!("{list}-{text}");
    if has(lang, &key) { say(lang, &key).to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn signatories_are_called_by_name_and_title() {
        let people = json!([
            {"name": "甲某", "title": "院长", "party": 0},
            {"name": "乙某", "title": "", "party": 1},
        ]);
        let told = in_words("signatories", &people, Lang::Zh);
        assert_eq!(told.as_deref(), Some("甲某（院长）、乙某"));
    }

    #[test]
    fn the_post_of_an_expert_is_called_so() {
        let expert = r#"{"id":"S1","kind":"expert","title":"张甲","lead":"教授"}"#;
        let record = Record::of_json(Kind::Offerings, expert).unwrap();
        let fields = filled(&record, Lang::Zh);
        let post = fields.iter().find(|field| field.key == "lead").unwrap();
        assert_eq!((post.name.as_str(), post.value.as_str()), ("职称", "教授"));
    }

    #[test]
    fn parts_go_by_what_they_are_parts_of() {
        let body = json!({"id": "U1", "name": "甲大学", "department": "材料学院"});
        let told = in_words("organization", &body, Lang::Zh).unwrap();
        assert_eq!(told, "编号：U1、名称：甲大学、院系：材料学院");
        let contact = json!({"name": "甲某", "phones": ["000-1"], "email": null});
        let told = in_words("contact", &contact, Lang::Zh).unwrap();
        assert_eq!(told, "姓名：甲某、电话：000-1");
    }

    #[test]
    fn a_source_that_is_held_back_is_no_line() {
        let source = |file: &str| json!({"file": file, "sheet": null, "row": 3});
        assert_eq!(in_words("source", &source(""), Lang::Zh), None);
        assert!(in_words("source", &source("n.csv"), Lang::Zh).is_some());
    }
}
