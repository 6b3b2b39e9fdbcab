//! Which of the pairs that somebody decided on are planned.

use serde_json::Value;

use super::desk::Desk;
use super::plan::settings;

const WORK: [&str; 2] = ["--iterations", "20000"];

/// A fair with one slot: needs (id, title, firm), offerings (id, title, body) and decisions.
fn fair(needs: &str, offerings: &str, decisions: &str) -> Desk {
    let roster = "id,name,kind\nU1,丙大学,institution\n";
    let head = "id,title,organization\n";
    let rows = |rows: &str| format!("{head}{rows}");
    let said = format!("need,offering,decision\n{decisions}");
    let desk = Desk::with(&[
        ("organizations", roster),
        ("needs", &rows(needs)),
        ("offerings", &rows(offerings)),
        ("decisions", &said),
    ]);
    let one =
        settings("09:20", 3, "").replace("institution = [0, 99]", "institution = [0, 1]");
    desk.write("fair.toml", &one);
    desk
}

fn plan(desk: &Desk, more: &[&str]) -> Value {
    desk.json(&[&["plan"][..], &WORK, more].concat())
}

/// The pairs that are planned.
fn pairs(plan: &Value) -> Vec<String> {
    let pair = |meeting: &Value| {
        let partner = meeting["offering"].as_str().or(meeting["institution"].as_str());
        format!("{} {}", meeting["need"].as_str().unwrap(), partner.unwrap())
    };
    plan["meetings"].as_array().unwrap().iter().map(pair).collect()
}

#[test]
fn worst_first_is_a_way_of_flow_and_none_of_stable() {
    let desk = fair("N1,钛箔焊接,甲厂\n", "S1,钛箔焊接,丙大学\n", "N1,S1,accept\n");
    let flow = ["--worst-first", "--method", "flow"];
    assert_eq!(pairs(&plan(&desk, &flow)), ["N1 S1"]);
    let stable = ["--lang", "en", "plan", "--worst-first", "--method", "stable"];
    assert!(desk.refused(&stable).contains("cannot be used with --method stable"));
}

#[test]
fn nobody_meets_himself_though_he_offers_what_he_needs() {
    let desk = fair("N1,钛箔焊接,甲集团\n", "S1,钛箔焊接,甲集团\n", "N1,S1,pin\n");
    let plan = plan(&desk, &["--lang", "en"]);
    assert_eq!(pairs(&plan), [""; 0]);
    assert_eq!(plan["unscheduled"][0]["reason"], "甲集团 would meet itself");
}

#[test]
fn what_matching_rules_out_goes_behind_all_else_though_it_was_accepted() {
    let offerings = "S1,葡萄种植,丙大学\nS2,钛箔轧制退火,丁大学\n";
    let said = "N1,S1,accept\nN1,S2,accept\nN1,丙大学,reject\n";
    let desk = fair("N1,钛箔焊接检测,甲厂\n", offerings, said);
    assert_eq!(pairs(&plan(&desk, &[])), ["N1 S2"]);
}

#[test]
fn a_claim_counts_by_whatever_name_and_a_rejection_is_none() {
    let needs = "N1,钛箔焊接检测,甲厂\nN2,钛箔焊接,乙厂\n";
    for who in ["丙大学", "U1"] {
        for (word, planned) in [("accept", "N1 S1"), ("reject", "N2 S1")] {
            let said = format!("N1,S1,accept\nN2,S1,accept\nN1,{who},{word}\n");
            let desk = fair(needs, "S1,钛箔焊接,丙大学\n", &said);
            assert_eq!(
                pairs(&plan(&desk, &["--method", "stable"])),
                [planned],
                "{who} {word}"
            );
        }
    }
}
