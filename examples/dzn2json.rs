//! Turns an instance of the business-to-business meeting scheduling problem from its `.dzn` file
//! into the JSON of `fairmatch plan --problem`.
//!
//! ```text
//! cargo run --example dzn2json -- instance.dzn [idle|breaks|feasible] [FAIRNESS] > instance.json
//! ```
//!
//! The `.dzn` counts from 1, the JSON from 0. What is read:
//!
//! - `nBusiness`, `nMeetings`, `nTables`, `nTotalSlots`, `nMorningSlots`;
//! - `requested`: rows of two participants and a session (1 morning, 2 afternoon, 3 any);
//! - `forbidden`: a set of slots for each participant, in which 0 says nothing;
//! - `fixed`: a slot for each meeting, 0 for none;
//! - `precedences`: for each meeting the set of meetings that must come before it.
//!
//! Sets may be written as `{1, 2, 3}` or `1..3`; comments are passed over. Whatever is missing
//! or can't be read is named.
//!
//! The objective is the number of breaks unless another is named; without a fairness any
//! distribution of breaks will do.
#![expect(clippy::disallowed_methods, reason = "an example reads the file it is given")]

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write as _;

use fairmatch::domain::Goal;
use fairmatch::planning::schedule::ScheduleProblem;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let path =
        args.next().ok_or("usage: dzn2json FILE [idle|breaks|feasible] [FAIRNESS]")?;
    let mut problem = Dzn::new(&std::fs::read_to_string(&path)?)?.problem()?;
    if let Some(word) = args.next() {
        problem.objective = serde_json::from_value(word.into())?;
    }
    problem.fairness = args.next().map(|d| d.parse()).transpose()?;
    problem.name = std::path::Path::new(&path)
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, &problem)?;
    out.flush()?;
    Ok(())
}

/// The values of a file by their names.
struct Dzn(BTreeMap<String, String>);

impl Dzn {
    fn new(text: &str) -> Result<Self, String> {
        let mut values = BTreeMap::new();
        let text = without_comments(text);
        for statement in text.split(';').map(str::trim).filter(|s| !s.is_empty()) {
            let (name, value) = statement
                .split_once('=')
                .ok_or_else(|| format!("no assignment: {statement}"))?;
            values.insert(name.trim().to_owned(), value.trim().to_owned());
        }
        Ok(Self(values))
    }

    fn problem(&self) -> Result<ScheduleProblem, String> {
        let rows = self.rows()?;
        let participants = self.number("nBusiness")?;
        let count = self.number("nMeetings")?;
        length("requested", rows.len(), count)?;
        let mut before = Vec::new();
        for (second, firsts) in self.sets("precedences", count)?.iter().enumerate() {
            before.extend(firsts.iter().map(|first| [first - 1, second]));
        }
        let away = self.sets("forbidden", participants)?;
        Ok(ScheduleProblem {
            name: String::new(),
            participants,
            slots: self.number("nTotalSlots")?,
            half: self.number("nMorningSlots")?,
            tables: self.number("nTables")?,
            meetings: rows.iter().map(|&(pair, _)| pair).collect(),
            session: rows.iter().map(|&(_, session)| session).collect(),
            unavailable: away
                .into_iter()
                .map(|slots| slots.into_iter().map(|slot| slot - 1).collect())
                .collect(),
            fixed: self.fixed(count)?,
            before,
            objective: Goal::Breaks,
            fairness: None,
        })
    }

    fn value(&self, name: &str) -> Result<&str, String> {
        let value = self.0.get(name).ok_or_else(|| format!("{name} is missing"))?;
        Ok(value)
    }

    fn number(&self, name: &str) -> Result<usize, String> {
        number(self.value(name)?).map_err(|error| format!("{name}: {error}"))
    }

    /// Both participants and the session of each meeting.
    fn rows(&self) -> Result<Vec<([usize; 2], u8)>, String> {
        let table = inside(self.value("requested")?, "[|", "|]")
            .ok_or("requested: not a table in [| |]")?;
        let rows = table.split('|').map(str::trim).filter(|row| !row.is_empty());
        rows.map(|row| {
            let cells: Result<Vec<usize>, String> = parts(row).map(number).collect();
            match cells?[..] {
                [a, b, session @ 1..=3] if a.min(b) > 0 => {
                    let session = [1, 2, 0][session - 1];
                    Ok(([a - 1, b - 1], session))
                }
                _ => Err(format!("requested: not a meeting: {row}")),
            }
        })
        .collect()
    }

    fn fixed(&self, count: usize) -> Result<Vec<Option<usize>>, String> {
        if !self.0.contains_key("fixed") {
            return Ok(Vec::new());
        }
        let list = inside(self.value("fixed")?, "[", "]").ok_or("fixed: not a list")?;
        let slots: Result<Vec<usize>, String> = parts(list).map(number).collect();
        let slots = slots.map_err(|error| format!("fixed: {error}"))?;
        length("fixed", slots.len(), count)?;
        Ok(slots.into_iter().map(|slot| slot.checked_sub(1)).collect())
    }

    /// A list of sets, zeros left out; empty where there is none.
    fn sets(&self, name: &str, count: usize) -> Result<Vec<Vec<usize>>, String> {
        if !self.0.contains_key(name) {
            return Ok(Vec::new());
        }
        let list = inside(self.value(name)?, "[", "]")
            .ok_or_else(|| format!("{name}: not a list"))?;
        let sets: Result<Vec<_>, String> = parts(list).map(set).collect();
        let sets = sets.map_err(|error| format!("{name}: {error}"))?;
        length(name, sets.len(), count)?;
        Ok(sets)
    }
}

/// Most numbers in a set: a range that is longer is taken for a mistake.
const MOST: usize = 1_000_000;

fn set(text: &str) -> Result<Vec<usize>, String> {
    let mut numbers = Vec::new();
    let elements = inside(text, "{", "}").unwrap_or(text);
    for element in parts(elements) {
        let (from, to) = match element.split_once("..") {
            Some((from, to)) => (number(from)?, number(to)?),
            None if elements.len() < text.len() => (number(element)?, number(element)?),
            None => return Err(format!("not a set: {text}")),
        };
        if to > MOST {
            return Err(format!("too large: {element}"));
        }
        numbers.extend((from..=to).filter(|&n| n > 0));
    }
    Ok(numbers)
}

fn number(text: &str) -> Result<usize, String> {
    let text = text.trim();
    text.parse().map_err(|_| format!("not a number from 0 up: {text}"))
}

fn length(name: &str, found: usize, wanted: usize) -> Result<(), String> {
    if found == wanted {
        return Ok(());
    }
    Err(format!("{name} has {found} entries where {wanted} are needed"))
}

fn inside<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    text.trim().strip_prefix(open)?.strip_suffix(close)
}

/// What stands between the commas outside of braces; a comma may follow the last.
fn parts(list: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    let comma = move |c: char| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        c == ',' && depth == 0
    };
    let list = list.trim();
    let list = list.strip_suffix(',').unwrap_or(list);
    list.split(comma).map(str::trim).filter(move |_| !list.is_empty())
}

/// The text without `% …` and `/* … */`.
fn without_comments(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some(start) = rest.find(['%', '/']) {
        let (code, comment) = rest.split_at(start);
        kept.push_str(code);
        let end = match comment.strip_prefix("/*") {
            Some(comment) => comment.find("*/").map(|end| end + 4),
            None if comment.starts_with('/') => {
                kept.push('/');
                Some(1)
            }
            None => comment.find('\n'),
        };
        rest = end.map_or("", |end| &comment[end..]);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "nBusiness = 3; nMeetings = 2; nTables = 1; nTotalSlots = 4;
        nMorningSlots = 2; requested = [|1, 2, 3, |2, 3, 1,|]; forbidden = [{1, 0}, {}, {2}];
        fixed = [0, 2]; precedences = [{}, {1}];";

    fn read(text: &str) -> Result<ScheduleProblem, String> {
        Dzn::new(text)?.problem()
    }

    #[test]
    fn an_instance_counts_from_zero() {
        let problem = read(PLAIN).expect("an instance");
        assert_eq!(problem.meetings, [[0, 1], [1, 2]]);
        assert_eq!(problem.session, [0, 1]);
        assert_eq!(problem.unavailable, [vec![0], vec![], vec![1]]);
        assert_eq!(problem.fixed, [None, Some(1)]);
        assert_eq!(problem.before, [[0, 1]]);
    }

    #[test]
    fn comments_are_passed_over_and_ranges_written_out() {
        let commented = PLAIN
            .replace(
                "nBusiness",
                "% an instance; of three\n/* nBusiness = 1; */nBusiness",
            )
            .replace("forbidden", "% who is away\nforbidden");
        assert_eq!(read(&commented), read(PLAIN));
        let away = |sets: &str| {
            read(&PLAIN.replace("{1, 0}, {}, {2}", sets)).expect("sets").unavailable
        };
        let wanted = [vec![0, 1, 2], vec![], vec![1, 3]];
        assert_eq!(away("1..3, {}, {2, 4}"), wanted);
        assert_eq!(away("{1..3}, 1..0, {2, 4},"), wanted);
    }

    #[test]
    fn whatever_does_not_fit_is_named() {
        for (from, to, name) in [
            ("nMeetings = 2", "nMeetings = 3", "requested has 2 entries where 3"),
            ("fixed = [0, 2]", "fixed = [0]", "fixed has 1 entries where 2"),
            ("{}, {2}]", "{2}]", "forbidden has 2 entries where 3"),
            ("fixed = [0, 2]", "fixed = [0, -1]", "fixed: not a number from 0 up: -1"),
            ("2, 3, 1,", "2, 3, 4,", "requested: not a meeting"),
            ("{2}", "2", "forbidden: not a set: 2"),
            ("nTables = 1;", "", "nTables is missing"),
        ] {
            let error = read(&PLAIN.replace(from, to)).expect_err(name);
            assert!(error.contains(name), "{error}");
        }
    }
}
