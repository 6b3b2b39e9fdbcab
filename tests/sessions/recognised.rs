//! What a sheet is told to be by its headers, and what its words mean.

use serde_json::{Value, json};

use crate::desk::{Desk, column, object};

/// What importing a sheet would come to.
fn read(sheet: &str) -> Value {
    let desk = Desk::empty();
    let file = desk.write("sheet.csv", sheet);
    let told = desk.json(&["import", file.to_str().unwrap(), "--dry-run"]);
    told["files"][0].clone()
}

#[test]
fn rosters_under_their_own_names_are_rosters() {
    for header in [
        "id,name,kind,zone,region,classes,confidential",
        "id,name,uscc,kind,zone",
        "id,name,kind,region",
        "name,zone,classes",
    ] {
        let row = "x,".repeat(header.matches(',').count());
        assert_eq!(
            read(&format!("{header}\n{row}x\n"))["kind"],
            "organizations",
            "{header}"
        );
    }
    let needs = "id,name,description,field,budget\n1,foil,thin foil,metals,5\n";
    assert_eq!(read(needs)["kind"], "needs");
}

#[test]
fn a_ledger_s_words_are_stages_or_named() {
    let sheet = "项目名称,责任单位,进展情况,到位资金（万元）\n\
                 甲项目,某局,终止：投资方原因,1\n\
                 乙项目,某局,已开工建设,1\n\
                 丙项目,某局,暂停,1\n\
                 丁项目,某局,已兑现,1\n";
    let file = read(sheet);
    assert_eq!(column(&file["records"], "stage"), ["ended", "started", "暂停", "paid"]);
    assert_eq!(file["records"][0]["extra"]["进展情况"], "终止：投资方原因");
    assert_eq!(column(&file["problems"], "value"), ["暂停"]);
    assert_eq!(column(&file["problems"], "code"), ["unknown_vocabulary"]);
}

#[test]
fn a_column_of_kinds_may_say_the_type_of_agreement() {
    let sheet = "签约项目,甲方,乙方,签约类型,签约金额（万元）\n\
                 甲,甲公司,乙大学,框架协议,5\n\
                 乙,甲公司,乙大学,技术开发合同,5\n\
                 丙,甲公司,乙公司,投资协议,5\n";
    let file = read(sheet);
    assert_eq!(column(&file["records"], "kind"), ["other", "other", "investment"]);
    let types: Vec<&Value> =
        file["records"].as_array().unwrap().iter().map(|r| &r["contract_type"]).collect();
    assert_eq!(json!(types), json!(["framework", "development", null]));
    assert_eq!(file["problems"], json!([]));
}

#[test]
fn a_bottleneck_is_a_title_where_there_is_no_other() {
    let text = "现有工艺的厚度均匀性和表面质量达不到要求，需要开发新的轧制工艺。";
    let alone = read(&format!("企业名称,技术瓶颈,具体内容\n甲公司,钛箔轧制,{text}\n"));
    assert_eq!(alone["kind"], "needs");
    assert_eq!(alone["records"][0]["title"], "钛箔轧制");
    let beside = read(&format!("企业名称,需求名称,技术瓶颈\n甲公司,钛箔轧制,{text}\n"));
    assert_eq!(beside["records"][0]["title"], "钛箔轧制");
    assert_eq!(beside["records"][0]["description"], text);
}

#[test]
fn amounts_that_no_field_takes_are_told() {
    let sheet = "企业名称,融资需求金额（万元）,联系人\n甲公司,2000,张三\n";
    let file = read(sheet);
    assert_eq!(file["kind"], "organizations");
    let problem = object(&file["problems"], "code", "unmapped_column");
    assert_eq!(problem["severity"], "warning");
}
