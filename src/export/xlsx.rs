//! Workbooks for Excel and WPS: a sheet a section, real dates and numbers, ready to print.

mod fit;

use std::io::{self, Write};

use chrono::Datelike as _;
use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, Format as Look, FormatAlign, FormatBorder,
    RowNum, Workbook, Worksheet, XlsxError,
};

use super::sheet_name::sheet_name;
use super::{Format, Style, words::words};
use crate::report::{Block, Cell, Report, Section, Table, Tone};
use crate::text::messages::Lang;
use fit::{lines, widths};

/// Excel workbooks.
pub(super) struct Xlsx;

impl Format for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlsx"]
    }

    fn write(
        &self,
        report: &dyn Report,
        style: &Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let bytes = workbook(report, style).map_err(io::Error::other)?;
        out.write_all(&bytes)
    }
}

fn workbook(report: &dyn Report, style: &Style) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let title = report.title(style.lang);
    let made = ExcelDateTime::parse_from_str(
        &style.made.format("%Y-%m-%dT%H:%M:%S").to_string(),
    )?;
    workbook.set_properties(
        &DocProperties::new().set_title(&title).set_creation_datetime(&made),
    );
    let mut names = Vec::new();
    for section in report.sections(style.lang) {
        let heading = if section.heading.is_empty() { &title } else { &section.heading };
        let name = sheet_name(heading, &names);
        let sheet = workbook.add_worksheet().set_name(&name)?;
        names.push(name);
        sheet.set_header(header(&title, &section.heading));
        sheet.set_footer("&C&P / &N");
        let page = Page {
            sheet,
            row: 0,
            widths: widths(&section, style.lang),
            looks: Looks::new(),
            lang: style.lang,
        };
        page.section(&section)?;
    }
    if names.is_empty() {
        workbook.add_worksheet();
    }
    workbook.save_to_buffer()
}

/// Letters of a line of a page's head, whose two lines may have 255 with their marks.
const HEAD: usize = 120;

/// What stands above each page: the title, and the heading, of which a tab shows only a part.
fn header(title: &str, heading: &str) -> String {
    let line = |text: &str| {
        let mut left = HEAD;
        let fits = |letter: &char| {
            let room = letter.len_utf16() + usize::from(*letter == '&');
            let fits = room <= left;
            left = left.saturating_sub(room);
            fits
        };
        let shown = text.split_whitespace().collect::<Vec<_>>().join(" ");
        shown.chars().take_while(fits).collect::<String>().replace('&', "&&")
    };
    let lines = [line(title), line(heading)];
    let lines: Vec<_> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    format!("&C{}", lines.join("\n"))
}

/// How cells look, by what they hold.
struct Looks {
    header: Look,
    prose: Look,
    text: Look,
    date: Look,
    time: Look,
    integer: Look,
    yuan: Look,
    fen: Look,
    percent: Look,
}

impl Looks {
    fn new() -> Self {
        let cell =
            || Look::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        Self {
            header: cell().set_bold().set_text_wrap().set_background_color(0x00D9_E2F3),
            prose: Look::new().set_align(FormatAlign::Top).set_text_wrap(),
            text: cell().set_text_wrap(),
            date: cell().set_num_format("yyyy-mm-dd"),
            time: cell().set_num_format("hh:mm"),
            integer: cell().set_num_format("0"),
            yuan: cell().set_num_format("#,##0"),
            fen: cell().set_num_format("#,##0.00"),
            percent: cell().set_num_format("0.0%"),
        }
    }
}

/// A sheet being filled from the top.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    row: RowNum,
    /// Characters that the columns are wide.
    widths: Vec<usize>,
    looks: Looks,
    lang: Lang,
}

impl Page<'_> {
    fn section(mut self, section: &Section) -> Result<(), XlsxError> {
        self.sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
        let only_table = section.blocks.len() == 1;
        for block in &section.blocks {
            match block {
                Block::Text(text) => self.line(text)?,
                Block::Points(points) => points.iter().try_for_each(|p| self.line(p))?,
                Block::Table(table)
                | Block::Figures(table)
                | Block::Drawing(_, table)
                | Block::Sketched(table, _) => {
                    self.table(table, only_table)?;
                }
                Block::Poster(lines) => lines.iter().try_for_each(|l| self.line(l))?,
                Block::PageBreak => self.row += 1,
            }
        }
        for (col, width) in (0..).zip(&self.widths) {
            self.sheet.set_column_width(col, *width as f64)?;
        }
        Ok(())
    }

    /// A paragraph over all columns.
    fn line(&mut self, text: &str) -> Result<(), XlsxError> {
        let wide = self.widths.iter().sum::<usize>();
        let lines = lines(text, wide);
        let text = held(text.to_owned());
        let last = ColNum::try_from(self.widths.len()).unwrap_or(ColNum::MAX);
        let (row, look) = (self.row, &self.looks.prose);
        if lines == 1 {
            self.sheet.write_string(row, 0, text)?;
        } else if last > 1 {
            self.sheet.merge_range(row, 0, row, last - 1, &text, look)?;
        } else {
            self.sheet.write_string_with_format(row, 0, text, look)?;
        }
        self.height(row, lines)?;
        self.row += 1;
        Ok(())
    }

    /// Rows of several lines are as high: not every program fits them when it opens a book.
    fn height(&mut self, row: RowNum, lines: usize) -> Result<(), XlsxError> {
        if lines > 1 {
            let height = (LINE * lines as f64).min(HIGHEST);
            self.sheet.set_row_height(row, height)?;
        }
        Ok(())
    }

    /// A table; alone on its sheet it gets a frozen header and filters.
    fn table(&mut self, table: &Table, alone: bool) -> Result<(), XlsxError> {
        let top = self.row;
        for (col, column) in (0..).zip(&table.columns) {
            self.sheet.write_with_format(top, col, &column.header, &self.looks.header)?;
        }
        for (row, cells) in (top + 1..).zip(&table.rows) {
            for (col, cell) in (0..).zip(cells) {
                self.cell((row, col), cell)?;
            }
            let wide = cells.iter().zip(&self.widths);
            let texts = wide.filter(|(cell, _)| cell.is_text());
            let lines = texts.map(|(cell, wide)| lines(&words(cell, self.lang), *wide));
            let lines = lines.max().unwrap_or(1);
            self.height(row, lines)?;
        }
        self.row =
            top + 2 + RowNum::try_from(table.rows.len()).unwrap_or(RowNum::MAX - 2);
        let last = ColNum::try_from(table.columns.len()).unwrap_or(ColNum::MAX);
        if alone && last > 0 {
            self.sheet.set_freeze_panes(top + 1, 0)?;
            self.sheet.set_repeat_rows(top, top)?;
            self.sheet.autofilter(top, 0, self.row - 2, last - 1)?;
        }
        Ok(())
    }

    fn cell(
        &mut self,
        (row, col): (RowNum, ColNum),
        cell: &Cell,
    ) -> Result<(), XlsxError> {
        let looks = &self.looks;
        let sheet = &mut *self.sheet;
        match cell {
            Cell::Integer(number) => {
                sheet.write_with_format(row, col, *number, &looks.integer)
            }
            Cell::Decimal(number, decimals) => {
                let look = looks.text.clone().set_num_format(decimal_format(*decimals));
                sheet.write_with_format(row, col, *number, &look)
            }
            Cell::Percent(share) => {
                sheet.write_with_format(row, col, *share, &looks.percent)
            }
            Cell::Yuan(amount) => {
                let yuan = amount.as_f64();
                let look = if yuan.fract() == 0.0 { &looks.yuan } else { &looks.fen };
                sheet.write_with_format(row, col, yuan, look)
            }
            Cell::Date(date) if YEARS.contains(&date.year()) => {
                sheet.write_with_format(row, col, date, &looks.date)
            }
            Cell::Time(clock) => {
                sheet.write_with_format(row, col, &clock.time(), &looks.time)
            }
            Cell::Empty => sheet.write_blank(row, col, &looks.text),
            Cell::Shaded(share, _) => {
                let look = looks.text.clone().set_background_color(shade(*share));
                let text = words(cell, self.lang);
                sheet.write_string_with_format(row, col, text, &look)
            }
            Cell::Toned(tone, text) => {
                let look = looks.text.clone().set_font_color(ink(*tone));
                sheet.write_string_with_format(row, col, text, &look)
            }
            Cell::Text(_)
            | Cell::Money(..)
            | Cell::Lines(_)
            | Cell::Unfolding(..)
            | Cell::Date(_) => {
                let text = held(words(cell, self.lang));
                sheet.write_string_with_format(row, col, text, &looks.text)
            }
        }?;
        Ok(())
    }
}

/// The years whose days a workbook can hold.
const YEARS: std::ops::RangeInclusive<i32> = 1901..=9999;

/// Height of a line, and of a row at most, points.
const LINE: f64 = 16.0;
const HIGHEST: f64 = 409.0;

/// Letters that a cell holds at most, as UTF-16 counts them.
const LETTERS: usize = 32_767;

/// As much of a text as a cell holds.
fn held(text: String) -> String {
    if text.encode_utf16().count() <= LETTERS {
        return text;
    }
    let mut left = LETTERS - 1;
    let fits = |letter: &char| {
        let room = letter.len_utf16() <= left;
        left = left.saturating_sub(letter.len_utf16());
        room
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{kept}…")
}

/// A colour for a meaning that the words have, too; readable on white.
fn ink(tone: Tone) -> u32 {
    match tone {
        Tone::Good => 0x000F_5D2C,
        Tone::Warn => 0x007A_4B00,
        Tone::Bad => 0x00A1_1219,
        Tone::Faint => 0x0057_606A,
    }
}

/// From white to blue; black stays readable on all of it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "colour channels are between 0 and 255"
)]
fn shade(share: f64) -> u32 {
    let channel = |full: f64| (255.0 - share.clamp(0.0, 1.0) * (255.0 - full)) as u32;
    (channel(134.0) << 16) | (channel(182.0) << 8) | channel(224.0)
}

fn decimal_format(decimals: usize) -> String {
    if decimals == 0 { "0".into() } else { format!("0.{}", "0".repeat(decimals)) }
}

#[cfg(test)]
mod tests {
    use super::{LETTERS, header, held};

    #[test]
    fn the_head_of_a_page_says_title_and_heading() {
        assert_eq!(header("A & B", "2026-10-16"), "&CA && B\n2026-10-16");
        assert_eq!(header("甲", ""), "&C甲");
        assert!(header(&"&".repeat(900), &"&".repeat(900)).encode_utf16().count() <= 255);
    }

    #[test]
    fn a_cell_holds_what_excel_takes() {
        let full = "字".repeat(LETTERS);
        assert_eq!(held(full.clone()), full);
        let cut = held("𠮷".repeat(LETTERS));
        assert_eq!(cut.encode_utf16().count(), LETTERS);
        assert!(cut.ends_with("𠮷…"));
    }
}
