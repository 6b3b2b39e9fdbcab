//! The log in plain words, and changes taken back.

use crate::desk::{Desk, column};

const NEEDS: &str =
    "id,title,organization,zone\nN1,seals,Alpha Ltd,east\nN2,pumps,Beta Ltd,west\n";

#[test]
fn nobody_acts_without_a_name() {
    let desk = Desk::example();
    desk.fine(&["review", "N001", "pass", "--as", " "]);
    assert_eq!(desk.json(&["log", "--limit", "1"])["entries"][0]["by"], "clerk");
}

#[test]
fn the_log_says_who_changed_what_from_what_to_what() {
    let desk = Desk::with(&[
        ("needs", NEEDS),
        ("officers", "name,title,zone\nAnn,chief,east\n"),
    ]);
    desk.fine(&["edit", "N1", "zone=north", "--as", "Dora"]);
    let ann = desk.json(&["list", "officers"])["officers"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    desk.fine(&["edit", &ann, "capacity=3"]);
    let log = desk.json(&["log"]);
    let what = column(&log["entries"], "what");
    assert!(what[0].contains("“Ann”") && what[0].contains("→ 3"), "{}", what[0]);
    assert_eq!(what[1], "edited: needs N1 “seals” (zone: east → north)");
    assert!(what[3].contains("new needs N1 “seals”"), "{}", what[3]);
    assert_eq!(column(&log["entries"], "by"), ["clerk", "Dora", "clerk", "clerk"]);
    let change = &log["entries"][1]["changes"][0];
    assert_eq!(change["before"]["organization"]["zone"], "east");
    assert_eq!(change["after"]["organization"]["zone"], "north");
    assert_eq!(
        desk.json(&["log", "--limit", "1"])["entries"].as_array().unwrap().len(),
        1
    );
}

#[test]
fn any_entry_that_nothing_builds_on_is_taken_back() {
    let desk = Desk::with(&[("needs", NEEDS)]);
    desk.fine(&["edit", "N1", "zone=north"]);
    desk.fine(&["edit", "N2", "zone=south"]);
    desk.fine(&["edit", "N1", "zone=hill"]);
    let why = desk.refused(&["undo", "2"]);
    assert!(why.contains('4') && why.contains("N1"), "{why}");
    desk.fine(&["undo", "3"]);
    desk.fine(&["undo"]);
    desk.fine(&["undo", "2"]);
    let zones: Vec<_> = desk.json(&["list", "needs"])["needs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|need| need["organization"]["zone"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(zones, ["east", "west"]);
    let log = desk.json(&["log"]);
    assert_eq!(column(&log["entries"], "undone")[3..], ["true", "true", "true", "false"]);
    assert_eq!(column(&log["entries"], "undoes")[..3], ["2", "4", "3"]);
    let why = desk.refused(&["undo", "3"]);
    assert!(why.contains("undone already"), "{why}");
    // The undoing is an entry like any other.
    desk.fine(&["undo", "5"]);
    let needs = desk.json(&["list", "needs"]);
    assert_eq!(needs["needs"][1]["organization"]["zone"], "south");
}

#[test]
fn an_import_that_was_decided_on_is_not_taken_back() {
    let desk = Desk::with(&[
        ("needs", NEEDS),
        ("offerings", "id,title,organization\nS1,x,Uni\n"),
    ]);
    desk.fine(&["decide", "N1", "S1", "pin"]);
    let why = desk.refused(&["undo", "1"]);
    assert!(why.contains('3'), "{why}");
    desk.fine(&["undo"]);
    desk.fine(&["undo", "1"]);
    assert_eq!(desk.json(&["list", "needs"])["needs"], serde_json::json!([]));
}

#[test]
fn a_clock_that_jumps_back_leaves_the_order() {
    let desk = Desk::with(&[("needs", NEEDS)]);
    for (zone, day) in [("a", "2026-10-09"), ("b", "2026-10-01"), ("c", "2026-10-05")] {
        desk.fine(&["edit", "N1", &format!("zone={zone}"), "--today", day]);
    }
    let log = desk.json(&["log"]);
    assert_eq!(column(&log["entries"], "id"), ["4", "3", "2", "1"]);
    let last = column(&log["entries"], "what")[0].clone();
    assert!(last.contains("b → c"), "{last}");
}

#[test]
fn records_of_the_log_are_whole_as_everywhere() {
    let desk = Desk::example();
    let edited = desk.json(&["edit", "N001", "title=seals"]);
    let after = &edited["entries"][0]["changes"][0]["after"];
    let record = &desk.json(&["show", "N001"])["record"];
    assert_eq!((&after["title"], after), (&"seals".into(), record));
}

#[test]
fn hours_said_of_somebody_are_undone_row_by_row() {
    let hours = "id,organization,date,start,end,available\n\
                 A1,Alpha Ltd,2026-10-16,09:00,12:00,no\n\
                 A2,Beta Ltd,2026-10-16,09:00,10:00,no\n";
    let desk = Desk::with(&[("needs", NEEDS), ("availability", hours)]);
    let rows = || desk.json(&["list", "availability"])["availability"].clone();
    let set = |who: &str, from: &str, to: &str, word: &str| {
        let from = format!("2026-10-16T{from}");
        desk.fine(&["availability", "set", who, &from, to, word]);
    };
    let first = rows();
    set("Alpha Ltd", "10:00", "11:00", "yes");
    let holed = rows();
    assert_eq!(column(&holed, "start"), ["09:00", "09:00", "11:00"]);
    set("Beta Ltd", "10:00", "11:00", "no");
    set("Alpha Ltd", "11:00", "11:20", "yes");
    let why = desk.refused(&["undo", "3"]);
    assert!(why.contains('5'), "the third rests on what the first left: {why}");
    desk.fine(&["undo", "5"]);
    desk.fine(&["undo", "4"]);
    assert_eq!(rows(), holed);
    desk.fine(&["undo", "3"]);
    assert_eq!(rows(), first, "no hole in Alpha's hours, under their own id");
}

#[test]
fn what_was_changed_and_changed_back_keeps_nothing_from_being_undone() {
    let decisions = "id,need,offering,decision\nD1,N1,S1,accept\n";
    let desk = Desk::with(&[
        ("needs", NEEDS),
        ("offerings", "id,title\nS1,Foil\n"),
        ("decisions", decisions),
    ]);
    desk.fine(&["decide", "N1", "S1", "pin"]);
    let why = desk.refused(&["undo", "1"]);
    assert!(why.contains("later entries build on it: 4"), "{why}");
    for _ in 0..4 {
        desk.fine(&["undo"]);
    }
    assert!(column(&desk.json(&["list", "needs"])["needs"], "id").is_empty());
    desk.fine(&["undo", "8"]);
    desk.fine(&["undo", "7"]);
    desk.fine(&["undo", "6"]);
    desk.fine(&["undo", "5"]);
    let decided = desk.json(&["list", "decisions"])["decisions"].clone();
    assert_eq!(column(&decided, "decision"), ["pin"], "all of it stands again");
    let why = desk.refused(&["undo", "1"]);
    assert!(why.contains("later entries build on it: "), "{why}");
}
