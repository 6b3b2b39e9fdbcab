//! Documents for Word and WPS: A4, page numbers in the footer; reports to the leadership
//! laid out after GB/T 9704-2012, tables too wide for an upright page on a page turned.

mod fit;
mod layout;
mod table;

use std::io::{self, Cursor, Write};

use docx_rs::{
    AlignmentType, Docx, Footer, PageNum, PageOrientationType, PageSize, Paragraph,
    Section as DocxSection, Style as DocxStyle, StyleType, Table as DocxTable,
};

use super::{Format, Style, measure};
use crate::report::{Block, Report, Section, Table};
use crate::text::messages::Lang;
use layout::{Layout, fonts};

/// Word documents.
pub(super) struct Word;

/// Width and height of A4, twentieths of a point.
const A4: (u32, u32) = (11906, 16838);

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
        let lang = style.lang;
        let title = report.title(lang);
        let sections = report.sections(lang);
        let layout = fit::layout(report.paper(), &title, &sections, lang);
        let stamp = style.made.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let document = page(&layout).created_at(&stamp).updated_at(&stamp);
        let mut parts = parts(&sections, &layout, lang);
        if let Some(first) = parts.first_mut().filter(|part| !part.poster) {
            first.pieces.insert(0, Piece::paragraph(layout.title(&title)));
        }
        let mut packed = assembled(document, parts, &layout).build();
        packed.document = table::with_repeated_headers(&packed.document);
        packed.document = layout::with_low_ends(&packed.document);
        let mut bytes = Cursor::new(Vec::new());
        packed.pack(&mut bytes).map_err(io::Error::other)?;
        out.write_all(&deflated(bytes).map_err(io::Error::other)?)
    }
}

/// The same archive compressed, which the crate does not do.
fn deflated(stored: Cursor<Vec<u8>>) -> zip::result::ZipResult<Vec<u8>> {
    let mut stored = zip::ZipArchive::new(stored)?;
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..stored.len() {
        let mut part = stored.by_index(index)?;
        if part.is_dir() {
            continue;
        }
        out.start_file(part.name()?, zip::write::SimpleFileOptions::default())?;
        io::copy(&mut part, &mut out)?;
    }
    Ok(out.finish()?.into_inner())
}

/// What a document is made of, top to bottom.
enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Box<DocxTable>),
    /// The line that keeps a table from the next one.
    Gap,
}

impl Piece {
    fn paragraph(paragraph: Paragraph) -> Self {
        Self::Paragraph(Box::new(paragraph))
    }
}

/// Pages of one orientation.
struct Part {
    wide: bool,
    poster: bool,
    pieces: Vec<Piece>,
}

/// A document without its body: fonts, sizes, page numbers.
fn page(layout: &Layout) -> Docx {
    let heading = DocxStyle::new("Heading1", StyleType::Paragraph)
        .name("heading 1")
        .fonts(fonts("SimHei"))
        .size(layout.body);
    Docx::new()
        .default_fonts(fonts(layout.han))
        .default_size(layout.body)
        .add_style(heading)
}

fn footer() -> Footer {
    let number = Paragraph::new().align(AlignmentType::Center);
    Footer::new().add_paragraph(number.add_page_num(PageNum::new()))
}

/// The sections, those of one orientation together.
fn parts(sections: &[Section], layout: &Layout, lang: Lang) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let turned = turned_sections(sections, layout, lang);
    for (section, wide) in sections.iter().zip(turned) {
        let poster = section.blocks.iter().any(|b| matches!(b, Block::Poster(_)));
        if parts.last().is_none_or(|part| part.wide != wide) {
            parts.push(Part { wide, poster, pieces: Vec::new() });
        }
        let part = parts.last_mut().expect("one was pushed");
        let pieces = &mut part.pieces;
        Setter { layout, wide, lang, breaks: false, stays: false, pieces }
            .section(section);
    }
    if parts.is_empty() {
        parts.push(Part { wide: false, poster: false, pieces: Vec::new() });
    }
    parts
}

/// Lines of sections that do not get a page of their own between turned pages.
const FEW: usize = 20;

/// Which sections stand on turned pages: the wide ones, and before a wide one the few
/// lines that begin the document or follow another wide one.
fn turned_sections(sections: &[Section], layout: &Layout, lang: Lang) -> Vec<bool> {
    let mut turned: Vec<bool> =
        sections.iter().map(|section| is_wide(section, layout, lang)).collect();
    let mut start = 0;
    while let Some(run) = turned[start..].iter().position(|wide| *wide) {
        let end = start + run;
        if sections[start..end].iter().map(lines).sum::<usize>() <= FEW {
            turned[start..end].fill(true);
        }
        start = end + 1;
    }
    turned
}

fn lines(section: &Section) -> usize {
    let line = |block: &Block| match block {
        Block::Text(text) => text.lines().count(),
        Block::Points(points) => points.len(),
        Block::Poster(_) | Block::PageBreak => FEW,
        Block::Table(part)
        | Block::Figures(part)
        | Block::Drawing(_, part)
        | Block::Sketched(part, _) => part.rows.len() + 1,
    };
    1 + section.blocks.iter().map(line).sum::<usize>()
}

fn is_wide(section: &Section, layout: &Layout, lang: Lang) -> bool {
    if section.blocks.iter().any(|block| matches!(block, Block::Poster(_))) {
        return true;
    }
    let tables = section.blocks.iter().filter_map(Block::as_table);
    tables
        .flat_map(|t| measure::pieces(t, table::GRID))
        .any(|t| table::is_wide(&t, layout.width(false), lang))
}

/// The pages with their orientation; the last ones are the document's own.
fn assembled(mut document: Docx, mut parts: Vec<Part>, layout: &Layout) -> Docx {
    let mut last = parts.pop().expect("a document has a part");
    // nothing follows the table on these pages: a line too many would begin another
    if last.pieces.pop_if(|piece| matches!(piece, Piece::Gap)).is_some() {
        last.pieces.push(Piece::paragraph(layout::end()));
    }
    for mut part in parts {
        part.pieces.pop_if(|piece| matches!(piece, Piece::Gap));
        let (width, height, orientation) = turned(part.wide);
        let size = PageSize::new().size(width, height).orient(orientation);
        let section = DocxSection::new()
            .page_size(size)
            .page_margin(layout.margins(part.wide))
            .footer(footer());
        let add = |section: DocxSection, piece| match piece {
            Piece::Paragraph(paragraph) => section.add_paragraph(*paragraph),
            Piece::Table(table) => section.add_table(*table),
            Piece::Gap => section.add_paragraph(layout::gap()),
        };
        document = document.add_section(part.pieces.into_iter().fold(section, add));
    }
    let (width, height, orientation) = turned(last.wide);
    document = document
        .page_size(width, height)
        .page_orient(orientation)
        .page_margin(layout.margins(last.wide))
        .footer(footer());
    last.pieces.into_iter().fold(document, |document, piece| match piece {
        Piece::Paragraph(paragraph) => document.add_paragraph(*paragraph),
        Piece::Table(table) => document.add_table(*table),
        Piece::Gap => document.add_paragraph(layout::gap()),
    })
}

fn turned(wide: bool) -> (u32, u32, PageOrientationType) {
    if wide {
        (A4.1, A4.0, PageOrientationType::Landscape)
    } else {
        (A4.0, A4.1, PageOrientationType::Portrait)
    }
}

/// A section being set.
struct Setter<'a> {
    layout: &'a Layout,
    wide: bool,
    lang: Lang,
    /// Whether what comes next starts on a new page.
    breaks: bool,
    /// Whether a line stays on the page of the table that follows.
    stays: bool,
    pieces: &'a mut Vec<Piece>,
}

impl Setter<'_> {
    fn section(&mut self, section: &Section) {
        let mut heading = Some(&section.heading).filter(|heading| !heading.is_empty());
        for (place, block) in section.blocks.iter().enumerate() {
            let next = section.blocks.get(place + 1);
            self.stays = next.is_some_and(|next| next.as_table().is_some());
            if *block != Block::PageBreak
                && let Some(heading) = heading.take()
            {
                self.paragraph(self.layout.heading(heading));
            }
            self.block(block);
        }
        if let Some(heading) = heading {
            self.paragraph(self.layout.heading(heading));
        }
    }

    fn block(&mut self, block: &Block) {
        let layout = self.layout;
        match block {
            Block::Text(text) => {
                for line in text.lines() {
                    self.paragraph(layout.body(line));
                }
            }
            Block::Points(points) => {
                for point in points {
                    self.paragraph(layout.point(point));
                }
            }
            Block::Poster(lines) => {
                for line in layout.poster(lines) {
                    self.paragraph(line);
                }
            }
            Block::Table(part)
            | Block::Figures(part)
            | Block::Drawing(_, part)
            | Block::Sketched(part, _) => {
                self.table(part);
            }
            Block::PageBreak => self.breaks = true,
        }
    }

    fn paragraph(&mut self, mut paragraph: Paragraph) {
        if std::mem::take(&mut self.breaks) {
            paragraph = paragraph.page_break_before(true);
        }
        if self.stays {
            paragraph = paragraph.keep_next(true);
        }
        self.pieces.push(Piece::paragraph(paragraph));
    }

    /// A table, a grid in as many as the page is wide for.
    fn table(&mut self, part: &Table) {
        if std::mem::take(&mut self.breaks) {
            self.pieces.push(Piece::paragraph(layout::gap().page_break_before(true)));
        }
        let width = self.layout.width(self.wide);
        for part in measure::pieces(part, table::GRID) {
            let table = table::table(&part, width, self.lang);
            self.pieces.push(Piece::Table(Box::new(table)));
            self.pieces.push(Piece::Gap);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Paper;

    fn turned(wide: &[(bool, usize)]) -> Vec<bool> {
        let section = |&(wide, lines): &(bool, usize)| {
            let text = Block::Text("字\n".repeat(lines));
            let poster = wide.then(|| Block::Poster(Vec::new()));
            Section {
                blocks: poster.into_iter().chain([text]).collect(),
                ..Section::default()
            }
        };
        let sections: Vec<Section> = wide.iter().map(section).collect();
        let layout = fit::layout(Paper::Working, "", &sections, Lang::Zh);
        turned_sections(&sections, &layout, Lang::Zh)
    }

    /// A table that fills its page is followed by next to nothing, which would otherwise stand
    /// alone on an empty one.
    #[test]
    fn nothing_but_a_low_line_follows_the_last_table_of_a_page() {
        let column = |_| crate::report::Column::left("name", "名".repeat(40));
        let wide = Table { columns: (0..9).map(column).collect(), rows: Vec::new() };
        let narrow = Table { columns: vec![column(0)], rows: Vec::new() };
        let text = Section::text("字\n".repeat(30));
        let sections = [Section::table("", wide), text, Section::table("", narrow)];
        let layout = fit::layout(Paper::Working, "", &sections, Lang::Zh);
        let parts = parts(&sections, &layout, Lang::Zh);
        assert_eq!(parts.len(), 2);
        let packed = assembled(page(&layout), parts, &layout).build();
        let document = layout::with_low_ends(&packed.document);
        let document = String::from_utf8(document).unwrap();
        let ends: Vec<_> = document.match_indices("<w:sectPr>").collect();
        assert_eq!(ends.len(), 2);
        for (end, _) in ends {
            let (_, line) = document[..end].rsplit_once("</w:tbl>").unwrap();
            assert_eq!(line.matches("<w:p ").count(), 1, "{line}");
            assert!(line.contains(r#"<w:spacing w:line="20" "#), "{line}");
        }
    }

    #[test]
    fn a_few_lines_between_turned_pages_are_turned_with_them() {
        let few = [(false, 3), (true, 1), (false, 3), (true, 1), (false, 3)];
        assert_eq!(turned(&few), [true, true, true, true, false]);
        assert_eq!(turned(&[(false, 30), (true, 1)]), [false, true]);
        assert_eq!(turned(&[(false, 3), (false, 3)]), [false, false]);
    }
}
