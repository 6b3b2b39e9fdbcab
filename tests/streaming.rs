//! Needs streamed through `match -`: every line is answered at once, bad ones are named and
//! the rest goes on, whatever the lines hold; parts of a stream give the parts of its answers.
#![expect(clippy::disallowed_methods, reason = "tests run the program on files")]

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

fn example(registry: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/example").join(registry)
}

fn program(offerings: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fairmatch"));
    command.args(["match", "-", "--no-semantic", "--format", "jsonl", "--lang", "en"]);
    command.args(["--today", "2026-10-01", "--offerings"]).arg(offerings).args(more);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn answer(mut command: Command, lines: &[u8]) -> Output {
    let mut child = command.spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("piped");
    let lines = lines.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&lines));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("no panic").expect("it reads all");
    output
}

/// The answers, each as its need, its offering if it has one, and its line.
fn answers(output: &Output) -> Vec<(String, Option<String>, String)> {
    let text = std::str::from_utf8(&output.stdout).expect("UTF-8");
    let each = text.lines().map(|line| {
        let value: Value = serde_json::from_str(line).expect("JSON");
        let found = value.get("match").or_else(|| value.get("unmatched"));
        let found = found.expect("a match or an unmatched need");
        let text = |key: &str| found[key].as_str().map(str::to_owned);
        (text("need").expect("a need"), text("offering"), line.to_owned())
    });
    each.collect()
}

fn needs_of(output: &Output) -> Vec<String> {
    let mut needs: Vec<String> = answers(output).into_iter().map(|a| a.0).collect();
    needs.dedup();
    needs
}

#[test]
fn bad_lines_are_named_and_the_rest_goes_on() {
    let mut lines = Vec::new();
    lines.extend(r#"{"id":"N1","title":"超薄宽幅铜箔轧制工艺"}"#.as_bytes());
    lines.extend(b"\nnot json\n");
    lines.extend(br#"{"id":"N2","title":"a lone \ud800 surrogate"}"#);
    lines.extend(b"\r\n\n[1,2]\n{\"id\":\"N3\",\"description\":\"no title\"}\n");
    lines.extend(b"{\"id\":\"N4\",\"title\":\"\xff\xfe\"}\n");
    lines.extend(r#"{"id":"N5","title":"垃圾焚烧飞灰处置"}"#.as_bytes());
    let output = answer(program(&example("offerings.csv"), &[]), &lines);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let answered = needs_of(&output);
    assert_eq!(answered, ["N1", "N2", "N5"], "half a character costs no line");
    for row in [2, 5, 6, 7] {
        assert!(said.contains(&format!("row {row}:")), "row {row} in {said}");
    }
}

#[test]
fn a_mark_before_the_first_line_costs_no_need() {
    let mut lines = b"\xef\xbb\xbf".to_vec();
    lines.extend(r#"{"id":"N1","title":"超薄宽幅铜箔轧制工艺"}"#.as_bytes());
    let output = answer(program(&example("offerings.csv"), &[]), &lines);
    assert_eq!((output.status.code(), needs_of(&output)), (Some(0), vec!["N1".into()]));
}

#[test]
fn nothing_else_is_matched_beside_stdin() {
    let needs = example("needs.csv");
    for more in [&["N001"][..], &["--needs", needs.to_str().expect("UTF-8")]] {
        let output = program(&example("offerings.csv"), more).output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && said.contains("--needs"), "{said}");
    }
}

#[test]
fn an_answer_comes_before_the_next_line() {
    let mut child = program(&example("offerings.csv"), &[]).spawn().expect("it starts");
    let mut input = child.stdin.take().expect("piped");
    let mut output = BufReader::new(child.stdout.take().expect("piped")).lines();
    for title in ["超薄宽幅铜箔轧制工艺", "垃圾焚烧飞灰处置"] {
        let need = json!({ "id": title, "title": title });
        writeln!(input, "{need}").expect("it reads");
        input.flush().expect("it reads");
        let line = output.next().expect("an answer while stdin is open").expect("a line");
        assert!(line.contains(title));
        // The further matches of this need.
        let last = format!("{title}?");
        let more = json!({ "id": last, "title": "，。" });
        writeln!(input, "{more}").expect("it reads");
        while !output.next().expect("an answer").expect("a line").contains(&last) {}
    }
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn hostile_needs_are_answered() {
    let long = "超薄宽幅铜箔轧制工艺，板形控制；".repeat(1 << 15);
    let titles = [
        "，。！？…——《》",
        "the of and to with",
        "关键技术研究与产业化",
        "\u{202e}铜箔\u{200f}轧\u{200d}制\u{feff}工艺",
        "\u{0}\u{7}\u{1b}[31m铜箔",
        &"龘".repeat(50_000),
        &"（".repeat(50_000),
        &long,
    ];
    assert!(long.len() > 1 << 20);
    let mut lines = String::new();
    for (number, title) in titles.iter().enumerate() {
        let need =
            json!({ "id": format!("N{number}"), "title": title, "description": title });
        writeln!(lines, "{need}").expect("a string");
    }
    let output = answer(program(&example("offerings.csv"), &[]), lines.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{:?}", output.stderr);
    let wanted: Vec<String> = (0..titles.len()).map(|n| format!("N{n}")).collect();
    assert_eq!(needs_of(&output), wanted);
    let best = |need: &str| answers(&output).into_iter().find(|a| a.0 == need);
    let found = |need: &str| best(need).and_then(|answer| answer.1);
    assert_eq!(found("N0"), None, "nothing but punctuation");
    assert_eq!(found("N1"), None, "nothing but stop words");
    assert_eq!(found("N3").as_deref(), Some("S001"), "marks of direction say nothing");
    assert_eq!(found("N7").as_deref(), Some("S001"), "a need of a megabyte");
}

#[test]
fn ten_thousand_identical_offerings_are_one_group() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("offerings.csv");
    let mut rows = String::from("id,title,description\n");
    for number in 0..10_000 {
        writeln!(rows, "S{number:05},铜箔轧制,超薄铜箔的异步轧制与板形控制技术")
            .expect("a string");
    }
    std::fs::write(&file, rows).expect("written");
    let text = "超薄铜箔的异步轧制与板形控制技术";
    let need = json!({ "id": "N1", "title": "铜箔轧制", "description": text });
    let command = program(&file, &["--top", "50", "--min-score", "0"]);
    let output = answer(command, need.to_string().as_bytes());
    let found = answers(&output);
    let ids: Vec<_> = found.iter().filter_map(|answer| answer.1.clone()).collect();
    let first: Vec<_> = (0..50).map(|number| format!("S{number:05}")).collect();
    assert_eq!(ids, first, "ties fall in the order of the registry");
    assert!(found.iter().all(|answer| answer.2.contains(r#""group":"S00000""#)));
}

#[test]
fn parts_of_a_stream_give_the_parts_of_its_answers() {
    let listed = Command::new(env!("CARGO_BIN_EXE_fairmatch"))
        .args(["list", "needs", "--format", "jsonl", "--needs"])
        .arg(example("needs.csv"))
        .output()
        .expect("it runs");
    let lines: Vec<&[u8]> =
        listed.stdout.split_inclusive(|byte| *byte == b'\n').collect();
    assert!(lines.len() > 30);
    let sorted = |parts: &[Vec<&[u8]>], jobs: &str| {
        let mut all = Vec::new();
        for part in parts {
            let command = program(&example("offerings.csv"), &["--jobs", jobs]);
            let output = answer(command, &part.concat());
            all.extend(answers(&output).into_iter().map(|answer| answer.2));
        }
        all.sort();
        all
    };
    let whole = sorted(std::slice::from_ref(&lines), "1");
    let every = |nth: usize| lines.iter().skip(nth).step_by(3).copied().collect();
    assert_eq!(sorted(&[every(0), every(1), every(2)], "2"), whole);
}

#[test]
fn a_need_of_an_id_that_was_answered_is_rejected_like_a_row_of_a_file() {
    let whole =
        json!({"id": "N1", "title": "铜箔轧制", "organization": {"name": "甲有限公司"}});
    let lines = format!(
        "{whole}\n{{\"id\":\"N1\",\"title\":\"炉排清灰\"}}\n{whole}\n{{\"id\":\"N2\",\"title\":\"焊接\"}}\n"
    );
    let output = answer(program(&example("offerings.csv"), &[]), lines.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(needs_of(&output), ["N1", "N2"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("row 2") && told.contains("row 3"), "{told}");
    assert_eq!(told.matches("\"N1\"").count(), 2, "{told}");
}

#[test]
fn an_encoder_that_cannot_be_read_is_done_without() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fairmatch"));
        command.args(args).args(["--lang", "en"]).env("FAIRMATCH_MODEL", folder.path());
        command.current_dir(folder.path()).output().expect("the program runs")
    };
    assert!(run(&["init", ".", "--example"]).status.success());
    for args in [
        &["match", "N001"][..],
        &["plan", "--iterations", "1"],
        &["explain", "N001", "S001"],
        &["report"],
        &["export", "matches"],
    ] {
        let told = run(args);
        let why = String::from_utf8_lossy(&told.stderr);
        assert_ne!(told.status.code(), Some(2), "{args:?}: {why}");
        assert_eq!(why.matches("is done without").count(), 1, "{args:?}: {why}");
    }
    let told = run(&["match", "N001", "--semantic"]);
    assert_eq!(told.status.code(), Some(2), "asked for, it must be there");
}

/// The program waits for a registry on its input, having set itself up.
#[cfg(target_os = "linux")]
#[test]
fn every_command_works_with_as_many_threads_as_it_is_given() {
    for args in [&["check", "--needs", "-"][..], &["search", "steel", "--needs", "-"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_fairmatch"))
            .args(args)
            .args(["--jobs", "7"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let tasks = format!("/proc/{}/task", child.id());
        let threads = || std::fs::read_dir(&tasks).map_or(0, Iterator::count);
        let settled = (0..500).any(|_| {
            std::thread::sleep(Duration::from_millis(10));
            threads() == 7 + 1
        });
        drop(child.stdin.take());
        child.wait().expect("it ends");
        assert!(settled, "{args:?}");
    }
}
