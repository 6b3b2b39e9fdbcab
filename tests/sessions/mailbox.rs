//! A folder of answered surveys: what has to be done is said at its end.

use std::fs;

use crate::desk::{Desk, LONG, object};

#[test]
fn what_has_to_be_looked_at_is_gathered_at_the_end() {
    let desk = Desk::with(&[]);
    let mail = desk.path().join("mail");
    fs::create_dir(&mail).unwrap();
    let form = |name: &str, title: &str| {
        let text = format!("企业名称,甲有限公司\n需求名称,{title}\n需求描述,{LONG}\n");
        fs::write(mail.join(name), text).unwrap();
    };
    form("1.csv", "钛箔轧制");
    form("2.csv", "无");
    fs::write(mail.join("3.xlsx"), "").unwrap();
    fs::write(mail.join("~$1.xlsx"), "lock").unwrap();
    let told = desk.run(&["import", "mail", "--lang", "zh"]);
    assert_eq!(told.code, 2, "{}", told.err);
    let text = told.text();
    let end = text.split("\n汇总\n").nth(1).unwrap_or_default();
    let expected =
        "3 个文件：接收 1 条记录（新增 1，更新 0，未变 0），退回 1 行\n需要处理：\n";
    assert!(end.starts_with(expected), "{}", told.text());
    for look in
        ["mail/2.csv 第 2 行：必填的“需求名称”填的是“无”", "mail/3.xlsx：文件是空的"]
    {
        assert!(end.contains(look), "{look}: {end}");
    }
    let english = desk.run(&["import", "mail", "--lang", "en", "--dry-run"]);
    let text = english.text();
    let end = text.split("\nAll files\n").nth(1).unwrap_or_default();
    assert!(end.starts_with("3 files: 1 record accepted (0 new"), "{}", english.text());
    let one = desk.run(&["import", "mail/1.csv", "--lang", "zh"]);
    assert!(one.code == 0 && !one.text().contains("汇总"), "{}", one.text());
}

#[test]
fn who_answers_that_nothing_is_needed_has_answered() {
    let desk = Desk::with(&[]);
    let needs = format!(
        "企业名称,技术需求名称,需求描述\n甲有限公司,暂无技术需求,无\n乙有限公司,钛箔轧制,{LONG}\n"
    );
    desk.write("needs.csv", &needs);
    let zone = "某街道";
    desk.write(
        "roster.csv",
        &format!(
            "企业名称,镇街,有无技术需求\n甲有限公司,{zone},\n乙有限公司,{zone},\n丙有限公司,{zone},\n丁有限公司,{zone},无\n"
        ),
    );
    assert_eq!(desk.run(&["import", "needs.csv", "roster.csv"]).code, 1);
    let today = desk.run(&["today", "--lang", "zh"]).text();
    assert!(today.contains("未答复的企业 1 家：丙有限公司"), "{today}");
    assert_eq!(desk.json(&["list", "needs"])["needs"].as_array().unwrap().len(), 1);
    desk.fine(&["undo"]);
    assert!(
        desk.json(&["list", "organizations"])["organizations"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn two_firms_of_one_name_stay_two_and_are_shown_as_stored() {
    let desk = Desk::with(&[]);
    let codes = ["91410800MA00000012", "91410800MA00000025"];
    let head = "企业名称,统一社会信用代码,镇街";
    let row = |at: usize| format!("甲有限公司,{},街道{at}\n", codes[at]);
    for (file, rows) in
        [("1.csv", row(0)), ("2.csv", row(1)), ("3.csv", row(1) + &row(0))]
    {
        desk.write(file, &format!("{head}\n{rows}"));
        desk.json(&["import", "organizations", file]);
    }
    let stored = &desk.json(&["list", "organizations"])["organizations"];
    assert_eq!(stored.as_array().unwrap().len(), 2, "{stored}");
    let need = |at: usize| format!("甲有限公司,{},钛箔{at},{LONG}\n", codes[at]);
    let text =
        format!("企业名称,统一社会信用代码,需求名称,需求描述\n{}{}", need(0), need(1));
    desk.write("needs.csv", &text);
    let shown = desk.json(&["import", "needs.csv"]);
    let stored = desk.json(&["list", "needs"]);
    for at in 0..2 {
        let title = format!("钛箔{at}");
        let shown = object(&shown["files"][0]["records"], "title", &title);
        let kept = object(&stored["needs"], "title", &title);
        assert_eq!(shown["organization"]["id"], kept["organization"]["id"]);
    }
}
