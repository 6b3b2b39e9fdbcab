//! What is told is whole and true: nothing is left blank, no code stands where a word is
//! expected, and the same thing is called the same.

use crate::desk::Desk;

#[test]
fn a_file_without_records_is_called_so() {
    let desk = Desk::blank();
    for (file, text) in [("none.json", "[]"), ("nested.json", "{\"needs\": []}")] {
        desk.write(file, text);
        for (lang, words) in [("zh", "文件里没有"), ("en", "There is no ")] {
            let told = desk.run(&["import", "needs", file, "--dry-run", "--lang", lang]);
            assert_eq!(told.code, 1);
            let text = told.text();
            assert!(text.contains(words), "{text}");
            assert!(
                !text.contains("找不到认识的表头") && !text.contains("found:"),
                "{text}"
            );
        }
    }
}

#[test]
fn a_missing_column_is_called_by_its_label_and_asked_for_by_its_name() {
    let desk = Desk::blank();
    desk.write("q.csv", "企业名称,拟投入资金\n甲示例公司,30万元\n");
    let told =
        desk.run(&["import", "needs", "q.csv", "--dry-run", "--lang", "zh"]).text();
    assert!(told.contains("必填的“名称”是空的"), "{told}");
    assert!(told.contains("没有必填的列“名称”"), "{told}");
    assert!(told.contains("--map 表头=title"), "{told}");
    let why = desk.refused(&["signing", "add", "title=甲", "--lang", "zh"]);
    assert!(why.contains("必填的“签约单位”是空的") && why.contains("parties=…"), "{why}");
    let why =
        desk.refused(&["import", "q.csv", "--map", "企业名称=nobody", "--lang", "zh"]);
    assert!(why.contains("例如 项目名称=title"), "{why}");
}

#[test]
fn what_an_import_would_change_is_called_by_its_label() {
    let desk = Desk::with(&[("needs", "id,title,deadline\nN1,薄膜,2027-05-01\n")]);
    desk.write("n.csv", "id,title,deadline\nN1,薄膜,2027-06-01\n");
    let told = desk.run(&["import", "needs", "n.csv", "--lang", "zh"]).text();
    assert!(told.contains("┆ 期限 ") && !told.contains("┆ deadline "), "{told}");
}

#[test]
fn an_extension_that_is_none_is_told_which_there_are() {
    let desk = Desk::blank();
    for extension in ["table", "pdf"] {
        let file = format!("x.{extension}");
        let why = desk.refused(&["list", "needs", "-o", &file, "--lang", "en"]);
        assert!(why.contains(&format!("No format has the extension \"{extension}\"")));
        let fits = why.split_once("Extensions that fit: ").unwrap_or_default().1;
        assert!(fits.starts_with("txt, csv, ") && !fits.contains(extension), "{why}");
        assert!(why.contains("--format"), "{why}");
    }
}

#[test]
fn settings_that_are_no_toml_are_shown_without_english_in_chinese() {
    let desk = Desk::blank();
    desk.write("fair.toml", "name = \n");
    let zh = desk.refused(&["list", "needs", "--lang", "zh"]);
    assert!(zh.contains("第 1 行：“name =”不合 TOML 的写法"), "{zh}");
    assert!(!zh.contains("expected") && !zh.contains("quoted"), "{zh}");
    let en = desk.refused(&["list", "needs", "--lang", "en"]);
    assert!(en.contains("line 1: “name =” is not written as TOML wants it"), "{en}");
}

#[test]
fn who_has_nothing_to_attend_is_told_so() {
    let desk = Desk::blank();
    for command in [&["agenda"][..], &["notify"], &["agenda", "--handout", "slips"]] {
        let told = desk.fine(&[command, &["--lang", "zh"]].concat()).text();
        assert!(told.contains("没有要参加的安排"), "{command:?}: {told}");
    }
}

#[test]
fn a_day_without_a_fair_has_a_title_all_the_same() {
    let desk = Desk::empty();
    desk.write("n.csv", "id,title\nN1,薄膜\n");
    let told = desk.run(&["today", "--needs", "n.csv", "--lang", "zh"]).text();
    assert!(told.starts_with("今日事项（"), "{told}");
}

#[test]
fn a_command_without_its_own_says_which_there_are() {
    let desk = Desk::empty();
    let why = desk.refused(&["ledger", "--lang", "en"]);
    let told =
        "Error: A command is required\nHint: Commands: log, advance, due, history\n";
    assert!(why.starts_with(told), "{why}");
    assert!(why.contains("Usage: fairmatch ledger [OPTIONS] <COMMAND>"), "{why}");
}

#[test]
fn where_json_breaks_off_is_said_without_english_in_chinese() {
    let desk = Desk::blank();
    desk.write("cut.json", "[\n{\"title\": \"薄膜\"");
    desk.write("half.json", "{\"participants\":\n 3");
    desk.write("list.json", "[]");
    let told = desk.run(&["import", "needs", "cut.json", "--dry-run", "--lang", "zh"]);
    let text = told.text();
    assert!(text.contains("第 2 行") && !text.contains("EOF"), "{text}");
    let why = desk.refused(&["plan", "--problem", "half.json", "--lang", "zh"]);
    assert!(why.contains("第 2 行第 ") && !why.contains("EOF"), "{why}");
    let why = desk.refused(&["plan", "--problem", "list.json", "--lang", "en"]);
    assert!(why.contains("list.json should hold one JSON object"), "{why}");
}

#[test]
fn a_fair_that_lost_its_settings_says_so_once() {
    let desk = Desk::example();
    std::fs::rename(desk.path().join("fair.toml"), desk.path().join("old.toml")).unwrap();
    for (lang, words) in [("zh", "fair.toml 不在 fair.db 旁边"), ("en", "no fair.toml")]
    {
        for args in [&["list", "needs"][..], &["--fair", ".", "review", "N016", "pass"]] {
            let told = desk.fine(&[args, &["--lang", lang]].concat());
            assert_eq!(told.err.matches(words).count(), 1, "{}", told.err);
        }
    }
    let straight =
        ["list", "needs", "--needs", "n.csv", "--format", "json", "--lang", "en"];
    desk.write("n.csv", "id,title\nN1,薄膜\n");
    assert!(!desk.fine(&straight).err.contains("fair.toml"), "it is not asked for");
}
