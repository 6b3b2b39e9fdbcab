//! How large a document can be set so that it fits on its page.

use unicode_width::UnicodeWidthStr as _;

use super::layout::{GAP, Layout, OFFICIAL, WORKING};
use super::table;
use crate::report::{Block, Paper, Section, Table};
use crate::text::messages::Lang;

/// Title and body (half points) and line (points) of a report to the leadership: as the
/// standard has it first (size 2, size 3, 22 lines a page), then closer and closer.
const LETTERS: [[usize; 3]; 6] =
    [[44, 32, 28], [44, 32, 25], [40, 30, 23], [36, 28, 20], [36, 24, 18], [32, 21, 15]];
/// The same of a working paper.
const PAGES: [[usize; 3]; 4] = [[36, 24, 20], [32, 24, 17], [30, 21, 15], [28, 18, 13]];

/// The most comfortable layout that holds a document on its page.
pub(super) fn layout(
    paper: Paper,
    title: &str,
    sections: &[Section],
    lang: Lang,
) -> Layout {
    let (sizes, margin, han) = match paper {
        Paper::Working => (&PAGES[..1], WORKING, "SimSun"),
        Paper::OnePage => (&PAGES[..], WORKING, "SimSun"),
        Paper::Letter => (&LETTERS[..], OFFICIAL, "FangSong"),
    };
    let layouts = sizes.iter().map(|&[title, body, line]| Layout {
        title,
        body,
        line,
        han,
        margin,
        lang,
    });
    let fits = |layout: &Layout| height(layout, title, sections) <= layout.height();
    let closest = layouts.clone().next_back().expect("there is a layout");
    layouts.into_iter().find(fits).unwrap_or(closest)
}

/// The height a document takes, twentieths of a point.
fn height(layout: &Layout, title: &str, sections: &[Section]) -> usize {
    let heading = |section: &Section| usize::from(!section.heading.is_empty());
    let lines: usize = sections.iter().map(heading).sum();
    let blocks = sections.iter().flat_map(|section| &section.blocks);
    let space = match layout.lang {
        Lang::En => 60,
        Lang::Zh => 0,
    };
    let headings = lines * (layout.line * 20 + space);
    layout.title_height(title)
        + headings
        + blocks.map(|b| block(b, layout, space)).sum::<usize>()
}

fn block(block: &Block, layout: &Layout, space: usize) -> usize {
    let paragraph = |text: &str| lines_of(text, layout) * layout.line * 20 + space;
    match block {
        Block::Text(text) => text.lines().map(paragraph).sum(),
        Block::Points(points) => points.iter().map(|point| paragraph(point)).sum(),
        Block::Table(part)
        | Block::Figures(part)
        | Block::Drawing(_, part)
        | Block::Sketched(part, _) => grid(part, layout),
        Block::Poster(_) | Block::PageBreak => 0,
    }
}

fn grid(part: &Table, layout: &Layout) -> usize {
    table::height(part, layout.width(false), layout.lang) + GAP
}

/// Lines that a paragraph takes, its indent and what does not quite fill them included.
fn lines_of(text: &str, layout: &Layout) -> usize {
    let letters = (layout.width(false) / (layout.body * 5)).max(1);
    let used = text.width() + 4;
    (used + used / 20).div_ceil(letters).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(characters: usize) -> Vec<Section> {
        let text = "字".repeat(characters);
        vec![Section { heading: "一".into(), blocks: vec![Block::Text(text)] }]
    }

    #[test]
    fn what_is_short_is_set_as_the_standard_has_it() {
        let layout = layout(Paper::Letter, "题", &prose(100), Lang::Zh);
        assert_eq!((layout.title, layout.body, layout.line), (44, 32, 28));
    }

    #[test]
    fn what_is_long_is_set_closer() {
        let layout = layout(Paper::Letter, "题", &prose(800), Lang::Zh);
        assert!(layout.line < 28, "{layout:?}");
        assert!(height(&layout, "题", &prose(800)) <= layout.height());
    }
}
