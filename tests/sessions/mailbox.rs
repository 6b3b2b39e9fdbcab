//! A folder of answered surveys: what has to be done is said at its end.

use std::fs;

use crate::desk::Desk;

const LONG: &str = "现有工艺的厚度均匀性和表面质量达不到要求，需要开发新的轧制工艺。";

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
