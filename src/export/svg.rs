//! The drawings of a report, one below the other, in one SVG.

use std::io::{self, Write};

use super::{Format, Style};
use crate::report::{Block, Drawing, Report};
use crate::text::messages::Lang;

/// Drawings.
pub(super) struct Svg;

/// Space between two drawings, user units.
const GAP: usize = 40;
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
        !drawings(report, Lang::default()).is_empty()
    }

    fn write(
        &self,
        report: &dyn Report,
        style: &Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let drawings = drawings(report, style.lang);
        let sizes: Vec<_> = drawings.iter().map(|drawing| size(&drawing.svg)).collect();
        let width = sizes.iter().map(|(width, _)| *width).max().unwrap_or(0);
        let height: usize = sizes.iter().map(|(_, height)| height + GAP).sum();
        writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\">\n<style>{STYLE}</style>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"
        )?;
        let mut top = 0;
        for (drawing, (_, high)) in drawings.iter().zip(&sizes) {
            writeln!(out, "<g transform=\"translate(0 {top})\">{}</g>", drawing.svg)?;
            top += high + GAP;
        }
        writeln!(out, "</svg>")
    }
}

fn drawings(report: &dyn Report, lang: Lang) -> Vec<Drawing> {
    let blocks = report.sections(lang).into_iter().flat_map(|section| section.blocks);
    let drawing = |block| match block {
        Block::Drawing(drawing, _) => Some(drawing),
        Block::Text(_)
        | Block::Points(_)
        | Block::Table(_)
        | Block::Figures(_)
        | Block::Poster(_)
        | Block::PageBreak => None,
    };
    blocks.filter_map(drawing).collect()
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
