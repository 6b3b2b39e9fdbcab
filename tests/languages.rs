//! Every word of every output is in the language asked for: the English fair in English
//! holds no Han character, the Chinese fair in Chinese no English label.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What is shown of both fairs.
const COMMANDS: &[&str] = &[
    "list needs",
    "list offerings",
    "list organizations",
    "list people",
    "list signings",
    "list ledger",
    "list officers",
    "list policies",
    "list events",
    "list kpis",
    "list availability",
    "list decisions",
    "show N001",
    "show S001",
    "show E001",
    "show P001",
    "search welding",
    "match",
    "explain N001 S001",
    "check",
    "dedupe needs",
    "log",
    "plan list",
    "agenda",
    "notify",
    "signing plan",
    "ledger due",
    "ledger history P001",
    "officers assign",
    "policies match",
    "stats",
    "today",
    "report",
    "report --brief",
    "report --brief --since 2026-10-01",
    "export booklet",
    "export meetings",
    "export matches",
];
const FORMATS: &[&str] = &["table", "csv", "markdown", "html"];

fn run(folder: &Path, lang: &str, words: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fairmatch"))
        .current_dir(folder)
        .args(["--lang", lang, "--today", "2026-10-18", "--as", "0"])
        .args(words.split(' '))
        .output()
        .expect("the program starts")
}

/// A fair folder with a plan: the bundled example, or the English registries.
fn fair(lang: &str) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let folder = dir.path().join("fair");
    let example = if lang == "zh" { "init fair --example" } else { "init fair" };
    assert!(run(dir.path(), lang, example).status.success());
    if lang == "en" {
        let own =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/english-fair");
        std::fs::copy(own.join("fair.toml"), folder.join("fair.toml")).expect("a copy");
        for kind in [
            "organizations",
            "needs",
            "offerings",
            "people",
            "signings",
            "ledger",
            "officers",
            "policies",
            "events",
            "kpis",
            "availability",
            "decisions",
        ] {
            let file = own.join(format!("{kind}.csv"));
            let import = run(&folder, lang, &format!("import {kind} {}", file.display()));
            assert_ne!(import.status.code(), Some(2), "{import:?}");
        }
    }
    run(&folder, lang, "plan --iterations 50 --time-limit 2");
    (dir, folder)
}

/// What a command prints in a format; `None` where it cannot (yet) be carried out.
fn shown(folder: &Path, lang: &str, words: &str, format: &str) -> Option<String> {
    let output = run(folder, lang, &format!("{words} --format {format}"));
    (output.status.code() != Some(2))
        .then(|| String::from_utf8(output.stdout).expect("outputs are UTF-8"))
}

fn is_han(c: char) -> bool {
    ('\u{3000}'..='\u{9fff}').contains(&c) || ('\u{ff01}'..='\u{ff5e}').contains(&c)
}

#[test]
fn an_english_fair_in_english_holds_no_han() {
    let (_dir, folder) = fair("en");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for words in COMMANDS {
        for format in FORMATS {
            let Some(text) = shown(&folder, "en", words, format) else { continue };
            seen += 1;
            let bad = text.lines().find(|line| line.contains(is_han));
            wrong.extend(bad.map(|line| format!("{words} {format}: {line:.200}")));
        }
    }
    assert!(seen > 80, "only {seen} outputs could be made");
    assert_eq!(wrong, [""; 0]);
}

/// Words of Latin letters that stand in the data, or that Chinese papers use as they are.
fn allowed(folder: &Path) -> BTreeSet<String> {
    let mut words: BTreeSet<String> =
        ["welding", "toml", "edit", "officers", "assign", "export", "registry", "status"]
            .map(str::to_owned)
            .into();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/example");
    let files = std::fs::read_dir(example).expect("the example fair");
    for file in
        files.flatten().chain(std::fs::read_dir(folder).expect("a fair").flatten())
    {
        let text = std::fs::read(file.path()).unwrap_or_default();
        words.extend(latin(&String::from_utf8_lossy(&text).to_lowercase()));
    }
    words
}

/// Words of at least four Latin letters; ids made of hashes, with digits or capitals
/// inside, are none.
fn latin(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_ascii_alphanumeric());
    let word = |word: &&str| {
        word.len() >= 4
            && word.chars().all(|c| c.is_ascii_alphabetic())
            && word.chars().skip(1).all(|c| c.is_ascii_lowercase())
    };
    parts.filter(word).map(str::to_owned).collect()
}

/// The text of a page without its tags, style and script.
fn bare(html: &str) -> String {
    let mut out = html.to_owned();
    for tag in ["style", "script"] {
        while let Some(start) = out.find(&format!("<{tag}>")) {
            let end = out.find(&format!("</{tag}>")).expect("closed");
            out.replace_range(start..=end + tag.len() + 2, " ");
        }
    }
    out.split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
        .collect()
}

#[test]
fn a_chinese_fair_in_chinese_holds_no_english_label() {
    let (_dir, folder) = fair("zh");
    let allowed = allowed(&folder);
    let mut wrong = Vec::new();
    for words in COMMANDS {
        for format in FORMATS {
            let Some(text) = shown(&folder, "zh", words, format) else { continue };
            let text = if *format == "html" { bare(&text) } else { text };
            let bad = latin(&text)
                .into_iter()
                .find(|word| !allowed.contains(&word.to_lowercase()));
            wrong.extend(bad.map(|word| format!("{words} {format}: {word}")));
        }
    }
    assert_eq!(wrong, [""; 0]);
}
