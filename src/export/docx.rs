//! Documents for Word and WPS, laid out after GB/T 9704-2012 where it applies: A4, text
//! area 156 × 225 mm, body size 3 (16 pt) in Fangsong, page numbers in the footer.

use std::io::{self, Cursor, Write};

use docx_rs::{
    AlignmentType, BreakType, Docx, Footer, LineSpacing, LineSpacingType, PageMargin,
    PageNum, Paragraph, Run, RunFonts, SpecialIndentType, Style as DocxStyle, StyleType,
    Table as DocxTable, TableCell, TableRow, WidthType,
};

use unicode_width::UnicodeWidthStr as _;

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

/// How prose is set.
struct Prose {
    /// Size of the title, half points.
    title: usize,
    /// Size of the body, half points.
    body: usize,
    /// Height of a line, twentieths of a point.
    line: i32,
}

/// As the standard has it: title in size 2 (22 pt), body in size 3, 28 points a line.
const OFFICIAL: Prose = Prose { title: 44, body: BODY, line: 28 * 20 };
/// For what must fit on one page: title in small size 2 (18 pt), body in size 4 (14 pt), 18 points a line.
const CLOSE: Prose = Prose { title: 36, body: 28, line: 18 * 20 };

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
        let prose = if report.is_one_page() { &CLOSE } else { &OFFICIAL };
        document = document.add_paragraph(title(&report.title(style.lang), prose));
        for section in report.sections(style.lang) {
            document = self::section(document, &section, prose, style.lang);
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

fn title(text: &str, prose: &Prose) -> Paragraph {
    let run =
        Run::new().add_text(text).size(prose.title).fonts(fonts("FZXiaoBiaoSong-B05S"));
    Paragraph::new().align(AlignmentType::Center).add_run(run)
}

fn section(mut document: Docx, section: &Section, prose: &Prose, lang: Lang) -> Docx {
    if !section.heading.is_empty() {
        let run = Run::new().add_text(&section.heading).fonts(fonts("SimHei"));
        let run = run.size(prose.body);
        let heading = set(prose).style("Heading1").outline_lvl(0).keep_next(true);
        document = document.add_paragraph(heading.add_run(run));
    }
    section.blocks.iter().fold(document, |document, block| match block {
        Block::Text(text) => document.add_paragraph(body(text, prose)),
        Block::Points(points) => points
            .iter()
            .fold(document, |document, point| document.add_paragraph(body(point, prose))),
        Block::Table(part) | Block::Drawing(_, part) => {
            document.add_table(table(part, lang)).add_paragraph(Paragraph::new())
        }
        Block::PageBreak => {
            let run = Run::new().add_break(BreakType::Page);
            document.add_paragraph(Paragraph::new().add_run(run))
        }
    })
}

/// A paragraph of the body.
fn body(text: &str, prose: &Prose) -> Paragraph {
    set(prose)
        .align(AlignmentType::Both)
        .add_run(Run::new().add_text(text).size(prose.body))
}

/// A paragraph with its first line two characters in, at the height of a line.
fn set(prose: &Prose) -> Paragraph {
    let spacing = LineSpacing::new().line_rule(LineSpacingType::Exact).line(prose.line);
    let two = i32::try_from(prose.body * 20).expect("a size is small");
    Paragraph::new()
        .indent(None, Some(SpecialIndentType::FirstLine(two)), None, None)
        .first_line_chars(200)
        .line_spacing(spacing)
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

/// Shares the text width by how wide the columns' words are; no column is narrower than
/// its longest word (of at most 12 letters), so that ids and dates stay whole.
fn widths(table: &Table, lang: Lang) -> Vec<usize> {
    let texts = |index: usize| {
        let column = table.columns.get(index).map(|column| column.header.clone());
        let cells = table.rows.iter().take(50).filter_map(move |row| row.get(index));
        column.into_iter().chain(cells.map(|cell| words(cell, lang)))
    };
    let widest = |index| texts(index).map(|text| text.width()).max().unwrap_or(0);
    let longest = |index| texts(index).map(|text| longest_word(&text)).max().unwrap_or(0);
    let columns = 0..table.columns.len();
    let least: Vec<usize> =
        columns.clone().map(|i| longest(i).clamp(2, 12) * LETTER + MARGINS).collect();
    let wishes: Vec<usize> = columns.map(|i| widest(i).clamp(2, 60)).collect();
    let sum = wishes.iter().sum::<usize>().max(1);
    let room = TEXT_WIDTH.saturating_sub(least.iter().sum());
    least.iter().zip(&wishes).map(|(least, wish)| least + wish * room / sum).collect()
}

/// Width of a letter in tables, and of a cell's margins, in twentieths of a point.
const LETTER: usize = 110;
const MARGINS: usize = 230;

/// Letters of the longest word that has no place to break.
fn longest_word(text: &str) -> usize {
    let breaks =
        |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | ':' | '.' | '%');
    text.split(breaks).map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Cell;

    #[test]
    fn ids_and_dates_stay_whole() {
        let columns = vec![Column::left("id", "编号"), Column::left("text", "内容")];
        let rows = vec![vec![Cell::from("N001"), "很长的内容".repeat(40).into()]];
        let widths = widths(&Table { columns, rows }, Lang::Zh);
        assert!(widths[0] >= 4 * LETTER + MARGINS, "{widths:?}");
        assert!(widths.iter().sum::<usize>() <= TEXT_WIDTH, "{widths:?}");
    }
}
