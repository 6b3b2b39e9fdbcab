//! The commands of the README, of the walk-through and of the help run as they stand there.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads documents and runs the program"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use fairmatch::export::FORMATS;

fn read(document: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
    fs::read_to_string(path).expect("the document is there")
}

/// The lines that follow a `$` in the `console` blocks of a document.
fn commands(document: &str) -> Vec<String> {
    let text = read(document);
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
    let output = output(here, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(expected), "{arguments:?}: {said}");
    let wrote = arguments.iter().any(|a| a == "-o") || arguments[0] == "review";
    let spoke = !output.stdout.is_empty() || !output.stderr.is_empty();
    assert!(wrote || spoke, "{arguments:?} says nothing");
}

fn output(here: &Path, arguments: &[String]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fairmatch"))
        .args(arguments)
        .args(["--today", "2026-10-18", "--as", "test"])
        .env_remove("FAIRMATCH_FAIR")
        .env("FAIRMATCH_MODEL", here.join("no-model"))
        .env("LC_ALL", "C")
        .current_dir(here)
        .output()
        .expect("the program starts")
}

/// What the help of a command, or of the program, says.
fn help(here: &Path, command: &[&str]) -> String {
    let mut arguments: Vec<String> =
        command.iter().map(|&word| word.to_owned()).collect();
    arguments.push("--help".to_owned());
    String::from_utf8_lossy(&output(here, &arguments).stdout).into_owned()
}

/// The commands that the program's help lists: two blanks, the name, then what it does.
fn listed(help: &str) -> Vec<&str> {
    let lines = help.lines().filter_map(|line| line.strip_prefix("  "));
    let names = lines.filter_map(|line| line.split_once("  ")).map(|(name, _)| name);
    let is_name =
        |name: &&str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase());
    names.filter(is_name).collect()
}

#[test]
fn the_readme_runs() {
    play("README.md");
}

#[test]
fn the_readme_names_every_format() {
    let text = read("README.md");
    let (_, rest) = text.split_once("extension of `-o` (`").expect("the formats");
    let (named, _) = rest.split_once('`').expect("their end");
    let mut named: Vec<&str> = named.split(' ').collect();
    let mut known: Vec<&str> = FORMATS.iter().map(|format| format.name()).collect();
    named.sort_unstable();
    known.sort_unstable();
    assert_eq!(named, known);
}

#[test]
fn the_walk_through_runs() {
    play("examples/walkthrough.md");
}

#[test]
fn the_examples_of_the_help_run() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let start = |here: &Path, line: &str| run(here, &words(line), 0);
    start(home.path(), "init fair --example");
    let here = home.path().join("fair");
    start(&here, "plan --time-limit 1");
    start(&here, "export needs -o needs.csv");
    start(&here, "export offerings -o offerings.csv");
    fs::create_dir(here.join("surveys")).expect("a folder");
    start(&here, "export needs -o surveys/needs.csv");
    fs::write(here.join("qrels.tsv"), "N001\tS001\t3\n").expect("a judgement");
    let program = help(&here, &[]);
    let commands = listed(&program);
    assert!(commands.len() > 30, "{program}");
    // The encoder's weights are no part of the program.
    for command in commands.into_iter().filter(|command| *command != "model") {
        let help = help(&here, &[command]);
        let example = help.lines().find_map(|line| line.strip_prefix("  fairmatch "));
        let example =
            example.unwrap_or_else(|| panic!("{command} has no example: {help}"));
        let example = example.split(" > ").next().unwrap_or_default();
        let told = output(&here, &words(example));
        let fine = matches!(told.status.code(), Some(0 | 1));
        assert!(fine, "{example}: {}", String::from_utf8_lossy(&told.stderr));
    }
}
