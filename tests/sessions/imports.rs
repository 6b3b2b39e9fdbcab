//! Files read again: numbers given twice, sheets sorted anew, dumps and rejects read back.

use calamine::{DataType as _, Reader as _};

use crate::desk::{Desk, LONG, column, object};

#[test]
fn what_is_a_state_secret_is_not_published() {
    let needs = "需求名称,需求描述,企业名称,是否涉密\n甲,轧制工艺,甲厂,是\n乙,轧制工艺,甲厂,不涉密\n";
    let desk = Desk::with(&[("needs", needs)]);
    let kept = desk.json(&["list", "needs"])["needs"].clone();
    assert_eq!(column(&kept, "publish"), ["false", "true"]);
    assert!(kept[0]["extra"].as_object().unwrap().is_empty(), "{kept}");
}

#[test]
fn a_number_of_another_firm_in_a_later_file_mixes_nothing() {
    let first = format!(
        "需求编号,需求名称,企业名称,需求描述,拟投入资金（万元）\n1,钛箔轧制,甲有限公司,{LONG},500\n"
    );
    let second =
        format!("需求编号,需求名称,企业名称,需求描述\n1,炉排焊接,乙有限公司,{LONG}乙\n");
    let desk = Desk::with(&[("needs", &first)]);
    desk.fine(&["review", "1", "pass"]);
    let file = desk.write("later.csv", &second);
    let file = file.to_str().unwrap();
    let strict =
        desk.json(&["import", "needs", file, "--strict", "--rejects", "back.csv"]);
    assert_eq!(strict["files"][0]["summary"]["rejected"], 1);
    let back = std::fs::read_to_string(desk.path().join("back.csv")).unwrap();
    let row = back.lines().nth(1).unwrap();
    assert!(
        row.starts_with("1,炉排焊接,乙有限公司") && row.contains("钛箔轧制"),
        "{back}"
    );
    let told = desk.json(&["import", "needs", file]);
    let problems = &told["files"][0]["problems"];
    let problem = object(problems, "code", "conflicting_update");
    assert_eq!(
        (&problem["severity"], &problem["value"]),
        (&"warning".into(), &"1".into())
    );
    let needs = &desk.json(&["list", "needs"])["needs"];
    let kept = object(needs, "id", "1");
    assert_eq!(kept["organization"]["name"], "甲有限公司");
    let new = object(needs, "title", "炉排焊接");
    assert!(new["budget"].is_null() && new["stage"] == "collected", "{new}");
    let again = desk.json(&["import", "needs", file]);
    assert_eq!(again["files"][0]["summary"]["unchanged"], 1);
}

#[test]
fn sorting_a_sheet_changes_nothing() {
    let sheet = |texts: [&str; 2]| {
        let rows = texts.map(|text| format!("技术改造,甲有限公司,{LONG}{text}\n"));
        format!("需求名称,企业名称,需求描述\n{}", rows.concat())
    };
    let desk = Desk::with(&[("needs", &sheet(["一", "二"]))]);
    let unchanged = |texts| {
        let file = desk.write("again.csv", &sheet(texts));
        let told = desk.json(&["import", file.to_str().unwrap()]);
        told["files"][0]["summary"]["unchanged"].clone()
    };
    assert_eq!(unchanged(["二", "一"]), 2);
    // Rows that repeat each other are records of their own.
    let twins = Desk::with(&[("needs", &sheet(["一", "一"]))]);
    assert_eq!(twins.json(&["list", "needs"])["needs"].as_array().unwrap().len(), 2);
}

#[test]
fn words_outside_the_code_lists_survive_a_dump() {
    let needs = format!(
        "title,organization,description,classes,cooperation,stage,contact,note\n\
         seals,Alpha Ltd,{LONG},自造类别,许可;飞地孵化,待揭榜,某甲（总经理）,memo\n"
    );
    let desk = Desk::with(&[("needs", &needs)]);
    let before = desk.json(&["list", "needs"])["needs"][0].clone();
    assert_eq!(before["extra"]["classes"], "自造类别");
    desk.fine(&["export", "registry", "dump"]);
    let copy = Desk::blank();
    copy.fine(&["import", "registry", desk.path().join("dump").to_str().unwrap()]);
    let after = copy.json(&["list", "needs"])["needs"][0].clone();
    for field in ["extra", "cooperation", "organization", "stage", "contact"] {
        assert_eq!(before[field], after[field], "{field}");
    }
}

#[test]
fn a_workbook_holds_days_as_days_and_other_words_as_they_are() {
    let deadlines = ["2026-10-31", "2026年12月", "长期", "2027年1月15日"];
    let row = |(at, day): (usize, &&str)| format!("炉排{at}号,甲有限公司,{LONG},{day}\n");
    let rows: String = deadlines.iter().enumerate().map(row).collect();
    let desk =
        Desk::with(&[("needs", &format!("需求名称,企业名称,需求描述,截止时间\n{rows}"))]);
    desk.fine(&["export", "needs", "-o", "own.xlsx"]);
    let path = desk.path().join("own.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let rows: Vec<_> = sheet.rows().collect();
    let at = rows[0].iter().position(|cell| *cell == "deadline").unwrap();
    let whole = rows[1..].iter().filter(|row| row[at].is_datetime()).count();
    let said: Vec<String> = rows[1..].iter().map(|row| row[at].to_string()).collect();
    assert!(whole == 3 && said.contains(&"长期".to_owned()), "{said:?}");
    let told = desk.json(&["import", "own.xlsx", "--dry-run"]);
    assert_eq!(told["files"][0]["summary"]["unchanged"], 4, "{told}");
    let needs = &told["files"][0]["records"];
    for field in ["deadline", "deadline_raw"] {
        let own = column(&desk.json(&["list", "needs"])["needs"], field);
        assert_eq!(column(needs, field), own);
    }
}

#[test]
fn rejects_of_two_registries_in_one_file_read_back() {
    let desk = Desk::blank();
    let rejects = format!(
        "needs\n需求名称,企业名称,需求描述,退回原因\n炉排清灰,甲有限公司,{LONG},x\n\n\
         offerings\n成果名称,完成单位,成果简介,退回原因\n炉排涂层,甲大学,{LONG},x\n"
    );
    let file = desk.write("rejects.csv", &rejects);
    let told = desk.json(&["import", file.to_str().unwrap(), "--dry-run"]);
    let titles: Vec<String> = told["files"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|sheet| column(&sheet["records"], "title"))
        .collect();
    assert_eq!(titles, ["炉排清灰", "炉排涂层"]);
}

#[test]
fn a_row_with_a_cell_too_many_stays_rejected_until_it_is_mended() {
    let desk = Desk::blank();
    let rows = "需求名称,需求描述,企业名称,预算,联系电话\n\
                炉排焊接,改善焊缝,降低成本,甲有限公司,300万元,10000000000\n";
    desk.write("slip.csv", rows);
    let import = |file: &str, rejects: &str| {
        let told = desk.json(&["import", file, "--dry-run", "--rejects", rejects]);
        let problems = column(&told["files"][0]["problems"], "code");
        let ragged = problems.contains(&"ragged_row".to_owned());
        (told["files"][0]["summary"]["rejected"].clone(), ragged)
    };
    let ragged = || (1.into(), true);
    assert_eq!(import("slip.csv", "back.csv"), ragged());
    let back = std::fs::read_to_string(desk.path().join("back.csv")).unwrap();
    assert!(back.contains("降低成本,甲有限公司,300万元,10000000000,"), "{back}");
    // As it came back it is still out, from a workbook, too, with one column of reasons.
    assert_eq!(import("back.csv", "back.xlsx"), ragged());
    assert_eq!(import("back.xlsx", "again.csv"), ragged());
    assert_eq!(std::fs::read_to_string(desk.path().join("again.csv")).unwrap(), back);
    // Mended it is a record, whether or not the reason moves with the cell taken out.
    let mended = back.replace("改善焊缝,降低成本", "改善焊缝且降低成本");
    let blank = mended.replace("10000000000,", "10000000000,,");
    for text in [&mended, &blank] {
        desk.write("mended.csv", text);
        let told = desk.json(&["import", "mended.csv", "--dry-run"]);
        let need = &told["files"][0]["records"][0];
        assert_eq!(
            (&need["organization"]["name"], &need["budget"]["min"], &need["extra"]),
            (&"甲有限公司".into(), &3_000_000.into(), &serde_json::json!({})),
            "{told}"
        );
        assert!(!told.to_string().contains("ragged_row"), "{told}");
    }
    // Without its reason a row that was not mended is still out.
    let (kept, _) = back.split_once("10000000000,").unwrap();
    desk.write("bare.csv", &format!("{kept}10000000000,\n"));
    assert_eq!(import("bare.csv", "bare.json").0, 1);
}

#[test]
fn where_rejects_go_is_settled_before_anything_is_stored() {
    let desk = Desk::blank();
    desk.write(
        "needs.csv",
        &format!(
            "需求名称,企业名称,需求描述\n炉排焊接,甲有限公司,{LONG}\n,乙有限公司,{LONG}\n"
        ),
    );
    for path in ["no/such/back.csv", "back.ics", "back.ods"] {
        desk.refused(&["import", "needs.csv", "--rejects", path]);
        assert!(!desk.path().join(path).exists(), "{path}");
    }
    assert_eq!(desk.json(&["list", "needs"])["needs"], serde_json::json!([]));
    for path in ["back.xlsx", "back"] {
        let told = desk.run(&["import", "needs.csv", "--rejects", path]);
        assert!(told.code == 1 && desk.path().join(path).is_file(), "{}", told.err);
    }
}

#[test]
fn what_registry_is_given_is_read_or_named() {
    let desk = Desk::blank();
    let told = desk.json(&["import", "registry", "no-such-folder"]);
    assert_eq!(told["files"][0]["problems"][0]["code"], "unreadable_file");
    desk.refused(&["import", "registry", "no-such-folder"]);
    // A file that a person names is read, whatever it is called.
    desk.write(
        "odd.csv",
        &format!("需求名称,企业名称,需求描述\n炉排焊接,甲有限公司,{LONG}\n"),
    );
    desk.fine(&["import", "registry", "odd.csv"]);
    std::fs::create_dir(desk.path().join("empty")).unwrap();
    let told = desk.run(&["import", "empty", "--lang", "en"]);
    assert_eq!(
        (told.code, told.err.trim_end()),
        (1, "There is no file to read in empty")
    );
    // in a folder only what is called like a registry is, and the others are named
    desk.write("empty/odd.csv", "a,b\n1,2\n");
    desk.write(
        "empty/needs.csv",
        &format!("需求名称,企业名称,需求描述\n炉排清灰,甲有限公司,{LONG}\n"),
    );
    let told = desk.fine(&["import", "registry", "empty", "--lang", "en"]);
    let odd = "1 file is not read, for no registry is called so: empty/odd.csv";
    assert!(told.err.contains(odd), "{}", told.err);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_stops_no_other_file() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    let desk = Desk::empty();
    desk.write(
        "needs.csv",
        &format!("需求名称,企业名称,需求描述\n炉排焊接,甲有限公司,{LONG}\n"),
    );
    let may = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let closed = desk.path().join("closed");
    std::fs::create_dir(&closed).unwrap();
    may(&closed, 0);
    may(desk.path(), 0o755);
    let args = ["import", "needs", ".", "--dry-run", "--format", "json"];
    let mut command = desk.command(&args);
    // Nothing is closed to root; others may not get to the program where it lies.
    let open = tempfile::tempdir().unwrap();
    if std::fs::read_dir(&closed).is_ok() {
        let program = crate::program::copied(command.get_program(), open.path());
        may(open.path(), 0o755);
        let mut other = std::process::Command::new(program);
        other.args(command.get_args()).current_dir(desk.path()).uid(65534);
        other.env_remove("FAIRMATCH_FAIR");
        command = other;
    }
    let output = command.output();
    may(&closed, 0o755);
    let output = output.expect("the program runs as another user");
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(2));
    let file = object(&told["files"], "file", "./closed");
    assert_eq!(column(&file["problems"], "code"), ["unreadable_file"]);
    assert_eq!(object(&told["files"], "file", "./needs.csv")["summary"]["valid"], 1);
}

#[test]
fn an_earlier_fair_gives_only_the_registry_asked_for() {
    let earlier = Desk::with(&[("organizations", "id,name\nE1,甲有限公司\n")]);
    let desk = Desk::blank();
    let path = earlier.path().to_str().unwrap();
    let why = desk.run(&["import", "needs", path, "--lang", "en"]);
    assert!(
        why.code == 2 && why.text().contains("no needs"),
        "{}{}",
        why.text(),
        why.err
    );
    assert_eq!(
        desk.json(&["list", "organizations"])["organizations"],
        serde_json::json!([])
    );
    desk.fine(&["import", "organizations", path]);
    let organizations = &desk.json(&["list", "organizations"])["organizations"];
    assert_eq!(column(organizations, "id"), ["E1"]);
}

#[test]
fn a_sheet_of_matches_that_nobody_filled_in_changes_nothing() {
    let needs = "id,title,description,organization,stage\n\
                 N1,copper foil rolling,rolling of thin copper foil,Alpha Ltd,reviewed\n\
                 N2,boiler welding,welding robots for boiler grates,Beta Ltd,reviewed\n\
                 N3,cheese,goats,Beta Ltd,reviewed\n";
    let offerings = "id,title,description,organization\n\
                     S1,rolling of copper foil,a mill that rolls thin copper foil,U\n\
                     S2,welding robots,robots for the welding of boiler grates,U\n";
    let desk = Desk::with(&[("needs", needs), ("offerings", offerings)]);
    desk.fine(&["decide", "N1", "S1", "accept", "--note", "at once"]);
    desk.fine(&["decide", "N2", "U", "accept"]);
    let summary = |file: &str| {
        let told = desk.json(&["import", "decisions", file]);
        let file = told["files"][0].clone();
        assert_eq!(file["unmapped"], serde_json::json!([]), "{file}");
        assert_eq!(file["problems"], serde_json::json!([]), "{file}");
        let count = |key: &str| file["summary"][key].as_u64().unwrap();
        (count("inserted"), count("updated"), count("unchanged"))
    };
    let matches = desk.json(&["match"])["matches"].as_array().unwrap().len() as u64;
    assert_eq!(matches, 2);
    for lang in ["zh", "en"] {
        for format in ["xlsx", "csv", "docx", "json", "jsonl"] {
            let file = format!("{lang}.{format}");
            desk.fine(&["export", "matches", "-o", &file, "--lang", lang]);
            assert_eq!(summary(&file), (0, 0, matches), "{file}");
        }
    }
    // A word on a match is a decision; a column of one's own is kept with it.
    let sheet = std::fs::read_to_string(desk.path().join("en.json")).unwrap();
    let mut sheet: serde_json::Value = serde_json::from_str(&sheet).unwrap();
    for found in sheet["matches"].as_array_mut().unwrap() {
        if found["need"] == "N2" {
            found["decision"] = "reject".into();
            found["room"] = "hall 2".into();
        }
    }
    desk.write("filled.json", &sheet.to_string());
    let told = desk.json(&["import", "decisions", "filled.json"]);
    assert_eq!(told["files"][0]["unmapped"], serde_json::json!(["room"]));
    let decided = &desk.json(&["list", "decisions"])["decisions"];
    assert_eq!(column(decided, "need"), ["N1", "N2", "N2"]);
    let new = object(decided, "offering", "S2");
    assert_eq!((&new["decision"], &new["need"]), (&"reject".into(), &"N2".into()));
    assert_eq!(new["extra"], serde_json::json!({ "room": "hall 2" }));
}

#[test]
fn the_tool_s_own_columns_of_words_are_known() {
    let needs = "id,title,organization,budget,deadline\n\
                 N1,copper foil rolling,Alpha Ltd,500万元左右,2027年底前\n";
    let desk = Desk::with(&[("needs", needs)]);
    desk.fine(&["export", "registry", "dump"]);
    let told = desk.json(&["import", "dump/needs.csv"]);
    let file = &told["files"][0];
    assert_eq!(file["unmapped"], serde_json::json!([]));
    assert_eq!(file["summary"]["unchanged"], 1, "{file}");
}
