//! Documents for Word and WPS, laid out after GB/T 9704-2012 where it applies: A4, text
//! area 156 × 225 mm, body size 3 (16 pt) in Fangsong, page numbers in the footer.

use std::io::{self, Cursor, Write};

use docx_rs::{
    AlignmentType, BreakType, Docx, Footer, LineSpacing, LineSpacingType, PageMargin,
    PageNum, Paragraph, Run, RunFonts, Style as DocxStyle, StyleType, Table as DocxTable,
    TableCell, TableRow, WidthType,
};

use super::{Format, Style, words::words};
use crate::report::{Align, Block, Column, Report, Section, Table};
use crate::text::messages::Lang;

/// Word documents.
pub(super) struct Word;

/// Twentieths of a point in a millimetre.
const MM: f64 = 56.692_9;
/// Width of the text area, 156 mm, in twentieths of a point.
const TEXT_WIDTH: usize = 8844;
/// Body size, half points: size 3 is 16 pt.
const BODY: usize = 32;
/// Size in tables, half points: size 5 is 10.5 pt.
const SMALL: usize = 21;
/// Title, half points: size 2 is 22 pt.
const TITLE: usize = 44;

impl Format for Word {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx"]
    }

    fn write(
        &self,
        report: &dyn Report,
        style: &Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let stamp = style.made.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let mut document = page().created_at(&stamp).updated_at(&stamp);
        document = document.add_paragraph(title(&report.title(style.lang)));
        for section in report.sections(style.lang) {
            document = self::section(document, &section, style.lang);
        }
        let mut bytes = Cursor::new(Vec::new());
        document.build().pack(&mut bytes).map_err(io::Error::other)?;
        out.write_all(bytes.get_ref())
    }
}

/// A page with its margins, fonts and page number.
fn page() -> Docx {
    let number =
        Paragraph::new().align(AlignmentType::Center).add_page_num(PageNum::new());
    let margin = PageMargin::new()
        .top(mm(37.0))
        .left(mm(28.0))
        .right(mm(26.0))
        .bottom(mm(35.0))
        .header(mm(15.0))
        .footer(mm(25.0));
    let heading = DocxStyle::new("Heading1", StyleType::Paragraph)
        .name("heading 1")
        .fonts(fonts("SimHei"))
        .size(BODY);
    Docx::new()
        .page_size(11906, 16838)
        .page_margin(margin)
        .default_fonts(fonts("FangSong"))
        .default_size(BODY)
        .add_style(heading)
        .footer(Footer::new().add_paragraph(number))
}

#[expect(clippy::cast_possible_truncation, reason = "a page is below 2^31 twips")]
fn mm(millimetres: f64) -> i32 {
    (millimetres * MM).round() as i32
}

fn fonts(han: &str) -> RunFonts {
    RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia(han)
}

fn title(text: &str) -> Paragraph {
    let run = Run::new().add_text(text).size(TITLE).fonts(fonts("FZXiaoBiaoSong-B05S"));
    Paragraph::new().align(AlignmentType::Center).add_run(run)
}

fn section(mut document: Docx, section: &Section, lang: Lang) -> Docx {
    if !section.heading.is_empty() {
        let run = Run::new().add_text(&section.heading).fonts(fonts("SimHei"));
        let heading = Paragraph::new().style("Heading1").outline_lvl(0).keep_next(true);
        document = document.add_paragraph(heading.add_run(run));
    }
    section.blocks.iter().fold(document, |document, block| match block {
        Block::Text(text) => document.add_paragraph(body(text)),
        Block::Points(points) => points
            .iter()
            .fold(document, |document, point| document.add_paragraph(body(point))),
        Block::Table(part) | Block::Drawing(_, part) => {
            document.add_table(table(part, lang)).add_paragraph(Paragraph::new())
        }
        Block::PageBreak => {
            let run = Run::new().add_break(BreakType::Page);
            document.add_paragraph(Paragraph::new().add_run(run))
        }
    })
}

/// A paragraph of the body: first line two characters in, 28 points a line.
fn body(text: &str) -> Paragraph {
    let spacing = LineSpacing::new().line_rule(LineSpacingType::Exact).line(28 * 20);
    Paragraph::new()
        .first_line_chars(200)
        .line_spacing(spacing)
        .align(AlignmentType::Both)
        .add_run(Run::new().add_text(text))
}

fn table(table: &Table, lang: Lang) -> DocxTable {
    let widths = widths(table, lang);
    let header = table.columns.iter().zip(&widths).map(|(column, width)| {
        let paragraph = small(&column.header, AlignmentType::Center, true);
        TableCell::new().width(*width, WidthType::Dxa).add_paragraph(paragraph)
    });
    let mut rows = vec![TableRow::new(header.collect()).cant_split()];
    for row in &table.rows {
        let cells = row.iter().zip(&table.columns).zip(&widths);
        let cells = cells
            .map(|((cell, column), width)| cell_of(&words(cell, lang), column, *width));
        rows.push(TableRow::new(cells.collect()).cant_split());
    }
    DocxTable::new(rows).set_grid(widths).width(TEXT_WIDTH, WidthType::Dxa)
}

fn cell_of(text: &str, column: &Column, width: usize) -> TableCell {
    let align = match column.align {
        Align::Left => AlignmentType::Left,
        Align::Right => AlignmentType::Right,
        Align::Center => AlignmentType::Center,
    };
    let cell = TableCell::new().width(width, WidthType::Dxa);
    let lines = text.lines().chain(text.is_empty().then_some(""));
    lines.fold(cell, |cell, line| cell.add_paragraph(small(line, align, false)))
}

fn small(text: &str, align: AlignmentType, bold: bool) -> Paragraph {
    let run = Run::new().add_text(text).size(SMALL).fonts(fonts("SimSun"));
    Paragraph::new().align(align).add_run(if bold { run.bold() } else { run })
}

/// Shares the text width by how wide the columns' words are, each between 1 and 8 parts.
fn widths(table: &Table, lang: Lang) -> Vec<usize> {
    let width = unicode_width::UnicodeWidthStr::width;
    let wish = |(index, column): (usize, &Column)| {
        let cells = table.rows.iter().take(50).filter_map(|row| row.get(index));
        let widest =
            cells.map(|cell| width(words(cell, lang).as_str())).max().unwrap_or(0);
        widest.max(width(column.header.as_str())).clamp(5, 40)
    };
    let wishes: Vec<usize> = table.columns.iter().enumerate().map(wish).collect();
    let sum = wishes.iter().sum::<usize>().max(1);
    wishes.iter().map(|wish| wish * TEXT_WIDTH / sum).collect()
}
