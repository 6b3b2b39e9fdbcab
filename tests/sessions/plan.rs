//! The plan of a fair through the binary: changes move as little as they can, an interrupted
//! search keeps its best plan.

use std::collections::BTreeMap;

use serde_json::Value;

use super::desk::{Desk, column};

/// Work that settles these small fairs.
pub(super) const WORK: [&str; 2] = ["--iterations", "300000"];

/// Settings with one session from nine o'clock on, in slots of twenty minutes.
pub(super) fn settings(end: &str, tables: usize, more: &str) -> String {
    format!(
        "name = \"Trial\"\nlanguage = \"en\"\n[[session]]\ndate = 2026-10-16\nstart = \"09:00\"\nend = \"{end}\"\nslot_minutes = 20\ntables = {tables}\n[limits]\nneed = [0, 99]\nenterprise = [0, 99]\ninstitution = [0, 99]\nperson = [0, 99]\n{more}"
    )
}

/// A fair of needs (id, enterprise), offerings (id, institution, lead) and decisions, planned
/// with some settings.
pub(super) fn fair(
    settings: &str,
    needs: &[[&str; 2]],
    offerings: &[[&str; 3]],
    decided: &str,
    more: &[(&str, &str)],
) -> Desk {
    let rows = |head: &str, rows: Vec<String>| format!("{head}\n{}\n", rows.join("\n"));
    let needs = needs.iter().map(|[id, firm]| format!("{id},need {id} for seals,{firm}"));
    let needs = rows("id,title,organization", needs.collect());
    let offerings = offerings
        .iter()
        .map(|[id, body, lead]| format!("{id},work {id} on gears,{body},{lead}"));
    let offerings = rows("id,title,organization,lead", offerings.collect());
    let decided = format!("need,offering,decision\n{}\n", decided.replace(' ', "\n"));
    let mut registries = vec![
        ("needs", needs.as_str()),
        ("offerings", offerings.as_str()),
        ("decisions", decided.as_str()),
    ];
    registries.extend(more);
    let desk = Desk::with(&registries);
    desk.write("fair.toml", settings);
    desk
}

pub(super) const FIRMS: [[&str; 2]; 3] = [["N1", "A"], ["N2", "B"], ["N3", "C"]];
pub(super) const BODIES: [[&str; 3]; 3] =
    [["S1", "U", "Li"], ["S2", "V", "Wu"], ["S3", "W", "Xu"]];

#[test]
fn undecided_pairs_fill_what_accepted_ones_leave() {
    let once = settings("09:20", 3, "").replace("need = [0, 99]", "need = [0, 1]");
    let needs = [["N1", "A"], ["N2", "B"]];
    let bodies = [["S1", "U", ""], ["S2", "V", ""]];
    let desk = fair(&once, &needs, &bodies, "N1,S2,accept", &[]);
    // N1 and S1 go together better, and nobody has said so
    let titles = "id,title,description,organization\nN1,titanium foil rolling,cold rolling of titanium foil,A\n";
    let needs = desk.write("more.csv", titles);
    desk.fine(&["import", "needs", needs.to_str().unwrap()]);
    let titles = "id,title,description,organization\nS1,titanium foil rolling mill,cold rolling of titanium foil,U\n";
    let offerings = desk.write("more.csv", titles);
    desk.fine(&["import", "offerings", offerings.to_str().unwrap()]);
    let plan = desk.json(&[&["plan", "--fill"][..], &WORK].concat());
    assert_eq!(plan["objective"]["blocking"], 0, "what was decided ranks first");
    assert_eq!(plan["unscheduled"], Value::Array(Vec::new()));
    let offerings = column(&plan["meetings"], "offering");
    assert!(offerings.contains(&"S2".to_owned()), "{plan}");
}

#[test]
fn an_institution_is_one_whatever_it_is_called() {
    let bodies =
        [("organizations", "id,name,kind\nU1,U,institution\nV1,V,institution\n")];
    let decided = "N1,U1,accept N1,U,pin N2,V,accept N2,V1,reject";
    let desk = fair(&settings("10:20", 3, ""), &FIRMS, &BODIES, decided, &bodies);
    let plan = desk.json(&[&["plan"][..], &WORK].concat());
    assert_eq!(
        column(&plan["meetings"], "need"),
        ["N1"],
        "one meeting, and none against a no"
    );
    assert_eq!(column(&plan["meetings"], "institution"), ["U1"]);
}

#[test]
fn a_minimum_that_is_not_met_is_said_by_name() {
    let least = settings("10:20", 3, "")
        .replace("enterprise = [0, 99]", "enterprise = [1, 99]")
        .replace("institution = [0, 99]", "institution = [2, 99]");
    let bodies = [("organizations", "id,name,kind\nE9,C,enterprise\n")];
    let both = "N1,S1,accept N2,S1,accept";
    let desk = fair(&least, &FIRMS, &BODIES[..2], both, &bodies);
    let told = desk.run(&[&["plan"][..], &WORK].concat());
    assert_eq!(told.code, 0, "minimums are wishes: {}", told.err);
    let line = "2 below the minimum number of meetings in fair.toml: C, V; verify says";
    assert!(told.err.contains(line), "{}", told.err);
    for command in ["verify", "check"] {
        let found = &desk.json(&[command])["problems"];
        let below: Vec<&str> = found
            .as_array()
            .unwrap()
            .iter()
            .filter(|problem| problem["code"] == "below_minimum")
            .map(|problem| problem["message"].as_str().unwrap())
            .collect();
        let wanted = ["C has 0 meetings; 1 is wanted", "V has 0 meetings; 2 are wanted"];
        assert_eq!(below, wanted, "{command}");
    }
    let told = desk.run(&[&["plan", "--method", "stable"][..], &WORK].concat());
    assert!(told.err.contains("stable does not heed the minimums"), "{}", told.err);
}

#[test]
fn settings_that_cannot_be_meant_are_found_by_check_and_plan() {
    let odd = "[plan]\nslots = { N01 = 2 }\nwishes = { N1 = \"mornings\" }\n";
    let both = "N1,S1,accept";
    let desk = fair(&settings("10:20", 3, odd), &FIRMS, &BODIES, both, &[]);
    let told = desk.run(&["check"]);
    assert_eq!(told.code, 1);
    let found = desk.run(&[&["plan"][..], &WORK].concat());
    assert_eq!(found.code, 2);
    assert!(found.err.contains("\"mornings\" of plan.wishes.N1"), "{}", found.err);
    let second = "\n[[session]]\ndate = 2026-10-16\nstart = \"10:00\"\nend = \"11:00\"\nslot_minutes = 20\nmode = \"online\"\n";
    desk.write("fair.toml", &settings("10:20", 3, second));
    for text in [desk.json(&["check"]).to_string(), desk.run(&["plan"]).err] {
        assert!(text.contains("one online, overlap"), "{text}");
    }
    let vast = settings("10:20", 3, "").replace("tables = 3", "tables = 100000000000");
    desk.write("fair.toml", &vast);
    assert_eq!(desk.run(&["check"]).code, 1);
    desk.fine(&[&["plan"][..], &WORK].concat());
}

/// Twelve enterprises meet four of eight institutions each: 48 meetings in eight slots.
pub(super) fn busy() -> Desk {
    let firms: Vec<[String; 2]> =
        (0..12).map(|n| [format!("N{n:02}"), format!("Firm{n:02}")]).collect();
    let bodies: Vec<[String; 2]> =
        (0..8).map(|n| [format!("S{n}"), format!("Body{n}")]).collect();
    let firms: Vec<[&str; 2]> = firms.iter().map(|[a, b]| [a.as_str(), b]).collect();
    let bodies: Vec<[&str; 3]> =
        bodies.iter().map(|[a, b]| [a.as_str(), b, ""]).collect();
    let pairs = (0..48).map(|n| format!("N{:02},S{},accept", n / 4, (n * 3 + n / 4) % 8));
    let pairs = pairs.collect::<std::collections::BTreeSet<_>>();
    assert_eq!(pairs.len(), 48);
    let pairs = pairs.into_iter().collect::<Vec<_>>().join(" ");
    fair(&settings("11:40", 8, ""), &firms, &bodies, &pairs, &[])
}

fn planned(desk: &Desk, args: &[&str]) -> Value {
    let plan = desk.json(&[&["plan"][..], &WORK, args].concat());
    assert_eq!(
        plan["unscheduled"].as_array().unwrap().len(),
        0,
        "{}",
        plan["unscheduled"]
    );
    assert_eq!(plan["meetings"].as_array().unwrap().len(), 48);
    let problems = desk.json(&["verify"]);
    let severities = column(&problems["problems"], "severity");
    assert!(severities.iter().all(|s| s != "error"), "{problems}");
    plan
}

/// Where every meeting is: its id, start and table.
pub(super) fn places(plan: &Value) -> BTreeMap<String, (String, String)> {
    let meetings = &plan["meetings"];
    let places = column(meetings, "start").into_iter().zip(column(meetings, "table"));
    column(meetings, "id").into_iter().zip(places).collect()
}

fn moved(before: &Value, after: &Value) -> u64 {
    let (before, after) = (places(before), places(after));
    before.iter().filter(|(id, place)| after[*id].0 != place.0).count() as u64
}

#[test]
fn closed_tables_move_as_many_meetings_as_stood_at_them() {
    let desk = busy();
    let before = planned(&desk, &[]);
    let locked = before["meetings"][0]["id"].as_str().unwrap().to_owned();
    desk.fine(&["meeting", "lock", &locked]);
    desk.write("fair.toml", &settings("11:40", 6, ""));
    let after = planned(&desk, &["--keep"]);
    let mut seated: BTreeMap<String, u64> = BTreeMap::new();
    for start in column(&before["meetings"], "start") {
        *seated.entry(start).or_default() += 1;
    }
    let over: u64 = seated.values().map(|n| n.saturating_sub(6)).sum();
    assert_eq!(after["objective"]["moved"], over);
    assert_eq!(after["objective"]["lower_bound"]["moved"], over);
    assert_eq!(moved(&before, &after), over);
    assert_eq!(places(&after)[&locked].0, places(&before)[&locked].0);
}

#[test]
fn who_comes_late_moves_and_what_is_over_stays() {
    let desk = busy();
    let before = planned(&desk, &[]);
    let rows = before["meetings"].as_array().unwrap();
    let late = rows.iter().find(|m| m["start"].as_str() >= Some("10:00")).unwrap();
    let [id, firm, start, end] =
        ["id", "enterprise", "start", "end"].map(|key| late[key].as_str().unwrap());
    let from = format!("2026-10-16T{start}");
    let told = desk.run(&["availability", "set", firm, &from, end, "no"]);
    assert_eq!(told.code, 1, "a planned meeting is affected: {}", told.err);
    let after = planned(&desk, &["--keep", "--from", "2026-10-16T09:40"]);
    let (old, new) = (places(&before), places(&after));
    for (id, place) in old.iter().filter(|(_, place)| place.0.as_str() < "09:40") {
        assert_eq!(&new[id], place);
    }
    assert_ne!(new[id].0, start);
    let count = after["objective"]["moved"].as_u64().unwrap();
    assert_eq!(count, moved(&before, &after));
    let bound = after["objective"]["lower_bound"]["moved"].as_u64().unwrap();
    assert!((1..=count).contains(&bound), "{bound} of {count}");
    let changes = desk.json(&["plan", "diff", "1", "2"]);
    assert!(changes.to_string().contains(id), "{changes}");
}

#[test]
fn a_shifted_hour_moves_nobody_to_another_slot() {
    let desk = busy();
    let before = planned(&desk, &[]);
    let later = settings("12:10", 8, "").replace("\"09:00\"", "\"09:30\"");
    desk.write("fair.toml", &later);
    let after = planned(&desk, &["--keep"]);
    assert_eq!(column(&before["meetings"], "slot"), column(&after["meetings"], "slot"));
}

#[cfg(unix)]
#[test]
fn an_interrupted_search_keeps_its_best_plan() {
    use std::io::{BufRead as _, BufReader, Read as _};

    let desk = busy();
    let args = ["--lang", "en", "plan", "--time-limit", "60", "--format", "json"];
    let mut child = desk.command(&args).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    assert!(line.starts_with("best "), "{line}");
    let pid = child.id().to_string();
    assert!(
        std::process::Command::new("kill")
            .args(["-INT", &pid])
            .status()
            .unwrap()
            .success()
    );
    said.read_to_string(&mut line).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{line}");
    let plan: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(plan["meetings"].as_array().unwrap().len(), 48);
    assert_eq!(plan["version"], 1);
    assert_eq!(desk.run(&["verify"]).code, 0);
}
