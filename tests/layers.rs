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

/// The rooms named after `crate::` in a line, groups in braces included.
fn rooms_named(text: &str) -> Vec<&str> {
    text.split("crate::")
        .skip(1)
        .flat_map(|rest| rest.split(['{', ',', ' ', '}']).take(1))
        .filter_map(|path| {
            path.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next()
        })
        .collect()
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
            let fits = named == room || floor(named).is_none_or(|other| other < own);
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
    let forbidden =
        ["std::fs", "SystemTime::now", "Instant::now", "Local::now", "env::var"];
    let mut wrong = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("sources are UTF-8");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in forbidden {
            if code.contains(word) {
                wrong.push(format!("{} has {word}", file.display()));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}
