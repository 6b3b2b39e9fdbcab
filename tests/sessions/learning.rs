//! Weights learned from decisions, kept in the fair and taken back.

use std::fmt::Write as _;

use serde_json::Value;

use crate::desk::{Desk, column};

const SUBJECTS: [&str; 12] = [
    "铜箔轧制",
    "水泵密封",
    "轮胎硫化",
    "锅炉焊接",
    "飞灰固化",
    "草莓脱毒",
    "纱线张力",
    "电池隔膜",
    "齿轮磨削",
    "污泥干化",
    "激光测距",
    "茶叶杀青",
];

/// Twelve needs, each with two offerings that say the same of it, one for the cooperation
/// that is wanted, one for another. Every second need is answered in passing only.
fn desk() -> Desk {
    let mut needs = "id,title,organization,cooperation\n".to_owned();
    let mut offerings = "id,title,description,organization,cooperation\n".to_owned();
    for (at, subject) in (1..).zip(SUBJECTS) {
        writeln!(needs, "N{at},{subject},Alpha {at} Ltd,合作开发").unwrap();
        let rest = if at % 2 == 0 {
            ""
        } else {
            "另有多种通用设备与检测服务可供选用"
        };
        for (letter, mode) in [("A", "合作开发"), ("B", "培训")] {
            let id = format!("S{at}{letter}");
            let school = format!("College {letter}{at}");
            writeln!(offerings, "{id},{subject},{rest},{school},{mode}").unwrap();
        }
    }
    Desk::with(&[("needs", &needs), ("offerings", &offerings)])
}

/// The wanted cooperation is accepted, the other rejected, for some needs.
fn decide(desk: &Desk, needs: std::ops::RangeInclusive<usize>) {
    let mut decisions = "need,offering,decision\n".to_owned();
    for at in needs {
        writeln!(decisions, "N{at},S{at}A,accept\nN{at},S{at}B,reject").unwrap();
    }
    let file = desk.write("decisions.csv", &decisions);
    desk.fine(&["import", "decisions", file.to_str().unwrap()]);
}

fn weights(desk: &Desk) -> Value {
    desk.json(&["match", "--top", "1"])["weights"].clone()
}

#[test]
fn too_few_decisions_are_refused_and_change_nothing() {
    let desk = desk();
    let why = desk.refused(&["match", "--learn"]);
    assert!(why.contains("0 accepted, 0 rejected") && why.contains("20"), "{why}");
    decide(&desk, 1..=9);
    let before = weights(&desk);
    let why = desk.refused(&["match", "--learn"]);
    assert!(why.contains("9 accepted, 9 rejected"), "{why}");
    assert_eq!(weights(&desk), before);
    assert!(
        !column(&desk.json(&["log"])["entries"], "what").join("\n").contains("learn")
    );
}

#[test]
fn learned_weights_are_reported_kept_and_undone() {
    let desk = desk();
    decide(&desk, 1..=12);
    let before = weights(&desk);
    let learned = desk.json(&["match", "--learn"]);
    assert_eq!(learned["decisions"], 24);
    assert_eq!(learned["changed"], true, "{learned}");
    let quality = |when: &str| learned[when].as_f64().unwrap();
    assert!(quality("quality_after") > quality("quality_before"), "{learned}");
    let cooperation = |weights: &Value| weights["cooperation"].as_u64().unwrap();
    assert!(cooperation(&learned["after"]) > cooperation(&learned["before"]));
    assert_eq!(learned["before"], before);
    assert_eq!(weights(&desk), learned["after"], "matching uses them");
    let what = column(&desk.json(&["log"])["entries"], "what");
    assert!(what[0].contains("learned weights"), "{}", what[0]);
    desk.fine(&["undo"]);
    assert_eq!(weights(&desk), before);
    assert_eq!(desk.json(&["match", "--learn"]), learned, "the same every time");
}
