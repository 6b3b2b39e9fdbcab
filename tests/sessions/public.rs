//! What gets out under `--public`: searched whole, in every output.

use std::io::{Cursor, Read as _};

use crate::desk::Desk;

/// Everything that `--public` and the booklet may be asked for.
const OUTPUTS: &[&[&str]] = &[
    &["list", "needs"],
    &["list", "offerings"],
    &["list", "organizations"],
    &["list", "people"],
    &["list", "signings"],
    &["list", "ledger"],
    &["list", "officers"],
    &["list", "assignments"],
    &["list", "availability"],
    &["list", "policies"],
    &["list", "events"],
    &["list", "kpis"],
    &["list", "decisions"],
    &["list", "outcomes"],
    &["list", "encounters"],
    &["show", "E010"],
    &["show", "N010"],
    &["show", "U001"],
    &["search", "电池"],
    &["explain", "N010", "S018"],
    &["match"],
    &["match", "--by", "offering"],
    &["check"],
    &["dedupe"],
    &["verify"],
    &["agenda"],
    &["agenda", "--for", "E010"],
    &["agenda", "--handout", "tables"],
    &["notify"],
    &["signing", "list"],
    &["signing", "plan"],
    &["officers", "assign"],
    &["policies", "match"],
    &["ledger", "due"],
    &["ledger", "history", "E010"],
    &["log"],
    &["stats"],
    &["stats", "--group", "officer"],
    &["today"],
    &["plan", "list"],
    &["report"],
    &["report", "--brief"],
    &["export", "booklet"],
    &["export", "matches"],
    &["export", "meetings"],
    &["export", "needs"],
    &["export", "people"],
];

/// The bundled fair with a confidential enterprise and secrets in every kind of text.
fn desk() -> Desk {
    let desk = Desk::example();
    desk.fine(&["edit", "E010", "confidential=true"]);
    let text =
        "请联系王秘密13812345678，secret@example.invalid，示例蓝湾电池材料有限公司";
    desk.fine(&["edit", "N010", &format!("description={text}")]);
    desk.fine(&["edit", "S018", &format!("description=已用于{text}")]);
    desk.fine(&["edit", "H007", "organization=示例蓝湾电池材料有限公司"]);
    desk.fine(&["plan", "--time-limit", "1"]);
    desk
}

/// The text of an output, that in archives included.
fn text(bytes: Vec<u8>) -> String {
    if !bytes.starts_with(b"PK") {
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut part = Vec::new();
        archive.by_index(at).unwrap().read_to_end(&mut part).unwrap();
        all.push_str(&String::from_utf8_lossy(&part));
    }
    all
}

#[test]
fn no_phone_no_address_no_confidential_name_gets_out() {
    let desk = desk();
    let secrets =
        ["蓝湾", "13812345678", "@example", "000-0000", "000-3000", "000-4000", "联络员"];
    for output in OUTPUTS {
        for format in ["csv", "json", "docx"] {
            let args = [output, &["--public", "--format", format][..]].concat();
            let told = desk.run(&args);
            let unfit = *output == ["report", "--brief"] && format == "csv";
            let handout = output.contains(&"--handout") && format == "json";
            let refused = unfit || handout || output[0] == "show";
            assert!(told.code < 2 || refused, "{args:?}: {}", told.err);
            let text = text(told.out);
            for secret in secrets {
                assert!(!text.contains(secret), "{secret} in {args:?}");
            }
        }
    }
}

#[test]
fn the_booklet_is_public_by_itself() {
    let told = desk().fine(&["export", "booklet", "--format", "csv"]).text();
    for secret in ["蓝湾", "13812345678", "@example", "联络员"] {
        assert!(!told.contains(secret), "{secret}");
    }
}

#[test]
fn what_is_read_and_written_is_told_without_secrets() {
    let desk = desk();
    let secrets = ["蓝湾", "13812345678", "王秘密", "@example"];
    desk.write(
        "more.csv",
        "id,title,organization,description,contact,phone,budget\n\
         N010,电池材料,示例蓝湾电池材料有限公司,改了,王秘密,13812345678,问13812345678\n",
    );
    desk.fine(&["edit", "P001", "title=示例蓝湾电池材料有限公司项目"]);
    for args in [
        &["import", "needs", "more.csv", "--dry-run"][..],
        &["import", "needs", "more.csv"],
        &["ledger", "log", "P001", "--note", "x"],
        &["ledger", "advance", "P001", "landed"],
        &["dedupe", "--merge", "E009", "E010"],
    ] {
        for format in ["table", "json"] {
            let told = desk.run(&[args, &["--public", "--format", format]].concat());
            let text = format!("{}{}", String::from_utf8_lossy(&told.out), told.err);
            assert!(!text.is_empty());
            for secret in secrets {
                assert!(!text.contains(secret), "{secret} in {args:?}: {text}");
            }
        }
    }
}

#[test]
fn the_roster_decides_when_only_needs_are_listed() {
    let desk = desk();
    let needs = desk.json(&["list", "needs", "--public"]);
    let need = crate::desk::object(&needs["needs"], "id", "N010");
    assert!(need["organization"]["name"].as_str().unwrap().starts_with('某'), "{need}");
    assert_eq!(need["organization"]["confidential"], true);
    assert_eq!(need["contact"]["phones"], serde_json::json!([]));
}

#[test]
fn the_public_log_tells_when_and_how_much() {
    let log = desk().json(&["log", "--public"]);
    let entry = &log["entries"][1];
    assert_eq!(entry["by"], "");
    assert_eq!(entry["changes"], serde_json::json!([]));
    assert!(entry["what"].as_str().unwrap().contains('1'), "{entry}");
}

#[test]
fn what_is_held_back_is_no_problem_and_is_not_named() {
    let desk = Desk::example();
    desk.fine(&["edit", "N003", "publish=false"]);
    desk.fine(&["edit", "E002", "confidential=true"]);
    desk.fine(&["edit", "P001", "related_need=N999"]);
    let missing = |public: &[&str]| {
        let found = desk.json(&[&["check"], public].concat());
        let named = |problem: &&serde_json::Value| {
            ["unknown_reference", "signatory_missing"]
                .contains(&problem["code"].as_str().unwrap())
        };
        let of = |problem: &serde_json::Value| {
            format!("{} {}", problem["subject"], problem["message"])
        };
        found["problems"]
            .as_array()
            .unwrap()
            .iter()
            .filter(named)
            .map(of)
            .collect::<Vec<_>>()
    };
    let whole = missing(&[]);
    assert!(whole.len() == 1 && whole[0].contains("N999"), "{whole:?}");
    assert_eq!(missing(&["--public"]), whole);
    let toml = std::fs::read_to_string(desk.path().join("fair.toml")).unwrap();
    let plan = "\n[plan.delegations]\n\"东方锅炉城发环保装备有限公司\" = 0\n\
                [plan.slots]\nN003 = 0\nN998 = 2\n";
    desk.write("fair.toml", &format!("{toml}{plan}"));
    let text = |args: &[&str]| desk.run(args).out;
    let all = String::from_utf8(text(&["check", "--format", "json"])).unwrap();
    assert!(all.contains("东方锅炉") && all.contains("plan.slots.N003"), "{all}");
    let shown =
        String::from_utf8(text(&["check", "--public", "--format", "json"])).unwrap();
    assert!(shown.contains("N998") && !shown.contains("东方锅炉"), "{shown}");
    assert!(!shown.contains("N003"), "{shown}");
}

#[test]
fn short_names_of_a_confidential_enterprise_get_out_nowhere() {
    let desk = Desk::example();
    desk.fine(&["edit", "E002", "confidential=true"]);
    desk.fine(&["edit", "N004", "description=东方锅炉现有东方电气供应的锅炉，需改造。"]);
    desk.fine(&["plan", "--time-limit", "1"]);
    let own: &[&[&str]] = &[&["show", "V003"], &["show", "N004"], &["export", "events"]];
    for output in OUTPUTS.iter().chain(own) {
        for format in ["csv", "json"] {
            let args = [output, &["--public", "--format", format][..]].concat();
            let text = text(desk.run(&args).out);
            assert!(!text.contains("东方锅炉"), "{args:?}: {text}");
        }
    }
    let event = desk.json(&["show", "V003", "--public"]);
    let title = event["record"]["title"].as_str().unwrap().to_owned();
    assert!(title.starts_with("专家走访某"), "{title}");
    let need = desk.json(&["show", "N004", "--public"])["record"]["description"].clone();
    let need = need.as_str().unwrap();
    assert!(need.contains("东方电气供应的锅炉"), "ordinary words stay: {need}");
}
