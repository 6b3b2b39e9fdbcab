//! Every message is said somewhere: what no source names any more is no word of the program.
#![expect(clippy::disallowed_methods, reason = "the test reads sources and messages")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the tree") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
}

fn text_of(folder: &str, extension: &str) -> String {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), extension, &mut found);
    assert!(!found.is_empty(), "{folder}");
    found.iter().map(|path| fs::read_to_string(path).expect("UTF-8")).collect()
}

/// The texts in quotes that the sources hold, and what stands between them.
struct Sources<'a> {
    pieces: BTreeSet<&'a str>,
    /// What follows the last gap of a text: `-hint` of `{key}-hint`.
    ends: BTreeSet<&'a str>,
    /// The names of code lists.
    lists: BTreeSet<&'a str>,
}

impl<'a> Sources<'a> {
    fn of(text: &'a str) -> Self {
        let pieces: Vec<&str> = text.split('"').collect();
        let pairs = pieces.windows(2).filter(|pair| pair[0].ends_with(" as "));
        Self {
            lists: pairs.map(|pair| pair[1]).collect(),
            ends: pieces.iter().filter_map(|p| Some(p.rsplit_once('}')?.1)).collect(),
            pieces: pieces.into_iter().collect(),
        }
    }

    fn names(&self, word: &str) -> bool {
        self.pieces.contains(word)
    }

    /// Whether a message is named, or made of parts that are: `form-{kind}`, `{key}-hint`,
    /// `<list>-<code>`. Of a problem code and case are named apart from each other.
    fn say(&self, key: &str) -> bool {
        if let Some(problem) = key.strip_prefix("problem-") {
            let problem = problem.strip_suffix("-hint").unwrap_or(problem);
            let (code, case) = problem.split_once('-').unwrap_or((problem, problem));
            return self.names(code) && self.names(case);
        }
        let made = |(at, _): (usize, &str)| {
            let begins = format!("{}{{", &key[..=at]);
            let next = self.pieces.range(begins.as_str()..).next();
            next.is_some_and(|piece| piece.starts_with(&begins))
        };
        let of_list =
            |(list, code): (&str, &str)| self.lists.contains(list) && self.names(code);
        let longer = |(stem, _): (&str, &str)| {
            self.ends.contains(&key[stem.len()..]) && self.say(stem)
        };
        self.names(key)
            || key.match_indices('-').any(made)
            || key.split_once('-').is_some_and(of_list)
            || key.rsplit_once('-').is_some_and(longer)
    }
}

/// The keys of all messages.
fn keys(messages: &str) -> BTreeSet<&str> {
    messages
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(key, _)| key)
        .collect()
}

#[test]
fn every_message_is_said_somewhere() {
    let (sources, messages) = (text_of("src", "rs"), text_of("data/messages/en", "txt"));
    let (sources, keys) = (Sources::of(&sources), keys(&messages));
    assert!(keys.len() > 1_000, "the messages were not found");
    let unsaid: Vec<&str> = keys.into_iter().filter(|key| !sources.say(key)).collect();
    assert_eq!(unsaid, [""; 0]);
}

#[test]
fn every_message_named_outright_is_there() {
    let sources = text_of("src", "rs");
    let messages = text_of("data/messages/en", "txt");
    let keys = keys(&messages);
    let calls = ["Message::new(\"", "say(lang, \""];
    let named = calls.iter().flat_map(|call| sources.split(call).skip(1));
    let named: BTreeSet<&str> = named.filter_map(|rest| rest.split('"').next()).collect();
    let missing: Vec<_> = named.difference(&keys).collect();
    assert_eq!(missing, [&""; 0]);
}

/// 09:00–09:20, in every message and language.
#[test]
fn spans_of_time_are_written_one_way() {
    let messages = text_of("data/messages", "txt");
    let ends = messages.split("{start}").skip(1);
    let dashes: BTreeSet<char> = ends
        .filter_map(|rest| rest.split_once("{end}"))
        .map(|(between, _)| between)
        .filter(|between| between.chars().count() == 1)
        .flat_map(str::chars)
        .collect();
    assert_eq!(dashes, BTreeSet::from(['–', '至']));
}

#[test]
fn what_is_said_in_parts_is_found() {
    let text = r#"codes! { Stage as "stage" { Met = "met" } } "form-{kind}" "{key}-hint" "a-b" "#;
    let sources = Sources::of(text);
    let said = ["stage-met", "form-any", "a-b", "a-b-hint"];
    assert!(said.iter().all(|key| sources.say(key)));
    assert!(
        !["stage-gone", "a-c", "a-c-hint", "problem-a"].iter().any(|k| sources.say(k))
    );
}
