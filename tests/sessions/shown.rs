//! What is listed and shown, and for whom.

use crate::desk::{Desk, column};

/// Signings, people and events have names, availability has what was typed.
#[test]
fn records_of_an_organization_are_found_by_its_id_and_by_its_name() {
    let desk = Desk::example();
    desk.fine(&["availability", "set", "U002", "2026-10-16T09:00", "10:00", "no"]);
    for kind in ["signings", "people", "offerings", "availability"] {
        let listed = |org: &str| {
            let listed = desk.json(&["list", kind, "--org", org]);
            column(&listed[kind], "id")
        };
        let by_id = listed("U002");
        assert!(!by_id.is_empty(), "{kind}");
        assert_eq!(by_id, listed("华中科技大学"), "{kind}");
        assert_eq!(by_id, listed("华中科"), "{kind}");
    }
}

#[test]
fn texts_alone_are_no_table() {
    let desk = Desk::example();
    desk.fine(&["plan", "--iterations", "1000"]);
    for texts in [&["report", "--brief"][..], &["agenda", "--handout", "tents"]] {
        let why = desk.refused(&[texts, &["--lang", "en", "--format", "csv"]].concat());
        assert!(why.contains("html") && !why.contains("csv,"), "{texts:?}: {why}");
    }
    let notices = desk.fine(&["--lang", "en", "notify", "--format", "csv"]).text();
    let mut rows =
        csv::Reader::from_reader(notices.trim_start_matches('\u{feff}').as_bytes());
    assert_eq!(rows.headers().unwrap(), vec!["for", "name", "message"]);
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    assert!(
        rows.iter().any(|row| &row[0] == "E001" && row[2].contains(&row[1])),
        "{notices}"
    );
}

#[test]
fn a_blank_heading_is_no_row() {
    let desk = Desk::example();
    let shown = desk.fine(&["--lang", "en", "show", "N001", "--format", "csv"]).text();
    assert!(shown.starts_with("\u{feff}field,value\r\n"), "{shown}");
}

#[test]
fn enterprises_without_a_zone_have_not_all_answered() {
    let roster = "id,name,kind,zone\nE1,Alpha Ltd,enterprise,\nE2,Beta Ltd,enterprise,\n";
    let desk = Desk::with(&[("organizations", roster)]);
    desk.write("fair.toml", "name = 'x'\nlanguage = 'en'\nzones = ['north']\n");
    let told = desk.fine(&["today"]).text();
    assert!(!told.contains("every enterprise has answered"), "{told}");
    assert!(told.contains("2 enterprises without a zone have sent no need"), "{told}");
    desk.fine(&["edit", "E1", "zone=north"]);
    let told = desk.fine(&["today"]).text();
    assert!(told.contains("1 enterprise has not answered: Alpha Ltd"), "{told}");
    assert!(told.contains("1 enterprise without a zone has sent no need"), "{told}");
}

/// At three in the afternoon of the first session, where the settings say nothing else.
#[test]
fn the_ceremony_comes_next_while_projects_are_to_be_signed() {
    let desk = Desk::example();
    let next = |day: &str| {
        let today = desk.json(&["today", "--today", day]);
        let next = today["next"].as_array().unwrap().clone();
        next.into_iter().find(|coming| coming["kind"] == "signing")
    };
    let ceremony = next("2026-10-16").unwrap();
    assert_eq!(ceremony["date"], "2026-10-16");
    assert_eq!(ceremony["start"], "15:00");
    assert_eq!(ceremony["projects"], 10);
    assert!(next("2026-10-17").is_none());
    let told = desk.fine(&["today", "--today", "2026-10-16"]).text();
    assert!(told.contains("2026-10-16 15:00 签约仪式：上台签约项目 10 个"), "{told}");
}

/// An enterprise's amount is what it spends on research.
#[test]
fn lists_of_organizations_name_their_amount() {
    let told = Desk::example().fine(&["list", "organizations", "--limit", "3"]).text();
    assert!(told.contains("研发投入") && !told.contains("金额"), "{told}");
}

#[test]
fn what_the_roster_knows_of_an_enterprise_its_needs_know() {
    let needs = "id,title,organization,description\nN1,bearings,Alpha Ltd,noise\n";
    let roster =
        "id,name,kind,zone,region\nE1,Alpha Ltd,enterprise,north,Hill District\n";
    let desk = Desk::with(&[("needs", needs), ("organizations", roster)]);
    let listed = desk.json(&["list", "needs", "--zone", "north"]);
    assert_eq!(listed["needs"][0]["organization"]["region"], "Hill District");
    let grouped = desk.fine(&["stats", "--group", "zone"]).text();
    assert!(grouped.contains("north"), "{grouped}");
    let exported = desk.fine(&["export", "needs", "--format", "csv"]).text();
    assert!(!exported.contains("north"), "the record itself: {exported}");
}

#[test]
fn check_says_of_stored_records_what_import_said() {
    let need = "id,title,organization,uscc,description,cooperation\n\
                N1,-20 pumps,Alpha Ltd,91000000MA0000009K,noise,以物易物\n";
    let desk = Desk::with(&[("needs", need)]);
    let found = desk.json(&["check"])["problems"].clone();
    let of_need: Vec<_> = found.as_array().unwrap().iter().collect();
    let codes: Vec<_> = of_need.iter().filter(|p| p["subject"] == "N1").collect();
    let codes: Vec<_> = codes.iter().map(|p| p["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["invalid_uscc", "too_thin", "unknown_vocabulary"], "{found}");
}

/// The unit stands in the header, of which the record keeps the amount; a deadline that has passed
/// is one matter.
#[test]
fn check_asks_for_no_unit_that_was_given_and_tells_a_late_need_once() {
    let need = "编号,需求名称,企业名称,需求描述,拟投入资金（万元）,需求时限\n\
                N1,钛箔轧制,示例甲有限公司,现有工艺厚度不均匀，需要新的轧制工艺与设备,300,2020-01-31\n";
    let desk = Desk::with(&[("needs", need)]);
    let found = desk.json(&["check"])["problems"].clone();
    let of_need: Vec<_> = found.as_array().unwrap().iter().collect();
    let codes: Vec<_> = of_need.iter().filter(|p| p["subject"] == "N1").collect();
    let codes: Vec<_> = codes.iter().map(|p| p["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["date_in_past"], "{found}");
    let exported = desk.fine(&["export", "needs", "--format", "csv"]).text();
    assert!(exported.contains(",3000000元,") && exported.contains(",300,"), "{exported}");
}

#[test]
fn check_names_a_fair_without_a_name() {
    let desk = Desk::blank();
    desk.write("fair.toml", "");
    let found = desk.json(&["check"]);
    let nameless = &found["problems"][0];
    assert_eq!(
        (&nameless["code"], &nameless["severity"]),
        (&"invalid_setting".into(), &"warning".into())
    );
    assert!(nameless["message"].as_str().unwrap().contains("name"), "{nameless}");
}

#[test]
fn an_organization_s_own_needs_are_found_before_those_with_its_words() {
    let desk = Desk::example();
    let found = |query| {
        let found = desk.json(&["search", query, "--in", "needs"]);
        column(&found["results"], "id")
    };
    let firm = desk.json(&["show", "N001"])["record"]["organization"]["name"].clone();
    assert_eq!(found(firm.as_str().unwrap())[..2], ["N001", "N002"]);
    assert_eq!(found("n001")[0], "N001");
}

#[test]
fn wholes_are_written_without_a_point() {
    let desk = Desk::example();
    let stats = desk.json(&["stats"]);
    for figure in stats["figures"].as_array().unwrap() {
        assert!(figure["numerator"].is_i64(), "{figure}");
        assert!(
            figure["denominator"].is_null() || figure["denominator"].is_i64(),
            "{figure}"
        );
        assert!(figure["unit"] == "share" || figure["value"].is_i64(), "{figure}");
    }
    let brief = desk.json(&["report", "--brief"]);
    for target in brief["targets"].as_array().unwrap() {
        assert!(target["reached"].is_i64() && target["target"].is_i64(), "{target}");
    }
}

#[test]
fn a_dossier_has_the_matches_of_its_needs_and_leaves_no_list_out() {
    let needs = "id,title,description,organization\n\
                 N1,copper foil rolling,rolling of thin copper foil,Alpha Ltd\n\
                 N2,boiler welding,welding robots for boiler grates,Beta Ltd\n";
    let offerings = "id,title,description,organization\n\
                     S1,rolling of copper foil,a mill that rolls thin copper foil,U\n\
                     S2,welding robots,robots for the welding of boiler grates,U\n";
    let organizations =
        "id,name,kind\nE1,Alpha Ltd,enterprise\nE2,Gamma Ltd,enterprise\n";
    let registries =
        [("organizations", organizations), ("needs", needs), ("offerings", offerings)];
    let desk = Desk::with(&registries);
    let ranked = desk.json(&["match", "N1"])["matches"].clone();
    assert_eq!(column(&ranked, "offering"), ["S1"]);
    let from_files: Vec<String> = registries
        .iter()
        .flat_map(|(kind, _)| [format!("--{kind}"), format!("{kind}.csv")])
        .collect();
    let files: Vec<&str> = from_files.iter().map(String::as_str).collect();
    for files in [&[][..], &files] {
        let related =
            |id: &str| desk.json(&[&["show", id], files].concat())["related"].clone();
        for id in ["E1", "N1"] {
            assert_eq!(related(id)["matches"], ranked, "{id}");
        }
        let other = related("E2");
        for list in
            ["matches", "needs", "meetings", "signings", "ledger", "officers", "policies"]
        {
            assert_eq!(other[list], serde_json::json!([]), "{list}");
        }
    }
    let told = desk.fine(&["show", "E1"]).text();
    assert!(told.contains("Shared wording"), "{told}");
    let alone = Desk::with(&registries[..2]);
    assert_eq!(alone.fine(&["show", "E1"]).err, "", "offerings may come later");
}

/// What nobody has entered yet is not settled.
#[test]
fn an_empty_roster_has_neither_answered_nor_confirmed() {
    let told = Desk::blank().fine(&["today"]).text();
    assert!(told.contains("no enterprises on the roster yet"), "{told}");
    assert!(told.contains("no people on the roster yet"), "{told}");
    assert!(!told.contains("every enterprise has answered"), "{told}");
    assert!(!told.contains("everybody has confirmed"), "{told}");
}

/// Counts, hours and days sort and add up in a workbook, and read back as they were.
#[test]
fn workbooks_hold_numbers_and_hours_and_read_back() {
    use calamine::{Data, DataType as _, Reader as _};
    let desk = Desk::with(&[
        ("organizations", "id,name,kind,staff\nE1,Alpha Ltd,enterprise,46\n"),
        ("events", "id,title,date,start,end\nV1,visit,2026-10-16,09:00,11:30\n"),
        (
            "kpis",
            "id,organization,indicator,value\nK1,Alpha Ltd,a,12.5\nK2,Alpha Ltd,b,3\n",
        ),
    ]);
    let other = Desk::blank();
    let cells = |kind: &str| -> Vec<Data> {
        let file = desk.path().join(format!("{kind}.xlsx"));
        desk.fine(&["export", kind, "-o", file.to_str().unwrap()]);
        let told = other.run(&["import", kind, file.to_str().unwrap()]);
        assert_eq!(told.code, 0, "{kind}: {}", told.text());
        let csv = |own: &Desk| own.fine(&["export", kind, "--format", "csv"]).text();
        assert_eq!(csv(&other), csv(&desk));
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(&file).unwrap();
        let range = book.worksheet_range_at(0).unwrap().unwrap();
        range.rows().skip(1).flatten().cloned().collect()
    };
    assert!(cells("organizations").contains(&Data::Float(46.0)));
    assert!(cells("kpis").contains(&Data::Float(12.5)));
    let hours = cells("events");
    assert!(hours.iter().filter(|cell| cell.is_datetime()).count() == 3, "{hours:?}");
}

/// A need without an enterprise has no hash for one, and is none that came.
#[test]
fn a_need_of_nobody_is_met_by_its_title() {
    let desk = Desk::with(&[
        ("needs", "id,title\nN1,quiet pumps\nN2,dry seals\nN3,wet seals\n"),
        (
            "offerings",
            "id,title,organization\nS1,quiet pumps,Example University\nS2,seals,\n",
        ),
    ]);
    let session = "date = 2026-10-16\nstart = '09:00'\nend = '10:00'\n\
                   slot_minutes = 20\ntables = 1\n";
    let settings = format!("name = 'x'\nlanguage = 'en'\n[[session]]\n{session}");
    desk.write("fair.toml", &settings);
    for (need, offering) in [("N1", "S1"), ("N2", "S2"), ("N3", "S2")] {
        desk.fine(&["decide", need, offering, "accept"]);
    }
    desk.fine(&["plan", "--iterations", "100"]);
    let met = &desk.json(&["report", "--brief"])["figures"]["met"];
    assert_eq!((&met["meetings"], &met["enterprises"]), (&3.into(), &0.into()), "{met}");
    assert_eq!(met["institutions"], 1);
    let brief = desk.fine(&["report", "--brief", "--today", "2026-10-18"]).text();
    assert!(brief.contains("Example University") && !brief.contains("S2"), "{brief}");
    let told = desk.fine(&["notify"]).text();
    assert!(
        told.contains("quiet pumps") && told.contains("Example University"),
        "{told}"
    );
}
