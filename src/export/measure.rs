//! How much room the columns of a table need, in half-width letters.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::words::words;
use crate::report::{Column, Table};
use crate::text::messages::Lang;

/// Rows that are looked at; what comes after them is much like them.
const ROWS: usize = 1000;
/// Half-width letters of a word that is broken rather than kept whole.
const LONGEST: usize = 14;
/// Half-width letters that a line of Han characters should at least hold.
const LINE: usize = 8;

/// Room for one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    /// So that ids, dates and numbers stay whole.
    pub(super) least: usize,
    /// So that every line stays whole.
    pub(super) wish: usize,
    /// All its letters, over all its cells.
    pub(super) load: usize,
}

/// The room each column of a table asks for.
pub(super) fn rooms(table: &Table, lang: Lang) -> Vec<Room> {
    let mut rooms: Vec<Room> = table.columns.iter().map(|c| of(&c.header)).collect();
    for row in table.rows.iter().take(ROWS) {
        for (room, cell) in rooms.iter_mut().zip(row) {
            let own = of(&words(cell, lang));
            room.least = room.least.max(own.least);
            room.wish = room.wish.max(own.wish);
            room.load += own.load;
        }
    }
    rooms
}

/// Letters for each column out of so many: none less than it needs nor more than it
/// wishes, between them by how much they hold. Nothing where words would have to be broken.
pub(super) fn shares(rooms: &[Room], total: usize) -> Option<Vec<usize>> {
    let all = rooms.iter().map(|room| room.load).sum::<usize>().max(1);
    let at = |level: usize| {
        rooms.iter().map(move |r| (r.load * level / all).clamp(r.least, r.wish))
    };
    let sum = |level: usize| at(level).sum::<usize>();
    if sum(0) > total {
        return None;
    }
    let (mut low, mut high) = (0, all * total.max(1));
    while low < high {
        let middle = (low + high).div_ceil(2);
        if sum(middle) <= total {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    let mut left = total - sum(low);
    let more = |(room, given): (&Room, usize)| {
        let one = usize::from(left > 0 && room.wish > given);
        left -= one;
        given + one
    };
    Some(rooms.iter().zip(at(low)).map(more).collect())
}

/// Half-width letters of a text's longest line.
pub(super) fn width(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

fn of(text: &str) -> Room {
    let wish = width(text).max(2);
    let word = longest_word(text).min(LONGEST);
    let load = text.lines().map(UnicodeWidthStr::width).sum();
    Room { least: word.max(wish.min(LINE)), wish, load }
}

/// Letters of the longest word that has no place to break.
fn longest_word(text: &str) -> usize {
    let breaks =
        |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | ':' | '.' | '%');
    text.split(breaks).map(str::len).max().unwrap_or(0)
}

/// A grid (columns of one key after the first) in pieces of about equally many columns, at
/// most so many, each with the first column; any other table as it is.
pub(super) fn pieces(table: &Table, most: usize) -> Vec<Cow<'_, Table>> {
    let most = most.max(2);
    if table.columns.len() <= most || !is_grid(&table.columns) {
        return vec![Cow::Borrowed(table)];
    }
    let columns = table.columns.len() - 1;
    let each = columns.div_ceil(columns.div_ceil(most - 1));
    let starts = (1..=columns).step_by(each);
    starts.map(|start| Cow::Owned(piece(table, start, each))).collect()
}

fn is_grid(columns: &[Column]) -> bool {
    let [_, second, rest @ ..] = columns else { return false };
    rest.iter().all(|column| column.key == second.key)
}

fn piece(table: &Table, start: usize, count: usize) -> Table {
    fn cut<T: Clone>(all: &[T], start: usize, count: usize) -> Vec<T> {
        all.iter().take(1).chain(all.iter().skip(start).take(count)).cloned().collect()
    }
    let rows = table.rows.iter().map(|row| cut(row, start, count)).collect();
    Table { columns: cut(&table.columns, start, count), rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Cell;

    #[test]
    fn ids_and_dates_stay_whole_and_han_breaks() {
        assert_eq!(of("2026-10-16"), Room { least: 10, wish: 10, load: 10 });
        assert_eq!(of("很长的内容很长"), Room { least: 8, wish: 14, load: 14 });
        assert_eq!(of("强"), Room { least: 2, wish: 2, load: 2 });
        assert_eq!(of("a\nbcd").wish, 3);
    }

    #[test]
    fn columns_get_what_they_need_and_more_the_more_they_hold() {
        let room = |least, wish, load| Room { least, wish, load };
        let rooms = [room(4, 4, 8), room(8, 40, 40), room(8, 60, 80)];
        assert_eq!(shares(&rooms, 64), Some(vec![4, 20, 40]));
        assert_eq!(shares(&rooms, 200), Some(vec![4, 40, 60]));
        assert_eq!(shares(&rooms, 20), Some(vec![4, 8, 8]));
        assert_eq!(shares(&rooms, 19), None);
    }

    #[test]
    fn a_grid_is_cut_and_keeps_its_first_column() {
        let column = |key, header: &str| Column::left(key, header);
        let columns = ["A", "B", "C"].map(|header| column("table", header)).into_iter();
        let columns: Vec<_> =
            std::iter::once(column("start", "at")).chain(columns).collect();
        let rows = vec![["9", "a", "b", "c"].map(Cell::from).into()];
        let grid = Table { columns, rows };
        let cut = pieces(&grid, 3);
        let headers = |t: &Table| -> Vec<String> {
            t.columns.iter().map(|c| c.header.clone()).collect()
        };
        assert_eq!(headers(&cut[0]), ["at", "A", "B"]);
        assert_eq!(headers(&cut[1]), ["at", "C"]);
        assert_eq!(cut[1].rows, [["9", "c"].map(Cell::from)]);
        assert_eq!(pieces(&grid, 4).len(), 1);
    }
}
