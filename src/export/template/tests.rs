//! Every form reads back: blank without a record, filled in as exactly that record.

use std::io::Cursor;

use chrono::NaiveDate;

use super::*;
use crate::domain::{Cooperation, Record};
use crate::import::{self, How, Options, SheetReport};

fn read(bytes: Vec<u8>) -> (Vec<Record>, Vec<SheetReport>) {
    let options = Options::new(NaiveDate::from_ymd_opt(2026, 5, 20).unwrap());
    let mut records = Vec::new();
    let mut sink = |record| records.push(record);
    let reports = import::read("form.xlsx", &mut Cursor::new(bytes), &options, &mut sink);
    (records, reports)
}

fn each(check: impl Fn(&Form, Lang)) {
    for form in FORMS {
        for lang in Lang::ALL {
            check(form, lang);
        }
    }
}

#[test]
fn a_filled_form_reads_back_without_a_word() {
    each(|form, lang| {
        let (records, reports) = read(filled(form, lang, "1").unwrap());
        let [report] = reports.as_slice() else {
            panic!("{}: hidden sheets are read", form.name)
        };
        let problems: Vec<_> =
            report.problems.iter().map(|p| (p.code, &p.value)).collect();
        assert_eq!(problems, [], "{} {lang:?}", form.name);
        assert_eq!(records.len(), 1, "{} {lang:?}", form.name);
        assert!(
            records[0].extra().is_empty(),
            "{} {lang:?}: {:?}",
            form.name,
            records[0].extra()
        );
        let wanted = form.columns.len();
        let mapped = report
            .columns
            .iter()
            .filter(|c| c.how == How::Alias && c.field != import::Field::Seq);
        assert_eq!(
            mapped.count(),
            wanted,
            "{} {lang:?}: {:?}",
            form.name,
            report.columns
        );
    });
}

#[test]
fn a_blank_form_holds_no_record() {
    each(|form, lang| {
        let (records, reports) = read(workbook(form, lang).unwrap());
        assert_eq!(records.len(), 0, "{} {lang:?}", form.name);
        assert_eq!(reports[0].problems.len(), 0, "{:?}", reports[0].problems);
    });
}

#[test]
fn the_values_of_a_filled_form_are_those_of_the_record() {
    let (records, _) = read(filled(form("needs").unwrap(), Lang::Zh, "1").unwrap());
    let Record::Needs(need) = &records[0] else { panic!("a need") };
    let budget = need.budget.as_ref().unwrap();
    assert_eq!(budget.min.unwrap().to_string(), "2000000");
    assert_eq!(budget.max.unwrap().to_string(), "5000000");
    assert_eq!(need.deadline.unwrap().to_string(), "2099-10-31");
    assert_eq!(need.cooperation, [Cooperation::JointDevelopment, Cooperation::Equity]);
    assert_eq!(need.contact.phones, ["0000-0000000"]);
    assert!(need.publish && !need.organization.confidential);
}

#[test]
fn columns_are_those_of_the_import() {
    for column in FORMS.iter().flat_map(|form| form.columns) {
        assert!(import::Field::of_name(column.field).is_some(), "{}", column.field);
    }
}
