//! Sizes, margins and spacing of a document, and the paragraphs set with them.

use docx_rs::{
    AlignmentType, BreakType, LineSpacing, LineSpacingType, PageMargin, Paragraph, Run,
    RunFonts, SpecialIndentType,
};
use unicode_width::UnicodeWidthStr as _;

use crate::export::poster::legible;
use crate::report::svg::wrapped;
use crate::text::messages::Lang;
use crate::text::plain::printable;

/// Twentieths of a point in a millimetre.
const MM: f64 = 56.692_9;

/// How a document is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// Size of the title, half points.
    pub(super) title: usize,
    /// Size of the body, half points.
    pub(super) body: usize,
    /// Height of a line, points.
    pub(super) line: usize,
    /// Font of Han characters in the body.
    pub(super) han: &'static str,
    /// Margins of an upright page, millimetres: top, right, bottom, left.
    pub(super) margin: [f64; 4],
    /// Whose habits it follows: Chinese prose indents by two characters, English does not.
    pub(super) lang: Lang,
}

/// Margins of GB/T 9704-2012: a text area of 156 × 225 mm.
pub(super) const OFFICIAL: [f64; 4] = [37.0, 26.0, 35.0, 28.0];
/// Margins of working papers: a text area of 170 × 250 mm.
pub(super) const WORKING: [f64; 4] = [25.0, 20.0, 22.0, 20.0];

impl Layout {
    /// Width of the text area, twentieths of a point.
    pub(super) fn width(&self, wide: bool) -> usize {
        let [top, right, bottom, left] = self.margin;
        twips(if wide { 297.0 - top - bottom } else { 210.0 - left - right })
    }

    /// Height of the text area of an upright page, twentieths of a point.
    pub(super) fn height(&self) -> usize {
        let [top, _, bottom, _] = self.margin;
        twips(297.0 - top - bottom)
    }

    /// The margins; a page turned has its head at the left edge of an upright one.
    pub(super) fn margins(&self, wide: bool) -> PageMargin {
        let mm = |millimetres: f64| i32::try_from(twips(millimetres)).unwrap_or(0);
        let [top, right, bottom, left] = self.margin;
        let [top, right, bottom, left] =
            if wide { [left, bottom, right, top] } else { [top, right, bottom, left] };
        PageMargin::new()
            .top(mm(top))
            .right(mm(right))
            .bottom(mm(bottom))
            .left(mm(left))
            .header(mm(12.0))
            .footer(mm(if bottom > 30.0 { 25.0 } else { 12.0 }))
    }

    /// The title, centred, its lines about equally long.
    pub(super) fn title(&self, text: &str) -> Paragraph {
        let mut run = Run::new().size(self.title).fonts(fonts("FZXiaoBiaoSong-B05S"));
        for (place, line) in self.title_lines(text).iter().enumerate() {
            if place > 0 {
                run = run.add_break(BreakType::TextWrapping);
            }
            run = run.add_text(printable(line));
        }
        let spacing =
            exact(self.title * 15).after(u32::try_from(self.line * 10).unwrap_or(0));
        Paragraph::new()
            .align(AlignmentType::Center)
            .line_spacing(spacing)
            .add_run(self.strong(run))
    }

    fn title_lines(&self, text: &str) -> Vec<String> {
        let most = self.width(false) / (self.title * 5);
        let lines = text.width().div_ceil(most.max(1)).max(1);
        wrapped(text, text.width().div_ceil(lines) + 1)
    }

    /// Height of the title with the space after it, twentieths of a point.
    pub(super) fn title_height(&self, text: &str) -> usize {
        self.title_lines(text).len() * self.title * 15 + self.line * 10
    }

    /// The heading of a section; it stays with what follows.
    pub(super) fn heading(&self, text: &str) -> Paragraph {
        let run =
            Run::new().add_text(printable(text)).size(self.body).fonts(fonts("SimHei"));
        let heading = self.set().style("Heading1").outline_lvl(0).keep_next(true);
        heading.add_run(self.strong(run))
    }

    /// A paragraph of the body.
    pub(super) fn body(&self, text: &str) -> Paragraph {
        self.set()
            .align(self.flush())
            .add_run(Run::new().add_text(printable(text)).size(self.body))
    }

    /// A point of a list.
    pub(super) fn point(&self, text: &str) -> Paragraph {
        let run = Run::new().add_text(format!("· {}", printable(text))).size(self.body);
        let two = self.two_characters();
        let hanging = SpecialIndentType::Hanging(two / 2);
        Paragraph::new()
            .indent(Some(two + two / 2), Some(hanging), None, None)
            .line_spacing(self.spacing())
            .align(self.flush())
            .add_run(run)
    }

    /// Lines to be read from afar, as large as the turned page lets them be.
    pub(super) fn poster(&self, lines: &[String]) -> Vec<Paragraph> {
        let size =
            legible(lines.get(1..).unwrap_or_default(), (self.width(true) / 20, ROOM));
        let line = |(place, text): (usize, &String)| {
            let size = if place == 0 { 110 } else { size };
            let run = Run::new().add_text(printable(text)).size(size * 2).bold();
            let before = if place == 0 { 600 } else { 0 };
            Paragraph::new()
                .align(AlignmentType::Center)
                .line_spacing(exact(size * 27).before(before))
                .add_run(run.fonts(fonts("SimHei")))
        };
        lines.iter().enumerate().map(line).collect()
    }

    fn set(&self) -> Paragraph {
        let paragraph = Paragraph::new().line_spacing(self.spacing());
        match self.lang {
            Lang::Zh => {
                let first = SpecialIndentType::FirstLine(self.two_characters());
                paragraph.indent(None, Some(first), None, None).first_line_chars(200)
            }
            Lang::En => paragraph,
        }
    }

    /// Width of two characters of the body, twentieths of a point.
    fn two_characters(&self) -> i32 {
        i32::try_from(self.body * 20).expect("a size is small")
    }

    fn spacing(&self) -> LineSpacing {
        let spacing = exact(self.line * 20);
        match self.lang {
            Lang::Zh => spacing,
            Lang::En => spacing.after(60),
        }
    }

    /// Chinese fills the line; English keeps the gaps between its words alike.
    fn flush(&self) -> AlignmentType {
        match self.lang {
            Lang::Zh => AlignmentType::Both,
            Lang::En => AlignmentType::Left,
        }
    }

    /// Chinese tells headings by their font, English by their weight.
    fn strong(&self, run: Run) -> Run {
        match self.lang {
            Lang::Zh => run,
            Lang::En => run.bold(),
        }
    }
}

/// Height that the lines of a poster share below the first one, points.
const ROOM: usize = 200;

/// Lines of so many twentieths of a point, whatever font stands in for a missing one.
pub(super) fn exact(height: usize) -> LineSpacing {
    let height = i32::try_from(height).expect("a line is low");
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(height)
}

/// Height of the gap after a table, twentieths of a point.
pub(super) const GAP: usize = 160;

/// A low empty line between tables, which would otherwise become one.
pub(super) fn gap() -> Paragraph {
    Paragraph::new().line_spacing(exact(GAP))
}

/// Height of a line that is hardly there, twentieths of a point.
const LOW: usize = 20;

/// The line that a document needs after a table at its end.
pub(super) fn end() -> Paragraph {
    Paragraph::new().line_spacing(exact(LOW))
}

/// Makes the empty line that ends the pages of one orientation as low, which the crate
/// cannot: after a table that fills its page it would stand alone on the next one.
pub(super) fn with_low_ends(document: &[u8]) -> Vec<u8> {
    let low =
        format!(r#"<w:pPr><w:spacing w:line="{LOW}" w:lineRule="exact" /><w:sectPr>"#);
    String::from_utf8_lossy(document).replace("<w:pPr><w:sectPr>", &low).into_bytes()
}

/// Times New Roman for Latin letters, beside a font of Han characters.
pub(super) fn fonts(han: &str) -> RunFonts {
    RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia(han)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a page is small and its measures are positive"
)]
fn twips(millimetres: f64) -> usize {
    (millimetres * MM).round() as usize
}
