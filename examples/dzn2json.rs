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
//! The objective is the number of breaks unless another is named; without a fairness any
//! distribution of breaks will do.
#![expect(clippy::disallowed_methods, reason = "an example reads the file it is given")]

use std::error::Error;

use fairmatch::planning::schedule::{Objective, ScheduleProblem};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let path =
        args.next().ok_or("usage: dzn2json FILE [idle|breaks|feasible] [FAIRNESS]")?;
    let mut problem =
        problem(&std::fs::read_to_string(&path)?).ok_or("not such an instance")?;
    if let Some(word) = args.next() {
        problem.objective = serde_json::from_value(word.into())?;
    }
    problem.fairness = args.next().map(|d| d.parse()).transpose()?;
    problem.name = std::path::Path::new(&path)
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    serde_json::to_writer(std::io::stdout(), &problem)?;
    Ok(())
}

fn problem(dzn: &str) -> Option<ScheduleProblem> {
    let rows = numbers(value(dzn, "requested")?);
    let (rows, []) = rows.as_chunks::<3>() else { return None };
    let before = |list: Vec<Vec<usize>>| {
        let pairs = list.into_iter().enumerate().flat_map(|(second, firsts)| {
            firsts.into_iter().map(move |first| [first - 1, second])
        });
        pairs.collect()
    };
    Some(ScheduleProblem {
        name: String::new(),
        participants: number(dzn, "nBusiness")?,
        slots: number(dzn, "nTotalSlots")?,
        half: number(dzn, "nMorningSlots")?,
        tables: number(dzn, "nTables")?,
        meetings: rows
            .iter()
            .map(|[a, b, _]| Some([a.checked_sub(1)?, b.checked_sub(1)?]))
            .collect::<Option<_>>()?,
        session: rows
            .iter()
            .map(|[.., session]| {
                u8::from(*session != 3) * u8::try_from(*session).unwrap_or(3)
            })
            .collect(),
        unavailable: sets(dzn, "forbidden")
            .into_iter()
            .map(|slots| slots.into_iter().map(|slot| slot - 1).collect())
            .collect(),
        fixed: value(dzn, "fixed")
            .map(|list| {
                numbers(list).into_iter().map(|slot| slot.checked_sub(1)).collect()
            })
            .unwrap_or_default(),
        before: before(sets(dzn, "precedences")),
        objective: Objective::Breaks,
        fairness: None,
    })
}

/// What stands between `name =` and the next semicolon.
fn value<'a>(dzn: &'a str, name: &str) -> Option<&'a str> {
    dzn.split(';').find_map(|statement| {
        let (key, value) = statement.split_once('=')?;
        (key.trim() == name).then_some(value)
    })
}

fn number(dzn: &str, name: &str) -> Option<usize> {
    value(dzn, name)?.trim().parse().ok()
}

fn numbers(text: &str) -> Vec<usize> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter_map(|word| word.parse().ok())
        .collect()
}

/// A list of sets, zeros left out.
fn sets(dzn: &str, name: &str) -> Vec<Vec<usize>> {
    let positive = |set: &str| numbers(set).into_iter().filter(|&n| n > 0).collect();
    value(dzn, name)
        .into_iter()
        .flat_map(|list| list.split('{').skip(1))
        .map(|set| positive(set.split('}').next().unwrap_or_default()))
        .collect()
}
