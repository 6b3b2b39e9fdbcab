//! Organizations put right by hand: their own names, and whose a record is.

use crate::desk::{Desk, column, object};

const NEW: &str = "虚构国钛集团有限公司";

/// How many records of each registry `show` relates to an organization.
fn related(desk: &Desk, id: &str) -> Vec<(String, usize)> {
    let shown = desk.json(&["show", id]);
    let related = shown["related"].as_object().unwrap();
    related.iter().map(|(kind, l)| (kind.clone(), l.as_array().unwrap().len())).collect()
}

#[test]
fn a_renamed_enterprise_keeps_all_that_is_its_own() {
    let desk = Desk::example();
    desk.fine(&["plan", "--time-limit", "1"]);
    let before = related(&desk, "E001");
    let agenda = desk.json(&["agenda", "--for", "E001"]);
    desk.fine(&["export", "registry", "-o", "before"]);
    let entries = desk.json(&["log"])["entries"].as_array().unwrap().len();

    desk.fine(&["edit", "E001", &format!("name={NEW}")]);
    assert_eq!(related(&desk, "E001"), before);
    let kinds: Vec<&str> = before.iter().map(|(kind, _)| kind.as_str()).collect();
    for kind in ["needs", "people", "events", "ledger", "signings"] {
        assert!(kinds.contains(&kind), "{kind}");
    }
    let now = desk.json(&["agenda", "--for", "E001"]);
    let entries_of =
        |agenda: &serde_json::Value| column(&agenda["agenda"][0]["entries"], "id");
    assert_eq!(entries_of(&now), entries_of(&agenda));
    assert_eq!(
        desk.json(&["list", "needs", "--org", NEW])["needs"].as_array().unwrap().len(),
        2
    );
    let codes = column(&desk.json(&["check"])["problems"], "code");
    assert!(!codes.iter().any(|code| code == "conflicting_organization"), "{codes:?}");
    let log = desk.json(&["log"]);
    assert_eq!(log["entries"].as_array().unwrap().len(), entries + 1);

    let again = desk.json(&["import", "registry", "before", "--dry-run"]);
    let needs = object(&again["files"], "kind", "needs");
    assert_eq!(needs["summary"]["updated"], 0, "the old name means the same body");

    desk.fine(&["undo"]);
    desk.fine(&["export", "registry", "-o", "after"]);
    for file in ["needs", "people", "signings", "events", "organizations"] {
        let read = |dir: &str| {
            std::fs::read(desk.path().join(dir).join(format!("{file}.csv"))).unwrap()
        };
        assert_eq!(read("before"), read("after"), "{file}");
    }
}

#[test]
fn a_name_that_is_taken_is_refused() {
    let desk = Desk::example();
    let other =
        desk.json(&["show", "E002"])["record"]["name"].as_str().unwrap().to_owned();
    let why = desk.refused(&["edit", "E001", &format!("name={other}")]);
    assert!(why.contains("E002") && why.contains("--merge"), "{why}");
}

#[test]
fn a_need_given_to_another_enterprise_is_that_one_s() {
    let desk = Desk::example();
    let roster = desk.json(&["show", "E030"])["record"].clone();
    let name = roster["name"].as_str().unwrap();
    desk.fine(&["edit", "N002", &format!("organization={name}")]);
    let need = desk.json(&["show", "N002"])["record"].clone();
    for field in ["id", "name", "zone", "region", "classes"] {
        assert_eq!(need["organization"][field], roster[field], "{field}");
    }
    assert_eq!(need["contact"], roster["contact"]);

    desk.fine(&["edit", "N002", &format!("organization={NEW}")]);
    let need = desk.json(&["show", "N002"])["record"].clone();
    let own = &need["organization"];
    assert_eq!((&own["name"], &own["zone"]), (&NEW.into(), &serde_json::Value::Null));
    assert_ne!(own["id"], "E030");
    assert_ne!(own["id"], "E001");
    desk.fine(&["plan", "--time-limit", "1"]);
    let agenda = desk.json(&["agenda", "--for", NEW]);
    let needs = column(&agenda["agenda"][0]["entries"], "need");
    assert!(needs.iter().all(|need| need == "N002"), "{needs:?}");
}

#[test]
fn check_finds_a_name_that_its_id_does_not_stand_for() {
    let needs = "id,title,organization,organization_id,description
N1,Pump seals,Fictional Valves Ltd.,E1,Seals that stay tight at 200 degrees for years
";
    let desk = Desk::with(&[
        ("organizations", "id,name\nE1,Invented Pumps Ltd.\n"),
        ("needs", needs),
    ]);
    let problems = desk.json(&["check"])["problems"].clone();
    let found = object(&problems, "code", "conflicting_organization");
    assert_eq!(found["subject"], "N1");
}

#[test]
fn what_is_typed_of_a_contact_is_not_mixed_with_the_old_firm_s() {
    let desk = Desk::example();
    desk.fine(&["edit", "N002", "organization=虚构新铜业有限公司", "contact=王某"]);
    let contact = desk.json(&["show", "N002"])["record"]["contact"].clone();
    assert_eq!(contact, serde_json::json!({"name": "王某", "phones": [], "email": null}));
}

#[test]
fn an_id_that_nobody_has_and_an_identity_card_are_refused_in_their_own_words() {
    let desk = Desk::example();
    let told = desk.refused(&["--lang", "en", "edit", "N002", "organization_id=E99"]);
    assert!(told.contains("E99") && !told.contains("unchanged"), "{told}");
    assert_eq!(desk.json(&["show", "N002"])["record"]["organization"]["id"], "E001");
    let card = "description=证号410803199001010084，请联系";
    let told = desk.refused(&["--lang", "en", "edit", "N002", card]);
    assert!(told.contains("never stored") && !told.contains("taken out"), "{told}");
}
