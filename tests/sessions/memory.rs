//! What earlier fairs teach: who met whom, and what came of it.

use crate::desk::{Desk, column, object};

const NEEDS: &str = "id,title,description,organization,stage
N1,tight seals,seal rings for pumps,Alpha Ltd,reviewed
";
const OFFERINGS: &str = "id,title,description,organization
S1,seal rings,tight seal rings for pumps,Beta University
";

fn earlier(outcome: &str) -> Desk {
    let desk = Desk::with(&[
        ("needs", NEEDS),
        ("offerings", OFFERINGS),
        (
            "organizations",
            "id,name,kind\nE7,Alpha Ltd,enterprise\nU7,Beta University,institution\n",
        ),
    ]);
    let settings = "name = 'fair of 2025'\nlanguage = 'en'\n[[session]]\ndate = 2025-10-16\n\
                    start = '09:00'\nend = '10:00'\nslot_minutes = 20\ntables = 2\n";
    desk.write("fair.toml", settings);
    desk.fine(&["decide", "N1", "S1", "accept"]);
    let plan = desk.json(&["plan", "--time-limit", "1"]);
    let meeting = plan["meetings"][0]["id"].as_str().unwrap().to_owned();
    desk.fine(&["meeting", "outcome", &meeting, outcome]);
    desk
}

fn of_this_year(earlier: &Desk) -> Desk {
    let desk = Desk::with(&[("needs", NEEDS), ("offerings", OFFERINGS)]);
    desk.fine(&["import", "registry", earlier.path().to_str().unwrap()]);
    desk
}

#[test]
fn organizations_and_encounters_come_along_and_score() {
    let met = of_this_year(&earlier("intent"));
    let encounters = desk_list(&met, "encounters");
    assert_eq!(column(&encounters, "fair"), ["fair of 2025"]);
    assert_eq!(column(&encounters, "outcome"), ["intent"]);
    assert_eq!(column(&desk_list(&met, "organizations"), "name").len(), 2);
    let well = met.json(&["explain", "N1", "S1"]);
    let criterion = object(&well["criteria"], "name", "met");
    assert!(criterion["score"].as_f64().unwrap() > 0.5, "{criterion}");
    assert!(!criterion["reason"].as_str().unwrap().is_empty(), "{criterion}");
    let not = of_this_year(&earlier("no-show")).json(&["explain", "N1", "S1"]);
    let worse = object(&not["criteria"], "name", "met")["score"].as_f64().unwrap();
    assert!(worse < criterion["score"].as_f64().unwrap(), "{worse}");
}

#[test]
fn the_plan_warns_of_pairs_that_met_before_in_vain() {
    let desk = of_this_year(&earlier("no-show"));
    let settings = "name = 'b'\nlanguage = 'en'\n[[session]]\ndate = 2026-10-26\n\
                    start = '09:00'\nend = '10:00'\nslot_minutes = 20\ntables = 2\n";
    desk.write("fair.toml", settings);
    desk.fine(&["decide", "N1", "S1", "accept"]);
    let told = desk.fine(&["plan", "--time-limit", "1"]);
    let said = format!("{}{}", told.text(), told.err);
    assert!(said.contains("fair of 2025"), "{said}");
}

fn desk_list(desk: &Desk, kind: &str) -> serde_json::Value {
    desk.json(&["list", kind])[kind].clone()
}
