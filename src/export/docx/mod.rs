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
        let mut bytes = Cursor::new(Vec::new());
        packed.pack(&mut bytes).map_err(io::Error::other)?;
        out.write_all(bytes.get_ref())
    }
}

/// What a document is made of, top to bottom.
enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Box<DocxTable>),
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
    for section in sections {
        let poster = section.blocks.iter().any(|b| matches!(b, Block::Poster(_)));
        let wide = poster || is_wide(section, layout, lang);
        if parts.last().is_none_or(|part| part.wide != wide) {
            parts.push(Part { wide, poster, pieces: Vec::new() });
        }
        let part = parts.last_mut().expect("one was pushed");
        let pieces = &mut part.pieces;
        Setter { layout, wide, lang, breaks: false, pieces }.section(section);
    }
    if parts.is_empty() {
        parts.push(Part { wide: false, poster: false, pieces: Vec::new() });
    }
    parts
}

fn is_wide(section: &Section, layout: &Layout, lang: Lang) -> bool {
    let tables = section.blocks.iter().filter_map(Block::as_table);
    tables.flat_map(|t| measure::pieces(t, table::GRID)).any(|t| {
        table::is_wide(&t, layout.width(false), lang)
    })
}

/// The pages with their orientation; the last ones are the document's own.
fn assembled(mut document: Docx, mut parts: Vec<Part>, layout: &Layout) -> Docx {
    let last = parts.pop().expect("a document has a part");
    for part in parts {
        let (width, height, orientation) = turned(part.wide);
        let size = PageSize::new().size(width, height).orient(orientation);
        let section = DocxSection::new()
            .page_size(size)
            .page_margin(layout.margins(part.wide))
            .footer(footer());
        let add = |section: DocxSection, piece| match piece {
            Piece::Paragraph(paragraph) => section.add_paragraph(*paragraph),
            Piece::Table(table) => section.add_table(*table),
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
    pieces: &'a mut Vec<Piece>,
}

impl Setter<'_> {
    fn section(&mut self, section: &Section) {
        let mut heading = Some(&section.heading).filter(|heading| !heading.is_empty());
        for block in &section.blocks {
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
                text.lines().for_each(|line| self.paragraph(layout.body(line)));
            }
            Block::Points(points) => {
                points.iter().for_each(|point| self.paragraph(layout.point(point)));
            }
            Block::Poster(lines) => {
                layout.poster(lines).into_iter().for_each(|line| self.paragraph(line));
            }
            Block::Table(part) | Block::Figures(part) | Block::Drawing(_, part) => {
                self.table(part);
            }
            Block::PageBreak => self.breaks = true,
        }
    }

    fn paragraph(&mut self, paragraph: Paragraph) {
        let breaks = std::mem::take(&mut self.breaks);
        let paragraph = if breaks { paragraph.page_break_before(true) } else { paragraph };
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
            self.pieces.push(Piece::paragraph(layout::gap()));
        }
    }
}
