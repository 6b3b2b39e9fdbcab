//! The columns that are typed, and those that there are.

use crate::cli::Failure;
use crate::domain::Kind;
use crate::domain::problem::Problem;
use crate::export::registry;
use crate::import::EXTRA;
use crate::text::messages::{Lang, Message, has, say};

/// The column that a word names: by its name, its label in either language, or the header
/// of an unmapped column.
pub(super) fn named(row: &[(String, String)], word: &str) -> Result<String, Failure> {
    let lower = word.to_lowercase();
    let labelled = |name: &str| {
        let key = format!("column-{name}");
        has(Lang::En, &key) && Lang::ALL.iter().any(|lang| say(*lang, &key) == word)
    };
    let further = ["aliases", "organization_id", "amount_kind", "by", "title"];
    let names: Vec<&str> = row.iter().map(|(name, _)| name.as_str()).collect();
    let found = names
        .iter()
        .chain(&further)
        .find(|name| **name == lower || **name == word || labelled(name))
        .filter(|name| **name != "id");
    let kept = || names.iter().find(|name| name.strip_prefix(EXTRA) == Some(word));
    let found = found.or_else(kept);
    found.map(|name| (*name).to_owned()).ok_or_else(|| unknown_field(&names, &lower))
}

/// Refuses a column of a new record that its registry has not: a slip of the pen would keep
/// the value where nobody looks for it.
pub(in crate::cli::commands) fn refuse_unknown(
    kind: Kind,
    problems: &[Problem],
    columns: &[String],
) -> Result<(), Failure> {
    let unmapped = problems.iter().filter(|p| p.code == "unmapped_column");
    let mut unmapped = unmapped.filter_map(|problem| problem.column.as_ref());
    match unmapped.find(|column| columns.contains(column)) {
        Some(column) => {
            Err(unknown_field(registry::canonical(kind), &column.to_lowercase()))
        }
        None => Ok(()),
    }
}

/// Refuses a column that is typed twice: nobody can tell which of the values is meant.
pub(in crate::cli::commands) fn refuse_repeated(
    columns: &[String],
) -> Result<(), Failure> {
    let repeated = columns.iter().enumerate();
    let mut repeated = repeated.filter(|(at, column)| columns[..*at].contains(column));
    match repeated.next() {
        Some((_, column)) => {
            Err(Failure::new(Message::new("cli-edit-twice").with("field", column)))
        }
        None => Ok(()),
    }
}

/// No such field: what was meant, else which there are.
fn unknown_field(names: &[&str], word: &str) -> Failure {
    let message = Message::new("cli-edit-field").with("field", word);
    let known = names.iter().filter(|n| **n != "id" && !n.ends_with("_raw"));
    let known: Vec<&str> =
        known.map(|name| name.strip_prefix(EXTRA).unwrap_or(name)).collect();
    let near = |name: &&&str| strsim::damerau_levenshtein(name, word) <= 2;
    let meant: Vec<&str> = known.iter().filter(near).copied().collect();
    let few = word.chars().count() > 2 && !meant.is_empty();
    Failure::new(message).hint(if few {
        Message::new("cli-did-you-mean").with("ids", meant)
    } else {
        Message::new("cli-edit-field-hint").with("fields", known)
    })
}
