//! Texts that no survey should hold: matching answers every need once, the same for every
//! number of threads, and never stops.
#![expect(clippy::disallowed_methods, reason = "tests run the program on files")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// As many as repeated exports have left behind.
const SAME: usize = 10_000;

fn offerings(folder: &Path, count: usize) -> String {
    let offering = |n: usize| {
        json!({"id": format!("S{n:05}"), "title": "垃圾焚烧飞灰重金属稳定化",
            "description": "飞灰螯合固化工艺", "organization": format!("示例大学{}", n % 7)})
    };
    let file = folder.join("offerings.json");
    let all: Vec<Value> = (0..count).map(offering).collect();
    fs::write(&file, serde_json::to_vec(&all).expect("JSON")).expect("written");
    file.to_str().expect("UTF-8").to_owned()
}

/// Needs of one megabyte, of signs, of stop words, of boilerplate, of direction marks.
fn needs() -> Vec<Value> {
    let long = "垃圾焚烧飞灰重金属固化，".repeat(30_000);
    assert!(long.len() > 1 << 20);
    let texts = [
        ("飞灰处理", long.as_str()),
        ("，。！？、；：……——", "（）【】《》＃＄％"),
        ("the of and to in", "we need it to be"),
        ("关键技术研究产业化", "国产化，卡脖子，提高质量"),
        ("飞\u{202e}灰\u{200f}螯\u{2066}合\u{2069}", "\u{200d}\u{feff}固化\u{ad}工艺"),
        ("飞灰螯合", "固化工艺"),
        ("飞灰重金属固化", "寻求垃圾焚烧飞灰的稳定化工艺"),
    ];
    let need = |(n, (title, text)): (usize, (&str, &str))| {
        json!({"id": format!("N{n}"), "title": title, "description": text,
            "organization": "示例环保厂"})
    };
    texts.into_iter().enumerate().map(need).collect()
}

fn start(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fairmatch"));
    let own = ["--lang", "en", "--today", "2026-10-01", "match", "--no-semantic"];
    command.args(own).args(["--min-score", "0"]).args(arguments);
    command
}

fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn matched(count: usize, jobs: &str) -> (TempDir, Output) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let offerings = offerings(folder.path(), count);
    let needs_file = folder.path().join("needs.json");
    fs::write(&needs_file, serde_json::to_vec(&needs()).expect("JSON")).expect("written");
    let needs_file = needs_file.to_str().expect("UTF-8");
    let files = ["--needs", needs_file, "--offerings", &offerings, "--jobs", jobs];
    let run = start(&files).args(["--format", "json"]).output().expect("it runs");
    (folder, run)
}

#[test]
fn ten_thousand_equal_offerings_and_hostile_needs_are_answered() {
    let (_folder, run) = matched(SAME, "2");
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    let found = json_of(&run);
    let of = |kind: &str, need: &str| -> Vec<Value> {
        let all = found[kind].as_array().expect("a list").iter();
        all.filter(|one| one["need"] == need).cloned().collect()
    };
    for need in ["N0", "N4", "N5"] {
        let ranked: Vec<_> =
            of("matches", need).iter().map(|m| m["offering"].clone()).collect();
        assert_eq!(ranked, ["S00000", "S00001", "S00002"], "{need}: ties fall by number");
        assert!(of("matches", need).iter().all(|m| m["group"] == "S00000"), "{need}");
    }
    for need in ["N1", "N2", "N3"] {
        assert_eq!(of("unmatched", need)[0]["code"], "too_thin", "{need}");
        assert!(of("matches", need).is_empty(), "{need}");
    }
    let score = |need| of("matches", need)[0]["score"].clone();
    assert_eq!(score("N4"), score("N5"), "marks that show nothing say nothing");
    assert!(score("N6").as_f64() > Some(0.6), "what all have in common still counts");
    let (_folder, other) = matched(SAME, "1");
    assert!(run.stdout == other.stdout, "threads change nothing");
    let (_folder, one) = matched(1, "1");
    let one = json_of(&one);
    let own = one["matches"].as_array().expect("a list").iter();
    let mut own = own.filter(|found| found["need"] == "N6");
    assert_eq!(own.next().expect("a match")["score"], score("N6"), "repeats add nothing");
}

#[test]
fn half_a_character_is_named_and_its_need_answered() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let offerings = offerings(folder.path(), 3);
    let lines = concat!(
        r#"{"id":"N1","title":"飞灰 \ud800 处理","organization":"示例环保厂"}"#,
        "\n",
        r#"{"id":"N2","title":"飞灰螯合 \udc00","organization":"示例环保厂"}"#,
        "\n",
        r#"{"id":"N3","title":"飞灰螯合 \ud83d\ude00","organization":"示例环保厂"}"#,
        "\n",
    );
    let mut command = start(&["-", "--offerings", &offerings, "--format", "jsonl"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it runs");
    child.stdin.take().expect("piped").write_all(lines.as_bytes()).expect("taken");
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let answered = String::from_utf8_lossy(&output.stdout);
    assert!(answered.contains(r#""need":"N3""#), "{answered}");
    assert!(answered.contains(r#""need":"N1""#), "{answered}");

    let needs = folder.path().join("needs.json");
    let list = format!("[{}]", lines.trim_end().replace('\n', ","));
    fs::write(&needs, list).expect("written");
    let files = ["--needs", needs.to_str().expect("UTF-8"), "--offerings", &offerings];
    let whole = start(&files).args(["--format", "jsonl"]).output().expect("it runs");
    assert_eq!(String::from_utf8_lossy(&whole.stdout), answered, "one by one or at once");

    let mut import = Command::new(env!("CARGO_BIN_EXE_fairmatch"));
    import.args(["import", "--dry-run", "--format", "json"]).arg(&needs);
    let report = json_of(&import.output().expect("it runs"));
    let codes = report["files"][0]["problems"].as_array().expect("a list").iter();
    let mut codes = codes.map(|problem| problem["code"].as_str());
    assert!(codes.any(|code| code == Some("unknown_encoding")), "{report}");
}
