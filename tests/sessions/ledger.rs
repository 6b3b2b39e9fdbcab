//! Projects followed until they land.

use crate::desk::{Desk, column, object};

const SIGNINGS: &str = "id,title,kind,contract_type,parties,amount,amount_kind,sign_date,stage,\
related_need,related_offering
P1,pump works,university_local,development,Alpha Ltd;Beta University,300万元,technology_contract,,talking,N1,S1
P2,park frame,university_local,framework,Alpha Ltd;Beta University,,,,talking,,
P3,gone west,investment,,Alpha Ltd;County,1亿元,investment,2026-09-01,signed,,
";

fn desk() -> Desk {
    let needs = "id,title,organization,stage\nN1,tight seals,Alpha Ltd,reviewed\n";
    let offerings = "id,title,organization\nS1,seal rings,Beta University\n";
    let organizations =
        "id,name,kind\nE1,Alpha Ltd,enterprise\nU1,Beta University,institution\n";
    let policies = "id,title,benefit\nB1,start-up grant,money\n";
    Desk::with(&[
        ("organizations", organizations),
        ("needs", needs),
        ("offerings", offerings),
        ("signings", SIGNINGS),
        ("policies", policies),
    ])
}

#[test]
fn steps_are_taken_in_order_and_illegal_ones_name_the_legal() {
    let desk = desk();
    let why = desk.refused(&["ledger", "advance", "P1", "landed"]);
    assert!(why.contains("“in talks”") && why.contains("(signed)"), "{why}");
    assert!(why.contains("(intent)") && why.contains("(ended)"), "{why}");
    for stage in ["intent", "signed", "started", "landed"] {
        desk.fine(&["ledger", "advance", "P1", stage]);
    }
    let signings = desk.json(&["list", "signings"]);
    assert_eq!(object(&signings["signings"], "id", "P1")["stage"], "landed");
    let history = desk.json(&["ledger", "history", "P1"]);
    let stages = column(&history["entries"], "stage");
    assert_eq!(stages, ["intent", "signed", "started", "landed"]);
    assert_eq!(column(&history["entries"], "by"), ["clerk"; 4]);
    let why = desk.refused(&["ledger", "advance", "P1", "flying"]);
    assert!(why.contains("collected") && why.contains("landed"), "{why}");
}

#[test]
fn a_framework_must_become_a_contract_before_it_starts() {
    let desk = desk();
    desk.fine(&["ledger", "advance", "P2", "signed"]);
    let why = desk.refused(&["ledger", "advance", "P2", "started"]);
    assert!(why.contains("--contract"), "{why}");
    desk.fine(&[
        "ledger",
        "advance",
        "P2",
        "signed",
        "--contract",
        "service",
        "--amount",
        "80万元",
        "--registration",
        "2026370000000001",
    ]);
    desk.fine(&["ledger", "advance", "P2", "started"]);
    let stats = desk.json(&["stats"]);
    assert_eq!(object(&stats["figures"], "key", "converted")["numerator"], 1.0);
    assert_eq!(object(&stats["figures"], "key", "registered")["numerator"], 1.0);
}

#[test]
fn an_end_carries_its_reason_and_nothing_follows_it() {
    let desk = desk();
    let why = desk.refused(&["ledger", "advance", "P3", "ended"]);
    assert!(why.contains("--reason"), "{why}");
    desk.fine(&["ledger", "advance", "P3", "ended", "--reason", "the investor left"]);
    let history = desk.json(&["ledger", "history", "P3"]);
    let last = history["entries"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&last["stage"], &last["note"]),
        (&"ended".into(), &"the investor left".into())
    );
    let why = desk.refused(&["ledger", "advance", "P3", "landed"]);
    assert!(why.contains("--corrects"), "{why}");
}

#[test]
fn a_correction_leaves_its_trace() {
    let desk = desk();
    desk.fine(&["ledger", "advance", "P1", "signed", "--date", "2026-10-01"]);
    desk.fine(&["ledger", "log", "P1", "--stage", "intent", "--corrects", "L1"]);
    let history = desk.json(&["ledger", "history", "P1"]);
    let entries = &history["entries"];
    assert_eq!(column(entries, "id"), ["L1", "L2"]);
    assert_eq!(column(entries, "corrected_by"), ["L2", ""]);
    assert_eq!(
        column(entries, "date"),
        ["2026-10-01"; 2],
        "what is not given is taken over"
    );
    let signings = desk.json(&["list", "signings"]);
    assert_eq!(object(&signings["signings"], "id", "P1")["stage"], "intent");
    let why = desk.refused(&["ledger", "log", "P1", "--note", "x", "--corrects", "L9"]);
    assert!(why.contains("L9"), "{why}");
    desk.fine(&["ledger", "log", "P3", "--note", "x"]);
    let why = desk.refused(&["ledger", "log", "P1", "--note", "x", "--corrects", "L3"]);
    assert!(why.contains("L3") && why.contains("P1"), "{why}");
}

#[test]
fn problems_have_an_owner_and_a_day_and_a_light() {
    let desk = desk();
    for (subject, due, officer) in [
        ("P1", "2026-10-19", "Ann"),
        ("P2", "2026-10-27", "Bob"),
        ("P3", "2026-10-28", "Bob"),
    ] {
        desk.fine(&[
            "ledger",
            "log",
            subject,
            "--problem",
            "no power line",
            "--due",
            due,
            "--officer",
            officer,
            "--department",
            "power bureau",
            "--leader",
            "Chen",
        ]);
    }
    let told = desk.run(&["ledger", "due", "--format", "json"]);
    assert_eq!(told.code, 1, "an overdue item is for a person to look at");
    let due = desk.json(&["ledger", "due"]);
    let entries = &due["entries"];
    assert_eq!(column(entries, "subject"), ["P1", "P2", "P3"], "by officer");
    assert_eq!(column(entries, "light"), ["red", "yellow", "green"]);
    assert_eq!(column(entries, "days"), ["-1", "7", "8"]);
    assert_eq!(column(entries, "stage"), ["talking", "talking", "signed"]);
    assert_eq!(entries[0]["problem"], "no power line");
    assert_eq!(entries[0]["department"], "power bureau");
    let near = desk.json(&["ledger", "due", "--within", "7"]);
    assert_eq!(column(&near["entries"], "subject"), ["P1", "P2"]);
    desk.fine(&["ledger", "advance", "P1", "intent"]);
    let settled = desk.json(&["ledger", "due"]);
    assert_eq!(column(&settled["entries"], "subject"), ["P2", "P3"]);
    assert_eq!(desk.run(&["ledger", "due"]).code, 0);
}

#[test]
fn what_is_due_is_the_same_however_little_is_read() {
    let desk = desk();
    desk.fine(&["ledger", "log", "P1", "--note", "first", "--due", "2026-10-25"]);
    let alone = desk.json(&["ledger", "due"]);
    // A project without a record makes the program read the whole fair.
    desk.fine(&["ledger", "log", "X9", "--title", "a stray", "--due", "2026-10-26"]);
    let both = desk.json(&["ledger", "due"]);
    assert_eq!(both["entries"][0], alone["entries"][0]);
    assert_eq!(column(&both["entries"], "subject"), ["P1", "X9"]);
    // Under its title, too, an entry is its project's.
    let entry = "subject,date,stage,due\npump works,2026-10-19,signed,2026-10-21\n";
    let file = desk.write("more.csv", entry);
    desk.fine(&["import", "ledger", file.to_str().unwrap()]);
    desk.fine(&["ledger", "log", "P1", "--note", "later", "--due", "2026-10-22"]);
    let due = desk.json(&["ledger", "due"]);
    assert_eq!(column(&due["entries"], "due"), ["2026-10-22", "2026-10-26"]);
}

/// The id of the meeting of N1 and S1, who are to meet on one morning.
fn meeting_of(desk: &Desk) -> String {
    let settings = "name = 'a'\nlanguage = 'en'\n[[session]]\ndate = 2026-10-16\n\
                    start = '09:00'\nend = '10:00'\nslot_minutes = 20\ntables = 2\n";
    desk.write("fair.toml", settings);
    desk.fine(&["decide", "N1", "S1", "accept"]);
    let plan = desk.json(&["plan", "--time-limit", "1"]);
    plan["meetings"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_meeting_s_outcome_and_a_signing_speak_for_themselves() {
    let desk = desk();
    let meeting = meeting_of(&desk);
    desk.fine(&["meeting", "outcome", &meeting, "intent", "--amount", "500万元"]);
    let history = desk.json(&["ledger", "history", "P1"]);
    let entry = &history["entries"][0];
    assert_eq!(
        (&entry["stage"], &entry["implied"]),
        (&"intent".into(), &"outcome".into())
    );
    assert_eq!(entry["date"], "2026-10-16");
    // P3 is signed by its record alone.
    let history = desk.json(&["ledger", "history", "P3"]);
    let entry = &history["entries"][0];
    assert_eq!(
        (&entry["stage"], &entry["implied"]),
        (&"signed".into(), &"signing".into())
    );
    assert_eq!(entry["date"], "2026-09-01");
    desk.fine(&["ledger", "advance", "P1", "signed"]);
    let stages = column(&desk.json(&["ledger", "history", "P1"])["entries"], "stage");
    assert_eq!(stages, ["intent", "signed"]);
}

#[test]
fn a_meeting_is_followed_under_its_own_id() {
    let desk = desk();
    let signing = |need: &str| {
        desk.fine(&["edit", "P1", &format!("related_need={need}")]);
    };
    signing("");
    let meeting = meeting_of(&desk);
    desk.fine(&["meeting", "outcome", &meeting, "follow-up"]);
    desk.fine(&["ledger", "log", &meeting, "--note", "called back"]);
    let told = |subject: &str| {
        let history = desk.json(&["ledger", "history", subject]);
        (column(&history["entries"], "subject"), column(&history["entries"], "implied"))
    };
    let both = (vec![meeting.clone(); 2], vec!["outcome".to_owned(), String::new()]);
    assert_eq!(told(&meeting), both);
    let outcomes = desk.json(&["list", "outcomes"]);
    let outcome = outcomes["outcomes"][0]["id"].as_str().unwrap();
    assert_eq!(told(outcome), both);
    // Where a project came of it, all is told there, and what is told from now on.
    signing("N1");
    assert_eq!(told(&meeting).0, ["P1"; 2]);
    let note = desk.json(&["ledger", "history", "P1"])["entries"][1]["id"].clone();
    let note = note.as_str().unwrap();
    desk.fine(&["ledger", "log", &meeting, "--note", "met again", "--corrects", note]);
    desk.fine(&["ledger", "advance", &meeting, "signed"]);
    let signings = desk.json(&["list", "signings"]);
    assert_eq!(object(&signings["signings"], "id", "P1")["stage"], "signed");
    assert_eq!(told(&meeting).0, ["P1"; 4]);
}

/// A need of which the ledger tells nothing stands where its record does.
#[test]
fn steps_of_a_need_begin_where_its_review_left_it() {
    let desk = desk();
    desk.fine(&["edit", "P1", "related_need="]);
    let why = desk.refused(&["ledger", "advance", "N1", "signed"]);
    assert!(why.contains("(published)") && why.contains("(matched)"), "{why}");
    desk.fine(&["decide", "N1", "S1", "accept"]);
    let why = desk.refused(&["ledger", "advance", "N1", "landed"]);
    assert!(why.contains("(talking)") && !why.contains("(signed)"), "{why}");
    desk.fine(&["ledger", "advance", "N1", "talking"]);
    desk.fine(&["ledger", "advance", "N1", "signed"]);
}

/// What came of one partner says nothing of the next: a need is no project.
#[test]
fn steps_of_a_need_are_taken_where_its_talks_are_followed() {
    let desk = desk();
    desk.fine(&["edit", "P1", "related_need="]);
    let meeting = meeting_of(&desk);
    desk.fine(&["ledger", "log", "N1", "--stage", "reviewed"]);
    let advance = ["--lang", "en", "ledger", "advance", "N1", "signed"];
    assert!(!desk.refused(&advance).contains(&meeting));
    desk.fine(&["meeting", "outcome", &meeting, "intent"]);
    let why = desk.refused(&advance);
    assert!(why.contains(&format!("ledger advance {meeting} signed")), "{why}");
    desk.fine(&["edit", "P1", "related_need=N1"]);
    let why = desk.refused(&advance);
    assert!(why.contains("ledger advance P1 signed"), "{why}");
}

#[test]
fn a_policy_is_applied_for_granted_and_paid() {
    let desk = desk();
    let step = |stage: &str, more: &[&str]| {
        let args = ["ledger", "advance", "E1", stage, "--policy", "B1"];
        desk.run(&[&args, more].concat())
    };
    assert_eq!(step("applied", &[]).code, 0);
    let told = step("paid", &[]);
    assert!(told.code == 2 && told.err.contains("(granted)"), "{}", told.err);
    assert_eq!(step("granted", &["--amount", "50万元"]).code, 0);
    assert_eq!(step("paid", &["--received", "30万元"]).code, 0);
    assert_eq!(step("paid", &["--received", "20万元"]).code, 0, "in instalments");
    let history = desk.json(&["ledger", "history", "E1"]);
    let own: Vec<_> = history["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["subject"] == "E1")
        .map(|entry| entry["stage"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(own, ["applied", "granted", "paid", "paid"]);
    desk.fine(&["ledger", "log", "B1", "--note", "closes in spring"]);
    for policy in ["B1", "start-up grant"] {
        let history = desk.json(&["ledger", "history", policy]);
        assert_eq!(
            column(&history["entries"], "subject"),
            ["B1", "E1", "E1", "E1", "E1"],
            "whoever applied for it: {policy}"
        );
    }
}

#[test]
fn days_between_stages_are_told() {
    let desk = desk();
    for (stage, date) in [("intent", "2026-08-01"), ("signed", "2026-09-30")] {
        desk.fine(&["ledger", "advance", "P1", stage, "--date", date]);
    }
    let history = desk.json(&["ledger", "history", "pump works"]);
    assert_eq!(column(&history["entries"], "days"), ["", "60"]);
}

#[test]
fn the_ledger_reads_straight_from_a_file() {
    let desk = Desk::empty();
    let text = "subject,date,stage,due,received\nP1,2026-09-01,signed,2026-10-01,20万元\n\
                P2,2026-09-02,ended,2026-10-01,\n";
    desk.write("ledger.csv", text);
    let told = desk.run(&["ledger", "due", "--ledger", "ledger.csv", "--format", "json"]);
    assert_eq!(told.code, 1);
    let due = desk.json(&["ledger", "due", "--ledger", "ledger.csv"]);
    assert_eq!(
        column(&due["entries"], "subject"),
        ["P1"],
        "nothing is due of what has ended"
    );
    assert_eq!(due["entries"][0]["received"]["min"], 200_000);
}

#[test]
fn a_project_that_only_the_ledger_knows_is_called_by_its_subject() {
    let desk =
        Desk::with(&[("ledger", "subject,date,stage\nDye works,2026-09-01,signed\n")]);
    let told = desk.fine(&["ledger", "advance", "Dye works", "started"]).err;
    assert!(told.contains("Dye works is now at “started”"), "{told}");
    let why = desk.refused(&["ledger", "advance", "Dye works", "signed"]);
    assert!(why.contains("Dye works is at “started”"), "{why}");
}

/// Of needs, firms and policies as of signings.
#[test]
fn what_is_due_under_the_id_is_settled_under_the_title_whatever_it_is() {
    let desk = desk();
    let ledger = "date,subject,stage,due\n\
2026-06-01,N1,matched,2026-10-01\n2026-10-05,tight seals,talking,\n\
2026-06-01,E1,talking,2026-10-01\n2026-10-05,Alpha Ltd,talking,\n\
2026-06-01,pump works,talking,2026-10-01\n2026-10-05,P1,talking,\n\
2026-06-01,N9,matched,2026-10-01\n";
    desk.write("ledger.csv", ledger);
    desk.fine(&["import", "ledger", "ledger.csv"]);
    let due = desk.json(&["ledger", "due", "--today", "2026-10-10"]);
    assert_eq!(column(&due["entries"], "subject"), ["N9"], "{due}");
    let history = desk.json(&["ledger", "history", "N1"]);
    assert_eq!(history["entries"].as_array().unwrap().len(), 4, "{history}");
}

/// A ledger that is kept in a workbook brings projects on as entries typed one by one do.
#[test]
fn an_imported_ledger_brings_the_records_of_its_projects_along() {
    let desk = desk();
    let before = desk.json(&["list", "signings"]);
    let rows = "date,subject,stage\n2026-10-01,P1,signed\n2026-10-09,P1,started\n";
    let file = desk.write("weekly.csv", rows);
    let told = desk.fine(&["import", "ledger", file.to_str().unwrap(), "--lang", "en"]);
    assert!(told.err.contains("to a further stage: P1"), "{}", told.err);
    let stage = |signings: &serde_json::Value| {
        object(&signings["signings"], "id", "P1")["stage"].clone()
    };
    assert_eq!(stage(&desk.json(&["list", "signings"])), "started");
    let again = desk.fine(&["import", "ledger", file.to_str().unwrap()]);
    assert!(!again.err.contains("P1"), "{}", again.err);
    desk.fine(&["undo"]);
    assert_eq!(desk.json(&["list", "signings"]), before);
}

#[test]
fn the_brief_says_what_has_ended_after_it_was_signed() {
    let desk = desk();
    let ended = ["ledger", "advance", "P3", "ended", "--note", "no money"];
    desk.fine(&ended);
    for (lang, words) in [
        ("en", "1 of the signed projects has ended since."),
        ("zh", "上述已签约项目中，有1个已终止。"),
    ] {
        let brief = desk.fine(&["report", "--brief", "--lang", lang]).text();
        assert!(brief.contains(words), "{brief}");
    }
    assert_eq!(desk.json(&["report", "--brief"])["figures"]["signed"]["ended"], 1);
}
