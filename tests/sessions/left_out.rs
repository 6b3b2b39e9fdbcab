//! Pairs that a plan leaves out: who or what stands in their way, and what would help.

use serde_json::Value;

use super::desk::{Desk, column};
use super::plan::{BODIES, FIRMS, WORK, fair, settings};

/// Code, reason and hint of the first pair left out, in both languages.
fn left_out(desk: &Desk) -> [[String; 3]; 2] {
    ["en", "zh"].map(|lang| {
        let args = [&["--lang", lang, "plan"][..], &WORK, &["--format", "json"]].concat();
        let told = desk.run(&args);
        assert_eq!(told.code, 1, "{}", told.err);
        let plan: Value = serde_json::from_slice(&told.out).unwrap();
        let first = &plan["unscheduled"][0];
        ["code", "reason", "hint"].map(|key| first[key].as_str().unwrap().to_owned())
    })
}

#[test]
fn too_many_meetings_for_an_enterprise_or_an_expert() {
    let three = "N1,S1,accept N1,S2,accept N1,S3,accept";
    let desk = fair(&settings("09:40", 3, ""), &FIRMS, &BODIES, three, &[]);
    let [en, zh] = left_out(&desk);
    assert_eq!(en[0], "capacity_exceeded");
    assert_eq!(en[1], "A has 3 meetings for 2 slots: N1 S1, N1 S2, N1 S3");
    assert_eq!(
        en[2],
        "Open 1 more slot to A, send 2 delegations at once (plan.delegations in fair.toml), or drop 1 of these meetings"
    );
    assert_eq!(zh[1], "A有3场洽谈，但只有2个时段：N1 S1、N1 S2、N1 S3");
    assert_eq!(
        zh[2],
        "为A再增加1个时段、派2组代表同时洽谈（fair.toml 的 plan.delegations），或取消其中1场"
    );
    // an expert of an institution with three delegations is still one man
    let bodies = [["S1", "U", "Li"], ["S2", "U", "Li"]];
    let desk = fair(
        &settings("09:40", 3, "[plan]\ndelegations = { U = 3 }\n"),
        &FIRMS,
        &bodies,
        "N1,S1,accept N2,S2,accept N3,S1,accept",
        &[],
    );
    let [en, zh] = left_out(&desk);
    assert_eq!(en[1], "Li has 3 meetings for 2 slots: N1 S1, N2 S2, N3 S1");
    assert!(en[2].starts_with("Open 1 more slot to Li, send somebody else"), "{}", en[2]);
    assert!(zh[2].starts_with("为Li再增加1个时段、请他人代为参加其中1场"), "{}", zh[2]);
}

/// A stored plan tells its reasons in the language of whoever looks.
#[test]
fn reasons_of_a_stored_plan_follow_the_language() {
    let three = "N1,S1,accept N1,S2,accept N1,S3,accept";
    let desk = fair(&settings("09:40", 3, ""), &FIRMS, &BODIES, three, &[]);
    let [en, zh] = left_out(&desk);
    for (lang, words) in [("en", en), ("zh", zh)] {
        let plan = desk.json(&["--lang", lang, "plan", "show"]);
        let first = &plan["unscheduled"][0];
        assert_eq!(["code", "reason", "hint"].map(|key| &first[key]), words.each_ref());
        assert_eq!(first.as_object().unwrap().len(), 5, "the keys of the contract");
        let told = desk.fine(&["--lang", lang, "plan", "show", "--format", "csv"]).text();
        assert!(told.contains(&words[1]), "{told}");
    }
}

#[test]
fn one_expert_of_two_institutions_is_in_one_place() {
    let bodies = [["S1", "U", "Li"], ["S2", "V", "Li"]];
    let people = [("people", "id,name,organization\nM1,Li,\n")];
    let both = "N1,S1,accept N2,S2,accept";
    let desk = fair(&settings("09:20", 3, ""), &FIRMS, &bodies, both, &people);
    assert_eq!(left_out(&desk)[0][1], "Li has 2 meetings for 1 slot: N1 S1, N2 S2");
}

#[test]
fn a_pair_without_a_common_slot_hears_who_would_have_to_come() {
    let away = "organization,person,date,start,end,available\nA,,2026-10-16,09:00,09:20,no\nU,,2026-10-16,09:20,09:40,no\n";
    let bodies = [["S1", "U", ""]];
    let more = [("availability", away)];
    let desk = fair(&settings("09:40", 1, ""), &FIRMS, &bodies, "N1,S1,accept", &more);
    let [en, zh] = left_out(&desk);
    assert_eq!(en[0], "no_common_slot");
    assert_eq!(en[1], "A and U are never free at the same time");
    let list = "A 10-16 09:00, U 10-16 09:20";
    let hint = format!("One of these would have to come: {list}; or drop this meeting");
    assert_eq!(en[2], hint);
    assert!(zh[2].starts_with("下列任一时间能到场即可：A 10-16 09:00、U"), "{}", zh[2]);
    // the change that the hint names helps, and can be taken back
    desk.fine(&["availability", "set", "A", "2026-10-16T09:00", "09:20", "yes"]);
    let rows = desk.json(&["list", "availability"]);
    assert_eq!(column(&rows["availability"], "organization"), ["U"], "A's no is gone");
    desk.fine(&[&["plan"][..], &WORK].concat());
    desk.fine(&["undo"]);
    desk.fine(&["undo"]);
    assert_eq!(left_out(&desk)[0], en);
}

#[test]
fn a_yes_takes_back_a_part_of_a_no() {
    let away =
        "organization,person,date,start,end,available\nA,,2026-10-16,09:00,10:00,no\n";
    let more = [("availability", away)];
    let desk = fair(&settings("10:00", 1, ""), &FIRMS, &BODIES, "N1,S1,accept", &more);
    assert_eq!(left_out(&desk)[0][0], "no_common_slot");
    desk.fine(&["availability", "set", "A", "2026-10-16T09:20", "09:40", "yes"]);
    let rows = &desk.json(&["list", "availability"])["availability"];
    let spans = column(rows, "start").into_iter().zip(column(rows, "end"));
    let mut spans: Vec<_> = spans.collect();
    spans.sort();
    let span = |start: &str, end: &str| (start.to_owned(), end.to_owned());
    assert_eq!(spans, [span("09:00", "09:20"), span("09:40", "10:00")]);
    let plan = desk.json(&[&["plan"][..], &WORK].concat());
    assert_eq!(column(&plan["meetings"], "start"), ["09:20"]);
}

#[test]
fn a_no_of_every_day_is_taken_back_for_one() {
    let away = "organization,person,date,start,end,available\nA,,,09:00,10:00,no\n";
    let second = "\n[[session]]\ndate = 2026-10-17\nstart = \"09:00\"\nend = \"10:00\"\nslot_minutes = 20\ntables = 1\n";
    let more = [("availability", away)];
    let days = settings("10:00", 1, second);
    let desk = fair(&days, &FIRMS, &BODIES, "N1,S1,accept", &more);
    assert_eq!(left_out(&desk)[0][0], "no_common_slot");
    desk.fine(&["availability", "set", "A", "2026-10-17T09:20", "09:40", "yes"]);
    let rows = &desk.json(&["list", "availability"])["availability"];
    let mut left: Vec<String> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            ["date", "start", "end"].map(|key| row[key].as_str().unwrap()).join(" ")
        })
        .collect();
    left.sort();
    let wanted =
        ["2026-10-16 09:00 10:00", "2026-10-17 09:00 09:20", "2026-10-17 09:40 10:00"];
    assert_eq!(left, wanted);
    let plan = desk.json(&[&["plan"][..], &WORK].concat());
    let places = (column(&plan["meetings"], "date"), column(&plan["meetings"], "start"));
    assert_eq!(places, (vec!["2026-10-17".to_owned()], vec!["09:20".to_owned()]));
}

#[test]
fn too_few_tables_are_counted_where_they_are_missing() {
    let three = "N1,S1,accept N2,S2,accept N3,S3,accept";
    let desk = fair(&settings("09:40", 1, ""), &FIRMS, &BODIES, three, &[]);
    let told = desk.run(&[&["plan"][..], &WORK].concat());
    assert_eq!(told.code, 1);
    assert!(
        told.err.contains("1 more table, or drop this meeting: N3 S3"),
        "{}",
        told.err
    );
    let [en, zh] = left_out(&desk);
    assert_eq!(
        en[1],
        "There is room for 2 meetings only; 1 more would have to be seated"
    );
    assert_eq!(en[2], "1 more table, or drop this meeting: N3 S3");
    assert_eq!(zh[2], "再加1张桌子，或取消下列洽谈：N3 S3");
    // there are tables in the third slot, where nobody can come
    let away = "organization,person,date,start,end,available\nA,,2026-10-16,09:40,10:00,no\nB,,2026-10-16,09:40,10:00,no\nC,,2026-10-16,09:40,10:00,no\n";
    let more = [("availability", away)];
    let desk = fair(&settings("10:00", 1, ""), &FIRMS, &BODIES, three, &more);
    let [en, zh] = left_out(&desk);
    assert_eq!(
        en[1],
        "There is room for 2 meetings only; 1 more would have to be seated"
    );
    assert_eq!(en[2], "1 more table, or drop this meeting: N3 S3");
    assert_eq!(zh[2], "再加1张桌子，或取消下列洽谈：N3 S3");
    desk.write("fair.toml", &settings("10:00", 2, ""));
    desk.fine(&[&["plan"][..], &WORK].concat());
}

#[test]
fn pins_and_orders_that_cannot_be_kept() {
    let pins = "N1,S1,pin N2,S1,pin";
    let desk = fair(&settings("09:20", 3, ""), &FIRMS, &BODIES, pins, &[]);
    let [en, _] = left_out(&desk);
    assert_eq!(en[1], "Li has 2 meetings for 1 slot: N1 S1, N2 S1");
    let told = desk.run(&[&["plan"][..], &WORK].concat());
    assert_eq!(told.code, 1);
    let both =
        "The pinned pair N2 S1 and the pinned N1 S1 contradict each other. Take one";
    assert!(told.err.contains(both), "{}", told.err);
    // two pins of a need that may meet once
    let once = settings("10:20", 3, "").replace("need = [0, 99]", "need = [0, 1]");
    let desk = fair(&once, &FIRMS, &BODIES, "N1,S1,pin N1,S2,pin", &[]);
    let [en, zh] = left_out(&desk);
    assert_eq!(en[1], "Need N1 has 2 meetings to hold and may hold 1: N1 S1, N1 S2");
    let hint = "Raise limits.need in fair.toml to 2, or drop 1 of these meetings";
    assert_eq!(en[2], hint);
    assert_eq!(zh[1], "需求N1要谈2场，最多只能谈1场：N1 S1、N1 S2");
    let told = desk.run(&[&["--lang", "zh", "plan"][..], &WORK].concat());
    assert!(told.err.contains("指定的N1 S2与同为指定的N1 S1互相冲突"), "{}", told.err);
    let order = "[plan]\nbefore = [[\"N1\", \"N2\"], [\"N2\", \"N1\"]]\n";
    let both = "N1,S1,accept N2,S2,accept";
    let desk = fair(&settings("10:20", 3, order), &FIRMS, &BODIES, both, &[]);
    let [en, zh] = left_out(&desk);
    assert_eq!(en[1], "The order leaves no slot to these meetings: N1 S1, N2 S2");
    assert!(en[2].contains("N1 < N2, N2 < N1"), "{}", en[2]);
    assert!(zh[2].contains("N1 < N2、N2 < N1"), "{}", zh[2]);
    desk.write(
        "fair.toml",
        &settings("10:20", 3, &order.replace(", [\"N2\", \"N1\"]", "")),
    );
    desk.fine(&[&["plan"][..], &WORK].concat());
}

#[test]
fn a_stable_choice_of_pairs_that_clash_says_that_it_need_not_be_stable() {
    // A and B come in the first slot alone; nothing forbids S1 three meetings in three slots
    let away = "organization,person,date,start,end,available\nA,,2026-10-16,09:20,10:00,no\nB,,2026-10-16,09:20,10:00,no\n";
    let more = [("availability", away)];
    let pairs = "N1,S1,accept N2,S1,accept N3,S1,accept";
    let desk = fair(&settings("10:00", 3, ""), &FIRMS, &BODIES, pairs, &more);
    let told = |lang: &str, method: &[&str]| {
        let args = [&["--lang", lang, "plan"][..], method, &WORK].concat();
        String::from_utf8(desk.run(&args).out).unwrap()
    };
    let stable = ["--method", "stable"];
    assert!(told("en", &stable).contains("it need not be stable any more"));
    assert!(told("zh", &stable).contains("不一定仍然稳定"));
    for method in [&[][..], &["--worst-first"]] {
        let told = told("en", method);
        assert!(!told.contains("stable") && !told.contains("not proved"), "{told}");
    }
}
