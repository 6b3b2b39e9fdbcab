//! A clerk's hand: fields edited, needs reviewed, the day on one screen, two at once.

use std::fs;

use crate::desk::{Desk, column, object};

const NEEDS: &str = "id,title,organization,budget,deadline,stage,memo
N1,seals,Alpha Ltd,300万元,2027-05-31,collected,urgent
N2,pumps,Beta Ltd,,2026-12-31,collected,
";

#[test]
fn any_field_of_any_record_is_edited_and_checked() {
    let desk = Desk::example();
    let edits = [
        ("N001", "budget=500万元", "needs", "budget", "500万元"),
        ("S001", "lead=New Lead", "offerings", "lead", "New Lead"),
        ("E001", "staff=99", "organizations", "staff", "99"),
        ("H001", "status=declined", "people", "status", "declined"),
        ("P001", "witnesses=甲某;乙某", "signings", "witnesses", "乙某"),
        ("B001", "max_staff=7", "policies", "max_staff", "7"),
        ("V001", "place=Hall 2", "events", "place", "Hall 2"),
    ];
    for (id, edit, kind, field, value) in edits {
        desk.fine(&["edit", id, edit]);
        let listed = desk.json(&["list", kind]);
        let record = object(&listed[kind], "id", id);
        assert!(record[field].to_string().contains(value), "{id} {edit}: {record}");
    }
    for kind in ["officers", "availability", "kpis", "decisions", "ledger"] {
        let id = desk.json(&["list", kind, "--limit", "1"])[kind][0]["id"].clone();
        let note = match kind {
            "officers" => "title=x",
            "availability" => "date=2026-10-17",
            "kpis" => "value=7",
            _ => "note=x",
        };
        desk.fine(&["edit", id.as_str().unwrap(), note]);
    }
    for (id, wrong) in [
        ("N001", "budget=-5万元"),
        ("N001", "budget=many"),
        ("N001", "deadline=2026-02-31"),
        ("N001", "stage=gone"),
        ("N001", "title="),
        ("N001", "id=N9"),
        ("E001", "staff=many"),
        ("E001", "email=nobody"),
        ("P001", "sign_date=someday"),
        ("B001", "min_rd_budget=-1"),
    ] {
        let why = desk.refused(&["edit", id, wrong]);
        assert!(why.contains("提示："), "{wrong}: {why}");
        assert!(!why.contains("重新导入") && !why.contains("原文"), "{wrong}: {why}");
    }
    let why = desk.refused(&["edit", "N001", "titel=x"]);
    assert!(why.contains("是否指：title"), "{why}");
    let log = desk.json(&["log", "--limit", "1"]);
    assert_eq!(log["entries"][0]["id"], 13, "refused edits leave no entry");
}

#[test]
fn all_that_is_wrong_with_an_edit_is_said_at_once() {
    let desk = Desk::with(&[("needs", NEEDS)]);
    let why = desk.refused(&["edit", "N1", "budget=many", "deadline=2026-02-31"]);
    assert!(why.contains("many") && why.contains("2026-02-31"), "{why}");
    desk.fine(&["edit", "N1", "memo=not so urgent"]);
    let need = &desk.json(&["list", "needs"])["needs"][0];
    assert_eq!(need["extra"]["memo"], "not so urgent");
    assert_eq!(need["budget"]["raw"], "300万元");
}

#[test]
fn a_pass_moves_no_need_back_and_counts_each_once() {
    let needs = "id,title,organization,stage\nN1,seals,Alpha Ltd,collected\n\
N2,pumps,Alpha Ltd,published\n";
    let desk = Desk::with(&[("needs", needs)]);
    let told = desk.fine(&["review", "N1", "N1", "N2", "pass"]);
    assert!(told.err.contains("1 need reviewed"), "{}", told.err);
    let stages = column(&desk.json(&["list", "needs"])["needs"], "stage");
    assert_eq!(stages, ["reviewed", "published"]);
    let ledger = desk.json(&["list", "ledger"]);
    assert_eq!(column(&ledger["ledger"], "subject"), ["N1"]);
}

#[test]
fn a_review_says_what_became_of_the_needs() {
    let desk = Desk::with(&[("needs", NEEDS)]);
    let review = |word: &str| desk.fine(&["review", "N1", word, "--note", "why"]).err;
    let returned = review("return");
    assert!(returned.contains("1 need returned"), "{returned}");
    let rejected = review("reject");
    assert!(rejected.contains("1 need rejected"), "{rejected}");
}

#[test]
fn a_name_that_several_have_is_nobody_s() {
    let people = "id,name,organization\nH1,Li Ying,Alpha Ltd\nH2,Li Ying,Beta Ltd\n";
    let desk = Desk::with(&[("people", people)]);
    let when = ["2026-10-16 09:00", "2026-10-16 10:00"];
    let set = |who| desk.run(&["availability", "set", who, when[0], when[1], "no"]);
    let asked = [
        set("Li Ying"),
        desk.run(&["show", "Li Ying"]),
        desk.run(&["edit", "Li Ying", "rank=1"]),
    ];
    for told in asked {
        assert_eq!(told.code, 2, "{}", told.err);
        assert!(
            told.err.contains("several are called “Li Ying”: H1, H2"),
            "{}",
            told.err
        );
    }
    assert_eq!(set("H2").code, 0);
    let rows = desk.json(&["list", "availability"]);
    assert_eq!(column(&rows["availability"], "organization"), ["Beta Ltd"]);
}

#[test]
fn only_reviewed_needs_are_published() {
    let desk = Desk::with(&[("needs", NEEDS)]);
    let shown = || column(&desk.json(&["list", "needs", "--public"])["needs"], "id");
    assert_eq!(shown(), [""; 0]);
    desk.fine(&["review", "N1", "pass"]);
    assert_eq!(shown(), ["N1"]);
    let told = desk.fine(&["review", "N2", "return"]).err;
    assert!(told.contains("no reason was given; --note"), "{told}");
    let history = desk.json(&["ledger", "history", "N2"]);
    let unsaid = "returned by review, no reason given";
    assert_eq!(history["entries"][0]["problem"], unsaid);
    desk.fine(&["review", "N2", "return", "--note", "state the budget"]);
    let history = desk.json(&["ledger", "history", "N2"]);
    let entries = history["entries"].as_array().unwrap();
    assert_eq!(entries.last().unwrap()["problem"], "state the budget");
    let why = desk.refused(&["review", "N1", "N3", "pass"]);
    assert!(why.contains("N3") && why.contains("did you mean"), "{why}");
    desk.fine(&["review", "N2", "reject", "--note", "withdrawn"]);
    let stages = column(&desk.json(&["list", "needs"])["needs"], "stage");
    assert_eq!(stages, ["reviewed", "ended"]);
}

#[test]
fn today_shows_what_needs_a_hand() {
    let desk = Desk::with(&[
        (
            "organizations",
            "id,name,kind\nE1,Alpha Ltd,enterprise\nE2,Gamma Ltd,enterprise\n",
        ),
        ("needs", NEEDS),
        (
            "people",
            "id,name,organization,status\nH1,Ann,Alpha Ltd,invited\nH2,Bob,Alpha Ltd,confirmed\n",
        ),
        ("events", "id,title,date\nV1,past visit,2026-10-01\nV2,next visit,2026-10-22\n"),
        ("signings", "id,title,parties,stage\nP1,plant,Alpha Ltd,signed\n"),
    ]);
    desk.fine(&["ledger", "log", "P1", "--problem", "power", "--due", "2026-10-18"]);
    let today = desk.json(&["today"]);
    assert_eq!(column(&today["unanswered"], "name"), ["Gamma Ltd"]);
    assert_eq!(column(&today["to_review"], "id"), ["N1", "N2"]);
    assert_eq!(column(&today["unconfirmed"], "name"), ["Ann"]);
    assert_eq!(column(&today["next"], "id"), ["V2"]);
    assert_eq!(column(&today["due"]["entries"], "light"), ["red"]);
    let screen = desk.fine(&["today"]).text();
    for word in ["Gamma Ltd", "seals", "Ann", "next visit", "plant", "power"] {
        assert!(screen.contains(word), "{word}: {screen}");
    }
}

#[test]
fn two_clerks_import_and_decide_at_once_and_lose_nothing() {
    let desk = Desk::with(&[("needs", NEEDS)]);
    let rows = |from: usize| -> String {
        let rows =
            (from..from + 40).map(|n| format!("S{n},offering {n},Beta University\n"));
        std::iter::once("id,title,organization\n".to_owned()).chain(rows).collect()
    };
    let (a, b) = (desk.write("a.csv", &rows(100)), desk.write("b.csv", &rows(200)));
    desk.fine(&[
        "import",
        "offerings",
        desk.write("c.csv", &rows(300)).to_str().unwrap(),
    ]);
    std::thread::scope(|scope| {
        for file in [&a, &b] {
            let desk = &desk;
            scope.spawn(move || {
                desk.fine(&["import", "offerings", file.to_str().unwrap()])
            });
        }
        for half in [300..310, 310..320] {
            let desk = &desk;
            scope.spawn(move || {
                for n in half {
                    desk.fine(&["decide", "N1", &format!("S{n}"), "accept"]);
                }
            });
        }
    });
    assert_eq!(
        desk.json(&["list", "offerings"])["offerings"].as_array().unwrap().len(),
        120
    );
    assert_eq!(
        desk.json(&["list", "decisions"])["decisions"].as_array().unwrap().len(),
        20
    );
    desk.fine(&["check"]);
}

#[test]
fn files_that_were_read_are_kept_by_their_hash() {
    let desk = Desk::with(&[("needs", NEEDS)]);
    let kept: Vec<_> = fs::read_dir(desk.path().join("imports"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(fs::read_to_string(&kept[0]).unwrap(), NEEDS);
    let name = kept[0].file_name().unwrap().to_str().unwrap();
    assert!(name.len() == 64 && name.bytes().all(|b| b.is_ascii_hexdigit()), "{name}");
}

#[test]
fn a_dumped_fair_reads_back_to_the_same_registries() {
    let desk = Desk::example();
    desk.fine(&["officers", "assign"]);
    desk.fine(&["export", "registry", "dump"]);
    let copy = Desk::blank();
    copy.fine(&["import", "registry", desk.path().join("dump").to_str().unwrap()]);
    let kinds = [
        "needs",
        "offerings",
        "organizations",
        "people",
        "signings",
        "ledger",
        "officers",
        "availability",
        "policies",
        "events",
        "kpis",
        "decisions",
        "assignments",
    ];
    for kind in kinds {
        let strip = |desk: &Desk| {
            let mut listed = desk.json(&["list", kind])[kind].clone();
            for record in listed.as_array_mut().unwrap() {
                record.as_object_mut().unwrap().remove("source");
            }
            listed
        };
        assert_eq!(strip(&copy), strip(&desk), "{kind}");
    }
}

#[test]
fn a_workbook_of_a_registry_has_all_its_columns_and_reads_back() {
    let desk = Desk::example();
    desk.fine(&["edit", "N001", "phone=13800000000"]);
    let read = |name: &str| fs::read_to_string(desk.path().join(name)).unwrap();
    for kind in [
        "needs",
        "offerings",
        "organizations",
        "signings",
        "decisions",
        "ledger",
        "availability",
        "events",
        "policies",
    ] {
        desk.fine(&["export", kind, "-o", "own.csv"]);
        desk.fine(&["export", kind, "-o", "own.xlsx"]);
        let other = Desk::blank();
        let book = desk.path().join("own.xlsx");
        other.fine(&["import", kind, book.to_str().unwrap()]);
        let again = desk.path().join("again.csv");
        other.fine(&["export", kind, "-o", again.to_str().unwrap()]);
        assert_eq!(read("again.csv"), read("own.csv"), "{kind}");
    }
    let told = desk.fine(&["export", "needs", "--format", "csv"]).text();
    assert!(told.starts_with("\u{feff}id,kind,title,description,indicators"), "{told}");
    for name in ["needs.html", "needs.md"] {
        desk.fine(&["export", "needs", "-o", name]);
        let text = read(name);
        for words in ["13800000000", "高新技术企业", "技术需求", "需求人数"]
        {
            assert!(text.contains(words), "{name}: {words}");
        }
        assert!(!text.contains("high_tech") && !text.contains("technology"), "{name}");
    }
    for format in ["html", "xlsx", "docx", "markdown", "csv"] {
        let told = desk.fine(&["export", "needs", "--public", "--format", format]);
        assert!(!told.text().contains("13800000000"), "{format}");
    }
}

#[test]
fn a_signing_is_added_once_and_no_record_is_replaced() {
    let desk = Desk::with(&[
        ("needs", "id,title,organization\nN1,tight seals,Alpha Ltd\n"),
        ("signings", "id,title,parties\nP1,plant,Alpha Ltd;County\n"),
    ]);
    let add = |field: &'static str| ["signing", "add", "title=x", "parties=A;B", field];
    let why = desk.refused(&add("id=P1"));
    assert!(
        why.contains("P1 is there already: plant") && why.contains("edit P1"),
        "{why}"
    );
    let why = desk.refused(&add("id=N1"));
    assert!(why.contains("N1 is there already: tight seals"), "{why}");
    let told = desk.fine(&add("kind=talent")).err;
    assert!(told.contains("is added"), "{told}");
    desk.refused(&add("kind=talent"));
    let titles = column(&desk.json(&["list", "signings"])["signings"], "title");
    assert_eq!(titles, ["plant", "x"]);
    let why = desk.refused(&["signing", "add", "parties=A;B"]);
    assert!(why.contains("title"), "{why}");
}

#[test]
fn pins_of_the_ceremony_that_contradict_each_other_are_told() {
    let signings = "id,title,parties,signatories,batch,position\n\
                    P1,one,A;B,Ann;Bob,1,2\nP2,two,C;D,Cid;Dan,1,2\nP3,three,E,Eva,,\n";
    let desk = Desk::with(&[("signings", signings)]);
    let told = desk.run(&["signing", "plan", "--format", "json"]);
    assert_eq!(told.code, 1, "a person must look: {}", told.text());
    let plan: serde_json::Value = serde_json::from_slice(&told.out).unwrap();
    assert_eq!(column(&plan["problems"], "code"), ["place_not_held"]);
    let text = desk.run(&["signing", "plan"]).text();
    assert!(text.contains("one and two were both given place 2 of batch 1"), "{text}");
    assert_eq!(text.matches("Eva").count(), 3, "order, call, drawing once each: {text}");
}

#[test]
fn a_rejected_pair_can_be_explained() {
    let desk = Desk::example();
    desk.fine(&["decide", "N001", "S001", "reject"]);
    let after = desk.json(&["explain", "N001", "S001"]);
    assert_eq!(after["decision"], "reject");
    assert!(after["score"].as_f64().unwrap() > 0.5, "{after}");
    let told = desk.fine(&["--lang", "en", "explain", "N001", "S001"]).text();
    assert!(told.contains("Decided: rejected"), "{told}");
    let matches = desk.json(&["match", "N001", "--top", "99", "--min-score", "0"]);
    assert!(!column(&matches["matches"], "offering").contains(&"S001".into()));
}

/// Of two forms of one need the kept one stands; what the other says otherwise is told.
#[test]
fn what_a_merge_gives_up_is_told() {
    let needs = "id,title,organization,description,budget,phone,keywords\n\
N1,titanium foil,Alpha Ltd,rough,100万元,10000000000,foil\n\
N2,titanium foil surface,Alpha Ltd,rough: Ra 0.2 is wanted,150万元,10000000001,\n";
    let desk = Desk::with(&[("needs", needs)]);
    let told = desk.fine(&["dedupe", "--merge", "N1", "N2"]);
    for line in [
        "title: kept \"titanium foil\", not \"titanium foil surface\"",
        "description: kept \"rough\", not \"rough: Ra 0.2 is wanted\"",
        "budget: kept \"100万元\", not \"150万元\"",
    ] {
        assert!(told.err.contains(line), "{}", told.err);
    }
    assert!(
        !told.err.contains("contact") && !told.err.contains("keywords"),
        "{}",
        told.err
    );
}
