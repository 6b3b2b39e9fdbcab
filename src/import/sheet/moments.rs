//! Several times in one cell, a row each: 10月16日上午9:00-11:30；下午14:00-16:00.

use crate::import::field::Field;
use crate::import::grid::{Cell, Row};
use crate::import::layout::Table;
use crate::import::options::Options;
use crate::import::sheet_kind::SheetKind;
use crate::import::value::{When, moment};

/// A row for each of the times at which somebody can or cannot meet; the row itself where its
/// cell names one, or times that cannot be told apart.
pub(super) fn moments_of(row: Row, table: &Table, options: &Options) -> Vec<Row> {
    if table.kind != SheetKind::Availability {
        return vec![row];
    }
    let is_date = |at: &usize| {
        table.columns[*at].field.is_some_and(|(field, _)| field == Field::Date)
    };
    let Some(at) = (0..table.columns.len()).find(is_date) else { return vec![row] };
    let Some(moments) = moments(&row.cell(at).text(), options) else { return vec![row] };
    let one = |moment: String| {
        let mut own = row.clone();
        own.set(at, Cell::of_text(moment));
        own
    };
    moments.into_iter().map(one).collect()
}

/// The times of a cell, each with its day; `None` where it is one, or any cannot be read. What a
/// part leaves out it shares with its neighbour: the day and the month with the one before, the
/// time, before 、, with the one behind.
fn moments(cell: &str, options: &Options) -> Option<Vec<String>> {
    let parts: Vec<&str> = cell
        .split(['；', ';', '、', '，', ',', '\n', '和', '及'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() < 2 {
        return None;
    }
    let when = When { written: None, today: options.today };
    let read = |text: &str| {
        let read = moment(text, when);
        read.problems.is_empty().then_some(read.value)
    };
    let mut whole: Vec<String> = Vec::new();
    let mut day = String::new();
    for part in &parts {
        let month = day.find('月').map(|at| &day[..at + '月'.len_utf8()]);
        let with_month = month.filter(|_| part.contains(['日', '号']));
        let with_month = with_month.map(|month| format!("{month}{part}"));
        let candidates =
            [Some((*part).to_owned()), with_month, Some(format!("{day}{part}"))];
        let dated =
            |text: &String| read(text).is_some_and(|moment| moment.date.is_some());
        let text = candidates.into_iter().flatten().find(dated)?;
        day_of(&text).clone_into(&mut day);
        whole.push(text);
    }
    // 10月16日、17日上午: both in the morning
    for at in (0..whole.len() - 1).rev() {
        let own = day_of(&whole[at]).len();
        let next = day_of(&whole[at + 1]).len();
        let bare = |at: usize, day: usize| whole[at][day..].trim().is_empty();
        if bare(at, own) && !bare(at + 1, next) {
            let time = whole[at + 1][next..].to_owned();
            whole[at].push_str(&time);
        }
    }
    Some(whole)
}

/// The day at the start of a text: 10月16日.
fn day_of(text: &str) -> &str {
    let end = text.find(['日', '号']).map_or(0, |at| at + '日'.len_utf8());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_a_cell_come_apart() {
        let options = Options::new(chrono::NaiveDate::default());
        let read = |cell| moments(cell, &options);
        assert_eq!(
            read("10月16日上午9:00-11:30；下午14:00-16:00").unwrap(),
            ["10月16日上午9:00-11:30", "10月16日下午14:00-16:00"]
        );
        assert_eq!(read("10月16日、17日上午").unwrap(), ["10月16日上午", "10月17日上午"]);
        assert_eq!(
            read("10月16日全天，17日上午").unwrap(),
            ["10月16日全天", "10月17日上午"]
        );
        for cell in ["10月16日上午", "9:00-11:30、14:00-16:00", "长期", "待定、再议"]
        {
            assert_eq!(read(cell), None, "{cell}");
        }
    }
}
