//! The index file beside a registry: it changes no answer, follows the registry, and whatever
//! else stands in its place is refused in words.
#![expect(clippy::disallowed_methods, reason = "tests run the program on files")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The example's registries in a folder of their own.
fn registries() -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/example");
    let copied = ["needs.csv", "offerings.csv"].map(|name| {
        let copy = folder.path().join(name);
        fs::copy(example.join(name), &copy).expect("copied");
        copy
    });
    let [needs, offerings] = copied;
    (folder, needs, offerings)
}

fn run(arguments: &[&str], files: &[&Path]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fairmatch"));
    command.args(["--lang", "en", "--today", "2026-10-01"]).args(arguments);
    command.args(files).output().expect("it runs")
}

fn matched(needs: &Path, offerings: &Path, more: &[&str]) -> Output {
    let arguments = ["match", "--no-semantic", "--format", "json"];
    let arguments = [&arguments[..], more, &["--needs"]].concat();
    let needs = [&arguments[..], &[text(needs), "--offerings"]].concat();
    run(&needs, &[offerings])
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn index_of(offerings: &Path) -> PathBuf {
    PathBuf::from(format!("{}.index", offerings.display()))
}

fn build(offerings: &Path) -> PathBuf {
    let built = run(&["index", "build", "--offerings"], &[offerings]);
    assert!(built.status.success(), "{}", said(&built));
    index_of(offerings)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn an_index_changes_no_answer_whatever_the_number_of_threads() {
    let (_folder, needs, offerings) = registries();
    let plain = matched(&needs, &offerings, &["--top", "20", "--min-score", "0"]);
    assert!(plain.status.success() && !plain.stdout.is_empty());
    build(&offerings);
    for jobs in ["1", "2", "5"] {
        let more = ["--top", "20", "--min-score", "0", "--jobs", jobs];
        let indexed = matched(&needs, &offerings, &more);
        assert_eq!(indexed.stdout, plain.stdout, "{jobs} threads");
        assert_eq!(said(&indexed), "");
    }
}

/// Registries large enough to learn topics from: texts of thirty subjects, made of ten words
/// each.
fn many(folder: &Path) -> (PathBuf, PathBuf) {
    let words: Vec<char> = "铜铝钛镍锌铅锡银铂钯轧焊铸锻挤拉冲切磨镀炉窑塔罐泵阀管箱筒槽\
        酸碱盐醇醚酯酮胺烃苯稻麦豆薯茶桑棉麻果蔬光声电磁热力波振压温测控调检验探扫析拟仿"
        .chars()
        .collect();
    let text = |number: usize| {
        let subject = number % 30;
        let word = |at: usize| {
            let place = subject * 7 + (number / 30 * 5 + at * at) % 10;
            let next = place * 3 + at;
            format!("{}{}，", words[place % words.len()], words[next % words.len()])
        };
        (0..8).map(word).collect::<String>()
    };
    let rows = |letter: char, count: usize| {
        let row = |n: usize| {
            format!("{letter}{n:03},{0}装置,{0}{1}\r\n", text(n), text(n + 30))
        };
        let rows: String = (0..count).map(row).collect();
        format!("id,title,description\r\n{rows}")
    };
    let [needs, offerings] = ["needs.csv", "offerings.csv"].map(|name| folder.join(name));
    fs::write(&needs, rows('N', 40)).expect("written");
    fs::write(&offerings, rows('S', 600)).expect("written");
    (needs, offerings)
}

#[test]
fn topics_of_the_index_are_those_that_would_be_learned() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (needs, offerings) = many(folder.path());
    let all = ["--top", "20", "--min-score", "0"];
    let plain = matched(&needs, &offerings, &all);
    let said_of_topics = |output: &Output| {
        let json: serde_json::Value =
            serde_json::from_slice(&output.stdout).expect("JSON");
        json["matches"][0]["criteria"][2].clone()
    };
    let topics = said_of_topics(&plain);
    assert!(topics["name"] == "topics" && topics["score"].is_f64(), "{topics}");
    let size = fs::metadata(build(&offerings)).expect("there").len();
    assert!(size > 600 * 2 * 160 * 4, "the topics are in the file: {size}");
    for jobs in ["1", "3"] {
        let more = [&all[..], &["--jobs", jobs]].concat();
        let indexed = matched(&needs, &offerings, &more);
        assert_eq!(said(&indexed), "");
        assert!(indexed.stdout == plain.stdout, "{jobs} threads");
    }
}

#[test]
fn an_index_follows_its_registry() {
    let (_folder, needs, offerings) = registries();
    let index = build(&offerings);
    let is_fresh = || {
        let info = ["index", "info", "--format", "json", "--offerings"];
        let said = run(&info, &[&offerings]).stdout;
        let said: serde_json::Value = serde_json::from_slice(&said).expect("JSON");
        said["fresh"].as_bool().expect("known")
    };
    assert!(is_fresh());
    let mut rows = fs::read_to_string(&offerings).expect("text");
    rows.push_str("S999,achievement,超薄宽幅铜箔轧制工艺\r\n");
    fs::write(&offerings, rows).expect("written");
    assert!(!is_fresh());
    let (before, renewed) = (fs::read(&index), matched(&needs, &offerings, &[]));
    assert!(said(&renewed).contains("was built anew"), "{}", said(&renewed));
    assert!(String::from_utf8_lossy(&renewed.stdout).contains("S999"));
    assert_ne!(before.expect("bytes"), fs::read(&index).expect("bytes"));
    let again = matched(&needs, &offerings, &[]);
    assert_eq!(said(&again), "");
    assert_eq!(again.stdout, renewed.stdout);
}

#[test]
fn what_is_no_sound_index_is_refused_in_words() {
    let (_folder, needs, offerings) = registries();
    let plain = matched(&needs, &offerings, &[]);
    let whole = fs::read(build(&offerings)).expect("bytes");
    let index = index_of(&offerings);
    let mut newer = whole.clone();
    newer[8] += 1;
    let mut older = whole.clone();
    older[8] -= 1;
    let cases: [(&[u8], &str, bool); 6] = [
        (&newer, "a newer version wrote it", true),
        (&older, "an older version wrote it", false),
        (&whole[..whole.len() / 2], "it is damaged", false),
        (&whole[..whole.len() - 3], "it is damaged", false),
        (b"id,title\nS1,somebody's own file\n", "it is not an index", true),
        (b"", "it is not an index", true),
    ];
    for (bytes, why, is_left) in cases {
        fs::write(&index, bytes).expect("written");
        let info = run(&["index", "info"], &[&index]);
        assert_eq!(info.status.code(), Some(2), "{why}");
        assert!(said(&info).contains(why), "{why}: {}", said(&info));
        let found = matched(&needs, &offerings, &[]);
        assert_eq!(found.stdout, plain.stdout, "{why}");
        assert_eq!(found.status.code(), Some(0));
        let expected = if is_left { why } else { "was built anew" };
        assert!(said(&found).contains(expected), "{}", said(&found));
        assert_eq!(fs::read(&index).expect("bytes") == bytes, is_left, "{why}");
    }
}

#[test]
fn damage_inside_never_changes_an_answer() {
    let (_folder, needs, offerings) = registries();
    let plain = matched(&needs, &offerings, &[]);
    let whole = fs::read(build(&offerings)).expect("bytes");
    let index = index_of(&offerings);
    for part in 1..12 {
        let mut changed = whole.clone();
        changed[whole.len() * part / 12] ^= 0x10;
        fs::write(&index, &changed).expect("written");
        let info = run(&["index", "info"], &[&index]);
        assert_eq!(info.status.code(), Some(2));
        let found = matched(&needs, &offerings, &[]);
        match found.status.code() {
            Some(0) => assert_eq!(found.stdout, plain.stdout, "part {part}"),
            Some(2) => {
                assert!(said(&found).contains("it is damaged"), "{}", said(&found));
            }
            other => panic!("{other:?}: {}", said(&found)),
        }
    }
}
