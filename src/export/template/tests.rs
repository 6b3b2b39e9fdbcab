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

/// What is wrong with any form in any language.
fn faults(check: impl Fn(&Form, Lang) -> Vec<String>) -> Vec<String> {
    let each = FORMS.iter().flat_map(|form| Lang::ALL.map(|lang| (form, lang)));
    each.flat_map(|(form, lang)| {
        let name = format!("{} {}", form.name, lang.code());
        check(form, lang).into_iter().map(move |fault| format!("{name}: {fault}"))
    })
    .collect()
}

#[test]
fn a_filled_form_reads_back_without_a_word() {
    let found = faults(|form, lang| {
        let (records, reports) = read(filled(form, &[], lang, "1").unwrap());
        let [report] = reports.as_slice() else {
            return vec!["hidden sheet read".into()];
        };
        let mut faults: Vec<String> = report
            .problems
            .iter()
            .map(|p| format!("{} {:?} {}", p.code, p.column, p.value))
            .collect();
        let [record] = records.as_slice() else { return faults };
        faults.extend(record.extra().keys().map(|key| format!("extra {key}")));
        for (mapped, column) in report.columns.iter().skip(1).zip(form.columns) {
            if mapped.how != How::Alias || mapped.field.name() != column.field {
                faults.push(format!("{} is {}", mapped.header, mapped.field.name()));
            }
        }
        if report.columns.len() != form.columns.len() + 1 {
            faults.push(format!("{} columns", report.columns.len()));
        }
        faults
    });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_blank_form_holds_no_record() {
    let found = faults(|form, lang| {
        let (records, reports) = read(workbook(form, &[], lang).unwrap());
        let problems = reports[0].problems.iter().map(|p| p.code.to_owned());
        problems.chain(records.iter().map(|record| record.id().to_owned())).collect()
    });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_values_of_a_filled_form_are_those_of_the_record() {
    let (records, _) = read(
        filled(form("needs").unwrap(), &["高铁片区".into()], Lang::Zh, "1").unwrap(),
    );
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
