//! Tables for the terminal: CJK widths right, wrapped to fit, never cut.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::{
    Cell as TermCell, CellAlignment, Color, ColumnConstraint, ContentArrangement,
    Table as TermTable, Width, presets,
};

use super::measure::{self, Room, pieces, rooms, shares};
use super::{Format, Style, words::words};
use crate::report::{Align, Block, Cell, Report, Section, Table, Tone};
use crate::text::plain::printable;

/// The default format.
pub(super) struct Terminal;

/// Columns of a page of text where no terminal says how many it has.
const WIDTH: u16 = 120;
/// Columns that a table of many columns may take there.
const WIDEST: u16 = 180;
/// Letters of a date.
const DATE: usize = 10;
/// Columns of a border and the spaces beside it.
const BORDER: usize = 3;
/// Columns that one of a grid should have.
const LINE: usize = 12;

impl Format for Terminal {
    fn name(&self) -> &'static str {
        "table"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt"]
    }

    fn write(
        &self,
        report: &dyn Report,
        style: &Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let title = report.title(style.lang);
        if !title.is_empty() {
            writeln!(out, "{}", shown_in_lines(&title))?;
        }
        report.sections(style.lang).iter().try_for_each(|part| section(part, style, out))
    }
}

fn section(section: &Section, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if !section.heading.is_empty() {
        writeln!(out, "\n{}", shown_in_lines(&section.heading))?;
    }
    for block in &section.blocks {
        match block {
            Block::Text(text) => writeln!(out, "{}", shown_in_lines(text))?,
            Block::Points(points) => points
                .iter()
                .try_for_each(|point| writeln!(out, "· {}", shown_in_lines(point)))?,
            Block::Poster(lines) => {
                lines
                    .iter()
                    .try_for_each(|line| writeln!(out, "{}", shown_in_lines(line)))?;
            }
            Block::Table(part)
            | Block::Figures(part)
            | Block::Drawing(_, part)
            | Block::Sketched(part, _) => {
                table(part, style, out)?;
            }
            Block::PageBreak => writeln!(out)?,
        }
    }
    Ok(())
}

/// A table as a grid; where not even its words fit, a small one for each row.
fn table(part: &Table, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let width = usize::from(style.width.unwrap_or(WIDTH));
    let most = usize::from(style.width.unwrap_or(WIDEST));
    for part in pieces(part, width / (LINE + BORDER)) {
        let rooms = rooms(&part, style.lang);
        let inside = |width: usize| width.saturating_sub(BORDER * part.columns.len() + 1);
        let found =
            shares(&rooms, inside(width)).or_else(|| tight(&rooms, inside(width)));
        match found.or_else(|| shares(&rooms, inside(most))) {
            Some(shares) => writeln!(out, "{}", grid(&part, &shares, style))?,
            None => records(&part, width, style, out)?,
        }
    }
    Ok(())
}

/// Letters for each column where words longer than a date may be broken.
fn tight(rooms: &[Room], total: usize) -> Option<Vec<usize>> {
    let tight = |room: &Room| Room { least: room.least.min(DATE), ..*room };
    shares(&rooms.iter().map(tight).collect::<Vec<_>>(), total)
}

fn grid(table: &Table, shares: &[usize], style: &Style) -> TermTable {
    let mut grid = bare();
    if style.color {
        grid.enforce_styling();
    }
    grid.set_header(table.columns.iter().map(|column| shown_in_lines(&column.header)));
    for row in &table.rows {
        grid.add_row(row.iter().zip(&table.columns).map(|(cell, column)| {
            shown(cell, style).set_alignment(alignment(column.align))
        }));
    }
    grid.set_constraints(shares.iter().map(|share| constraint(*share)));
    grid
}

/// Every row as a table of two columns: the headers down, the cells beside them.
fn records(
    table: &Table,
    width: usize,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = table.columns.iter();
    let names = columns.map(|column| measure::width(&column.header)).max();
    let name = names.unwrap_or(1).clamp(1, 16);
    let rest = width.saturating_sub(name + 2 * BORDER + 1).max(4);
    for row in &table.rows {
        let mut record = bare();
        for (cell, column) in row.iter().zip(&table.columns) {
            let header = TermCell::new(shown_in_lines(&column.header));
            record.add_row([header, shown(cell, style)]);
        }
        record.set_constraints([name, rest].map(constraint));
        writeln!(out, "{record}")?;
    }
    Ok(())
}

fn bare() -> TermTable {
    let mut table = TermTable::new();
    table.load_style(presets::UTF8_FULL_CONDENSED);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(u16::MAX);
    table
}

/// A column of so many letters, the spaces beside them not counted.
fn constraint(letters: usize) -> ColumnConstraint {
    ColumnConstraint::Absolute(Width::Fixed(
        u16::try_from(letters + 2).unwrap_or(u16::MAX),
    ))
}

fn alignment(align: Align) -> CellAlignment {
    match align {
        Align::Left => CellAlignment::Left,
        Align::Right => CellAlignment::Right,
    }
}

fn shown(cell: &Cell, style: &Style) -> TermCell {
    let shown = TermCell::new(shown_in_lines(&words(cell, style.lang)));
    let Cell::Toned(tone, _) = cell else { return shown };
    if !style.color {
        return shown;
    }
    shown.fg(match tone {
        Tone::Good => Color::Green,
        Tone::Warn => Color::Yellow,
        Tone::Bad => Color::Red,
        Tone::Faint => Color::DarkGrey,
    })
}

/// A text of which a terminal shows every sign and obeys none; a carriage return ends a line
/// instead of going back to its start, a tab is as wide as a space.
fn shown_in_lines(text: &str) -> Cow<'_, str> {
    let shown = printable(text);
    if !shown.contains(['\r', '\t']) {
        return shown;
    }
    Cow::Owned(shown.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Column;
    use crate::text::messages::Lang;

    fn lines(width: Option<u16>) -> Vec<String> {
        let columns = ["编号", "名称", "单位"].map(|h| Column::left("c", h)).into();
        let columns: Vec<Column> = columns;
        let columns = columns.into_iter().zip(["id", "title", "organization"]);
        let columns = columns.map(|(column, key)| Column { key, ..column }).collect();
        let row = ["N001", "超薄宽幅铜箔轧制工艺与板形控制", "示例有色金属研究所"];
        let table = Table { columns, rows: vec![row.map(Cell::from).into(); 2] };
        let made = chrono::NaiveDateTime::default();
        let style = Style { lang: Lang::Zh, width, color: false, made };
        let mut out = Vec::new();
        super::table(&table, &style, &mut out).unwrap();
        String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_table_is_as_wide_as_the_terminal_at_most() {
        for width in [200, 60, 40, 24] {
            let widest =
                lines(Some(width)).iter().map(|l| measure::width(l)).max().unwrap();
            assert!(widest <= usize::from(width), "{width}: {:#?}", lines(Some(width)));
        }
        assert!(lines(Some(40)).join("").contains("N001"));
    }

    #[test]
    fn a_terminal_obeys_no_text() {
        let columns = vec![Column::left("title", "名\u{1b}[2J称")];
        let rows = vec![vec![Cell::from("钛箔\u{9b}31m\u{7}轧制\r铜\t箔")]];
        let points = vec!["\u{1b}]0;x\u{7}".to_owned()];
        let blocks = vec![
            Block::Text("a\rb".to_owned()),
            Block::Points(points),
            Block::Table(Table { columns, rows }),
        ];
        let made = chrono::NaiveDateTime::default();
        let style = Style { lang: Lang::Zh, width: None, color: false, made };
        let mut out = Vec::new();
        let heading = "b\u{1b}c".to_owned();
        section(&Section { heading, blocks }, &style, &mut out).unwrap();
        let told = String::from_utf8(out).unwrap();
        assert!(told.chars().all(|c| c == '\n' || !c.is_control()), "{told:?}");
        assert!(told.contains("a\nb\n") && told.contains("铜 箔"), "{told}");
    }

    #[test]
    fn what_does_not_fit_is_shown_row_by_row() {
        assert_eq!(lines(Some(24)).iter().filter(|l| l.contains("编号")).count(), 2);
        assert_eq!(lines(None).iter().filter(|l| l.contains("编号")).count(), 1);
    }
}
