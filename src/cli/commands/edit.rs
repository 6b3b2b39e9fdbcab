//! `fairmatch edit`.
//!
//! The record is written as the row of a registry file, the cells named are changed, and
//! the row is read again as import reads it: the same words, units and dates are
//! understood, the same mistakes found. What the reading changed goes into the record;
//! everything else in it stays as it was.

mod columns;
mod doubt;
mod follow;

pub(super) use columns::{refuse_repeated, refuse_unknown};
pub(super) use doubt::{doubts, note, refuse};

use anyhow::Result;
use serde_json::Value;

use crate::cli::{Context, Exit, Failure, lookup, reread, typed};
use crate::domain::problem::Problem;
use crate::domain::{ChangeSet, Code as _, Kind, Record};
use crate::export::registry;
use crate::import::{EXTRA, Options};
use crate::store::{Access, Parts, Store};
use crate::text::messages::Message;

/// Change fields of a record.
#[derive(Debug, clap::Args)]
pub(crate) struct EditArgs {
    /// The record's id, or its title or name.
    #[arg(value_name = "ID")]
    id: String,
    /// What is to be: the column's name, =, the value; without a value it is emptied.
    #[arg(value_name = "FIELD=VALUE", required = true, value_parser = assignment)]
    changes: Vec<(String, String)>,
}

pub(super) fn assignment(text: &str) -> Result<(String, String), typed::Wanted> {
    let parted =
        text.split_once(['=', '＝']).ok_or(typed::Wanted::Like("deadline=2026-12-31"));
    let (field, value) = parted?;
    Ok((field.trim().to_owned(), value.trim().to_owned()))
}

impl EditArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        self.run_among(context, Kind::ALL)
    }

    /// The same for a record of some registries only.
    pub(super) fn run_among(&self, context: &Context, kinds: &[Kind]) -> Result<Exit> {
        let mut store = context.store(Access::Write)?;
        let base = store.revision()?;
        let record = self.record(context, &store, kinds)?;
        let (edited, doubts) = edited(&record, &self.changes, &context.reading())?;
        let (applied, told) = if follow::concerns(&record, &edited) {
            follow::apply(context, &mut store, base, (&record, edited))?
        } else {
            let mut set = ChangeSet::new("edit", Some(base));
            set.put(edited);
            (store.apply(&set, &context.stamp())?, Message::new("cli-edited"))
        };
        let told = applied.entry.map_or_else(|| Message::new("cli-not-edited"), |_| told);
        let changed = applied.inserted + applied.updated + applied.removed;
        let told = told.with("id", record.id()).with("n", changed);
        context.terminal.note(&told.say(context.lang));
        note(context, &doubts);
        Ok(Exit::Fine)
    }

    fn record(&self, context: &Context, store: &Store, kinds: &[Kind]) -> Result<Record> {
        if let Some(record) = store.find(&self.id)?
            && kinds.contains(&record.kind())
        {
            return Ok(record);
        }
        let fair = store.fair(context.settings.clone(), &Parts::all())?;
        Ok(lookup::record(&fair, &self.id, kinds)?)
    }
}

/// The record with some of its fields changed, and what is doubtful about them.
fn edited(
    record: &Record,
    changes: &[(String, String)],
    options: &Options,
) -> Result<(Record, Vec<Problem>)> {
    let before = row(record);
    let mut after = before.clone();
    let mut columns = Vec::new();
    for (field, value) in changes {
        let column = columns::named(&before, field)?;
        set(&mut after, &column, value);
        set(&mut after, &format!("{column}_raw"), "");
        set(&mut after, &format!("{EXTRA}{column}"), "");
        columns.push(column);
    }
    refuse_repeated(&columns)?;
    let (was, _) = read(record.kind(), &before, options);
    let (is, problems) = read(record.kind(), &after, options);
    refuse(record.kind(), &problems, &columns)?;
    let doubts = doubts(problems, &columns);
    let (Some(was), Some(is)) = (was, is) else {
        return Err(Failure::new(Message::new("cli-edit-unread")).into());
    };
    let mut json = record.json()?;
    patch(&mut json, &was.json()?, &is.json()?);
    Ok((Record::of_json(record.kind(), &json.to_string())?, doubts))
}

/// Every column of the record's registry with its text.
pub(super) fn row(record: &Record) -> Vec<(String, String)> {
    let filled = registry::row(record);
    let known = |name: &str| filled.iter().any(|(column, _)| *column == name);
    let blank = registry::canonical(record.kind()).iter().filter(|name| !known(name));
    let blank = blank.map(|name| ((*name).to_owned(), String::new()));
    filled.iter().cloned().chain(blank).collect()
}

fn set(row: &mut Vec<(String, String)>, column: &str, value: &str) {
    match row.iter_mut().find(|(name, _)| name == column) {
        Some((_, text)) => value.clone_into(text),
        None if value.is_empty() => {}
        None => row.push((column.to_owned(), value.to_owned())),
    }
}

/// Reads a row as import does.
pub(super) fn read(
    kind: Kind,
    row: &[(String, String)],
    options: &Options,
) -> (Option<Record>, Vec<Problem>) {
    let mut read = None;
    let rows = [row.to_vec()];
    let reports = reread::rows(kind, &rows, options, &mut |record| read = Some(record));
    (read, reports.into_iter().flat_map(|report| report.problems).collect())
}

/// Carries the differences between two readings over to a record. Amounts are taken whole.
fn patch(target: &mut Value, was: &Value, is: &Value) {
    if was == is {
        return;
    }
    if let (Value::Object(fields), Value::Object(was), Value::Object(is)) =
        (&mut *target, was, is)
        && !is.contains_key("negotiable")
    {
        for key in was.keys().filter(|key| !is.contains_key(*key)) {
            fields.shift_remove(key);
        }
        for (key, value) in is.iter().filter(|(key, _)| *key != "source") {
            let before = was.get(key).unwrap_or(&Value::Null);
            patch(fields.entry(key.clone()).or_insert(Value::Null), before, value);
        }
        return;
    }
    target.clone_from(is);
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::{AmountKind, Money, Need, Officer, Stage, Yuan};

    fn options() -> Options {
        Options::new(NaiveDate::from_ymd_opt(2026, 9, 1).unwrap())
    }

    #[test]
    fn words_kept_beside_a_column_go_with_what_is_typed_into_it() {
        let mut need =
            Need { id: "N1".into(), title: "钛箔".into(), ..Need::default() };
        need.contact.phones = vec!["10000000000".into()];
        for key in ["phone", "手机", "备注"] {
            need.extra.insert(key.into(), "10000000000/1000000001".into());
        }
        let changed = change(&Record::Needs(need), "phone=10000000002").unwrap();
        let Record::Needs(need) = changed else { unreachable!() };
        assert_eq!(need.contact.phones, ["10000000002"]);
        assert_eq!(need.extra.keys().collect::<Vec<_>>(), ["备注", "手机"]);
        let changed = change(&Record::Needs(need), "备注=急").unwrap();
        assert_eq!(changed.extra()["备注"], "急");
    }

    fn change(record: &Record, text: &str) -> Result<Record> {
        Ok(edited(record, &[assignment(text).unwrap()], &options())?.0)
    }

    fn need() -> Need {
        Need {
            id: "N1".into(),
            title: "焊接".into(),
            keywords: vec!["a;b".into(), "c".into()],
            extra: [("备注".to_owned(), "急".to_owned())].into(),
            ..Need::default()
        }
    }

    #[test]
    fn only_what_is_named_changes() {
        let Record::Needs(new) =
            change(&Record::Needs(need()), "budget=500万元").unwrap()
        else {
            panic!("another kind")
        };
        let raw = "500万元".to_owned();
        let budget = Money { raw, ..Money::exact(Yuan::new(5_000_000), AmountKind::Rd) };
        assert_eq!(new, Need { budget: Some(budget), ..need() });
        let Record::Needs(back) = change(&Record::Needs(new), "budget=").unwrap() else {
            panic!("another kind")
        };
        assert_eq!(back, need());
    }

    #[test]
    fn labels_and_unmapped_columns_name_fields_too() {
        let Record::Needs(new) = change(&Record::Needs(need()), "阶段=reviewed").unwrap()
        else {
            panic!("another kind")
        };
        assert_eq!(new.stage, Stage::Reviewed);
        let Record::Needs(new) = change(&Record::Needs(need()), "备注=缓").unwrap()
        else {
            panic!("another kind")
        };
        assert_eq!(new.extra["备注"], "缓");
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        let record = Record::Needs(need());
        for wrong in [
            "budget=-5万元",
            "stage=gone",
            "deadline=2026-02-31",
            "title=",
            "colour=red",
            "id=N2",
        ] {
            assert!(change(&record, wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_field_has_one_value() {
        let twice = ["title=钛箔", "名称=铜箔"].map(|text| assignment(text).unwrap());
        let words = edited(&Record::Needs(need()), &twice, &options());
        assert!(words.unwrap_err().to_string().contains("title"));
    }

    #[test]
    fn a_bare_number_is_taken_with_a_word_on_its_unit() {
        let doubts = |text: &str| {
            let changes = [assignment(text).unwrap()];
            let (_, doubts) =
                edited(&Record::Needs(need()), &changes, &options()).unwrap();
            doubts.into_iter().map(|doubt| doubt.code).collect::<Vec<_>>()
        };
        assert_eq!(doubts("budget=500"), ["ambiguous_unit"]);
        assert_eq!(doubts("budget=500万元"), [""; 0]);
        assert_eq!(doubts("uscc=91410811MA00000000"), ["invalid_uscc"]);
    }

    #[test]
    fn officers_can_be_edited_too() {
        let officer =
            Officer { id: "F1".into(), name: "甲某".into(), ..Officer::default() };
        let Record::Officers(new) =
            change(&Record::Officers(officer), "zone=东区;西区").unwrap()
        else {
            panic!("another kind")
        };
        assert_eq!(new.zones, ["东区", "西区"]);
    }
}
