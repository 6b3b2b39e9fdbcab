//! The plan kept while things change: how many meetings move, and that no plan of the same
//! pairs moves fewer.

use std::collections::BTreeMap;

use serde_json::Value;

use super::desk::{Desk, column};
use super::plan::{BODIES, FIRMS, busy, fair, places, settings};

const WORK: [&str; 2] = ["--iterations", "300000"];

/// Plans with `--keep` and what more is asked; every meeting that was is checked against the
/// figures: so many moved, which is the bound, and nobody was left out.
fn kept(desk: &Desk, before: &Value, more: &[&str], moved: u64) -> Value {
    let after = desk.json(&[&["plan", "--keep"][..], &WORK, more].concat());
    assert_eq!(after["unscheduled"], Value::Array(Vec::new()));
    let (old, new) = (places(before), places(&after));
    let left =
        old.iter().filter(|(id, place)| new.get(*id).is_some_and(|now| now.0 != place.0));
    assert_eq!(left.count() as u64, moved, "moved");
    assert_eq!(after["objective"]["moved"], moved);
    assert_eq!(after["objective"]["lower_bound"]["moved"], moved, "proved");
    let problems = desk.json(&["verify"]);
    let severities = column(&problems["problems"], "severity");
    assert!(severities.iter().all(|severity| severity != "error"), "{problems}");
    after
}

fn plan(desk: &Desk) -> Value {
    desk.json(&[&["plan"][..], &WORK].concat())
}

/// Meetings that have neither the time nor the table they had, by id.
fn changed(before: &Value, after: &Value) -> BTreeMap<String, (String, String)> {
    let old = places(before);
    let new = places(after).into_iter();
    new.filter(|(id, place)| old.get(id) != Some(place)).collect()
}

#[test]
fn a_late_joiner_is_seated_and_nobody_moves() {
    let desk = busy();
    let before = plan(&desk);
    let late = "id,title,organization\nN90,need N90 for seals,Late\n";
    let late = desk.write("late.csv", late);
    desk.fine(&["import", "needs", late.to_str().unwrap()]);
    desk.fine(&["decide", "N90", "S1", "accept"]);
    desk.fine(&["decide", "N90", "S4", "accept"]);
    let after = kept(&desk, &before, &[], 0);
    let new = changed(&before, &after);
    assert_eq!(new.len(), 2, "only the new meetings are new: {new:?}");
    assert_eq!(after["objective"]["meetings"], 50);
}

#[test]
fn whoever_meets_an_hour_later_with_his_session_is_told_of() {
    let both = "N1,S1,accept N2,S2,accept N3,S3,accept";
    let desk = fair(&settings("10:00", 2, ""), &FIRMS, &BODIES, both, &[]);
    plan(&desk);
    let later = settings("11:00", 2, "").replace("09:00", "10:00");
    desk.write("fair.toml", &later);
    let told = desk.run(&[&["--lang", "en", "plan", "--keep"][..], &WORK].concat());
    assert_eq!(told.code, 0, "{}", told.err);
    let text = told.text();
    assert!(text.contains(" 0 moved"), "{text}");
    let note = "3 meetings keep their places and begin or end at another time, as the hours \
                of their session or their length (plan.slots) have changed; plan diff 1 2 \
                names them";
    assert!(text.contains(note), "{text}");
    let diff = desk.json(&["plan", "diff", "1", "2"]);
    assert_eq!(column(&diff["changes"], "what"), ["moved"; 3]);
    let again = desk.run(&[&["--lang", "en", "plan", "--keep"][..], &WORK].concat());
    assert!(!again.text().contains("their session"), "{}", again.text());
}

#[test]
fn a_late_joiner_for_whom_one_has_to_make_room() {
    // A and B meet U at 9:00 and 9:20, the only times that U has; then U has 9:40, too,
    // and C can come at 9:00 only: one moves, at the least
    let three = "N1,S1,accept N2,S1,accept";
    let desk = fair(&settings("10:00", 1, ""), &FIRMS, &BODIES, three, &[]);
    let last = ["2026-10-16T09:40", "10:00"];
    desk.fine(&["availability", "set", "U", last[0], last[1], "no"]);
    let before = plan(&desk);
    assert_eq!(column(&before["meetings"], "start"), ["09:00", "09:20"]);
    desk.fine(&["decide", "N3", "S1", "accept"]);
    desk.fine(&["availability", "set", "U", last[0], last[1], "yes"]);
    desk.fine(&["availability", "set", "C", "2026-10-16T09:00", "09:20", "yes"]);
    let after = kept(&desk, &before, &[], 1);
    assert_eq!(after["objective"]["meetings"], 3);
    let diff = desk.json(&["plan", "diff", "1", "2"]);
    let mut what = column(&diff["changes"], "what");
    what.sort();
    assert_eq!(what, ["added", "moved"]);
    desk.run(&["plan", "restore", "1"]);
    let told =
        desk.run(&[&["--lang", "en", "plan", "--keep"][..], &WORK].concat()).text();
    let note = "1 meeting moved; no plan with the pairs chosen moves fewer than 1";
    assert!(told.contains(note), "{told}");
}

#[test]
fn a_withdrawal_moves_nobody() {
    let desk = busy();
    let before = plan(&desk);
    for meeting in before["meetings"].as_array().unwrap() {
        if meeting["enterprise"] == before["meetings"][0]["enterprise"] {
            let [need, offering] =
                ["need", "offering"].map(|k| meeting[k].as_str().unwrap());
            desk.fine(&["decide", need, offering, "reject"]);
        }
    }
    let after = kept(&desk, &before, &[], 0);
    assert_eq!(after["objective"]["meetings"], 44);
    assert_eq!(changed(&before, &after), BTreeMap::new(), "not even a table");
}

#[test]
fn a_locked_meeting_stays_where_others_make_room() {
    let both = "N1,S1,accept N2,S2,accept";
    let desk = fair(&settings("09:40", 2, ""), &FIRMS, &BODIES, both, &[]);
    let before = plan(&desk);
    let own = before["meetings"].as_array().unwrap();
    let (first, second) =
        (own[0]["id"].as_str().unwrap(), own[1]["id"].as_str().unwrap());
    desk.run(&["meeting", "move", second, own[0]["start"].as_str().unwrap()]);
    desk.fine(&["meeting", "lock", first]);
    let before = desk.json(&["export", "meetings"]);
    assert_eq!(column(&before["meetings"], "slot").len(), 2);
    desk.write("fair.toml", &settings("09:40", 1, ""));
    let now = desk.json(&[&["plan", "--keep"][..], &WORK].concat());
    let (old, new) = (places(&before), places(&now));
    assert_eq!(old[first].0, new[first].0);
    assert_ne!(new[second].0, new[first].0);
    assert_eq!(now["objective"]["moved"], now["objective"]["lower_bound"]["moved"]);
}

#[test]
fn an_expert_who_runs_late_and_what_is_over() {
    let both = "N1,S1,accept N2,S1,accept N3,S2,accept";
    let desk = fair(&settings("10:20", 2, ""), &FIRMS, &BODIES, both, &[]);
    let before = plan(&desk);
    let told =
        desk.run(&["availability", "set", "Li", "2026-10-16T09:00", "09:20", "no"]);
    let early = before["meetings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|m| m["offering"] == "S1" && m["start"] == "09:00");
    let early = early.count();
    assert_eq!(told.code, i32::from(early > 0), "{}", told.err);
    kept(&desk, &before, &[], early as u64);
    // from 9:40 on the rest of the day is planned anew; what began before stays
    let before = plan(&desk);
    desk.run(&["availability", "set", "Li", "2026-10-16T09:40", "10:00", "no"]);
    let after = desk
        .json(&[&["plan", "--keep", "--from", "2026-10-16T09:40"][..], &WORK].concat());
    let new = places(&after);
    for (id, place) in
        places(&before).iter().filter(|(_, place)| place.0.as_str() < "09:40")
    {
        assert_eq!(&new[id], place);
    }
}

#[test]
fn a_walk_in_is_shown_first_and_kept_afterwards() {
    let desk = busy();
    let before = plan(&desk);
    let walk = "id,title,organization\nN91,need N91 for seals,Walker\n";
    let walk = desk.write("walk.csv", walk);
    desk.fine(&["import", "needs", walk.to_str().unwrap()]);
    let shown = desk.json(&["meeting", "add", "N91", "S3", "--dry-run"]);
    assert_eq!(column(&shown["changes"], "what"), ["added"]);
    assert_eq!((&shown["from"], &shown["to"]), (&Value::from(1), &Value::Null));
    assert_eq!(desk.json(&["plan", "list"])["plans"].as_array().unwrap().len(), 1);
    desk.fine(&["meeting", "add", "N91", "S3"]);
    let twice = desk.refused(&["--lang", "en", "meeting", "add", "N91", "S3"]);
    assert!(twice.contains("N91 and S3 meet already, on 2026-10-16 at "), "{twice}");
    let after = kept(&desk, &before, &[], 0);
    assert_eq!(after["objective"]["meetings"], 49);
    assert_eq!(after["version"], 3);
    desk.fine(&["plan", "restore", "1"]);
    assert_eq!(
        desk.json(&["plan", "diff", "1", "4"])["changes"],
        Value::Array(Vec::new())
    );
}

#[test]
fn changes_of_table_are_weighed_when_a_plan_is_kept() {
    // U meets A and B at one table; then V, which met nobody, gets two meetings: its second
    // could follow the first at the same table or come at once at another
    let desk = fair(
        &settings("10:20", 2, "[plan]\nweights = { idle = 1, table_moves = 3 }\n"),
        &FIRMS,
        &BODIES,
        "N1,S1,accept N2,S1,accept",
        &[],
    );
    let before = plan(&desk);
    assert_eq!(before["objective"]["table_moves"], 0);
    desk.fine(&["decide", "N1", "S2", "accept"]);
    desk.fine(&["decide", "N3", "S2", "accept"]);
    let after = kept(&desk, &before, &[], 0);
    assert_eq!(after["objective"]["table_moves"], 0);
    assert_eq!(after["objective"]["lower_bound"]["table_moves"], 0);
    assert_eq!(after["objective"]["status"], "optimal");
}

#[test]
fn a_locked_meeting_whose_table_is_closed_is_told_of() {
    let desk = busy();
    let before = plan(&desk);
    let meetings = before["meetings"].as_array().unwrap();
    let last = meetings.iter().find(|meeting| meeting["table"] == 8).unwrap();
    let id = last["id"].as_str().unwrap();
    desk.fine(&["meeting", "lock", id]);
    desk.write("fair.toml", &settings("12:00", 7, ""));
    let told = desk.run(&[&["--lang", "en", "plan", "--keep"][..], &WORK].concat());
    assert_eq!(told.code, 1, "{}", told.err);
    assert!(told.err.contains("is locked at table 8, which is gone"), "{}", told.err);
    let after = desk.json(&["plan", "diff", "2", "3"]);
    let changes = after["changes"].as_array().unwrap();
    let own = changes.iter().find(|change| change["id"] == id).unwrap();
    assert_eq!(own["what"], "reseated");
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn a_table_that_is_closed_after_its_meeting_is_no_error() {
    // three meet at nine, at three tables; then one of the tables is taken away
    let three = "N1,S1,accept N2,S2,accept N3,S3,accept";
    let desk = fair(&settings("10:00", 3, ""), &FIRMS, &BODIES, three, &[]);
    for [_, firm] in FIRMS {
        desk.fine(&["availability", "set", firm, "2026-10-16T09:20", "10:00", "no"]);
    }
    let before = plan(&desk);
    assert_eq!(before["over_before"], Value::Null);
    desk.write("fair.toml", &settings("10:00", 2, ""));
    let told = desk.json(&["verify"]);
    assert_eq!(column(&told["problems"], "code"), ["no_such_table"]);
    let after = kept(&desk, &before, &["--from", "2026-10-16T09:20"], 0);
    assert_eq!(after["over_before"], "2026-10-16T09:20:00");
    assert_eq!(places(&after), places(&before));
    assert_eq!(desk.run(&["verify"]).code, 0);
    // nor is it forgotten when the plan is kept once more, or changed by hand
    let again = kept(&desk, &after, &[], 0);
    assert_eq!(places(&again), places(&before));
    let id = before["meetings"][0]["id"].as_str().unwrap();
    desk.fine(&["meeting", "lock", id]);
    assert_eq!(desk.run(&["verify"]).code, 0);
    // only a plan from scratch begins the day anew
    assert_eq!(desk.run(&[&["plan"][..], &WORK].concat()).code, 1);
}

#[test]
fn what_changes_nothing_makes_no_version() {
    let desk = busy();
    let before = plan(&desk);
    let id = before["meetings"][0]["id"].as_str().unwrap();
    let told = desk.run(&["--lang", "en", "meeting", "swap", id, id]);
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.err.contains("Nothing to change"), "{}", told.err);
    assert_eq!(desk.json(&["plan", "list"])["plans"].as_array().unwrap().len(), 1);
}

#[test]
fn a_version_that_comes_back_tells_whom_nobody_wants_any_more() {
    let both = "N1,S1,accept N2,S2,accept";
    let desk = fair(&settings("10:00", 2, ""), &FIRMS, &BODIES, both, &[]);
    let before = plan(&desk);
    let first = before["meetings"].as_array().unwrap().iter();
    let id =
        first.filter(|m| m["need"] == "N1").map(|m| m["id"].as_str().unwrap()).next();
    desk.fine(&["meeting", "cancel", id.unwrap()]);
    let told = desk.fine(&["--lang", "en", "plan", "restore", "1"]).err;
    let said = "1 meeting came back that nobody decided on, and a plan made without --keep \
                would leave it out: N1 S1";
    assert!(told.contains(said), "{told}");
    desk.fine(&["meeting", "cancel", id.unwrap()]);
    desk.fine(&["decide", "N1", "S1", "accept"]);
    let told = desk.fine(&["--lang", "en", "plan", "restore", "1"]).err;
    assert!(!told.contains("nobody decided"), "{told}");
}

#[test]
fn a_need_meets_no_enterprise_and_no_table_nought() {
    let roster = "id,name,kind\nE1,A,enterprise\nE2,B,enterprise\nU1,U,institution\n";
    let more = [("organizations", roster)];
    let desk = fair(&settings("10:00", 2, ""), &FIRMS, &BODIES, "N1,S1,accept", &more);
    let before = plan(&desk);
    let own = desk.refused(&["--lang", "en", "decide", "N1", "E1", "accept"]);
    assert!(own.contains("would meet itself"), "{own}");
    let other = desk.refused(&["--lang", "en", "decide", "N1", "E2", "pin"]);
    assert!(other.contains("is an enterprise that offers nothing"), "{other}");
    desk.fine(&["decide", "N1", "U1", "accept"]);
    let rows = desk.write("said.csv", "need,offering,decision\nN2,E2,accept\n");
    desk.fine(&["import", "decisions", rows.to_str().unwrap()]);
    let found = desk.json(&["check"]);
    assert!(
        column(&found["problems"], "code").contains(&"no_claim".to_owned()),
        "{found}"
    );
    let id = before["meetings"][0]["id"].as_str().unwrap();
    let none = desk.refused(&["--lang", "en", "meeting", "move", "N1", "09:00"]);
    assert!(none.contains("no meeting with the id “N1”"), "{none}");
    let none = desk.refused(&["--lang", "en", "decide", "N1", "N2", "accept"]);
    assert!(none.contains("among the offerings, organizations; N2 is one of"), "{none}");
    let nought =
        desk.refused(&["meeting", "move", id, "09:00", "--table", "0", "--force"]);
    assert!(nought.contains("--table <N>"), "{nought}");
}

#[test]
fn a_claim_by_name_can_be_taken_back_by_id() {
    let roster = "id,name,kind\nU1,示例大学,institution\n";
    let more = [("organizations", roster)];
    let desk =
        fair(&settings("10:00", 2, ""), &FIRMS, &BODIES, "N1,示例大学,accept", &more);
    let rows = |desk: &Desk| desk.json(&["list", "decisions"]);
    let before = plan(&desk);
    assert_eq!(before["meetings"][0]["institution"], "U1", "{before}");
    // another word takes the place of the first, under whatever name
    desk.fine(&["decide", "N1", "U1", "pin"]);
    let said = rows(&desk);
    assert_eq!(column(&said["decisions"], "decision"), ["pin"], "{said}");
    desk.fine(&["meeting", "cancel", before["meetings"][0]["id"].as_str().unwrap()]);
    assert_eq!(rows(&desk)["decisions"], serde_json::json!([]));
    let after = desk.json(&["plan", "--keep", "--iterations", "1000"]);
    assert_eq!(after["meetings"], serde_json::json!([]));
    let again = desk.write("again.csv", "need,offering,decision\nN1,示例大学,accept\n");
    desk.fine(&["import", "decisions", again.to_str().unwrap()]);
    desk.fine(&["decide", "N1", "U1", "reset"]);
    assert_eq!(rows(&desk)["decisions"], serde_json::json!([]));
}

#[test]
fn a_plan_is_drawn_at_its_times_though_slots_have_other_numbers_now() {
    let all = "N1,S1,accept N2,S2,accept N3,S3,accept";
    let desk = fair(&settings("10:00", 1, ""), &FIRMS, &BODIES, all, &[]);
    let before = plan(&desk);
    let toml = std::fs::read_to_string(desk.path().join("fair.toml")).unwrap();
    desk.write("fair.toml", &toml.replace("\"09:00\"", "\"09:20\""));
    let drawn = desk.fine(&["plan", "show", "--format", "markdown"]).text();
    let row = drawn.lines().find(|line| line.starts_with("| 09:20 |")).expect(&drawn);
    for meeting in before["meetings"].as_array().unwrap() {
        let need = meeting["need"].as_str().unwrap();
        let firm = FIRMS.iter().find(|firm| firm[0] == need).unwrap()[1];
        assert_eq!(
            row.contains(&format!(" {firm}")),
            meeting["start"] == "09:20",
            "{drawn}"
        );
    }
}
