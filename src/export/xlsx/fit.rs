//! How wide the columns of a sheet are, and how many lines a text takes in them.

use crate::export::measure::width as letters;
use crate::export::words::words;
use crate::report::svg::wrapped;
use crate::report::{Align, Block, Cell, Section, Table};
use crate::text::messages::Lang;

/// Characters that a column of prose alone is wide.
const PROSE: usize = 100;

/// Characters that the columns of a section are wide: for all of its tables.
pub(super) fn widths(section: &Section, lang: Lang) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for table in section.blocks.iter().filter_map(Block::as_table) {
        widths.resize(widths.len().max(table.columns.len()), 0);
        for (column, own) in widths.iter_mut().take(table.columns.len()).enumerate() {
            *own = (*own).max(width(table, column, lang));
        }
    }
    if widths.is_empty() { vec![PROSE] } else { widths }
}

/// Lines of a text in a column; a letter less than it is wide lie side by side in it.
pub(super) fn lines(text: &str, wide: usize) -> usize {
    let most = wide.saturating_sub(2).max(1);
    let of_line = |line: &str| {
        if letters(line) <= most { 1 } else { wrapped(line, most).len().max(1) }
    };
    text.lines().map(of_line).sum::<usize>().max(1)
}

/// Wide enough for the longest line of the first rows, between 6 and 48 characters.
fn width(table: &Table, column: usize, lang: Lang) -> usize {
    let header = table.columns.get(column).map_or(0, |c| letters(&c.header) + 4);
    let cells = table.rows.iter().take(200).filter_map(|row| row.get(column));
    let widest = cells.map(|cell| shown(cell, lang) + 2).max().unwrap_or(0);
    let align = table.columns.get(column).map(|c| c.align);
    let least = if align == Some(Align::Right) { 8 } else { 6 };
    header.max(widest).clamp(least, 48)
}

/// Letters of a cell as a workbook shows it: amounts in yuan with their separators.
fn shown(cell: &Cell, lang: Lang) -> usize {
    let Cell::Yuan(amount) = cell else { return letters(&words(cell, lang)) };
    let digits = amount.to_string().len();
    digits + digits / 3 + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Column;

    #[test]
    fn a_row_has_room_for_all_its_lines() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("甲\n乙\n丙", 10), 3);
        assert_eq!(lines(&"字".repeat(8), 10), 2);
        assert_eq!(lines("abcdefgh", 10), 1);
        let prose =
            Section { blocks: vec![Block::Text("字".into())], ..Section::default() };
        assert_eq!(widths(&prose, Lang::Zh), [100]);
        let columns = vec![Column::left("a", "甲"), Column::left("b", "乙")];
        let table =
            Table { columns, rows: vec![vec![Cell::from("字".repeat(10)), "b".into()]] };
        let blocks = vec![Block::Text("字".into()), Block::Table(table)];
        assert_eq!(widths(&Section { blocks, ..Section::default() }, Lang::Zh), [22, 6]);
    }
}
