//! JSON: arrays, arrays nested under any key, pages, JSON Lines.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "XML events and JSON values that say nothing here are passed over"
)]

mod nested;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read as _;

use serde_json::{Map, Value};

use self::nested::nested;
use super::{ReadSeek, Sheet, Visit, surrogates};
use crate::domain::problem::Problem;
use crate::import::alias::{Aliases, Meaning};
use crate::import::encoding::{Found, Utf8Reader};
use crate::import::grid::{Cell, Row};
use crate::import::header_key::HeaderKey;
use crate::import::mapping::EXTRA;
use crate::import::sheet_kind::SheetKind;

/// Reads every table of objects in a JSON text as a sheet.
pub(super) fn read(
    input: &mut dyn ReadSeek,
    found: Found,
    only: Option<&str>,
    visit: &mut Visit<'_>,
) -> Result<(), Problem> {
    let mut text = String::new();
    Utf8Reader::new(input, found)
        .and_then(|mut reader| reader.read_to_string(&mut text))
        .map_err(|error| super::sniff::unreadable(&error))?;
    let mended = surrogates::whole(&text);
    let lossy = found.lossy || mended.is_some();
    let mut tables = Tables::default();
    tables.read(&mended.unwrap_or(text))?;
    let many = tables.by_path.len() > 1;
    if many {
        let names: Vec<_> = tables.by_path.keys().map(|p| (p.clone(), true)).collect();
        let chosen = super::choose(&names, only)?;
        tables.by_path.retain(|path, _| only.is_none() || chosen.contains(path));
    } else {
        super::single(only)?;
    }
    let beside = tables.by_path.len() > 1;
    for (path, mut table) in tables.by_path {
        table.join_names();
        let name = many.then(|| path.as_str().into());
        let encoding = Some(found.name());
        let sheet = Sheet {
            name,
            encoding,
            lossy,
            keys: (!table.plain).then_some(table.keys),
            beside,
            ..Sheet::default()
        };
        let wide = table.beyond.map(super::too_wide);
        let problems = wide.into_iter().chain(table.problems);
        visit(sheet, &mut table.rows.into_iter().map(Ok).chain(problems.map(Err)));
    }
    Ok(())
}

/// The tables of a text by the path of keys that leads to them.
#[derive(Default)]
struct Tables {
    by_path: BTreeMap<String, Table>,
}

#[derive(Default)]
struct Table {
    keys: Vec<String>,
    rows: Vec<Row>,
    /// How many elements there were, objects or not.
    elements: u64,
    /// Elements that are no records.
    problems: Vec<Problem>,
    /// Whether the rows have no keys but a header of their own.
    plain: bool,
    /// The first row with keys beyond [`super::WIDE`] columns.
    beyond: Option<u64>,
}

impl Tables {
    /// Reads one JSON value, or several below each other: objects, or lists of which the
    /// first one is the header. Lines that are no JSON are problems of their rows.
    fn read(&mut self, text: &str) -> Result<(), Problem> {
        match serde_json::from_str::<Value>(text) {
            Ok(value) => {
                self.walk(&value, "");
                if self.by_path.is_empty()
                    && let Value::Object(object) = &value
                {
                    self.push("", object);
                }
                Ok(())
            }
            Err(error) => self.read_lines(text, &error),
        }
    }

    fn read_lines(
        &mut self,
        text: &str,
        whole: &serde_json::Error,
    ) -> Result<(), Problem> {
        let mut table = Table::default();
        let lines = || text.lines().filter(|line| !line.trim().is_empty());
        if text.trim_start().starts_with('[') {
            let rows: Result<Vec<Value>, _> = lines().map(serde_json::from_str).collect();
            if let Some(rows) = rows.ok().filter(|rows| is_grid(rows)) {
                self.grid("", None, &rows);
                return Ok(());
            }
        }
        for line in lines() {
            if let Ok(Value::Object(object)) = serde_json::from_str::<Value>(line) {
                table.push(&object);
            } else {
                table.pass(&line, None);
            }
        }
        if table.rows.is_empty() {
            let problem = Problem::error("unreadable_file").in_case("json");
            let problem = problem.with_value(whole.to_string());
            return Err(problem.with("line", whole.line()).with("byte", whole.column()));
        }
        self.by_path.insert(String::new(), table);
        Ok(())
    }

    fn walk(&mut self, value: &Value, path: &str) {
        match value {
            Value::Array(items) if is_grid(items) => self.grid(path, None, items),
            Value::Array(items) => self.list(items, path),
            Value::Object(object) if is_record(object) => self.push(path, object),
            Value::Object(object) if is_keyed(object) => {
                for (key, inner) in object {
                    let Value::Object(inner) = inner else { continue };
                    let mut inner = inner.clone();
                    inner.entry("id").or_insert_with(|| Value::String(key.clone()));
                    self.push(path, &inner);
                }
            }
            Value::Object(object) => self.walk_object(object, path),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// A list of records, or of pages of them. What else stands among records is none; null
    /// is a blank.
    fn list(&mut self, items: &[Value], path: &str) {
        let record = |item: &Value| matches!(item, Value::Object(o) if !is_wrapper(o));
        let records = items.iter().any(record);
        for item in items {
            match item {
                Value::Object(object) if !is_wrapper(object) => self.push(path, object),
                Value::Object(_) | Value::Array(_) => self.walk(item, path),
                other if records => {
                    let table = self.by_path.entry(path.to_owned()).or_default();
                    if other.is_null() {
                        table.elements += 1;
                    } else {
                        table.pass(other, Some("entry"));
                    }
                }
                _ => {}
            }
        }
    }

    /// What is in an object that is no record itself. Needs below whoever they belong to take
    /// over whose they are.
    fn walk_object(&mut self, object: &Map<String, Value>, path: &str) {
        let header = HEADERS.iter().find_map(|key| object.get(*key)?.as_array());
        let mut records: BTreeMap<&String, Vec<_>> = nested(object).into_iter().collect();
        for (key, inner) in object {
            let path = below(path, key);
            if let Some(records) = records.remove(key) {
                for record in records {
                    self.push(&path, &record);
                }
                continue;
            }
            match inner {
                Value::Array(items) if is_grid(items) => self.grid(&path, header, items),
                inner => self.walk(inner, &path),
            }
        }
    }

    /// Takes a record; needs and results in lists inside it are records of their own.
    fn push(&mut self, path: &str, object: &Map<String, Value>) {
        let inner = nested(object);
        let mut own = Cow::Borrowed(object);
        for (key, records) in &inner {
            own.to_mut().remove(*key);
            for record in records {
                self.push(&below(path, key), record);
            }
        }
        self.by_path.entry(path.to_owned()).or_default().push(&own);
    }

    /// A list of lists: rows whose first, or a list beside them, is the header.
    fn grid(&mut self, path: &str, header: Option<&Vec<Value>>, rows: &[Value]) {
        let table = self.by_path.entry(path.to_owned()).or_default();
        table.plain = true;
        let cells = |row: &[Value]| row.iter().map(cell).collect();
        if let Some(header) = header {
            table.rows.push(Row::new(0, cells(header)));
        }
        for (row, number) in rows.iter().filter_map(Value::as_array).zip(1..) {
            table.rows.push(Row::new(number, cells(row)));
        }
    }
}

/// The path of a key.
fn below(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Keys of the list of headers beside a list of rows.
const HEADERS: &[&str] = &["columns", "header", "headers", "fields", "head", "表头"];

/// Whether a list holds lists.
fn is_grid(items: &[Value]) -> bool {
    !items.is_empty()
        && items.iter().all(|item| {
            item.as_array().is_some_and(|row| !row.iter().any(Value::is_object))
        })
}

/// Whether an object is but a wrapper round a list of objects: a page of results.
fn is_wrapper(object: &Map<String, Value>) -> bool {
    let lists = |value: &Value| match value {
        Value::Array(items) => !items.is_empty() && items.iter().all(Value::is_object),
        _ => false,
    };
    object.values().any(lists) && !is_record(object)
}

/// Whether an object has what a record cannot do without.
fn is_record(object: &Map<String, Value>) -> bool {
    object.iter().any(|(key, value)| {
        let said = value.as_str().is_some_and(|text| !text.trim().is_empty());
        said && SheetKind::ALL.iter().any(|kind| {
            let meaning = Aliases::of(*kind).meaning(&HeaderKey::new(key));
            matches!(meaning, Some(Meaning::Field(field, _)) if kind.required().contains(&field))
        })
    })
}

/// Whether an object holds records by their ids.
fn is_keyed(object: &Map<String, Value>) -> bool {
    object.len() > 1
        && object.values().all(|value| value.as_object().is_some_and(is_record))
}

impl Table {
    fn push(&mut self, object: &Map<String, Value>) {
        let mut cells = Vec::with_capacity(self.keys.len());
        self.flatten(object, "", &mut cells);
        self.elements += 1;
        self.rows.push(Row::new(self.elements, cells));
    }

    /// Counts an element, or a line, that is no record.
    fn pass(&mut self, element: &impl ToString, case: Option<&'static str>) {
        self.elements += 1;
        let value: String = element.to_string().chars().take(60).collect();
        let mut problem = Problem::error("invalid_json").at_row(self.elements);
        problem.case = case;
        self.problems.push(problem.with_value(value));
    }

    /// Where some records write a part as text and others as an object with a name, both are
    /// one column: the text.
    fn join_names(&mut self) {
        for named in 0..self.keys.len() {
            let Some(text) = self.keys[named].strip_suffix(".name") else { continue };
            let Some(column) = self.keys.iter().position(|key| key == text) else {
                continue;
            };
            self.keys[named].clear();
            for row in &mut self.rows {
                let name = row.cell(named).text().into_owned();
                if !name.is_empty() {
                    row.set(column, Cell::of_text(name));
                    row.set(named, Cell::Empty);
                }
            }
        }
    }

    fn flatten(
        &mut self,
        object: &Map<String, Value>,
        prefix: &str,
        cells: &mut Vec<Cell>,
    ) {
        let ours = object.get("source").is_some_and(is_source);
        for (key, value) in object {
            let path = below(prefix, key);
            match value {
                // what no field took is no field's when it comes back, whatever it is called
                Value::Object(inner) if key == "extra" && ours => {
                    for (header, text) in inner {
                        self.put(format!("{EXTRA}{header}"), cell(text), cells);
                    }
                }
                Value::Object(inner) if key == "extra" => self.flatten(inner, "", cells),
                Value::Object(_) if key == "source" && ours => {}
                Value::Object(inner) if !is_value(inner) => {
                    self.flatten(inner, &path, cells);
                }
                other => self.put(path, cell(other), cells),
            }
        }
    }

    fn put(&mut self, key: String, cell: Cell, cells: &mut Vec<Cell>) {
        let column =
            self.keys.iter().position(|known| *known == key).unwrap_or_else(|| {
                self.keys.push(key);
                self.keys.len() - 1
            });
        if column >= super::WIDE {
            self.keys.pop();
            self.beyond.get_or_insert(self.rows.len() as u64 + 1);
            return;
        }
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = cell;
    }
}

/// Whether a value is where a record of ours was read.
fn is_source(value: &Value) -> bool {
    value.as_object().is_some_and(|place| place.contains_key("row"))
}

/// Whether an object is one value: an amount of money, a maturity.
fn is_value(object: &Map<String, Value>) -> bool {
    ["min", "max", "negotiable", "trl"].iter().any(|key| object.contains_key(*key))
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::Bool(flag) => Cell::Text(flag.to_string()),
        Value::Number(number) => match number.as_f64() {
            Some(value) if value.abs() < 9e15 => Cell::Number(value),
            _ => Cell::Text(number.to_string()),
        },
        Value::String(text) => Cell::of_text(text.as_str()),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            Cell::Json(value.clone())
        }
        Value::Array(items) => list(items),
        Value::Object(_) => Cell::Json(value.clone()),
    }
}

fn list(items: &[Value]) -> Cell {
    let texts: Vec<String> = items
        .iter()
        .map(|item| cell(item).view().text().into_owned())
        .filter(|text| !text.is_empty())
        .collect();
    if texts.is_empty() { Cell::Empty } else { Cell::List(texts) }
}

#[cfg(test)]
mod tests;
