//! Drawings in SVG: a small canvas, so that every report draws alike and every text is
//! escaped in one place. Colours are classes; the page's style sheet fills them in.

use std::fmt::Write as _;

/// A drawing under way; lengths in user units, the origin at the top left.
#[derive(Debug)]
pub struct Canvas {
    width: usize,
    height: usize,
    body: String,
}

impl Canvas {
    /// An empty canvas.
    pub fn new(width: usize, height: usize) -> Self {
        Self { width, height, body: String::new() }
    }

    /// Its width.
    pub fn width(&self) -> usize {
        self.width
    }

    /// A rectangle at its top left corner, of a size, in a class.
    pub fn rect(&mut self, (x, y): (usize, usize), (w, h): (usize, usize), class: &str) {
        self.push(format_args!(
            r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" class="{class}"/>"#
        ));
    }

    /// A circle about a centre.
    pub fn circle(&mut self, (x, y): (usize, usize), radius: usize, class: &str) {
        self.push(format_args!(
            r#"<circle cx="{x}" cy="{y}" r="{radius}" class="{class}"/>"#
        ));
    }

    /// A line of text, centred on a point.
    pub fn text(&mut self, (x, y): (usize, usize), text: &str) {
        let text = escape(text);
        self.push(format_args!(
            r#"<text x="{x}" y="{y}" text-anchor="middle" font-size="12">{text}</text>"#
        ));
    }

    /// A text broken into lines of at most so many characters, centred.
    pub fn wrapped(&mut self, (x, y): (usize, usize), text: &str, per_line: usize) {
        let letters: Vec<char> = text.chars().collect();
        for (line, part) in letters.chunks(per_line.max(4)).enumerate() {
            self.text((x, y + line * 14), &part.iter().collect::<String>());
        }
    }

    /// The `<svg>` element.
    pub fn finish(self) -> String {
        let (w, h) = (self.width, self.height);
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}">{}</svg>"#,
            self.body
        )
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        self.body.write_fmt(element).expect("writing to a String cannot fail");
    }
}

/// A text in which nothing is markup.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_a_drawing_is_never_markup() {
        let mut canvas = Canvas::new(10, 10);
        canvas.text((5, 5), "<script>&");
        assert!(canvas.finish().contains("&lt;script&gt;&amp;"));
    }
}
