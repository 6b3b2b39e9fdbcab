//! Registries read straight from files, without a fair.

use crate::desk::{Desk, column};

const HEAD: &str = "id,title,description,organization\n";

#[test]
fn an_id_of_two_files_stands_once() {
    let desk = Desk::empty();
    desk.write("one.csv", &format!("{HEAD}N1,钛箔轧制,轧制边部开裂,甲有限公司\n"));
    desk.write(
        "two.csv",
        &format!("{HEAD}N1,炉排焊接,焊缝开裂,甲有限公司\nN2,炉排清灰,积灰,甲有限公司\n"),
    );
    let args = ["list", "needs", "--needs", "one.csv", "--needs", "two.csv"];
    let told = desk.run(&[&args[..], &["--lang", "en"]].concat());
    assert_eq!(told.code, 1, "{}", told.err);
    assert!(told.err.contains("two.csv") && told.err.contains("\"N1\""), "{}", told.err);
    let needs = &desk.json(&args)["needs"];
    assert_eq!(column(needs, "title"), ["钛箔轧制", "炉排清灰"]);
}

/// Somebody has everything in one file and names it for each registry.
#[test]
fn of_a_file_with_many_sheets_those_of_the_registry_are_read() {
    let desk = Desk::empty();
    let book = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/surveys/sheets_of_many_kinds/all.xlsx"
    );
    let json = r#"{"needs":[{"title":"钛箔轧制","organization":"甲有限公司"}],
        "offerings":[{"title":"异步轧制","organization":"甲大学","maturity":"中试"}],
        "organizations":[{"name":"甲有限公司","zone":"一区"}]}"#;
    desk.write("all.json", json);
    for (file, kind, count) in [
        (book, "needs", 2),
        (book, "offerings", 2),
        (book, "signings", 1),
        (book, "ledger", 1),
        ("all.json", "needs", 1),
        ("all.json", "offerings", 1),
        ("all.json", "organizations", 1),
    ] {
        let option = format!("--{kind}");
        let told = desk.run(&["list", kind, &option, file, "--format", "json"]);
        assert_eq!(told.code, 0, "{kind}: {}", told.err);
        let list: serde_json::Value = serde_json::from_slice(&told.out).unwrap();
        assert_eq!(list[kind].as_array().unwrap().len(), count, "{kind} of {file}");
    }
    let told = desk.json(&["import", "signings", "all.json", "--dry-run"]);
    let sheets = told["files"].as_array().unwrap();
    assert_eq!(sheets.len(), 3, "no sheet is of signings: all are taken to be");
    let told = desk.json(&["import", "needs", "all.json", "--dry-run"]);
    let said = &told["files"][1]["problems"][0];
    assert_eq!(said["code"], "sheet_passed_over");
    assert_eq!(said["message"], "这张工作表是成果与专家，不是所要的登记表，已略过");
    let named = ["import", "needs", "all.json", "--sheet", "offerings", "--dry-run"];
    assert_eq!(desk.json(&named)["files"][0]["summary"]["valid"], 1);
}

#[test]
fn json_writes_firms_and_contacts_either_way() {
    let desk = Desk::empty();
    let lines = r#"{"id":"N1","title":"钛箔轧制","organization":"甲有限公司","contact":{"name":"某甲","phones":["10000000000"]}}
{"id":"N2","title":"炉排焊接","organization":{"id":"E2","name":"乙有限公司"},"contact":"某乙"}
"#;
    desk.write("n.jsonl", lines);
    let needs = &desk.json(&["list", "needs", "--needs", "n.jsonl"])["needs"];
    let names = |part: &str| {
        let needs = needs.as_array().unwrap();
        needs
            .iter()
            .map(|n| n[part]["name"].as_str().unwrap_or("").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names("organization"), ["甲有限公司", "乙有限公司"]);
    assert_eq!(names("contact"), ["某甲", "某乙"]);
    assert_eq!(column(needs, "extra"), ["{}", "{}"]);
}

#[test]
fn elements_that_are_no_objects_are_counted_and_named() {
    let desk = Desk::empty();
    let list = r#"[{"title":"钛箔轧制"},5,null,"x",{"title":"炉排焊接"}]"#;
    desk.write("n.json", list);
    let told = desk.json(&["import", "needs", "n.json", "--dry-run"]);
    let file = &told["files"][0];
    let rows = |list: &serde_json::Value| {
        let bad = list.as_array().unwrap().iter().filter(|p| p["code"] == "invalid_json");
        bad.map(|p| p["row"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(rows(&file["problems"]), [2, 4]);
    assert_eq!(file["problems"][0]["message"], "这一项不是 JSON 对象：5");
    assert_eq!(file["records"][1]["source"]["row"], 5);
    assert_eq!(
        (&file["summary"]["records"], &file["summary"]["rejected"]),
        (&4.into(), &2.into())
    );
}

#[test]
fn a_file_named_twice_counts_once() {
    let desk = Desk::empty();
    desk.write("n.csv", &format!("{HEAD}N1,钛箔轧制,轧制边部开裂,甲有限公司\n"));
    desk.write("o.csv", &format!("{HEAD}S1,钛箔异步轧制,轧制边部开裂,甲大学\n"));
    let twice = ["--offerings", "o.csv", "--offerings", "o.csv"];
    let args = [&["match", "--needs", "n.csv"][..], &twice].concat();
    assert_eq!(desk.fine(&args).err, "");
    let told = desk.json(&args);
    assert_eq!(
        (&told["offerings"], column(&told["matches"], "offering")),
        (&1.into(), vec!["S1".to_owned()])
    );
    // the index is read in batches
    desk.fine(&[&["index", "build", "-o", "o.index"][..], &twice].concat());
    assert_eq!(desk.json(&["index", "info", "o.index"])["offerings"], 1);
}

#[test]
fn rows_without_ids_stay_in_two_files_as_they_do_in_one() {
    let head = "title,description,organization\n";
    let rows = ["钛箔轧制,边部开裂,甲有限公司\n", "钛箔轧制,表面划伤,甲有限公司\n"];
    let desk = Desk::empty();
    desk.write("one.csv", &format!("{head}{}", rows[0]));
    desk.write("two.csv", &format!("{head}{}", rows[1]));
    desk.write("both.csv", &format!("{head}{}", rows.concat()));
    let list = |files: &[&str]| {
        let args: Vec<&str> = files.iter().flat_map(|file| ["--needs", file]).collect();
        let args = [&["list", "needs"][..], &args].concat();
        column(&desk.json(&args)["needs"], "id")
    };
    let both = list(&["both.csv"]);
    assert_eq!((both.len(), &both), (2, &list(&["one.csv", "two.csv"])));
}
