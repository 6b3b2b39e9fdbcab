//! Tables for the terminal: CJK widths right, wrapped to fit, never cut.

use std::io::{self, Write};

use comfy_table::{
    Cell as TermCell, CellAlignment, Color, ContentArrangement, Table as TermTable,
    presets,
};

use super::{Format, Style, words::words};
use crate::report::{Align, Block, Cell, Report, Section, Table, Tone};

/// The default format.
pub(super) struct Terminal;

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
            writeln!(out, "{title}")?;
        }
        report.sections(style.lang).iter().try_for_each(|part| section(part, style, out))
    }
}

fn section(section: &Section, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if !section.heading.is_empty() {
        writeln!(out, "\n{}", section.heading)?;
    }
    for block in &section.blocks {
        match block {
            Block::Text(text) => writeln!(out, "{text}")?,
            Block::Points(points) => {
                points.iter().try_for_each(|point| writeln!(out, "· {point}"))?;
            }
            Block::Table(table) | Block::Drawing(_, table) => {
                writeln!(out, "{}", grid(table, style))?;
            }
            Block::PageBreak => writeln!(out)?,
        }
    }
    Ok(())
}

fn grid(table: &Table, style: &Style) -> TermTable {
    let mut grid = TermTable::new();
    grid.load_style(presets::UTF8_FULL_CONDENSED);
    if let Some(width) = style.width {
        grid.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    if style.color {
        grid.enforce_styling();
    }
    grid.set_header(table.columns.iter().map(|column| column.header.as_str()));
    for row in &table.rows {
        grid.add_row(row.iter().zip(&table.columns).map(|(cell, column)| {
            let shown = TermCell::new(words(cell, style.lang));
            toned(shown.set_alignment(alignment(column.align)), cell, style)
        }));
    }
    grid
}

fn alignment(align: Align) -> CellAlignment {
    match align {
        Align::Left => CellAlignment::Left,
        Align::Right => CellAlignment::Right,
        Align::Center => CellAlignment::Center,
    }
}

fn toned(shown: TermCell, cell: &Cell, style: &Style) -> TermCell {
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
