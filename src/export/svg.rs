//! The drawings of a report, one below the other, in one SVG.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

use super::{Format, Style};
use crate::report::svg::Canvas;
use crate::report::{Block, Drawing, Report};
use crate::text::messages::Lang;

/// Drawings.
pub(super) struct Svg;

/// Space between two drawings, user units.
const GAP: usize = 40;
/// Height of the title and the space below it; the same of a heading.
const TITLE: (usize, usize) = (24, 12);
const HEADING: (usize, usize) = (20, 8);
/// Space left of a line of text, and about how much a half-width letter takes.
const MARGIN: usize = 8;
const LETTER: usize = 7;
/// The colours that the page's style sheet gives the classes of a drawing.
const STYLE: &str = "text{fill:#1b1f24;font-family:sans-serif}.on{fill:#fff}.table,.track{fill:#f1f4f8;stroke:#8c959f}\
    .person,.bar,.busy{fill:#0b4a8f}.idle{fill:#fff;stroke:#7a4b00}.grid{fill:none;stroke:#8c959f}";

impl Format for Svg {
    fn name(&self) -> &'static str {
        "svg"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["svg"]
    }

    fn fits(&self, report: &dyn Report) -> bool {
        report.has_drawings() && !drawings(report, Lang::default()).is_empty()
    }

    fn write(
        &self,
        report: &dyn Report,
        style: &Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut parts = vec![headed(&report.title(style.lang), TITLE)];
        for (above, drawing) in drawings(report, style.lang) {
            parts.extend(above.iter().map(|line| headed(line, HEADING)));
            parts.push((drawing.svg, GAP));
        }
        let sizes: Vec<_> = parts.iter().map(|(svg, gap)| (size(svg), gap)).collect();
        let width = sizes.iter().map(|((width, _), _)| *width).max().unwrap_or(0);
        let height: usize = sizes.iter().map(|((_, height), gap)| height + *gap).sum();
        writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\">\n<style>{STYLE}</style>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"
        )?;
        let mut top = 0;
        for ((svg, _), ((_, high), gap)) in parts.iter().zip(&sizes) {
            writeln!(out, "<g transform=\"translate(0 {top})\">{svg}</g>")?;
            top += high + *gap;
        }
        writeln!(out, "</svg>")
    }
}

/// A line of text as a drawing, and the space below it.
fn headed(text: &str, (high, below): (usize, usize)) -> (String, usize) {
    let mut canvas = Canvas::new(text.width() * LETTER + 2 * MARGIN, high);
    canvas.text_from((MARGIN, high - 4), text);
    (canvas.finish(), below)
}

/// The drawings, each with the lines that it stands under: the heading of its section, and
/// the words right above it.
fn drawings(report: &dyn Report, lang: Lang) -> Vec<(Vec<String>, Drawing)> {
    let mut found = Vec::new();
    for section in report.sections(lang) {
        let mut heading = Some(section.heading).filter(|heading| !heading.is_empty());
        let mut caption = None;
        for block in section.blocks {
            if let Block::Drawing(drawing, _) | Block::Sketched(_, drawing) = block {
                let above = [heading.take(), caption.take()];
                found.push((above.into_iter().flatten().collect(), drawing));
            } else {
                caption = if let Block::Text(words) = block { Some(words) } else { None };
            }
        }
    }
    found
}

/// Width and height of an `<svg>` element, user units.
fn size(svg: &str) -> (usize, usize) {
    let attribute = |name: &str| {
        let head = svg.split('>').next().unwrap_or_default();
        let value = head.split_once(name).map_or("", |(_, rest)| rest);
        value.split('"').next().and_then(|value| value.parse().ok()).unwrap_or(0)
    };
    (attribute(" width=\""), attribute(" height=\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_tells_its_size() {
        let svg = r#"<svg xmlns="x" viewBox="0 0 30 20" width="30" height="20"></svg>"#;
        assert_eq!(size(svg), (30, 20));
    }
}
