//! Who answers for what.

use crate::desk::{Desk, column, object};

const OFFICERS: &str = "name,title,zone,capacity\nAnn,officer,east,2\nBob,officer,east,2\nCem,officer,west,1\n";

const SIGNINGS: &str = "id,title,parties,zone,stage
P1,one,Alpha Ltd,east,signed
P2,two,Alpha Ltd,east,signed
P3,three,Gamma Ltd,east,signed
P4,four,Delta Ltd,west,signed
P5,five,Epsilon Ltd,west,signed
P6,six,Zeta Ltd,north,signed
";

#[test]
fn loads_are_even_within_zones_and_an_enterprise_has_one_officer() {
    let desk = Desk::with(&[("officers", OFFICERS), ("signings", SIGNINGS)]);
    let first = desk.json(&["officers", "assign"]);
    let assigned = &first["assignments"];
    assert_eq!(column(assigned, "subject").len(), 4);
    let officer = |subject: &str| object(assigned, "subject", subject)["officer"].clone();
    assert_eq!(officer("P1"), officer("P2"), "one officer for Alpha Ltd");
    assert_ne!(officer("P1"), officer("P3"), "the other one takes the rest");
    assert!(column(assigned, "changed").iter().all(|changed| changed == "true"));
    let left = &first["unassigned"];
    assert_eq!(column(left, "code").len(), 2);
    let north = object(left, "subject", "P6");
    assert_eq!(north["code"], "no_officer_in_zone");
    assert!(north["reason"].as_str().unwrap().contains("north"));
    let west: Vec<_> = column(left, "code");
    assert!(west.contains(&"capacity_exceeded".to_owned()), "{left}");
}

#[test]
fn pairs_that_hold_are_kept_and_a_change_of_hands_is_history() {
    let desk = Desk::with(&[("officers", OFFICERS), ("signings", SIGNINGS)]);
    let first = desk.json(&["officers", "assign"]);
    let again = desk.json(&["officers", "assign"]);
    assert_eq!(
        column(&again["assignments"], "officer"),
        column(&first["assignments"], "officer")
    );
    assert!(
        column(&again["assignments"], "changed").iter().all(|changed| changed == "false")
    );
    let entries = desk.json(&["log"]);
    let assigned = |entries: &serde_json::Value| {
        column(&entries["entries"], "what")
            .iter()
            .filter(|w| w.contains("assigned"))
            .count()
    };
    assert_eq!(assigned(&entries), 1, "nothing changed, nothing logged");
    // The west's only officer leaves; another one comes.
    let cem = object(&desk.json(&["list", "officers"])["officers"], "name", "Cem")["id"]
        .as_str()
        .unwrap()
        .to_owned();
    desk.fine(&["edit", &cem, "zone=north"]);
    let file = desk.write("more.csv", "name,title,zone,capacity\nDan,officer,west,2\n");
    desk.fine(&["import", "officers", file.to_str().unwrap()]);
    let moved = desk.json(&["officers", "assign"]);
    let four = object(&moved["assignments"], "subject", "P4");
    assert_eq!((&four["officer"], &four["changed"]), (&"Dan".into(), &true.into()));
    let one = object(&moved["assignments"], "subject", "P1");
    assert_eq!(one["changed"], false);
    let history = desk.json(&["ledger", "history", "P4"]);
    let notes = column(&history["entries"], "note").concat();
    assert!(notes.contains("Cem"), "{notes}");
}

#[test]
fn nothing_is_stored_of_what_is_only_shown() {
    let desk = Desk::with(&[("officers", OFFICERS), ("signings", SIGNINGS)]);
    desk.refused(&["officers", "assign", "--format", "ics"]);
    desk.fine(&["officers", "assign", "--public"]);
    let kept = desk.json(&["list", "assignments"]);
    assert_eq!(kept["assignments"], serde_json::json!([]));
}

#[test]
fn a_district_of_36_officers_and_125_projects() {
    let desk = Desk::empty();
    let zones = ["east", "west", "north", "south", "hill", "river"];
    let table = |header: &str, rows: &mut dyn Iterator<Item = String>| -> String {
        std::iter::once(format!("{header}\n")).chain(rows).collect()
    };
    let officer = |n: usize| format!("Officer {n},officer,{},4\n", zones[n % 6]);
    let officers = table("name,title,zone,capacity", &mut (0..36).map(officer));
    let signing = |n: usize| {
        let firm = n / 2;
        format!("P{n},project {n},Works {firm} Ltd,{},signed\n", zones[firm % 6])
    };
    let signings = table("id,title,parties,zone,stage", &mut (0..125).map(signing));
    desk.write("officers.csv", &officers);
    desk.write("signings.csv", &signings);
    let found = desk.json(&[
        "officers",
        "assign",
        "--officers",
        "officers.csv",
        "--signings",
        "signings.csv",
    ]);
    assert_eq!(found["unassigned"], serde_json::json!([]));
    assert_eq!(found["optimal"], true);
    let mut loads = std::collections::BTreeMap::<String, usize>::new();
    for officer in column(&found["assignments"], "officer") {
        *loads.entry(officer).or_default() += 1;
    }
    // 20 or 21 projects a zone, two to an enterprise, six officers: two each or four.
    assert_eq!(loads.len(), 36);
    assert!(loads.values().all(|load| (2..=4).contains(load)), "{loads:?}");
}

#[test]
fn a_project_without_a_zone_is_not_said_to_be_of_one() {
    let desk = Desk::with(&[
        ("officers", "name,zone,capacity\nAnn,,1\n"),
        ("signings", "id,title,parties\nP1,one,Alpha Ltd\nP2,two,Beta Ltd\n"),
    ]);
    let told = desk.run(&["officers", "assign"]).text();
    assert!(
        told.contains("the officers who are not bound to a zone have no room left"),
        "{told}"
    );
}
