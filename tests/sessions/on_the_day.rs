//! What is typed while the fair goes on.

use super::desk::{Desk, column};
use super::plan::{BODIES, FIRMS, fair, settings};

const DAY: &str = "2026-10-16";
const WORK: [&str; 2] = ["--iterations", "100000"];

/// Two accepted pairs, planned, in sessions of 16 and 17 October.
fn two_days() -> Desk {
    let both = "N1,S1,accept N2,S2,accept";
    let second = "\n[[session]]\ndate = 2026-10-17\nstart = \"09:00\"\nend = \"10:00\"\n\
                  slot_minutes = 20\ntables = 2\n";
    let desk = fair(&settings("10:00", 2, second), &FIRMS, &BODIES, both, &[]);
    desk.fine(&[&["plan"][..], &WORK].concat());
    desk
}

#[test]
fn a_bare_time_is_of_today_though_today_s_only_session_is_gone() {
    let desk = two_days();
    let planned = desk.json(&["plan", "show"]);
    assert_eq!(column(&planned["meetings"], "date"), [DAY, DAY]);
    let later = settings("10:00", 2, "").replace(DAY, "2026-10-17");
    desk.write("fair.toml", &later);
    let kept = ["--lang", "en", "--today", DAY, "plan", "--keep", "--from", "09:10"];
    let told = desk.run(&[&kept[..], &WORK].concat());
    // what began at 09:00 has taken place, and nothing of tomorrow
    let after = desk.json(&["plan", "show"]);
    assert_eq!(column(&after["meetings"], "date"), [DAY, DAY], "{}", told.text());
    let undrawn =
        "2 meetings are not drawn, as their times are no longer among the fair's slots";
    assert!(told.text().contains(undrawn), "{}", told.text());
    desk.run(&["--today", DAY, "availability", "set", "A", "10:40", "11:40", "no"]);
    let rows = desk.json(&["list", "availability"]);
    assert_eq!(column(&rows["availability"], "date"), [DAY]);
}

#[test]
fn hours_said_of_one_firm_by_id_and_by_name_are_said_once() {
    let roster = "id,name,kind\nE1,A,enterprise\n";
    let more = [("organizations", roster)];
    let desk = fair(&settings("09:20", 2, ""), &FIRMS, &BODIES, "N1,S1,accept", &more);
    desk.fine(&[&["plan"][..], &WORK].concat());
    let away = |who| {
        ["--lang", "en", "availability", "set", who, "2026-10-16T09:00", "10:00", "no"]
    };
    for who in ["E1", "A"] {
        let told = desk.run(&away(who)).err;
        assert!(told.contains("noted; 1 planned meeting is affected"), "{told}");
        assert_eq!(told.matches("A cannot meet").count(), 1, "{told}");
    }
    // both sides are away, and it is one meeting all the same
    let told = desk.run(&away("U")).err;
    assert!(told.contains("noted; 1 planned meeting is affected"), "{told}");
    let rows = desk.json(&["list", "availability"]);
    assert_eq!(column(&rows["availability"], "organization"), ["E1", "U"]);
    // what these hours break is told, and that something else is broken
    let late = ["--lang", "en", "availability", "set", "U", "2026-10-16T11:00", "12:00"];
    let told = desk.run(&[&late[..], &["no"]].concat());
    assert_eq!(told.code, 1, "{}", told.err);
    let other = "2026-10-17T09:00";
    let other = ["--lang", "en", "availability", "set", "U", other, "10:00", "no"];
    let told = desk.run(&other).err;
    assert!(told.contains("noted; 0 planned meetings are affected"), "{told}");
    assert!(told.contains("1 other meeting cannot be held either"), "{told}");
    assert_eq!(told.matches("cannot meet").count(), 0, "{told}");
}

#[test]
fn a_lock_is_noted_for_what_it_is() {
    let desk = two_days();
    let planned = desk.json(&["plan", "show"]);
    let id = planned["meetings"][0]["id"].as_str().unwrap();
    let told = desk.fine(&["--lang", "en", "meeting", "lock", id]).text();
    assert!(told.contains("All times and tables are as they were"), "{told}");
    desk.fine(&["meeting", "lock", id, "--off"]);
    let versions = desk.json(&["plan", "list"]);
    let what = column(&versions["plans"], "what");
    assert_eq!(what, ["plan", "meeting-lock", "meeting-unlock"]);
}

#[test]
fn a_note_on_what_is_decided_no_more_is_kept() {
    let desk = two_days();
    let note = |text| ["decide", "N1", "S1", "reset", "--note", text];
    desk.fine(&note("asked again on Monday"));
    let rows = desk.json(&["list", "decisions"]);
    assert_eq!(column(&rows["decisions"], "note")[0], "asked again on Monday");
    assert_eq!(column(&rows["decisions"], "decision"), ["", "accept"]);
    desk.fine(&["decide", "N1", "S1", "reset"]);
    let rows = desk.json(&["list", "decisions"]);
    assert_eq!(column(&rows["decisions"], "note")[0], "asked again on Monday");
    desk.fine(&["decide", "N2", "S2", "reset"]);
    let rows = desk.json(&["list", "decisions"]);
    assert_eq!(column(&rows["decisions"], "need"), ["N1"]);
    desk.fine(&note(""));
    let rows = desk.json(&["list", "decisions"]);
    assert_eq!(column(&rows["decisions"], "need"), [""; 0]);
}

#[test]
fn a_meeting_is_shown_with_its_parties_and_what_came_of_it() {
    let desk = two_days();
    let planned = desk.json(&["plan", "show"]);
    let id = planned["meetings"][0]["id"].as_str().unwrap();
    let shown = desk.json(&["show", id]);
    assert_eq!(shown["record"], planned["meetings"][0]);
    let (need, related) = (shown["record"]["need"].clone(), &shown["related"]);
    assert_eq!(related["needs"][0]["id"], need);
    assert_eq!(related["offerings"][0]["id"], shown["record"]["offering"]);
    assert_eq!(column(&related["decisions"], "decision"), ["accept"]);
    desk.fine(&["meeting", "outcome", id, "intent"]);
    let shown = desk.json(&["show", id]);
    assert_eq!(shown["record"]["id"], id, "the meeting, not its outcome");
    let outcome = shown["related"]["outcomes"][0]["id"].as_str().unwrap();
    let shown = desk.json(&["show", outcome]);
    assert_eq!(shown["record"]["outcome"], "intent");
    assert_eq!(shown["related"]["meetings"][0]["id"], id);
    assert_eq!(column(&shown["related"]["needs"], "id"), [need.as_str().unwrap()]);
    assert!(desk.fine(&["show", id]).text().contains("intent"), "the outcome in words");
}

#[test]
fn slips_without_numbers_find_the_only_meeting_of_two() {
    let desk = two_days();
    let meeting = desk.json(&["plan", "show"])["meetings"][0].clone();
    let name = |field: &str| {
        let of = |kind: &str| desk.json(&["show", meeting[kind].as_str().unwrap()]);
        of(field)["record"]["organization"]["name"].as_str().unwrap().to_owned()
    };
    let (enterprise, institution) = (name("need"), name("offering"));
    let slips = format!(
        "企业名称,高校院所,洽谈结果\n{enterprise},{institution},达成意向\n\
         {enterprise},无此大学,无意向\n"
    );
    desk.write("slips.csv", &slips);
    let told = desk.json(&["import", "slips.csv"]);
    let of_slips = column(&told["files"][0]["records"], "meeting");
    let unknown = format!("{enterprise} × 无此大学");
    assert_eq!(of_slips, [meeting["id"].as_str().unwrap(), unknown.as_str()]);
    let problems = column(&told["files"][0]["problems"], "code");
    assert_eq!(problems, ["unknown_reference"], "{told}");
    let shown = desk.json(&["show", meeting["id"].as_str().unwrap()]);
    assert_eq!(column(&shown["related"]["outcomes"], "outcome"), ["intent"]);
}

#[test]
fn an_outcome_noted_again_keeps_what_is_not_said_anew() {
    let desk = two_days();
    let id = desk.json(&["plan", "show"])["meetings"][0]["id"].clone();
    let id = id.as_str().unwrap();
    let first = ["--amount", "500万", "--next", "签约", "--due", "2026-11-01"];
    desk.fine(&[&["meeting", "outcome", id, "intent"][..], &first].concat());
    let again = ["--next", "", "--note", "已签", "--due", "2026-12-01"];
    let done = desk.fine(&[&["meeting", "outcome", id, "visit"][..], &again].concat());
    assert!(done.err.contains("金额") || done.err.contains("amount"), "{}", done.err);
    let noted = desk.json(&["show", id])["related"]["outcomes"][0].clone();
    assert_eq!(
        (&noted["outcome"], &noted["due"]),
        (&"visit".into(), &"2026-12-01".into())
    );
    assert_eq!(noted["amount"]["max"], 5_000_000.0);
    assert_eq!(
        (&noted["next_step"], &noted["note"]),
        (&serde_json::Value::Null, &"已签".into())
    );
}

#[test]
fn a_change_names_the_version_it_is_stored_as() {
    let desk = two_days();
    let id = desk.json(&["plan", "show"])["meetings"][0]["id"].clone();
    let id = id.as_str().unwrap();
    let told = desk.fine(&["--lang", "zh", "meeting", "cancel", id, "--dry-run"]).text();
    assert!(told.contains("未作改动") && !told.contains("需要通知"), "{told}");
    let tried = desk.json(&["meeting", "cancel", id, "--dry-run"]);
    assert_eq!((&tried["from"], &tried["to"]), (&1.into(), &serde_json::Value::Null));
    let locked = desk.json(&["meeting", "lock", id]);
    assert_eq!((&locked["from"], &locked["to"]), (&1.into(), &2.into()));
    let cancelled = desk.json(&["meeting", "cancel", id]);
    assert_eq!((&cancelled["from"], &cancelled["to"]), (&2.into(), &3.into()));
    let text = |args: &[&str]| desk.fine(&[&["--lang", "en"], args].concat()).text();
    assert!(text(&["plan", "show", "2"]).contains("Score "), "nobody came or went");
    assert!(!text(&["plan", "show"]).contains("Score"), "not counted");
    assert!(!text(&["plan", "--iterations", "100"]).contains("0 pairs left out"));
    assert_eq!(column(&cancelled["changes"], "id"), [id]);
}

#[test]
fn a_walk_in_without_a_free_slot_hears_the_ways_out() {
    let desk = fair(&settings("09:20", 2, ""), &FIRMS, &BODIES, "N1,S1,accept", &[]);
    desk.fine(&[&["plan"][..], &WORK].concat());
    let add = ["--lang", "en", "meeting", "add", "N2", "S1"];
    let why = desk.refused(&add);
    assert!(why.contains("second delegation; --force puts"), "{why}");
    desk.fine(&[&add[..], &["--force"]].concat());
}

#[test]
fn a_table_that_there_is_not_has_no_agenda() {
    let desk = Desk::example();
    desk.fine(&["plan", "--iterations", "1000"]);
    let first = desk.json(&["agenda", "--table", "1"]);
    assert!(!first["agenda"].as_array().unwrap().is_empty());
    for command in [&["agenda", "--table", "99"][..], &["notify", "--table", "0"]] {
        let why = desk.refused(&[command, &["--lang", "en"]].concat());
        assert!(why.contains("no table") && why.contains("from 1 to"), "{why}");
    }
}
