//! What import tells of files beside their records, and what `--strict` makes of it.

use crate::desk::{Desk, LONG, column};

#[test]
fn names_that_nothing_has_are_told_on_import() {
    let needs =
        format!("id,title,organization,description\nN1,炉排焊接,甲有限公司,{LONG}\n");
    let desk = Desk::with(&[("needs", &needs)]);
    desk.write("decisions.csv", "需求编号,成果编号,决定\nN1,S1,accept\nN9,S1,accept\n");
    desk.write("outcomes.csv", "meeting,outcome\nM9,intent\n");
    let offerings =
        format!("id,title,organization,description\nS1,焊接机器人,甲大学,{LONG}\n");
    desk.write("offerings.csv", &offerings);
    let files = ["import", "decisions.csv", "offerings.csv", "outcomes.csv", "--dry-run"];
    let told = desk.json(&files);
    let unknown = |at: usize| -> Vec<(String, String)> {
        let problems = told["files"][at]["problems"].as_array().unwrap();
        let unknown = problems.iter().filter(|p| p["code"] == "unknown_reference");
        unknown
            .map(|p| {
                (
                    p["row"].to_string(),
                    format!("{} {} {}", p["column"], p["value"], p["severity"]),
                )
            })
            .collect()
    };
    // What a later file brings is known.
    assert_eq!(unknown(0), [("3".to_owned(), r#""需求编号" "N9" "warning""#.to_owned())]);
    assert_eq!(unknown(2), [("2".to_owned(), r#""meeting" "M9" "warning""#.to_owned())]);
    assert!(told.to_string().contains("no meeting of the plan"), "{told}");
    let strict = ["--strict", "--rejects", "back.csv"];
    let told = desk.json(&[&files[..4], &strict].concat());
    let summary = &told["files"][0]["summary"];
    assert_eq!(
        (&summary["inserted"], &summary["rejected"]),
        (&1.into(), &1.into()),
        "{told}"
    );
    let back = std::fs::read_to_string(desk.path().join("back.csv")).unwrap();
    assert!(back.contains("N9,S1,accept,") && back.contains("M9,intent,"), "{back}");
    assert_eq!(
        desk.json(&["list", "decisions"])["decisions"].as_array().unwrap().len(),
        1
    );
}

#[test]
fn a_sheet_that_a_text_file_has_not_is_told() {
    let desk = Desk::blank();
    let row = format!("需求名称,企业名称,需求描述\n炉排焊接,甲有限公司,{LONG}\n");
    desk.write("needs.csv", &row);
    desk.write(
        "needs.json",
        r#"{"甲":[{"title":"钛箔轧制"}],"乙":[{"title":"炉排焊接"}]}"#,
    );
    let titles = |file: &str, sheet: &str| {
        let told = desk.json(&["import", "needs", file, "--sheet", sheet, "--dry-run"]);
        let file = &told["files"][0];
        (column(&file["records"], "title"), column(&file["problems"], "code"))
    };
    for file in ["needs.csv", "needs.json"] {
        assert_eq!(
            titles(file, "没有"),
            (vec![], vec!["no_header".to_owned()]),
            "{file}"
        );
    }
    assert_eq!(titles("needs.csv", "1").0, ["炉排焊接"]);
    assert_eq!(titles("needs.json", "甲").0, ["钛箔轧制"]);
}

#[test]
fn strict_rejects_what_repeats_or_contradicts() {
    let desk = Desk::blank();
    let head = "需求名称,企业名称,需求描述";
    let row = |text: &str| format!("炉排焊接,甲有限公司,{LONG}{text}\n");
    desk.write("twice.csv", &format!("{head}\n{}{}{}", row("一"), row("一"), row("二")));
    let strict = |files: &[&str]| {
        let args =
            [&["import"][..], files, &["--strict", "--rejects", "back.csv"]].concat();
        let told = desk.json(&args);
        let last = &told["files"][files.len() - 1];
        (column(&last["problems"], "code"), last["summary"]["rejected"].clone())
    };
    let codes = vec!["duplicate_row".to_owned(), "possible_duplicate".to_owned()];
    assert_eq!(strict(&["twice.csv"]), (codes, 2.into()));
    let back = std::fs::read_to_string(desk.path().join("back.csv")).unwrap();
    assert_eq!(back.lines().count(), 3, "{back}");
    let numbered =
        |text: &str| format!("id,{head}\nN1,炉排清灰,甲有限公司,{LONG}{text}\n");
    desk.write("one.csv", &numbered("一"));
    desk.write("two.csv", &numbered("二"));
    let (codes, rejected) = strict(&["one.csv", "two.csv"]);
    assert_eq!((codes, rejected), (vec!["conflicting_update".to_owned()], 1.into()));
    let kept = desk.json(&["show", "N1"])["record"]["description"].clone();
    assert_eq!(kept, format!("{LONG}一"));
}

#[test]
fn strict_rejects_what_names_a_row_that_is_rejected() {
    let desk = Desk::blank();
    let signing =
        "id,title,kind,parties,officer\nP1,钛箔项目,investment,甲有限公司,某人\n";
    desk.write("signings.csv", signing);
    desk.write("ledger.csv", "subject,date,stage\nP1,2026-10-20,signed\n");
    let import = |more: &[&str]| {
        let files = ["import", "ledger.csv", "signings.csv"];
        let told = desk.json(&[&files[..], more].concat());
        let files = told["files"].as_array().unwrap();
        let rejected = |file: &serde_json::Value| file["summary"]["rejected"].as_u64();
        files.iter().map(rejected).collect::<Vec<_>>()
    };
    assert_eq!(import(&["--dry-run"]), [Some(0); 2], "only a warning of the officer");
    assert_eq!(import(&["--strict"]), [Some(1); 2]);
    assert_eq!(desk.json(&["list", "ledger"])["ledger"], serde_json::json!([]));
}

#[test]
fn a_header_of_map_that_no_sheet_has_is_named() {
    let desk = Desk::blank();
    let file =
        desk.write("needs.csv", &format!("需求名称,需求描述,经费\n钛箔,{LONG},50万元\n"));
    let file = file.to_str().unwrap();
    let codes = |map: &str| {
        let told = desk.json(&["import", file, "--dry-run", "--map", map]);
        column(&told["files"][0]["problems"], "code")
    };
    assert!(codes("预算列=budget").contains(&"missing_column".to_owned()));
    assert!(!codes("经费=budget").contains(&"missing_column".to_owned()));
    assert!(!codes("经费=-").contains(&"missing_column".to_owned()));
}
