//! What single cells become: amounts and days that say less than they seem to.

use serde_json::Value;

use crate::desk::{Desk, column};

/// The need that comes of a row with one more cell, and the codes of its problems.
fn need(header: &str, cell: &str) -> (Value, Vec<String>) {
    let desk = Desk::empty();
    let row = format!(
        "需求名称,企业名称,需求描述,{header}\n炉排焊接,甲有限公司,\
         现有工艺的厚度均匀性和表面质量达不到要求，需要开发新的轧制工艺。,{cell}\n"
    );
    desk.write("needs.csv", &row);
    let told = desk.json(&["import", "needs", "needs.csv", "--dry-run"]);
    let file = &told["files"][0];
    (file["records"][0].clone(), column(&file["problems"], "code"))
}

#[test]
fn the_mark_of_an_option_alone_is_kept_with_a_warning() {
    for cell in ["②", "（1）"] {
        let (need, codes) = need("拟投入资金（万元）", cell);
        assert_eq!(need["budget"]["raw"], cell);
        assert!(need["budget"]["min"].is_null(), "{need}");
        assert_eq!(codes, ["invalid_amount"]);
    }
}

#[test]
fn a_number_beside_a_deadline_leaves_it_and_a_range_without_an_end_has_none() {
    let (beside, codes) = need("完成时限", "编号2026-103，2026年12月底前");
    assert_eq!((&beside["deadline"], codes), (&"2026-12-31".into(), vec![]));
    let (open, codes) = need("完成时限", "2026-12-01至9999-12-31");
    assert!(open["deadline"].is_null(), "{open}");
    assert_eq!(open["deadline_raw"], "2026-12-01至9999-12-31");
    assert_eq!(codes, ["invalid_date"]);
}

#[test]
fn a_pasted_line_break_of_another_program_breaks_no_document() {
    let desk = Desk::empty();
    desk.fine(&["init", "."]);
    desk.write(
        "needs.csv",
        "id,title,description\nN1,铜\u{b}箔\u{1a}轧制,宽幅\u{c}产品\n",
    );
    desk.run(&["import", "needs", "needs.csv"]);
    desk.fine(&["edit", "N1", "indicators=研\u{b}发\u{1b}部"]);
    let need = &desk.json(&["show", "N1"])["record"];
    assert_eq!(
        (&need["title"], &need["description"]),
        (&"铜\n箔轧制".into(), &"宽幅\n产品".into())
    );
    assert!(need.to_string().contains("研\\n发部"), "{need}");
}

#[test]
fn a_number_longer_than_any_amount_is_none() {
    for cell in [format!("1{}", "0".repeat(45)), "5".repeat(45)] {
        let (need, codes) = need("拟投入资金（万元）", &cell);
        assert!(need["budget"]["min"].is_null(), "{need}");
        assert_eq!(codes, ["invalid_amount"]);
    }
}

#[test]
fn a_mark_of_utf_8_does_not_hide_another_encoding() {
    let desk = Desk::empty();
    let mut bytes = "\u{feff}需求名称\n超薄钛箔轧制\n".as_bytes().to_vec();
    bytes.extend([0xb3, 0xac, 0xb1, 0xa1, 0xee, 0xd1, b'\n']);
    std::fs::write(desk.path().join("needs.csv"), bytes).unwrap();
    let told = desk.json(&["import", "needs", "needs.csv", "--dry-run"]);
    let codes = column(&told["files"][0]["problems"], "code");
    assert!(codes.contains(&"unknown_encoding".to_owned()), "{codes:?}");
}

#[test]
fn a_count_that_may_be_another_keeps_its_words() {
    let desk = Desk::with(&[("organizations", "id,name,staff\nE1,甲有限公司,1.2万人\n")]);
    let staff = |cell: &str| {
        desk.write("own.csv", &format!("id,name,staff\nE9,乙有限公司,{cell}\n"));
        let told = desk.json(&["import", "organizations", "own.csv", "--dry-run"]);
        let own = &told["files"][0]["records"][0];
        (own["staff"].clone(), own["extra"]["staff"].clone())
    };
    assert_eq!(desk.json(&["show", "E1"])["record"]["staff"], 12_000);
    for cell in ["2025年末320人", "-5", "3.7"] {
        assert_eq!(staff(cell), (Value::Null, cell.into()), "{cell}");
    }
    for change in ["staff=-5", "staff=3.7", "staff=2026-10-11"] {
        desk.refused(&["edit", "E1", change]);
    }
    let signing = "id,title,parties,batch\nP1,钛箔项目,甲有限公司;乙大学,2\n";
    desk.write("signings.csv", signing);
    desk.fine(&["import", "signings", "signings.csv"]);
    for change in ["position=-1", "batch=0", "priority=-2"] {
        let why = desk.refused(&["edit", "P1", change]);
        let least =
            if change.starts_with("priority") { "0 or more" } else { "1 or more" };
        assert!(why.contains(least), "{why}");
    }
    let why = desk.refused(&["signing", "edit", "P1", "kind=飞"]);
    assert!(why.contains("government_university, university_local"), "{why}");
    let (need, codes) = need("需求人数", "硕士2人/博士1人");
    assert_eq!((&need["headcount"], &need["kind"]), (&Value::Null, &"talent".into()));
    assert_eq!(
        (codes, &need["extra"]["需求人数"]),
        (vec!["invalid_amount".to_owned()], &"硕士2人/博士1人".into())
    );
}

#[test]
fn the_strongest_mark_parts_parties_and_titles() {
    let desk = Desk::empty();
    let signing = |parties: &str, names: &str, titles: &str| {
        desk.write(
            "p.csv",
            &format!(
                "title,parties,signatories,signatory_titles\n\"钛箔\",\"{parties}\",\"{names}\",\"{titles}\"\n"
            ),
        );
        let told = desk.json(&["import", "signings", "p.csv", "--dry-run"]);
        let signing = told["files"][0]["records"][0].clone();
        let of = |key: &str| column(&signing["signatories"], key);
        (
            column(&Value::from(vec![signing.clone()]), "parties")[0].clone(),
            of("title"),
            signing,
        )
    };
    let (parties, titles, _) = signing(
        "Nowhere & Sons；甲大学",
        "某甲；某乙",
        "董事长、总经理；校长、党委副书记",
    );
    assert_eq!(parties, r#"["Nowhere & Sons","甲大学"]"#);
    assert_eq!(titles, ["董事长、总经理", "校长、党委副书记"]);
    let (_, titles, _) = signing("甲公司", "某甲", "党委书记、董事长");
    assert_eq!(titles, ["党委书记、董事长"]);
    let (_, titles, kept) = signing("甲公司；乙大学", "某甲、某乙", "书记、董事长、校长");
    assert_eq!(titles, ["", ""]);
    assert_eq!(kept["extra"]["signatory_titles"], "书记、董事长、校长");
}

/// What is no day is kept under its header; an exported table has it there and among the deadlines.
#[test]
fn an_exported_deadline_that_is_no_day_reads_back_as_it_was() {
    let needs = "需求名称,企业名称,需求描述,需求时限\n炉排焊接,甲有限公司,\
                 现有工艺的厚度均匀性和表面质量达不到要求，需要开发新的轧制工艺。,27-12\n";
    let desk = Desk::with(&[("needs", needs)]);
    desk.fine(&["export", "needs", "-o", "out.csv"]);
    let told = desk.json(&["import", "needs", "out.csv", "--dry-run"]);
    assert_eq!(told["files"][0]["summary"]["unchanged"], 1, "{told}");
}

/// 填报单位 asks for an organization; beside a record it is what nobody asked for.
#[test]
fn what_is_kept_beside_a_record_fills_no_field_when_it_comes_back() {
    let needs = "填报单位：示例区科技局,,\n需求名称,需求描述,拟投入资金（万元）\n\
                 炉排焊接,现有工艺的厚度均匀性和表面质量达不到要求，需要开发新的工艺。,300\n";
    let desk = Desk::with(&[("needs", needs)]);
    let listed = desk.json(&["list", "needs"])["needs"][0].clone();
    assert_eq!(listed["extra"]["填报单位"], "示例区科技局");
    assert!(listed["organization"]["name"].is_null(), "{listed}");
    let mapped = ["--map", "填报单位=organization"];
    let told = desk.json(&[&["import", "needs.csv", "--dry-run"][..], &mapped].concat());
    let owner = &told["files"][0]["records"][0]["organization"];
    assert_eq!(owner["name"], "示例区科技局", "who says so is heard");
    for file in ["out.csv", "out.json", "out.xlsx"] {
        desk.fine(&["export", "needs", "-o", file]);
        let told = desk.json(&["import", "needs", file, "--dry-run"]);
        assert_eq!(told["files"][0]["summary"]["unchanged"], 1, "{file}: {told}");
    }
}
