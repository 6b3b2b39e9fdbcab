//! Plans under `--public`: made of the whole fair, shown as far as they may be.

use serde_json::Value;

use crate::desk::{Desk, column};

const CONFIDENTIAL: &str = "东方锅炉";

/// The bundled fair with a confidential enterprise that has too few meetings.
fn desk() -> Desk {
    let desk = Desk::example();
    desk.fine(&["edit", "E002", "confidential=true"]);
    let toml = std::fs::read_to_string(desk.path().join("fair.toml")).unwrap();
    let more = toml.replace("enterprise = [1, 8]", "enterprise = [7, 8]");
    assert_ne!(more, toml);
    desk.write("fair.toml", &more);
    desk
}

/// When and where everybody meets.
fn places(plan: &Value) -> Vec<String> {
    let columns =
        ["id", "date", "start", "table"].map(|key| column(&plan["meetings"], key));
    let [ids, dates, starts, tables] = &columns;
    let each = ids.iter().zip(dates).zip(starts).zip(tables);
    each.map(|(((id, date), start), table)| format!("{id} {date} {start} {table}"))
        .collect()
}

#[test]
fn the_plan_that_is_stored_is_that_of_the_whole_fair() {
    let desk = desk();
    let args = ["plan", "--iterations", "3000"];
    let told = desk.fine(&[&args[..], &["--public", "--format", "json"]].concat());
    assert!(told.err.contains('某') && !told.err.contains(CONFIDENTIAL), "{}", told.err);
    let open: Value = serde_json::from_slice(&told.out).unwrap();
    let stored = places(&desk.json(&["plan", "show"]));
    assert_eq!(stored, places(&desk.json(&args)));
    let open = places(&open);
    assert!(open.len() < stored.len(), "{open:?}");
    assert!(open.iter().all(|place| stored.contains(place)), "{open:?}");
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn neither_a_verdict_nor_a_change_names_who_is_confidential() {
    let desk = desk();
    let plan = desk.json(&["plan", "--iterations", "3000"]);
    let meetings = plan["meetings"].as_array().unwrap();
    let own = meetings.iter().find(|meeting| meeting["enterprise"] == "E002").unwrap();
    let cancel = ["meeting", "cancel", own["id"].as_str().unwrap()];
    let names = |args: &[&str]| {
        let told = desk.fine(args);
        told.text().contains(CONFIDENTIAL) || told.err.contains(CONFIDENTIAL)
    };
    let dry = [&cancel[..], &["--dry-run"]].concat();
    for args in [&["verify"][..], &dry] {
        assert!(names(args), "{args:?}");
        assert!(!names(&[args, &["--public"]].concat()), "{args:?}");
    }
    assert!(!names(&[&cancel[..], &["--public"]].concat()));
    assert!(names(&["plan", "diff", "1", "2"]));
    assert!(!names(&["plan", "diff", "1", "2", "--public"]));
}

/// Batch and hour of each project.
fn hours(ceremony: &Value) -> Vec<String> {
    let batches = ceremony["batches"].as_array().unwrap();
    let of = |batch: &Value| {
        let of = format!("{} {}", batch["batch"], batch["start"]);
        let ids = column(&batch["projects"], "id").into_iter();
        ids.map(move |id| format!("{of} {id}")).collect::<Vec<_>>()
    };
    batches.iter().flat_map(of).collect()
}

#[test]
fn the_ceremony_is_that_of_the_whole_fair_and_asks_nothing_of_the_public() {
    let desk = desk();
    // who signs twice for the confidential enterprise is not shown, and keeps batches apart
    let plan = ["signing", "plan"];
    let (whole, open) =
        (desk.json(&plan), desk.json(&[&plan[..], &["--public"]].concat()));
    assert_eq!(hours(&open), hours(&whole));
    assert_ne!(whole["problems"], Value::Array(Vec::new()));
    assert_eq!(open["problems"], Value::Array(Vec::new()));
    let told = desk.fine(&["signing", "plan", "--public"]).text();
    assert!(
        !told.contains("需要先处理")
            && told.contains("第 4 批")
            && !told.contains(CONFIDENTIAL),
        "{told}"
    );
    let code = |args: &[&str]| desk.run(args).code;
    assert_eq!(code(&[&plan[..], &["--public"]].concat()), code(&plan));
}
