//! Words typed for a record are kept as the cells of its registry are read.

use crate::desk::{Desk, column};

/// No identity-card number of anybody.
const NUMBER: &str = "张某 990000190001010008";

fn desk() -> Desk {
    Desk::with(&[
        ("needs", "id,title\nN1,Copper foil\n"),
        ("offerings", "id,title\nS1,Foil rolling\n"),
        ("signings", "id,title,parties\nP1,Foil,Shilitech;Example University\n"),
    ])
}

#[test]
fn words_that_say_nothing_are_none() {
    let desk = desk();
    desk.fine(&["decide", "N1", "S1", "accept", "--note", "无"]);
    let notes =
        |desk: &Desk| column(&desk.json(&["list", "decisions"])["decisions"], "note");
    assert_eq!(notes(&desk), [""]);
    desk.fine(&["decide", "N1", "S1", "accept", "--note", " both agree "]);
    assert_eq!(notes(&desk), ["both agree"]);
    desk.fine(&["decide", "N1", "S1", "accept", "--note", "\u{200b}"]);
    assert_eq!(notes(&desk), [""], "it takes back what was noted");

    desk.refused(&["ledger", "log", "P1", "--problem", "\u{200b}"]);
    let told = desk.fine(&["review", "N1", "return", "--note", "—"]).err;
    assert!(told.contains("no reason was given"), "{told}");
    let why = desk.refused(&["ledger", "advance", "P1", "ended", "--reason", ""]);
    assert!(why.contains("--reason"), "{why}");
}

#[test]
fn an_empty_word_takes_back_what_a_corrected_entry_said() {
    let desk = desk();
    desk.fine(&["ledger", "log", "P1", "--note", "waits", "--problem", "no pilot line"]);
    desk.fine(&["ledger", "log", "P1", "--problem", "", "--corrects", "L1"]);
    let entries = &desk.json(&["list", "ledger"])["ledger"];
    assert_eq!(column(entries, "problem"), ["no pilot line", ""]);
    assert!(entries[1]["problem"].is_null(), "{entries}");
    assert_eq!(column(entries, "note"), ["waits", "waits"]);
}

#[test]
fn an_identity_card_number_is_refused_wherever_words_are_typed() {
    let desk = desk();
    for args in [
        &["decide", "N1", "S1", "accept", "--note", NUMBER][..],
        &["review", "N1", "return", "--note", NUMBER],
        &["ledger", "log", "P1", "--problem", NUMBER],
        &["ledger", "log", "P1", "--leader", NUMBER],
        &["meeting", "outcome", "M1", "intent", "--next", NUMBER],
        &["decide", "N1", "S1", "accept", "--as", NUMBER],
    ] {
        let why = desk.refused(&[args, &["--lang", "en"]].concat());
        let told = "This holds an identity-card number, which is never stored";
        assert!(why.contains(told), "{args:?}: {why}");
    }
    assert_eq!(desk.json(&["log"])["entries"].as_array().unwrap().len(), 3);
}
