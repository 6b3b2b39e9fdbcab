//! How well headers fit the kinds of sheets.

use super::table::telling;
use super::{Preamble, Table};
use crate::import::alias::Aliases;
use crate::import::field::Field;
use crate::import::grid::Row;
use crate::import::header_key::letters;
use crate::import::mapping::{Column, Header, How};
use crate::import::options::Options;
use crate::import::sheet_kind::SheetKind;

/// How headers are mapped while the header is looked for.
pub(super) type Map = fn(&[Header], SheetKind, &Options) -> Vec<Column>;

/// The kind of sheet that headers fit best, if they fit any.
pub(super) fn best(
    headers: &[Header],
    names: &str,
    options: &Options,
    map: Map,
) -> Option<Table> {
    let names = letters(names);
    let tables = options.kinds().into_iter().map(|kind| {
        let columns = map(headers, kind, options);
        let score = score(&columns, kind);
        let named = named(kind, &names);
        let table = Table {
            kind,
            header_rows: Vec::new(),
            columns,
            preamble: Preamble::default(),
            body: 0,
            score,
            fold: None,
        };
        // A header that no other kind of sheet has leaves little doubt.
        let own = if table.is_of_own_words() { 20 } else { 0 };
        (table, score + named + own)
    });
    // Of equals the first kind stands: `max_by_key` would take the last.
    let (best, _) =
        tables.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let fields = telling(&best.columns).len();
    (fields >= 2 || fields == 1 && best.has_required() && !is_guess(&best.columns))
        .then_some(best)
}

/// Whether columns are but one that is guessed at: a title, 活动安排表, and no header.
fn is_guess(columns: &[Column]) -> bool {
    let mut headed = columns.iter().filter(|column| column.headed);
    let only = headed.next().filter(|_| headed.next().is_none());
    only.is_some_and(|c| c.field.is_some_and(|(_, how)| how == How::Fuzzy))
}

/// Those who met.
const PAIR: [Field; 3] = [Field::Enterprise, Field::Institution, Field::Person];

/// Ten points a field, fifteen for a required one, one for a header that is the field's own
/// name; less for cells that are no headers.
fn score(columns: &[Column], kind: SheetKind) -> i32 {
    let mut fields = telling(columns);
    // A ledger and many a list say who met whom as well.
    if kind == SheetKind::Outcomes {
        fields.retain(|field| !PAIR.contains(field));
    }
    let has = |any: &[Field]| any.iter().any(|field| fields.contains(field));
    let required = has(kind.required());
    let lacking = !kind.also_required().is_empty() && !has(kind.also_required());
    let count = |test: fn(&&Column) -> bool| -> i32 {
        columns.iter().filter(test).count().try_into().unwrap_or(i32::MAX)
    };
    let unknown = count(|c| c.headed && c.field.is_none() && c.aside.is_none());
    let values = count(|c| c.field.is_none() && is_value(&c.header));
    let own = count(|c| c.field.is_some_and(|(field, _)| c.header == field.name()));
    let fields = i32::try_from(fields.len()).unwrap_or(i32::MAX);
    fields * 10 + own + i32::from(required) * 15
        - i32::from(lacking) * 15
        - unknown
        - values * 5
}

/// Whether a row is so full of values that it can be no header.
pub(super) fn holds_values(row: &Row) -> bool {
    let values = row.filled().filter(|(_, cell)| is_value(&cell.text())).count();
    values >= 2 && values * 3 >= row.filled().count()
}

/// Whether a text looks like a value rather than a header.
fn is_value(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    text.chars().count() > 30 || digits * 2 > text.chars().count().max(1)
}

/// Points for words in sheet names and titles; longer words say more.
pub(super) fn named(kind: SheetKind, names: &str) -> i32 {
    let aliases = Aliases::of(kind);
    let longest = aliases.names.iter().filter(|word| names.contains(word.as_str()));
    let points =
        |word: &String| 2 + i32::try_from(word.chars().count().min(8)).unwrap_or(8);
    let told = aliases.telling.iter().any(|word| names.contains(word.as_str()));
    longest.map(points).max().unwrap_or(0) + if told { 20 } else { 0 }
}

/// The texts above a header: titles that may name the kind.
pub(super) fn words_above(rows: &[Row]) -> String {
    let texts = rows.iter().flat_map(Row::filled).map(|(_, cell)| cell.text());
    texts.filter(|text| text.chars().count() < 60).collect::<Vec<_>>().join(" ")
}
