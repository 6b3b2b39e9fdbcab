//! Tables of a document: widths shared by what columns hold, heads repeated on every page.

use docx_rs::{
    AlignmentType, Paragraph, Run, Shading, Table as DocxTable, TableCell,
    TableLayoutType, TableRow, WidthType,
};
use unicode_width::UnicodeWidthStr as _;

use super::layout::{exact, fonts};
use crate::export::measure::{self, Room};
use crate::export::words::words;
use crate::report::{Align, Column, Table};
use crate::text::messages::Lang;
use crate::text::plain::printable;

/// Columns of a grid that a page holds.
pub(super) const GRID: usize = 9;
/// Width of a cell's margins, twentieths of a point.
const MARGINS: usize = 300;
/// Height of the line between two rows, twentieths of a point.
const RULE: usize = 12;
/// Half-width letters of a line that one need not keep whole.
const LINE: usize = 30;
/// Columns that are too many for an upright page whatever they hold.
const MANY: usize = 10;
/// Height of a table that is kept on one page at most, twentieths of a point.
const SHORT: usize = 3800;

/// Size of the letters in a table, half points: size 5 (10.5 pt), of many columns small
/// size 5 (9 pt).
fn size(table: &Table) -> usize {
    if table.columns.len() <= 6 { 21 } else { 18 }
}

/// Height of a line in a table, twentieths of a point.
fn line(table: &Table) -> usize {
    size(table) * 13
}

/// Width of a half-width letter, twentieths of a point.
fn letter(table: &Table) -> usize {
    size(table) * 21 / 4
}

/// Whether a table asks for much more than an upright page is wide.
pub(super) fn is_wide(table: &Table, width: usize, lang: Lang) -> bool {
    if table.columns.len() >= MANY {
        return true;
    }
    let wish = |room: Room| room.wish.clamp(room.least, LINE.max(room.least));
    let rooms = measure::rooms(table, lang);
    let asked: usize = rooms.iter().map(|room| wish(*room) * 105 + MARGINS).sum();
    asked * 4 > width * 7
}

/// A table over a width, twentieths of a point.
pub(super) fn table(table: &Table, width: usize, lang: Lang) -> DocxTable {
    let widths = widths(table, width, lang);
    let short = height_of(table, &widths, lang) <= SHORT;
    let small = Small { size: size(table), line: line(table), keep: true };
    let header = table.columns.iter().zip(&widths).map(|(column, width)| {
        TableCell::new()
            .width(*width, WidthType::Dxa)
            .shading(Shading::new().fill("E7EEF7"))
            .add_paragraph(small.line(&column.header, AlignmentType::Center, true))
    });
    let mut rows = vec![TableRow::new(header.collect()).cant_split()];
    for (place, row) in table.rows.iter().enumerate() {
        let small = Small { keep: short && place + 1 < table.rows.len(), ..small };
        let cells =
            row.iter().zip(&table.columns).zip(&widths).map(|((cell, column), width)| {
                small.cell(&words(cell, lang), column).width(*width, WidthType::Dxa)
            });
        rows.push(TableRow::new(cells.collect()).cant_split());
    }
    DocxTable::new(rows)
        .set_grid(widths)
        .layout(TableLayoutType::Fixed)
        .width(width, WidthType::Dxa)
}

/// How cells are set.
#[derive(Clone, Copy)]
struct Small {
    size: usize,
    line: usize,
    /// Whether the row stays with the next one.
    keep: bool,
}

impl Small {
    fn cell(self, text: &str, column: &Column) -> TableCell {
        let align = match column.align {
            Align::Left => AlignmentType::Left,
            Align::Right => AlignmentType::Right,
        };
        let lines = text.lines().chain(text.is_empty().then_some(""));
        lines.fold(TableCell::new(), |cell, line| {
            cell.add_paragraph(self.line(line, align, false))
        })
    }

    fn line(self, text: &str, align: AlignmentType, bold: bool) -> Paragraph {
        let run =
            Run::new().add_text(printable(text)).size(self.size).fonts(fonts("SimSun"));
        let run = if bold { run.bold() } else { run };
        let paragraph =
            Paragraph::new().align(align).line_spacing(exact(self.line)).add_run(run);
        if self.keep { paragraph.keep_next(true) } else { paragraph }
    }
}

/// The width shared by what the columns hold; all of it is used.
fn widths(table: &Table, width: usize, lang: Lang) -> Vec<usize> {
    let rooms = measure::rooms(table, lang);
    let slack: Vec<Room> = rooms.iter().map(|room| with_slack(*room)).collect();
    let letter = letter(table);
    let room = width.saturating_sub(MARGINS * rooms.len()) / letter;
    let letters = measure::shares(&slack, room)
        .or_else(|| measure::shares(&rooms, room))
        .unwrap_or_else(|| rooms.iter().map(|room| room.least).collect());
    let asked: Vec<usize> = letters.iter().map(|own| own * letter + MARGINS).collect();
    let sum = asked.iter().sum::<usize>().max(1);
    asked.iter().map(|own| own * width / sum).collect()
}

/// Room for words that stay whole in a font a fifth wider, too: one that stands in for a
/// missing one, or bold.
fn with_slack(room: Room) -> Room {
    let least = (room.least * 6).div_ceil(5);
    Room { least, wish: room.wish.max(least), ..room }
}

/// About how high a table is, twentieths of a point.
pub(super) fn height(table: &Table, width: usize, lang: Lang) -> usize {
    height_of(table, &widths(table, width, lang), lang)
}

fn height_of(table: &Table, widths: &[usize], lang: Lang) -> usize {
    let letter = letter(table);
    let lines = |text: &str, width: usize| -> usize {
        let letters = (width.saturating_sub(MARGINS) / letter).max(1);
        text.lines()
            .map(|line| line.width().div_ceil(letters).max(1))
            .sum::<usize>()
            .max(1)
    };
    let header = table.columns.iter().zip(widths);
    let header = header.map(|(column, width)| lines(&column.header, *width)).max();
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().zip(widths);
        cells.map(|(cell, width)| lines(&words(cell, lang), *width)).max().unwrap_or(1)
    });
    let rules = (table.rows.len() + 1) * RULE;
    (header.unwrap_or(1) + rows.sum::<usize>()) * line(table) + rules
}

/// Marks the first row of every table as its head, which the crate cannot.
pub(super) fn with_repeated_headers(document: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(document);
    let mut out = String::with_capacity(text.len() + 1024);
    let mut tables = text.split("<w:tbl>");
    out.push_str(tables.next().unwrap_or_default());
    for table in tables {
        out.push_str("<w:tbl>");
        out.push_str(&table.replacen("<w:trPr>", "<w:trPr><w:tblHeader />", 1));
    }
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Cell;

    fn sample() -> Table {
        let columns = vec![Column::left("id", "编号"), Column::left("text", "内容")];
        let rows = vec![vec![Cell::from("N001"), "很长的内容".repeat(40).into()]];
        Table { columns, rows }
    }

    #[test]
    fn ids_stay_whole_and_the_page_is_filled() {
        let (table, width) = (sample(), 8844);
        let widths = widths(&table, width, Lang::Zh);
        assert!(widths[0] >= 4 * letter(&table) + MARGINS, "{widths:?}");
        assert!((width - 2..=width).contains(&widths.iter().sum()), "{widths:?}");
    }

    #[test]
    fn days_and_heads_stay_whole_in_a_wider_font() {
        let (mut table, width) = (sample(), 8844);
        table.columns[0].header = "Witnesses".into();
        table.rows[0][0] = Cell::from("2026-10-16");
        let widths = widths(&table, width, Lang::En);
        assert!(widths[0] >= 12 * letter(&table) + MARGINS, "{widths:?}");
    }

    #[test]
    fn more_columns_than_fit_share_the_width() {
        let one = Column::left("id", "2026-10-16");
        let table = Table { columns: vec![one; 20], rows: Vec::new() };
        assert!(is_wide(&table, 8844, Lang::Zh));
        assert!(widths(&table, 8844, Lang::Zh).iter().sum::<usize>() <= 8844);
    }

    #[test]
    fn the_head_of_every_table_is_repeated() {
        let row = "<w:tr><w:trPr><w:cantSplit /></w:trPr></w:tr>";
        let document = format!("<w:tbl>{row}{row}</w:tbl>");
        let marked = with_repeated_headers(document.as_bytes());
        let marked = String::from_utf8(marked).unwrap();
        assert_eq!(marked.matches("tblHeader").count(), 1);
        assert!(marked.find("tblHeader") < marked.find("cantSplit"));
    }
}
