//! The direction of imports: every floor may import only from the floors below it, and no
//! files of a floor from each other in a circle.
#![expect(clippy::disallowed_methods, reason = "the test reads the source tree")]

#[path = "layers/imports.rs"]
mod imports;

use std::fs;
use std::path::{Path, PathBuf};

use imports::Tree;

/// The floors from the ground up; those in one entry sit side by side, not knowing each
/// other.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["domain"],
    &["matching"],
    &["planning"],
    &["ledger"],
    &["store", "import"],
    &["report"],
    &["export"],
    &["cli"],
];

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("the source tree is readable") {
        let path = entry.expect("a directory entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The rooms named after `crate::` in a text, each of a group in braces.
fn rooms_named(text: &str) -> Vec<String> {
    text.split("crate::").skip(1).flat_map(imports::first_names).collect()
}

/// The code of a file without the tests at its foot.
fn without_tests(text: &str) -> &str {
    text.split(imports::TESTS).next().unwrap_or_default()
}

#[test]
fn rooms_in_groups_are_seen() {
    let text = "use crate::{\n    report::{Report, Cell},\n    text::*,\n};\nlet a = crate::cli::f();\n";
    assert_eq!(rooms_named(text), ["report", "text", "cli"]);
}

#[test]
fn code_below_a_module_of_tests_in_another_file_is_seen() {
    let text = "#[cfg(test)]\nmod tests;\nfn seen() {}\n";
    let whole = format!("{text}#[cfg(test)]\nmod tests {{\n    fn unseen() {{}}\n}}\n");
    assert_eq!(without_tests(&whole), text);
}

#[test]
fn imports_point_downwards() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files.sort();
    let mut wrong = Vec::new();
    for file in &files {
        let inside = file.strip_prefix(&root).expect("below src");
        let room = inside.iter().next().and_then(|r| r.to_str()).unwrap_or_default();
        let Some(own) = floor(room) else { continue };
        let text = fs::read_to_string(file).expect("sources are UTF-8");
        for named in rooms_named(&text) {
            let fits = named == room || floor(&named).is_none_or(|other| other < own);
            if !fits {
                wrong.push(format!("{} names crate::{named}", inside.display()));
            }
        }
    }
    assert!(files.len() > 20, "the tree was not found");
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let none: [[&str; 0]; 0] = [];
    let tree = Tree::read(&root, &files);
    assert_eq!(tree.circles(), none);
    assert_eq!(tree.circles_of_rooms(), none);
}

#[test]
fn below_the_edges_nothing_touches_files_or_the_clock() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let pure = ["text", "domain", "matching", "planning", "ledger", "report", "export"];
    let mut files = Vec::new();
    for room in pure {
        sources(&root.join(room), &mut files);
    }
    let forbidden = [
        "std::fs",
        "SystemTime::now",
        "Instant::now",
        "Local::now",
        "Utc::now",
        "env::var",
    ];
    let mut wrong = Vec::new();
    let is_test = |file: &Path| {
        let inside = file.strip_prefix(&root).expect("below src");
        inside.iter().any(|part| part == "tests" || part == "tests.rs")
    };
    for file in files.into_iter().filter(|file| !is_test(file)) {
        let text = fs::read_to_string(&file).expect("sources are UTF-8");
        let code = without_tests(&text);
        for word in forbidden {
            if code.contains(word) {
                wrong.push(format!("{} has {word}", file.display()));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}
