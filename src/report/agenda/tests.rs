//! Tests of the agenda: what changed, who is told, whose it is.

use super::*;
use crate::domain::{
    Attendance, Bound, Clock, Event, Meeting, Need, Objective, Offering, Person,
    PlanStatus, Role, Signing,
};
use crate::planning::ceremony::Batch;
use crate::report::Block;

fn plan(meetings: &[(&str, u16)]) -> Plan {
    let meeting = |&(id, start): &(&str, u16)| Meeting {
        id: id.into(),
        need: "N1".into(),
        offering: None,
        enterprise: format!("E-{id}"),
        institution: "U1".into(),
        date: NaiveDate::default(),
        start: Clock::from_minutes(start).unwrap(),
        end: Clock::from_minutes(start + 20).unwrap(),
        slot: 1,
        table: None,
        locked: false,
    };
    let objective = Objective {
        meetings: meetings.len(),
        score: Some(0.0),
        idle: 0,
        breaks: 0,
        moved: 0,
        table_moves: None,
        reseated: None,
        blocking: None,
        lower_bound: Bound::default(),
        status: PlanStatus::Feasible,
        seconds: 0.0,
        seed: 1,
    };
    let meetings = meetings.iter().map(meeting).collect();
    Plan { version: 1, meetings, unscheduled: Vec::new(), objective, over_before: None }
}

static QUIET: Ceremony =
    Ceremony { date: None, batches: Vec::new(), problems: Vec::new() };

/// A fair whose plan moved M2, dropped M3 and added M4, and the plan it had.
fn changed() -> (Fair, Scope) {
    let now = plan(&[("M1", 540), ("M2", 600), ("M4", 660)]);
    let before = plan(&[("M1", 540), ("M2", 560), ("M3", 580)]);
    let fair = Fair { plan: Some(now), ..Fair::default() };
    (fair, Scope { since: Some(before), ..Scope::default() })
}

#[test]
fn what_changed_is_new_moved_or_cancelled() {
    let (fair, scope) = changed();
    let agenda = Agenda::new(&fair, &QUIET, &scope, None);
    let told: Vec<_> = agenda.entries().iter().map(|e| (e.kind(), e.id())).collect();
    let expected = [("cancelled", "M3"), ("moved", "M2"), ("added", "M4")];
    assert_eq!(told, expected);
    let parties: Vec<_> = agenda.parties().into_iter().map(|p| p.id).collect();
    assert_eq!(parties, ["E-M2", "E-M3", "E-M4", "U1"]);
    let calendar = agenda.calendar(Lang::En);
    assert_eq!(calendar[0].uid, "meeting-M2@fairmatch", "it is the same meeting");
    let json = serde_json::to_value(agenda.json(Lang::En)).unwrap();
    assert_eq!(json["agenda"][0]["entries"][0]["before"]["start"], "09:20");
}

#[test]
fn in_json_only_labels_follow_the_language() {
    let (mut fair, scope) = changed();
    let event =
        Event {
            title: "参观".into(), place: Some("北京".into()), ..Event::default()
        };
    fair.events = vec![event];
    let signing = Signing { id: "P1".into(), title: "泵".into(), ..Signing::default() };
    fair.signings = vec![signing.clone()];
    let (start, end) = (Clock::MIDNIGHT, Clock::MIDNIGHT);
    let batch = Batch { number: 2, start, end, stage: 1, projects: vec![signing] };
    let day = Ceremony { batches: vec![batch], ..QUIET.clone() };
    for scope in [&scope, &Scope::default()] {
        let said = |lang| {
            let agenda = Agenda::new(&fair, &day, scope, None);
            let mut json = serde_json::to_value(agenda.json(lang)).unwrap();
            let parties = json["agenda"].as_array_mut().unwrap();
            let entries =
                parties.iter_mut().flat_map(|p| p["entries"].as_array_mut().unwrap());
            entries.for_each(|entry| entry["label"] = "".into());
            json
        };
        assert_eq!(said(Lang::En), said(Lang::Zh));
    }
}

#[test]
fn entries_of_any_kind_have_all_keys_of_a_meeting() {
    let (mut fair, _) = changed();
    let who = vec!["U1".to_owned()];
    fair.events = vec![Event { participants: who.clone(), ..Event::default() }];
    let signing = Signing { id: "P1".into(), parties: who, ..Signing::default() };
    let (start, end) = (Clock::MIDNIGHT, Clock::MIDNIGHT);
    let batch = Batch { number: 2, start, end, stage: 1, projects: vec![signing] };
    let day = Ceremony { batches: vec![batch], ..QUIET.clone() };
    let whole = Scope::default();
    let agenda = Agenda::new(&fair, &day, &whole, None);
    let json = serde_json::to_value(agenda.json(Lang::En)).unwrap();
    let parties = json["agenda"].as_array().unwrap();
    let entries: Vec<_> =
        parties.iter().flat_map(|p| p["entries"].as_array().unwrap()).collect();
    let keys = |entry: &serde_json::Value| -> Vec<String> {
        entry.as_object().unwrap().keys().cloned().collect()
    };
    let kinds: std::collections::BTreeSet<_> =
        entries.iter().map(|e| e["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds.len(), 3, "{kinds:?}");
    for entry in &entries {
        assert_eq!(keys(entry), keys(entries[0]));
        for key in ["need", "offering", "enterprise", "institution", "slot", "table"] {
            assert!(entry.get(key).is_some(), "{key} of {entry}");
        }
    }
}

#[test]
fn a_notice_of_changes_says_what_was() {
    let (mut fair, mut scope) = changed();
    fair.settings.name = "Fair".into();
    let told = |scope: &Scope, party: &str| {
        let keys = vec![party.to_owned()];
        let party = Participant { keys, ..Participant::bare(party, party) };
        let scope = Scope { party: Some(party), ..scope.clone() };
        let notices = Notices(Agenda::new(&fair, &QUIET, &scope, None));
        let json = serde_json::to_value(notices.json(Lang::En)).unwrap();
        json["notices"][0]["text"].as_str().unwrap().to_owned()
    };
    let changes = "Dear U1, 3 appointments of yours have changed at Fair; all else \
                   stays as it was: \n\
                   · cancelled: 1970-01-01 09:40–10:00, Online, E-M3: N1\n\
                   · moved from 1970-01-01 09:20–09:40, online to 1970-01-01 10:00–10:20, \
                   Online, E-M2: N1\n\
                   · new: 1970-01-01 11:00–11:20, Online, E-M4: N1";
    assert_eq!(told(&scope, "U1"), changes);
    assert!(told(&scope, "E-M1").contains("nothing has changed for you"));
    scope.since = None;
    assert!(told(&scope, "E-M1").contains("you have 1 appointment"));
}

/// Who speaks for an enterprise at the tables has its meetings and events; of two delegates
/// each has them all, with the word that they are the enterprise's.
#[test]
fn a_delegate_has_the_meetings_of_the_organization() {
    let mut fair = changed().0;
    let participants = vec!["E-M2".to_owned()];
    fair.events = vec![Event { id: "V1".into(), participants, ..Event::default() }];
    let delegate = |id: &str| Person {
        id: id.into(),
        name: format!("代表{id}"),
        organization: Some("E-M2".into()),
        ..Person::default()
    };
    fair.people = vec![delegate("H1")];
    let told = |fair: &Fair| {
        let scope = Scope { party: Participant::of(fair, "H1"), ..Scope::default() };
        let agenda = Agenda::new(fair, &QUIET, &scope, None);
        let party = scope.party.as_ref().unwrap();
        let of = |entry: &AgendaEntry<'_>| {
            format!("{} {:?}", entry.id(), pages::others(&agenda, party, entry))
        };
        agenda.entries().iter().map(of).collect::<Vec<_>>()
    };
    let note = |fair: &Fair| {
        let scope = Scope { party: Participant::of(fair, "H1"), ..Scope::default() };
        let agenda = Agenda::new(fair, &QUIET, &scope, None);
        let on_page = pages::shared(&agenda, scope.party.as_ref().unwrap(), Lang::En);
        let json = serde_json::to_value(Notices(agenda).json(Lang::En)).unwrap();
        let text = json["notices"][0]["text"].to_string();
        let noted = text.contains("2 appointments") && text.contains("those of E-M2");
        (on_page.is_some(), noted)
    };
    let all = ["V1 []", r#"M2 ["U1"]"#];
    assert_eq!(
        (told(&fair), note(&fair)),
        (all.map(str::to_owned).into(), (false, false))
    );
    fair.people.push(delegate("H2"));
    assert_eq!((told(&fair), note(&fair)), (all.map(str::to_owned).into(), (true, true)));
    fair.people[1].status = Attendance::Declined;
    assert_eq!(note(&fair), (false, false));
    fair.people[0].role = Role::Host;
    assert_eq!(told(&fair), [""; 0]);
    let scope = Scope { party: Participant::of(&fair, "H1"), ..Scope::default() };
    let sections = Agenda::new(&fair, &QUIET, &scope, None).sections(Lang::En);
    let nothing = "There is nothing to attend.".to_owned();
    assert_eq!(sections[0].blocks, [Block::Text(nothing)]);
}

#[test]
fn whoever_leads_an_offering_has_an_agenda() {
    let mut fair = changed().0;
    fair.plan.as_mut().unwrap().meetings[0].offering = Some("S1".into());
    let lead = Some("孙示四".into());
    let mut led = Offering { id: "S1".into(), lead, ..Offering::default() };
    led.organization.id = Some("U1".into());
    fair.offerings = vec![led];
    let met = |fair: &Fair| {
        let scope =
            Scope { party: Participant::of(fair, "孙示四"), ..Scope::default() };
        let agenda = Agenda::new(fair, &QUIET, &scope, None);
        let party = scope.party.as_ref().unwrap();
        let others = agenda.entries().iter().map(|e| pages::others(&agenda, party, e));
        others.collect::<Vec<_>>()
    };
    assert_eq!(met(&fair), [["E-M1"]], "not the own university");
    let (name, organization) = ("孙示四".to_owned(), Some("U1".to_owned()));
    let role = Role::Expert;
    fair.people = vec![Person { name, organization, role, ..Person::default() }];
    assert_eq!(met(&fair), [["E-M1"]]);
    assert!(Participant::of(&fair, "某人").is_none());
}

#[test]
fn meetings_of_several_days_say_theirs() {
    let mut fair = changed().0;
    let need = Need { id: "N1".into(), ..Need::default() };
    fair.needs = vec![need];
    let heading = |fair: &Fair| {
        let keys = vec!["U1".to_owned()];
        let party = Participant { keys, ..Participant::bare("U1", "U1") };
        let scope = Scope { party: Some(party), ..Scope::default() };
        let agenda = Agenda::new(fair, &QUIET, &scope, None);
        agenda.sections(Lang::En)[1].heading.clone()
    };
    assert_eq!(heading(&fair), "09:00 with E-M1");
    let other = NaiveDate::from_ymd_opt(1970, 1, 2).unwrap();
    fair.plan.as_mut().unwrap().meetings[2].date = other;
    assert_eq!(heading(&fair), "1970-01-01 09:00 with E-M1");
}

/// Whoever is named first: enterprises stand under enterprises, all parties somewhere, and
/// projects in their order on stage.
#[test]
fn the_parties_of_a_signing_stand_under_what_they_are() {
    let signing = |id: &str, parties: &[&str]| Signing {
        id: id.into(),
        parties: parties.iter().map(|&party| party.to_owned()).collect(),
        ..Signing::default()
    };
    let ceremony = Ceremony {
        date: NaiveDate::from_ymd_opt(2026, 10, 16),
        batches: vec![Batch {
            number: 1,
            stage: 1,
            start: Clock::from_minutes(900).unwrap(),
            end: Clock::from_minutes(906).unwrap(),
            projects: vec![
                signing("P3", &["乙大学", "甲公司"]),
                signing("P1", &["甲公司", "丁公司"]),
                signing("P2", &["甲公司", "丁公司", "乙大学"]),
            ],
        }],
        problems: Vec::new(),
    };
    let fair = Fair::default();
    let scope = Scope::default();
    let agenda = Agenda::new(&fair, &ceremony, &scope, None);
    let sides = agenda.entries().iter().map(|entry| pages::sides(&agenda, entry));
    let expected =
        [["甲公司", "乙大学"], ["甲公司 · 丁公司", ""], ["甲公司 · 丁公司", "乙大学"]];
    assert_eq!(sides.collect::<Vec<_>>(), expected);
}

#[test]
fn whoever_comes_from_an_institution_stands_under_institutions() {
    let person = |name: &str, organization: &str| Person {
        name: name.into(),
        organization: Some(organization.into()),
        ..Person::default()
    };
    let asked = ["乙大学", "甲公司", "张样", "李样"].map(str::to_owned);
    let fair = Fair {
        people: vec![person("张样", "乙大学"), person("李样", "甲公司")],
        events: vec![Event { participants: asked.into(), ..Event::default() }],
        ..Fair::default()
    };
    let scope = Scope::default();
    let agenda = Agenda::new(&fair, &QUIET, &scope, None);
    let sides = pages::sides(&agenda, &agenda.entries()[0]);
    assert_eq!(sides, ["甲公司 · 李样", "乙大学 · 张样"]);
}

/// Who sits at a table is told day by day, and by the hour where it changes.
#[test]
fn a_tent_is_of_one_table_and_day() {
    let mut plan = plan(&[("M1", 540), ("M2", 560), ("M3", 580), ("M4", 540)]);
    for (meeting, own) in plan.meetings.iter_mut().zip(["U1", "U2", "U2", "U3"]) {
        meeting.table = Some(1);
        meeting.institution = own.into();
    }
    plan.meetings[3].date = NaiveDate::default() + chrono::Days::new(1);
    let mut fair = Fair { plan: Some(plan), ..Fair::default() };
    let tents = |fair: &Fair| -> Vec<Vec<String>> {
        let scope = Scope::default();
        let agenda = Agenda::new(fair, &QUIET, &scope, Some(Handout::Tents));
        let blocks = agenda.sections(Lang::En).into_iter().flat_map(|s| s.blocks);
        let poster = |block| {
            if let Block::Poster(lines) = block { Some(lines) } else { None }
        };
        blocks.filter_map(poster).collect()
    };
    let first = ["Table 1", "1970-01-01", "09:00–09:20 U1", "09:20–10:00 U2"];
    assert_eq!(tents(&fair), [&first[..], &["Table 1", "1970-01-02", "U3"]]);
    let meetings = &mut fair.plan.as_mut().unwrap().meetings;
    let mut many: Vec<Meeting> = Vec::new();
    for at in 0..8_u16 {
        let start = Clock::from_minutes(540 + 20 * at).unwrap();
        let institution = format!("U{at}");
        many.push(Meeting { institution, start, ..meetings[0].clone() });
    }
    *meetings = many;
    let pages: Vec<_> = tents(&fair).iter().map(|t| (t[0].clone(), t.len())).collect();
    assert_eq!(pages, [("Table 1".into(), 5), ("Table 1".into(), 5)]);
}

/// Table 1 of one hall is another than that of the next.
#[test]
fn a_table_is_told_with_its_hall() {
    let mut plan = plan(&[("M1", 540), ("M2", 840)]);
    plan.meetings.iter_mut().for_each(|meeting| meeting.table = Some(1));
    let mut fair = Fair { plan: Some(plan), ..Fair::default() };
    fair.settings = toml::from_str(
        r#"
        name = "a fair"
        session = [
            { date = 1970-01-01, start = "09:00", end = "12:00", slot_minutes = 20, hall = "East" },
            { date = 1970-01-01, start = "14:00", end = "17:00", slot_minutes = 20, hall = "West" },
        ]
        plan = { fixed_side = "enterprise" }
        "#,
    )
    .unwrap();
    let scope = Scope::default();
    let agenda = Agenda::new(&fair, &QUIET, &scope, None);
    let places = agenda.entries().iter().map(|e| pages::place(&fair, e, Lang::En));
    assert_eq!(places.collect::<Vec<_>>(), ["East, Table 1", "West, Table 1"]);
    let tents = Agenda::new(&fair, &QUIET, &scope, Some(Handout::Tents));
    let blocks = tents.sections(Lang::En).into_iter().flat_map(|s| s.blocks);
    let lines = blocks.filter_map(|block| {
        if let Block::Poster(lines) = block { Some(lines) } else { None }
    });
    let expected = [["Table 1", "East", "E-M1"], ["Table 1", "West", "E-M2"]];
    assert_eq!(lines.collect::<Vec<_>>(), expected, "with who stays there");
}

/// A hash is no name to greet or to look for.
#[test]
fn a_need_of_nobody_is_called_by_its_title() {
    let mut plan = plan(&[("M1", 540)]);
    plan.meetings[0].enterprise = "N1".into();
    let need = Need { id: "N1".into(), title: "quiet pumps".into(), ..Need::default() };
    let fair = Fair { plan: Some(plan), needs: vec![need], ..Fair::default() };
    let scope = Scope::default();
    let agenda = Agenda::new(&fair, &QUIET, &scope, None);
    assert_eq!(pages::sides(&agenda, &agenda.entries()[0]), ["quiet pumps", "U1"]);
    let named: Vec<_> = agenda.parties().into_iter().map(|p| p.name).collect();
    assert_eq!(named, ["quiet pumps", "U1"]);
}
