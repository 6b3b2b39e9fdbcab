//! A programme without a header: 9:00-9:20 | 开幕式 | 一号厅.

use super::score::{named, words_above};
use super::{Preamble, Table};
use crate::import::field::Field;
use crate::import::grid::Row;
use crate::import::header_key::letters;
use crate::import::mapping::{Column, How, letter};
use crate::import::options::Options;
use crate::import::sheet_kind::SheetKind;
use crate::import::value::{MoneyUnit, clocks};

/// How many rows show that a column holds times.
const ROWS: usize = 3;

/// The table of a programme whose rows begin with a time and what happens then, where its title
/// or its file is named after events. Nothing tells what stands behind that.
pub(super) fn programme(head: &[Row], names: &str, options: &Options) -> Option<Table> {
    let body = head.iter().position(is_timed)?;
    let names = letters(&[names, &words_above(&head[..body])].join(" "));
    let points = |kind: &SheetKind| named(*kind, &names);
    let events = points(&SheetKind::Events);
    let kinds = options.kinds();
    let only = kinds == [SheetKind::Events];
    if !(only || events > 0 && kinds.iter().all(|kind| points(kind) <= events))
        || !kinds.contains(&SheetKind::Events)
    {
        return None;
    }
    let [time, title] = first_two(&head[body])?;
    let rows = || head[body..].iter().filter(|row| row.filled().nth(1).is_some());
    let alike = |row: &&Row| is_timed(row) && first_two(row) == Some([time, title]);
    let timed = rows().filter(alike).count();
    if timed < ROWS || timed * 4 < rows().count() * 3 {
        return None;
    }
    let width = rows().map(Row::len).max().unwrap_or(0);
    let field = |at: usize| match at {
        _ if at == time => Some((Field::Date, How::Fuzzy)),
        _ if at == title => Some((Field::Title, How::Fuzzy)),
        _ => None,
    };
    Some(Table {
        kind: SheetKind::Events,
        header_rows: Vec::new(),
        columns: (0..width).map(|at| column(at, field(at))).collect(),
        preamble: Preamble::read(&head[..body], SheetKind::Events),
        body,
        score: 0,
        fold: None,
    })
}

/// A column without a header.
fn column(at: usize, field: Option<(Field, How)>) -> Column {
    Column {
        header: letter(at),
        field,
        unit: MoneyUnit::default(),
        headed: false,
        aside: None,
        sensitive: false,
        option: None,
    }
}

/// The first two columns that are filled.
fn first_two(row: &Row) -> Option<[usize; 2]> {
    let mut filled = row.filled().map(|(at, _)| at);
    Some([filled.next()?, filled.next()?])
}

/// Whether a row begins with a time in figures and goes on.
fn is_timed(row: &Row) -> bool {
    let mut filled = row.filled();
    let (Some((_, first)), Some(_)) = (filled.next(), filled.next()) else {
        return false;
    };
    let text = first.text();
    let figures = text.contains([':', '：', '点', '时'])
        && text.contains(|c: char| c.is_ascii_digit());
    if !figures || text.chars().count() > 30 {
        return false;
    }
    let read = clocks(&text);
    read.problems.is_empty() && read.value.0.is_some()
}
