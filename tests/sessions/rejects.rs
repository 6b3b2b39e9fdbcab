//! Rejected rows as files of their own: written beside nothing else, read back from every format.

use std::fs;

use crate::desk::{Desk, LONG, column};

/// One record, a row without a title, and a row with a cell too many.
fn needs() -> String {
    format!(
        "需求名称,企业名称,需求描述\n炉排焊接,甲有限公司,{LONG}\n,乙有限公司,{LONG}\n\
         钛箔,轧制,丙有限公司,{LONG}\n"
    )
}

#[test]
fn an_output_is_no_input_and_no_other_output() {
    let desk = Desk::blank();
    let before = needs();
    desk.write("n.csv", &before);
    desk.write("s.csv", &format!("成果名称,完成单位,成果简介\n炉排涂层,甲大学,{LONG}\n"));
    fs::create_dir(desk.path().join("in")).unwrap();
    fs::copy(desk.path().join("n.csv"), desk.path().join("in/n.csv")).unwrap();
    for args in [
        &["import", "n.csv", "--dry-run", "--rejects", "n.csv"][..],
        &["import", "in", "--dry-run", "--rejects", "./in/../in/n.csv"],
        &["import", "n.csv", "--dry-run", "-o", "n.csv"],
        &["list", "offerings", "--offerings", "s.csv", "-o", "s.csv"],
        &["completions", "bash", "-o", "fair.toml"],
    ] {
        let why = desk.refused(&[args, &["--lang", "en"]].concat());
        assert!(why.contains("is read, too"), "{why}");
    }
    let why = desk.refused(&["import", "n.csv", "--rejects", "r.csv", "-o", "./r.csv"]);
    assert!(why.contains("named for two outputs"), "{why}");
    desk.refused(&["import", "n.csv", "--rejects", "-", "-o", "-"]);
    assert!(!desk.path().join("r.csv").exists());
    for file in ["n.csv", "in/n.csv"] {
        assert_eq!(fs::read_to_string(desk.path().join(file)).unwrap(), before);
    }
    assert!(fs::read_to_string(desk.path().join("s.csv")).unwrap().contains("炉排涂层"));
    let null = "/dev/null";
    assert_eq!(desk.run(&["import", "n.csv", "--rejects", null, "-o", null]).code, 1);
}

#[cfg(unix)]
#[test]
fn a_link_to_an_input_is_that_input() {
    let desk = Desk::blank();
    desk.write("n.csv", &needs());
    std::os::unix::fs::symlink("n.csv", desk.path().join("link.csv")).unwrap();
    desk.refused(&["import", "n.csv", "--rejects", "link.csv"]);
    assert_eq!(fs::read_to_string(desk.path().join("n.csv")).unwrap(), needs());
}

#[test]
fn rejects_on_standard_output_stand_there_alone() {
    let desk = Desk::blank();
    desk.write("n.csv", &needs());
    let args = ["import", "n.csv", "--dry-run", "--rejects", "-", "--format", "json"];
    let told = desk.run(&args);
    let lines: Vec<String> = told.text().lines().map(str::to_owned).collect();
    assert!(told.code == 1 && lines.len() == 3, "{lines:?}");
    assert!(lines[0].starts_with("\u{feff}需求名称"), "{lines:?}");
    let report: serde_json::Value = serde_json::from_str(&told.err).unwrap();
    assert_eq!(report["files"][0]["summary"]["rejected"], 2);
}

#[test]
fn what_every_format_of_rejects_holds_is_rejected_again() {
    let desk = Desk::blank();
    desk.write("n.csv", &needs());
    desk.write(
        "s.csv",
        &format!(
            "成果名称,完成单位,成果简介\n炉排涂层,甲大学,{LONG}\n,乙大学,{LONG}\n炉排材料,丙大学,{LONG},多\n"
        ),
    );
    let import = |files: &[&str], rejects: &str| {
        let args = [&["import"][..], files, &["--dry-run", "--rejects", rejects]];
        let told = desk.json(&args.concat());
        let sum = |key: &str| -> u64 {
            let files = told["files"].as_array().unwrap();
            files.iter().filter_map(|file| file["summary"][key].as_u64()).sum()
        };
        let files = told["files"].as_array().unwrap();
        let unmapped = files.iter().flat_map(|file| column(&file["problems"], "code"));
        let unmapped = unmapped.filter(|code| code == "unmapped_column").count();
        (sum("valid"), sum("rejected"), unmapped)
    };
    for name in ["json", "jsonl", "csv", "xlsx", "docx"] {
        let (one, two) = (format!("one.{name}"), format!("two.{name}"));
        assert_eq!(import(&["n.csv"], &one), (1, 2, 0), "{name}");
        assert_eq!(import(&[&one], "again.csv"), (0, 2, 0), "{name}");
        assert_eq!(import(&["n.csv", "s.csv"], &two), (2, 4, 0), "{name}");
        assert_eq!(import(&[&two], "again.csv"), (0, 4, 0), "{name}");
    }
    let rows = fs::read_to_string(desk.path().join("one.jsonl")).unwrap();
    assert_eq!(rows.lines().count(), 3, "{rows}");
    let mended = rows.replace("[\"\",\"乙", "[\"炉排清灰\",\"乙");
    desk.write("mended.jsonl", &mended.replace("钛箔\",\"轧制", "钛箔轧制"));
    let told = desk.json(&["import", "mended.jsonl", "--dry-run"]);
    let titles = column(&told["files"][0]["records"], "title");
    assert_eq!(titles, ["炉排清灰", "钛箔轧制"], "{told}");
}

#[test]
fn formats_that_do_not_read_back_are_refused_with_those_that_do() {
    let desk = Desk::blank();
    desk.write("n.csv", &needs());
    for file in ["r.html", "r.md", "r.txt", "r.ics", "r.svg", "r.pdf"] {
        let why = desk.refused(&["import", "n.csv", "--rejects", file]);
        assert!(why.contains("csv, json, jsonl, docx, xlsx"), "{why}");
        assert!(!why.contains("svg,") && !desk.path().join(file).exists(), "{why}");
    }
}
