//! The search for the header of a table: the rows whose words fit the columns of some kind of
//! sheet best.

use super::fold::fold;
use super::programme::programme;
use super::score::{Map, best, holds_values, words_above};
use super::spread::{heads_periods, spread};
use super::{Preamble, Table, header, passed_over, starts_table};
use crate::import::alias::Aliases;
use crate::import::field::Field;
use crate::import::formats::Sheet;
use crate::import::grid::Row;
use crate::import::header_key::HeaderKey;
use crate::import::mapping::{Column, Header, How, columns, known_columns};
use crate::import::options::Options;
use crate::import::sheet_kind::SheetKind;
use crate::import::value::{figure_with_unit, unit_behind};

/// Finds the table in the first rows of a sheet.
pub(in crate::import) fn table(
    head: &[Row],
    sheet: &Sheet,
    names: &str,
    options: &Options,
) -> Option<Table> {
    if let Some(keys) = &sheet.keys {
        let headers: Vec<Header> = keys.iter().map(|key| vec![key.clone()]).collect();
        let mut table = best(&headers, names, options, known_columns)?;
        table.columns = columns(&headers, table.kind, options);
        return Some(table);
    }
    let search = |map| search(head, sheet, names, (options, map));
    let Some((mut table, headers)) = search(known_columns).or_else(|| search(columns))
    else {
        let headed = !options.dialect.header_rows().is_empty();
        return if headed { None } else { programme(head, names, options) };
    };
    table.columns = columns(&headers, table.kind, options);
    let rows = head.get(table.body..).unwrap_or_default();
    number_by_counting(&mut table.columns, table.kind, rows);
    if counts_titles(&table, rows) {
        return None;
    }
    let above = table.body - table.header_rows.len();
    table.preamble = Preamble::read(&head[..above], table.kind);
    table.keep_own_contacts();
    (!table.lists_options()).then_some(table)
}

/// The table whose header fits best, or the first of two tables below each other.
fn search(
    head: &[Row],
    sheet: &Sheet,
    names: &str,
    (options, map): (&Options, Map),
) -> Option<(Table, Vec<Header>)> {
    let said = options.dialect.header_rows();
    let mut found: Option<(Table, Vec<Header>)> = None;
    let mut first: Option<(Table, Vec<Header>)> = None;
    for start in 0..head.len().min(60) {
        if !said.is_empty() && said.first() != Some(&head[start].number) {
            continue;
        }
        let values = holds_values(&head[start]) && !heads_periods(&head[start]);
        if said.is_empty() && values {
            continue;
        }
        for headers in header::candidates(head, start, sheet, said) {
            let names = [names, &words_above(&head[..start])].join(" ");
            let mut headers = headers;
            let Some(mut table) = folded(&mut headers.headers, &names, options, map)
                .or_else(|| best(&headers.headers, &names, options, map))
            else {
                continue;
            };
            table.score += headers.bonus;
            table.body = start + headers.depth;
            table.header_rows =
                head[start..table.body].iter().map(|row| row.number).collect();
            if first.is_none() && table.is_whole() {
                first = Some((table.clone(), headers.headers.clone()));
            }
            if found.as_ref().is_none_or(|(other, _)| table.score > other.score) {
                found = Some((table, headers.headers));
            }
        }
    }
    let (best, _) = found.as_ref()?;
    let precedes = |(first, _): &(Table, _)| goes_before(first, best, head, options);
    first.filter(precedes).or(found)
}

/// The table whose rows hold several records, and its headers as those of one.
fn folded(
    headers: &mut Vec<Header>,
    names: &str,
    options: &Options,
    map: Map,
) -> Option<Table> {
    let repeated = fold(headers).and_then(|(own, fold)| {
        let table = best(&own, names, options, map)
            .filter(|table| fold.each_has(|column| table.is_required(column)))?;
        Some((Table { fold: Some(fold), ..table }, own))
    });
    let (table, own) = repeated.or_else(|| spread(headers, names, options, map))?;
    *headers = own;
    Some(table)
}

/// Whether a table has rows of its own above the header of another one.
fn goes_before(first: &Table, second: &Table, head: &[Row], options: &Options) -> bool {
    let header = second.body - second.header_rows.len();
    let between = head.get(first.body..header).unwrap_or_default();
    between.iter().any(|row| !passed_over(row, first))
        && starts_table(&head[header], first, options)
}

/// A column 编号 whose values only count the rows, 1, 2, 3 …, numbers them and names none.
fn number_by_counting(columns: &mut [Column], kind: SheetKind, rows: &[Row]) {
    let aliases = Aliases::of(kind);
    if columns.iter().any(|c| c.field.is_some_and(|(field, _)| field == Field::Seq)) {
        return;
    }
    for (at, column) in columns.iter_mut().enumerate() {
        let Some((Field::Id | Field::Subject, How::Alias)) = column.field else {
            continue;
        };
        let key = HeaderKey::new(&column.header);
        if aliases.second(&key) == Some(Field::Seq) && counts(rows, at) {
            column.field = Some((Field::Seq, How::Alias));
        }
    }
}

/// Whether the column of titles says how many there are, 技术需求（项）: figures alone below the
/// unit of its header.
fn counts_titles(table: &Table, rows: &[Row]) -> bool {
    let is_title = |column: &Column| {
        column.field.is_some_and(|(field, _)| field == Field::Title)
            && unit_behind(&column.header).is_some()
    };
    let Some(at) = table.columns.iter().position(is_title) else { return false };
    let texts = rows.iter().map(|row| row.cell(at).text().into_owned());
    let mut texts = texts.filter(|text| !text.is_empty()).peekable();
    texts.peek().is_some() && texts.all(|text| figure_with_unit(&text).is_some())
}

/// Whether the filled cells of a column count from 1 without a gap.
fn counts(rows: &[Row], column: usize) -> bool {
    let texts = rows.iter().map(|row| row.cell(column).text().into_owned());
    let numbers =
        texts.filter(|text| !text.is_empty()).map(|text| text.parse::<usize>().ok());
    let numbers: Vec<Option<usize>> = numbers.take_while(Option::is_some).collect();
    !numbers.is_empty() && numbers.iter().zip(1..).all(|(number, n)| *number == Some(n))
}
