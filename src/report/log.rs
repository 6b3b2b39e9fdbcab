//! `log`: who changed what when, in plain words.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::dossier::in_words;
use super::{Cell, Column, Report, Section, Table, Tone};
use crate::domain::{
    Code as _, HistoryChange, HistoryEntry, Kind, KindCount, Logged, Record,
};
use crate::text::messages::{Arg, Lang, Message, has, say};

/// How many changes of an entry are told one by one.
const TOLD: usize = 3;

/// The log, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Log {
    /// The entries.
    pub entries: Vec<HistoryEntry>,
}

impl Log {
    /// The log as anybody may see it: when and how much, not who and what.
    #[must_use]
    pub fn published(mut self) -> Self {
        for entry in &mut self.entries {
            entry.who.clear();
            entry.changes.clear();
        }
        self
    }
}

/// An entry as its JSON shows it.
#[derive(Serialize)]
struct Line {
    id: i64,
    at: String,
    by: String,
    what: String,
    undone: bool,
    undoes: Option<i64>,
    changes: Vec<ChangeLine>,
    count: i64,
}

#[derive(Serialize)]
struct ChangeLine {
    kind: &'static str,
    id: String,
    before: Option<Value>,
    after: Option<Value>,
}

impl Report for Log {
    fn name(&self) -> &'static str {
        "log"
    }

    fn title(&self, lang: Lang) -> String {
        say(lang, "report-log-title").to_owned()
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let header = |key: &'static str| {
            Column::left(key, say(lang, &format!("report-log-{key}")))
        };
        let columns = vec![
            Column::right("entry", say(lang, "report-log-entry")),
            header("at"),
            header("by"),
            Column::left("what", say(lang, "report-log-column-what")),
        ];
        let rows = self.entries.iter().map(|entry| row(entry, lang)).collect();
        vec![Section::table("", Table { columns, rows })]
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let entries: Vec<_> =
            self.entries.iter().map(|entry| line(entry, lang)).collect();
        Box::new(std::collections::BTreeMap::from([("entries", entries)]))
    }

    fn lines<'a>(&'a self, lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        self.entries.iter().map(|entry| Box::new(line(entry, lang)) as _).collect()
    }
}

fn row(entry: &HistoryEntry, lang: Lang) -> Vec<Cell> {
    let what = what(entry, lang);
    vec![
        Cell::Integer(entry.id),
        entry.at.replace('T', " ").into(),
        entry.who.as_str().into(),
        if entry.undone { Cell::Toned(Tone::Faint, what) } else { what.into() },
    ]
}

/// A record as every JSON shows it, with what is absent: the log keeps what there is.
fn whole(kind: Logged, stored: &Value) -> Value {
    let Logged::Record(kind) = kind else { return stored.clone() };
    let record = Record::of_json(kind, &stored.to_string()).ok();
    record.and_then(|record| record.json().ok()).unwrap_or_else(|| stored.clone())
}

fn line(entry: &HistoryEntry, lang: Lang) -> Line {
    let change = |change: &HistoryChange| ChangeLine {
        kind: change.kind.code(),
        id: change.id.clone(),
        before: change.before.as_ref().map(|value| whole(change.kind, value)),
        after: change.after.as_ref().map(|value| whole(change.kind, value)),
    };
    Line {
        id: entry.id,
        at: entry.at.clone(),
        by: entry.who.clone(),
        what: what(entry, lang),
        undone: entry.undone,
        undoes: entry.undoes,
        changes: entry.changes.iter().map(change).collect(),
        count: entry.count,
    }
}

/// The command, then the changes: a few one by one, many by registry.
fn what(entry: &HistoryEntry, lang: Lang) -> String {
    let told: Vec<Arg> = if (1..=TOLD).contains(&entry.changes.len()) {
        entry.changes.iter().map(|c| change_in_words(c, lang).into()).collect()
    } else {
        entry.by_kind.iter().flat_map(counted).map(Arg::from).collect()
    };
    let key = if entry.undone { "report-log-undone" } else { "report-log-what" };
    Message::new(key)
        .with("command", command(entry))
        .with("changes", Arg::List(told))
        .say(lang)
}

fn counted(count: &KindCount) -> Vec<Message> {
    let kind = match count.kind {
        Logged::Record(kind) => kind.label(),
        Logged::Import => Message::new("report-log-files"),
        Logged::Plan => Message::new("report-log-plan"),
        Logged::Weights => Message::new("report-log-weights"),
        Logged::Stage => Message::new("report-log-stage"),
    };
    let told = |key: &'static str, n: i64| {
        (n > 0).then(|| Message::new(key).with("n", n).with("kind", kind.clone()))
    };
    let new = told("report-log-count-new", count.new);
    let other = told("report-log-count-other", count.other);
    new.into_iter().chain(other).collect()
}

fn command(entry: &HistoryEntry) -> Message {
    if let Some(undone) = entry.undoes {
        return Message::new("log-undo").with("entry", undone);
    }
    let key = format!("log-{}", entry.what);
    if has(Lang::En, &key) {
        Message::new(key)
    } else {
        Message::plain(entry.what.as_str())
    }
}

fn change_in_words(change: &HistoryChange, lang: Lang) -> Message {
    let key = match (&change.before, &change.after) {
        (None, _) => "report-log-added",
        (Some(_), None) => "report-log-removed",
        (Some(_), Some(_)) => "report-log-changed",
    };
    let message = Message::new(key).with("record", record_in_words(change));
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => {
            message.with("fields", Arg::List(differences(before, after, lang)))
        }
        _ => message,
    }
}

/// A record by its registry, id and title; what there is only one of by its name.
fn record_in_words(change: &HistoryChange) -> Message {
    let shown = change.after.as_ref().or(change.before.as_ref());
    match change.kind {
        Logged::Record(kind) => {
            named(kind, &change.id, shown.map(title).unwrap_or_default())
        }
        Logged::Import => {
            let file = shown.and_then(|note| note["file"].as_str()).unwrap_or_default();
            Message::new("report-log-imports").with("file", file)
        }
        Logged::Plan => Message::new("report-log-plan"),
        Logged::Stage => Message::new("report-log-stage"),
        Logged::Weights => Message::new("report-log-weights"),
    }
}

fn named(kind: Kind, id: &str, title: String) -> Message {
    let key =
        if title.is_empty() { "report-log-record-untitled" } else { "report-log-record" };
    let message = Message::new(key).with("kind", kind.label()).with("id", id);
    if title.is_empty() { message } else { message.with("title", title) }
}

/// What a person knows the record by: its title, or whom it is about.
fn title(record: &Value) -> String {
    let text = |field: &str| record[field].as_str();
    let fields = ["name", "title", "subject", "meeting", "indicator", "organization"];
    let said = |field: &str| text(field).filter(|text| !text.is_empty());
    if let Some(name) = fields.into_iter().find_map(said) {
        return name.to_owned();
    }
    match (text("need"), text("offering")) {
        (Some(need), Some(offering)) => format!("{need} × {offering}"),
        _ => String::new(),
    }
}

/// The fields that differ, each with what was and what is; of parts their own fields.
fn differences(before: &Value, after: &Value, lang: Lang) -> Vec<Arg> {
    let (Value::Object(a), Value::Object(b)) = (before, after) else {
        return vec![difference("value", (Some(before), Some(after)), lang)];
    };
    let keys: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    keys.into_iter()
        .filter(|key| *key != "source" && a.get(*key) != b.get(*key))
        .flat_map(|key| match (a.get(key), b.get(key)) {
            (Some(was @ Value::Object(part)), Some(is @ Value::Object(_)))
                if !part.contains_key("negotiable") =>
            {
                differences(was, is, lang)
            }
            values => vec![difference(key, values, lang)],
        })
        .collect()
}

fn difference(
    field: &str,
    (before, after): (Option<&Value>, Option<&Value>),
    lang: Lang,
) -> Arg {
    Message::new("report-log-difference")
        .with("field", Message::column(field))
        .with("before", short(field, before, lang))
        .with("after", short(field, after, lang))
        .into()
}

/// A value in a few words, long texts cut.
fn short(field: &str, value: Option<&Value>, lang: Lang) -> String {
    const LENGTH: usize = 30;
    let text = value.and_then(|value| in_words(field, value, lang));
    let text = text.unwrap_or_else(|| "—".to_owned());
    if text.chars().count() <= LENGTH {
        return text;
    }
    text.chars().take(LENGTH).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry(changes: Vec<HistoryChange>) -> HistoryEntry {
        HistoryEntry {
            id: 7,
            at: "2026-10-01T09:00:00".into(),
            who: "clerk".into(),
            what: "edit".into(),
            undoes: None,
            undone: false,
            count: i64::try_from(changes.len()).unwrap(),
            by_kind: Vec::new(),
            changes,
        }
    }

    #[test]
    fn a_change_is_told_with_what_was_and_what_is() {
        let change = HistoryChange {
            kind: Logged::Record(Kind::Needs),
            id: "N1".into(),
            before: Some(json!({"id": "N1", "title": "pump", "zone": "east"})),
            after: Some(json!({"id": "N1", "title": "pump", "zone": "west"})),
        };
        let expected = "edited: needs N1 “pump” (zone: east → west)";
        assert_eq!(what(&entry(vec![change]), Lang::En), expected);
    }

    #[test]
    fn many_changes_are_counted_by_registry() {
        let added = |id: u32| HistoryChange {
            kind: Logged::Record(Kind::Needs),
            id: format!("N{id}"),
            before: None,
            after: Some(json!({"title": "pump"})),
        };
        let mut entry = entry((1..=5).map(added).collect());
        entry.by_kind =
            vec![KindCount { kind: Logged::Record(Kind::Needs), new: 5, other: 0 }];
        assert_eq!(what(&entry, Lang::Zh), "修改：新增 5 条需求");
    }
}
