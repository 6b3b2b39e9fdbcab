//! Compiles the concept lexicon and the boilerplate into an automaton and tables, and sorts
//! the messages, so that nothing is parsed when the program starts.
#![expect(
    clippy::panic,
    clippy::disallowed_methods,
    unreachable_pub,
    reason = "a build script stops with a message, reads the lexicon and shares its modules"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use daachorse::MatchKind;
use daachorse::charwise::CharwiseDoubleArrayAhoCorasickBuilder;
use toml::{Table, Value};

#[path = "src/text/normal.rs"]
#[allow(dead_code, reason = "only the normal form itself is needed here")]
mod normal;
#[path = "src/text/concepts/source.rs"]
#[allow(dead_code, reason = "shared with the reader of a person's own file")]
mod source;
#[path = "src/text/spelling.rs"]
#[allow(dead_code, reason = "words of texts are not read here")]
mod spelling;

use source::Source;

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let data = root.join("data/vocabulary");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/text/normal.rs");
    println!("cargo:rerun-if-changed=src/text/spelling.rs");
    println!("cargo:rerun-if-changed=src/text/concepts/source.rs");
    println!("cargo:rerun-if-changed={}", data.display());
    let mut source = Source::default();
    for file in concept_files(&data.join("concepts")) {
        let text = read(&file);
        source.add(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    }
    let phrases = words(&read(&data.join("boilerplate.toml")));
    let longer = words(&read(&data.join("longer_words.toml")));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo"));
    write(&source, [&phrases, &longer], &out);
    let messages = root.join("data/messages");
    println!("cargo:rerun-if-changed={}", messages.display());
    for language in files(&messages, None).into_iter().filter(|path| path.is_dir()) {
        let name = language.file_name().expect("a folder of messages").to_string_lossy();
        let sorted = sorted_messages(&language);
        fs::write(out.join(format!("messages-{name}.txt")), sorted)
            .expect("room on disk");
    }
}

fn concept_files(dir: &Path) -> Vec<PathBuf> {
    files(dir, Some("toml"))
}

/// What lies in a folder and ends in `extension`, sorted.
fn files(dir: &Path, extension: Option<&str>) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display()));
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("a directory entry").path())
        .filter(|path| path.extension() == extension.map(OsStr::new))
        .collect();
    files.sort();
    files
}

/// The `key = text` lines of a language as `key=text`, sorted by key; blank lines and `#`
/// comments are passed over.
fn sorted_messages(language: &Path) -> String {
    let rooms: Vec<String> =
        files(language, Some("txt")).iter().map(|file| read(file)).collect();
    let lines = rooms.iter().flat_map(|room| room.lines());
    let mut entries: Vec<(&str, &str)> = lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('='))
        .map(|(key, text)| (key.trim(), text.trim()))
        .collect();
    entries.sort_unstable();
    let mut sorted = String::new();
    for (key, text) in entries {
        writeln!(sorted, "{key}={text}").expect("a string has room");
    }
    sorted
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The words of a file of lists, in normal form.
fn words(text: &str) -> Vec<String> {
    let table: Table = text.parse().expect("lists of words are TOML");
    table
        .values()
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(Value::as_str)
        .map(|phrase| normal::unhyphened(&normal::normal(phrase)).into_owned())
        .collect()
}

/// The automaton's values are places of senses; sense 0, of no concept, is boilerplate, sense 1
/// a longer word, of no concept either.
fn write(source: &Source, [phrases, longer]: [&[String]; 2], out: &Path) {
    let mut patterns: BTreeMap<String, Vec<u16>> = source
        .terms(|term| spelling::forms(&normal::unhyphened(normal::normal(term).trim())));
    for phrase in phrases.iter().chain(longer) {
        patterns.entry(phrase.clone()).or_default();
    }
    let empty = Vec::new();
    let mut senses: Vec<&Vec<u16>> = vec![&empty, &empty];
    let mut pairs: Vec<(&str, u32)> = Vec::new();
    for (pattern, concepts) in &patterns {
        let place = if concepts.is_empty() {
            usize::from(longer.contains(pattern))
        } else {
            senses.push(concepts);
            senses.len() - 1
        };
        pairs.push((pattern, u32::try_from(place).expect("fewer than 2^32 terms")));
    }
    let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostLongest)
        .build_with_values(pairs)
        .expect("patterns are distinct and not empty");
    fs::write(out.join("lexicon.aut"), automaton.serialize())
        .expect("OUT_DIR is writable");
    fs::write(out.join("lexicon.rs"), tables(source, &senses))
        .expect("OUT_DIR is writable");
}

/// The concepts, by id, with the places of those they refer to; relations hold both ways.
fn tables(source: &Source, senses: &[&Vec<u16>]) -> String {
    let concepts = source.concepts();
    let place = |id: &String| {
        let found = concepts.binary_search_by(|concept| concept.id.cmp(id));
        let found = found.unwrap_or_else(|_| panic!("no file defines {id}"));
        u16::try_from(found).expect("fewer than 65,536 concepts")
    };
    let mut related = vec![BTreeSet::new(); concepts.len()];
    for (own, concept) in concepts.iter().enumerate() {
        for id in &concept.related {
            related[own].insert(place(id));
            related[usize::from(place(id))].insert(place(&concept.id));
        }
    }
    let ids: Vec<&str> = concepts.iter().map(|concept| &*concept.id).collect();
    let ends = ends(ids.iter().map(|id| id.len()));
    let mut code = format!("pub(super) static IDS: &str = {:?};\n", ids.concat());
    write_table(&mut code, "ID_ENDS", "u32", &ends);
    let broader =
        concepts.iter().map(|concept| concept.broader.iter().map(place).collect());
    write_lists(&mut code, "BROADER", &broader.collect::<Vec<Vec<u16>>>());
    let related = related.into_iter().map(Vec::from_iter);
    write_lists(&mut code, "RELATED", &related.collect::<Vec<_>>());
    write_lists(&mut code, "SENSE", senses);
    code
}

/// Lists of places one after the other, and where each ends.
fn write_lists<L: AsRef<[u16]>>(code: &mut String, name: &str, lists: &[L]) {
    let lists = lists.iter().map(AsRef::as_ref);
    write_table(code, name, "u16", &lists.clone().collect::<Vec<_>>().concat());
    write_table(code, &format!("{name}_ENDS"), "u32", &ends(lists.map(<[u16]>::len)));
}

fn write_table<T: std::fmt::Debug>(code: &mut String, name: &str, kind: &str, all: &[T]) {
    writeln!(code, "pub(super) static {name}: [{kind}; {}] = {all:?};", all.len())
        .expect("writing to a String cannot fail");
}

/// Where each of some parts ends that lie one after the other.
fn ends(lengths: impl Iterator<Item = usize>) -> Vec<u32> {
    let end = |sum: &mut usize, length| {
        *sum += length;
        Some(u32::try_from(*sum).expect("tables are far smaller"))
    };
    lengths.scan(0, end).collect()
}
