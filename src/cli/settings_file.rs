//! `fair.toml` as a person wrote it: read whole, and everything wrong in it named at once,
//! each with its line.

mod blank;

use crate::domain::Settings;
use crate::text::messages::Message;

/// How many faults are named.
const MOST: usize = 20;

/// How the reader of TOML begins to say that a key is missing.
const MISSING: &str = "missing field";

/// The settings of a text, else what is wrong in it, by line.
pub(super) fn read(text: &str) -> Result<Settings, Vec<Message>> {
    let first = match toml::from_str(text) {
        Ok(settings) => return Ok(settings),
        Err(error) => error,
    };
    let mut faults = vec![fault(text, &first)];
    let mut rest = text.to_owned();
    let mut error: toml::de::Error = first;
    while faults.len() < MOST {
        let Some(next) = error.span().and_then(|span| blank::without(&rest, span)) else {
            break;
        };
        rest = next;
        match toml::from_str::<Settings>(&rest) {
            Ok(_) => break,
            Err(further) => error = further,
        }
        // What is missing may be what was blanked.
        if !error.message().starts_with(MISSING) {
            faults.push(fault(text, &error));
        }
    }
    Err(faults)
}

/// A fault with its line: the key that is unknown, the value that does not fit.
fn fault(text: &str, error: &toml::de::Error) -> Message {
    let span = error.span().unwrap_or_default();
    let line = 1 + text.get(..span.start).unwrap_or_default().matches('\n').count();
    let value = text.get(span).unwrap_or_default().lines().next().unwrap_or_default();
    let whole = text.lines().nth(line - 1).unwrap_or_default().trim();
    let what = what(error, value, whole);
    Message::new("settings-fault").with("line", line).with("what", what)
}

/// What is wrong with a value, or where it cannot be told with the whole line.
fn what(error: &toml::de::Error, value: &str, whole: &str) -> Message {
    let told = error.message();
    let quoted: Vec<&str> = told.split('`').skip(1).step_by(2).collect();
    let mut names = quoted.iter().copied();
    if told.starts_with("unknown field") {
        let key = names.next().unwrap_or(value);
        let near = |name: &&str| strsim::damerau_levenshtein(name, key) <= 2;
        let meant: Vec<&str> = names.clone().filter(near).collect();
        let known = if meant.is_empty() { names.collect() } else { meant };
        return Message::new("settings-unknown").with("key", key).with("known", known);
    }
    if told.starts_with("unknown variant") {
        let value = names.next().unwrap_or(value);
        let known: Vec<&str> = names.collect();
        return Message::new("settings-choice").with("value", value).with("known", known);
    }
    if told.starts_with(MISSING) {
        let key = names.next().unwrap_or_default();
        return Message::new("settings-missing").with("key", key);
    }
    match wanted(told) {
        Some(example) => {
            Message::new("settings-value").with("value", value).with("example", example)
        }
        None => Message::new("settings-syntax").with("value", whole),
    }
}

/// What a value of the wanted type looks like.
fn wanted(told: &str) -> Option<&'static str> {
    let (_, expected) = told.split_once("expected ").unwrap_or((told, ""));
    let number = ["u8", "u16", "u32", "u64", "usize", "i64"].contains(&expected);
    Some(match expected {
        _ if number => "10",
        "f64" => "0.5",
        "a string" => "\"…\"",
        "a boolean" => "true",
        _ if told.starts_with("no date") => "2026-10-18",
        _ if told.starts_with("no time of day") => "\"09:00\"",
        _ if expected.starts_with("a sequence") || expected.contains("array") => "[…]",
        _ if expected.starts_with("a map") || expected.starts_with("struct") => "{ … }",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::messages::Lang;

    fn faults(text: &str) -> Vec<String> {
        let faults = read(text).unwrap_err();
        faults.iter().map(|fault| fault.say(Lang::En)).collect()
    }

    #[test]
    fn every_fault_is_named_with_its_line() {
        let text = "naem = 'x'\ncutoff = '2026-13-40'\n[limits]\nneed = [0, 'many']\n\
                    [plan]\nobjective = 'fast'\n[[session]]\ndate = 2026-10-16\n\
                    start = '25:00'\n[sesion]\na = 1\n[signing]\nper_batch = 'x'\n";
        let expected = [
            "line 1: there is no setting “naem” (known: name)",
            "line 2: '2026-13-40' does not fit; write it such as 2026-10-18",
            "line 4: 'many' does not fit; write it such as 10",
            "line 6: there is no “fast” here (known: idle, breaks, feasible)",
            "line 9: '25:00' does not fit; write it such as \"09:00\"",
            "line 10: there is no setting “sesion” (known: session)",
            "line 13: 'x' does not fit; write it such as 10",
        ];
        let mut told = faults(text);
        told.sort_by_key(|fault| {
            fault["line ".len()..].split(':').next().and_then(|n| n.parse::<u32>().ok())
        });
        assert_eq!(told, expected);
    }

    #[test]
    fn faults_within_an_array_over_several_lines_are_no_others() {
        let text = "[[session]]\ndate = 2026-10-16\nbreaks = [\n  ['10:20', '25:40'],\n  ['9:00', '24:60'],\n]\n\
                    [signing]\nper_btach = 1\n";
        let told = faults(text);
        let lines: Vec<&str> = told.iter().map(|fault| &fault[..7]).collect();
        assert_eq!(lines, ["line 4:", "line 5:", "line 8:"], "{told:?}");
    }

    #[test]
    fn what_is_no_toml_is_said_with_its_line() {
        let told = faults("name = 'a'\nthis is not toml\n");
        assert_eq!(told.len(), 1);
        assert!(told[0].starts_with("line 2: "), "{told:?}");
    }
}
