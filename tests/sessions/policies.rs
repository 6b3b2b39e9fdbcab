//! Which policies an enterprise qualifies for.

use crate::desk::{Desk, column, object};

const ORGANIZATIONS: &str = "id,name,kind,region,classes,staff,rd_spend
E1,Alpha Ltd,enterprise,Shanyang District,high_tech,320,180万元
E2,Beta Ltd,enterprise,Shanyang District,,,
";

const POLICIES: &str =
    "id,title,benefit,amount,classes,fields,regions,min_rd_budget,max_staff,deadline,note
B1,grant for all,money,50万元,,,,,,,
B2,R&D subsidy,money,,high_tech,,Shanyang District,200万元,300,2026-10-25,
B3,closed,money,,,,,,,2026-10-01,
";

#[test]
fn every_condition_is_met_failed_or_unknown_and_says_why() {
    let desk = Desk::with(&[("organizations", ORGANIZATIONS), ("policies", POLICIES)]);
    let found = desk.json(&["policies", "match"]);
    let alpha = object(&found["enterprises"], "id", "E1");
    assert_eq!(column(&alpha["policies"], "status"), ["met", "failed", "failed"]);
    let subsidy = object(&alpha["policies"], "id", "B2");
    let names = column(&subsidy["conditions"], "name");
    assert_eq!(names, ["classes", "regions", "min_rd_budget", "max_staff", "deadline"]);
    let status = column(&subsidy["conditions"], "status");
    assert_eq!(status, ["met", "met", "failed", "failed", "met"]);
    let reasons = column(&subsidy["conditions"], "reason");
    assert!(reasons[2].contains("CNY 200,000"), "by how much: {}", reasons[2]);
    assert!(reasons[3].contains("20"), "by how many: {}", reasons[3]);
    assert_eq!(subsidy["days_left"], 5);
    let beta = object(&found["enterprises"], "id", "E2");
    assert_eq!(column(&beta["policies"], "status"), ["met", "unknown", "failed"]);
    let subsidy = object(&beta["policies"], "id", "B2");
    let status = column(&subsidy["conditions"], "status");
    assert_eq!(status, ["unknown", "met", "unknown", "unknown", "met"]);
    let closed = object(&beta["policies"], "id", "B3");
    assert_eq!(closed["conditions"][0]["name"], "deadline");
}

#[test]
fn one_enterprise_is_named_by_id_or_name_and_its_dossier_says_the_same() {
    let desk = Desk::with(&[("organizations", ORGANIZATIONS), ("policies", POLICIES)]);
    let by_name = desk.json(&["policies", "match", "Alpha Ltd"]);
    assert_eq!(column(&by_name["enterprises"], "id"), ["E1"]);
    assert_eq!(by_name, desk.json(&["policies", "match", "E1"]));
    let dossier = desk.json(&["show", "E1"]);
    assert_eq!(dossier["related"]["policies"], by_name["enterprises"][0]["policies"]);
    let why = desk.refused(&["policies", "match", "E11"]);
    assert!(why.contains("did you mean: E1"), "{why}");
}
