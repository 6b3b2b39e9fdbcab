//! Every word of every output is in the language asked for: the English fair in English
//! holds no Han character, the Chinese fair in Chinese no English label.

#![expect(clippy::disallowed_methods, reason = "the test reads the data that is shown")]

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};
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
    "match --by offering",
    "explain N001 S001",
    "check",
    "dedupe needs",
    "log",
    "plan list",
    "agenda",
    "agenda --for E001",
    "agenda --table 1",
    "agenda --handout tables",
    "agenda --handout tents",
    "agenda --handout attendance",
    "agenda --handout slips",
    "notify",
    "signing plan",
    "ledger due",
    "ledger history P001",
    "officers assign",
    "policies match",
    "stats",
    "stats --group field",
    "today",
    "report",
    "report --brief",
    "report --brief --since 2026-10-01",
    "export booklet",
    "export meetings",
    "export matches",
];
const FORMATS: &[&str] = &["table", "csv", "markdown", "html", "json"];
/// What is handed out as files, too.
const PAPERS: &[&str] = &[
    "agenda",
    "agenda --for E001",
    "agenda --handout slips",
    "signing plan",
    "report",
    "report --brief",
    "export booklet",
    "export meetings",
];
const FILES: &[&str] = &["docx", "xlsx", "ics", "svg"];

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

/// Every output: what was asked for, and what it says.
fn outputs(folder: &Path, lang: &str) -> Vec<(String, Vec<String>)> {
    let every = COMMANDS.iter().flat_map(|words| FORMATS.iter().map(move |f| (words, f)));
    let files = PAPERS.iter().flat_map(|words| FILES.iter().map(move |f| (words, f)));
    let mut found = Vec::new();
    for (words, format) in every.chain(files) {
        let output = run(folder, lang, &format!("{words} --format {format}"));
        if output.status.code() != Some(2) {
            found.push((format!("{words} {format}"), said(format, output.stdout)));
        }
    }
    found
}

/// What an output says to people: its lines; of pages the attributes that are read out,
/// too; of archives the text within; of JSON the free text.
fn said(format: &str, bytes: Vec<u8>) -> Vec<String> {
    match format {
        "docx" | "xlsx" => parts(bytes).iter().map(|part| bare(part)).collect(),
        "json" => {
            let value = serde_json::from_slice(&bytes).expect("JSON is valid");
            let mut texts = Vec::new();
            free_text(&value, &mut texts);
            texts
        }
        _ => {
            let text = String::from_utf8(bytes).expect("outputs are UTF-8");
            let marked = matches!(format, "html" | "svg");
            let mut lines: Vec<String> =
                if marked { attributes(&text) } else { Vec::new() };
            let text = if marked { bare(&text) } else { text };
            lines.extend(text.lines().map(str::to_owned));
            lines
        }
    }
}

/// The parts of a document or workbook that hold words.
fn parts(bytes: Vec<u8>) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let words = ["document.xml", "sharedStrings.xml", "footer", "header"];
        if words.iter().any(|word| name.contains(word)) && !name.contains("rels") {
            let mut text = String::new();
            part.read_to_string(&mut text).expect("parts are UTF-8");
            parts.push(text.replace("</w:p>", "\n</w:p>").replace("</si>", "\n</si>"));
        }
    }
    parts
}

/// The values that follow the language.
fn free_text(value: &serde_json::Value, texts: &mut Vec<String>) {
    let free = ["reason", "message", "hint", "label", "text", "place"];
    if let Some(fields) = value.as_object() {
        for (key, value) in fields {
            match value.as_str() {
                Some(text) if free.contains(&key.as_str()) => {
                    texts.push(text.to_owned());
                }
                _ => free_text(value, texts),
            }
        }
    }
    for value in value.as_array().into_iter().flatten() {
        free_text(value, texts);
    }
}

/// What screen readers and scripts read out of the tags of a page.
fn attributes(html: &str) -> Vec<String> {
    let names = ["aria-label=\"", "data-search=\"", "data-found=\"", "title=\""];
    let of = |name: &&str| -> Vec<String> {
        let values = html.split(*name).skip(1);
        values.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    names.iter().flat_map(of).collect()
}

fn is_han(c: char) -> bool {
    ('\u{3000}'..='\u{9fff}').contains(&c) || ('\u{ff01}'..='\u{ff5e}').contains(&c)
}

#[test]
fn an_english_fair_in_english_holds_no_han() {
    let (_dir, folder) = fair("en");
    let outputs = outputs(&folder, "en");
    assert!(outputs.len() > 150, "only {} outputs could be made", outputs.len());
    let mut wrong = Vec::new();
    for (asked, lines) in outputs {
        let bad = lines.iter().find(|line| line.contains(is_han));
        wrong.extend(bad.map(|line| format!("{asked}: {line:.200}")));
    }
    assert_eq!(wrong, [""; 0]);
}

/// Words of Latin letters that stand in the data, or that Chinese papers use as they are.
fn allowed(folder: &Path) -> BTreeSet<String> {
    let mut words: BTreeSet<String> = [
        "welding", "toml", "edit", "fill", "officers", "assign", "export", "registry",
        "status",
    ]
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

/// The text of a page or part without its tags, style and script.
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
    for (asked, lines) in outputs(&folder, "zh") {
        // A calendar's own words are those of its format.
        let lines = lines
            .iter()
            .filter(|line| !asked.ends_with("ics") || line.contains("SUMMARY"));
        let words = lines.flat_map(|line| latin(line.trim_start_matches("SUMMARY")));
        let bad = words.into_iter().find(|word| !allowed.contains(&word.to_lowercase()));
        wrong.extend(bad.map(|word| format!("{asked}: {word}")));
    }
    assert_eq!(wrong, [""; 0]);
}
