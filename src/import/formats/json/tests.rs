//! The shapes that JSON comes in.

use super::*;
use crate::import::encoding::detect;
use std::io::Cursor;

fn tables(text: &str) -> Vec<(Option<String>, Vec<String>, Vec<u64>)> {
    let mut input = Cursor::new(text.as_bytes().to_vec());
    let found = detect(&mut input).unwrap();
    let mut tables = Vec::new();
    read(&mut input, found, None, &mut |sheet, rows| {
        let numbers = rows.map(|row| row.map_or(0, |row| row.number)).collect();
        let name = sheet.name.map(|name| name.to_string());
        tables.push((name, sheet.keys.unwrap(), numbers));
    })
    .unwrap();
    tables
}

#[test]
fn arrays_are_found_under_any_key_and_across_pages() {
    let keys = vec!["name".to_owned()];
    let one = (None, keys, vec![1, 2]);
    for text in [
        r#"[{"name":"a"},{"name":"b"}]"#,
        r#"{"code":0,"data":{"total":2,"rows":[{"name":"a"},{"name":"b"}]}}"#,
        "{\"name\":\"a\"}\n\n{\"name\":\"b\"}\n",
    ] {
        assert_eq!(tables(text), std::slice::from_ref(&one), "{text}");
    }
    let pages = r#"[{"page":1,"rows":[{"name":"a"},{"name":"b"}]},{"page":2,"rows":[{"name":"c"},{"name":"d"}]}]"#;
    assert_eq!(tables(pages)[0].2.len(), 4);
    let by_id = r#"{"N1":{"title":"a"},"N2":{"title":"b"}}"#;
    assert_eq!(tables(by_id)[0].1, ["title", "id"]);
    let signings = r#"[{"title":"a","signatories":[{"name":"b"},{"name":"c"}]}]"#;
    assert_eq!(tables(signings)[0].1, ["title", "signatories"]);
}

#[test]
fn lists_below_each_other_are_rows_of_a_sheet() {
    let text = "[\"title\",\"\"]\n[\"a\",1]\n[]\n[\"b\",2]\n";
    let mut input = Cursor::new(text.as_bytes().to_vec());
    let found = detect(&mut input).unwrap();
    let mut shown = Vec::new();
    read(&mut input, found, None, &mut |sheet, rows| {
        assert_eq!(sheet.keys, None);
        shown.extend(rows.map(|r| r.unwrap().cell(0).text().into_owned()));
    })
    .unwrap();
    assert_eq!(shown, ["title", "a", "", "b"]);
}

#[test]
fn names_of_objects_and_texts_are_one_column() {
    let text = r#"[{"organization":{"name":"a","id":"E1"}},{"organization":"b"}]"#;
    let mut input = Cursor::new(text.as_bytes().to_vec());
    let found = detect(&mut input).unwrap();
    let mut shown = Vec::new();
    read(&mut input, found, None, &mut |sheet, rows| {
        let column = sheet.keys.unwrap().iter().position(|k| k == "organization");
        let column = column.unwrap();
        shown.extend(rows.map(|r| r.unwrap().cell(column).text().into_owned()));
    })
    .unwrap();
    assert_eq!(shown, ["a", "b"]);
}

#[test]
fn nested_objects_become_paths() {
    let found = tables(
        r#"[{"title":"a","organization":{"name":"b","uscc":null},"budget":{"min":1},"extra":{"备注":"c"},"source":"d"}]"#,
    );
    let mut keys = found[0].1.clone();
    keys.sort();
    assert_eq!(
        keys,
        ["budget", "organization.name", "organization.uscc", "source", "title", "备注"]
    );
}

#[test]
fn what_no_field_took_of_a_record_of_ours_is_no_field_s() {
    let keys = |extra: &str| {
        let record = format!(r#"[{{"title":"a","extra":{{"填报单位":"b"}}{extra}}}]"#);
        tables(&record)[0].1.clone()
    };
    assert_eq!(keys(r#","source":{"row":3}"#), ["title", "extra:填报单位"]);
    assert_eq!(keys(""), ["title", "填报单位"]);
}

#[test]
fn needs_below_their_enterprise_are_records_that_say_whose_they_are() {
    let text = r#"[{"企业名称":"a","注册资本":1,"联系人":"b","需求":[{"需求名称":"c"},{"需求名称":"d","联系人":"e"}]}]"#;
    let own = (Some(String::new()), ["企业名称", "注册资本", "联系人"], vec![1]);
    let needs = (Some("需求".to_owned()), ["需求名称", "企业名称", "联系人"], vec![1, 2]);
    let expected = [own, needs]
        .map(|(name, keys, rows)| (name, keys.map(str::to_owned).to_vec(), rows));
    assert_eq!(tables(text), expected);
    let wrapped = r#"{"company":"a","page":1,"needs":[{"title":"c"}]}"#;
    assert_eq!(tables(wrapped)[1].1, ["title", "company"]);
    let posts = r#"[{"name":"a","signatories":[{"name":"b","title":"c"}]}]"#;
    assert_eq!(tables(posts)[0].1, ["name", "signatories"]);
}
