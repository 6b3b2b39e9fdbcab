//! The commands of the README and of the walk-through run as they stand there.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads documents and runs the program"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The lines that follow a `$` in the `console` blocks of a document.
fn commands(document: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
    let text = fs::read_to_string(path).expect("the document is there");
    let blocks =
        text.split("```console").skip(1).filter_map(|rest| rest.split("```").next());
    blocks
        .flat_map(str::lines)
        .filter_map(|line| line.strip_prefix("$ "))
        .map(str::to_owned)
        .collect()
}

/// Splits a line into words; double quotes hold a word together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().expect("there is always one").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Runs a document's commands one after the other, each in the folder `cd` led to. Exit
/// code 1 is right only where the line says so: `# exit 1`.
fn play(document: &str) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut here: PathBuf = home.path().to_owned();
    let commands = commands(document);
    assert!(commands.len() > 5, "{document} has hardly any commands");
    for line in commands {
        let (command, expected) = match line.split_once(" # exit ") {
            Some((command, code)) => (command, code.trim().parse().expect("a number")),
            None => (line.as_str(), 0),
        };
        let words = words(command);
        match words[0].as_str() {
            "cd" => here.push(&words[1]),
            "fairmatch" => run(&here, &words[1..], expected),
            other => unreachable!("{document} has a command that is not ours: {other}"),
        }
    }
}

fn run(here: &Path, arguments: &[String], expected: i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_fairmatch"))
        .args(arguments)
        .args(["--today", "2026-10-18", "--as", "test"])
        .env_remove("FAIRMATCH_FAIR")
        .env("FAIRMATCH_MODEL", here.join("no-model"))
        .env("LC_ALL", "C")
        .current_dir(here)
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(expected), "{arguments:?}: {said}");
    let wrote = arguments.iter().any(|a| a == "-o") || arguments[0] == "review";
    let spoke = !output.stdout.is_empty() || !output.stderr.is_empty();
    assert!(wrote || spoke, "{arguments:?} says nothing");
}

#[test]
fn the_readme_runs() {
    play("README.md");
}

#[test]
fn the_walk_through_runs() {
    play("examples/walkthrough.md");
}
