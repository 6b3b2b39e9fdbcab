//! By what name whoever breaks a rule is told of.

use super::*;

/// Organizations and people by their names, not by the keys they are counted under.
#[test]
fn whoever_has_too_many_meetings_is_named() {
    let told = |change: &dyn Fn(&mut Fair)| {
        let mut fair = fair();
        let plan = plan(&fair);
        change(&mut fair);
        let found = problems(&fair, &plan).into_iter();
        let over = found.filter(|problem| problem.code == "capacity_exceeded");
        over.map(|problem| problem.value).collect::<Vec<_>>()
    };
    let body = Organization {
        id: "U1".into(),
        name: "甲大学".into(),
        kind: OrganizationKind::Institution,
        ..Organization::default()
    };
    let of_body = told(&|fair| {
        fair.organizations.push(body.clone());
        fair.settings.limits.institution = [0, 1];
    });
    assert_eq!(of_body, ["甲大学"]);
    let of_lead = told(&|fair| {
        fair.organizations.push(body.clone());
        fair.offerings.iter_mut().for_each(|own| own.lead = Some("孙示四".into()));
        fair.settings.limits.person = [0, 1];
    });
    assert!(of_lead.iter().all(|name| name == "孙示四") && !of_lead.is_empty());
}

#[test]
fn whoever_has_no_name_goes_by_an_id() {
    let mut fair = fair();
    fair.offerings[0].organization = InstitutionRef::default();
    fair.settings.sessions[0].breaks.clear();
    let mut plan = plan(&fair);
    let mut again = plan.meetings.iter().find(|m| m.need == "N0").unwrap().clone();
    let other = if again.slot == 1 { "09:20" } else { "09:00" };
    again.start = Clock::parse(other).unwrap();
    (again.id, again.table) = ("M9".into(), again.table.map(|table| 3 - table));
    plan.meetings.push(again);
    let found = problems(&fair, &plan);
    let moves = found.iter().find(|p| p.code == "table_moves").expect("it moves");
    assert!(
        moves.say(Lang::En).message.starts_with("S0 has to change tables "),
        "{moves:?}"
    );
}
