//! Drawings in SVG: a small canvas, so that every report draws alike and every text is
//! escaped in one place. Colours are classes; the page's style sheet fills them in.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::report::Drawing;
use crate::text::plain::printable;

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
    pub fn text(&mut self, at: (usize, usize), text: &str) {
        self.anchored(at, "middle", text);
    }

    /// A line of text that begins at a point.
    pub fn text_from(&mut self, at: (usize, usize), text: &str) {
        self.anchored(at, "start", text);
    }

    /// A line of text that ends at a point.
    pub fn text_to(&mut self, at: (usize, usize), text: &str) {
        self.anchored(at, "end", text);
    }

    /// A line of text centred on a dark shape.
    pub fn text_on(&mut self, (x, y): (usize, usize), text: &str) {
        let text = escape(text);
        self.push(format_args!(
            r#"<text x="{x}" y="{y}" text-anchor="middle" font-size="12" class="on">{text}</text>"#
        ));
    }

    fn anchored(&mut self, (x, y): (usize, usize), anchor: &str, text: &str) {
        let text = escape(text);
        self.push(format_args!(
            r#"<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="12">{text}</text>"#
        ));
    }

    /// The drawing, with what it shows in words.
    pub fn drawing(self, description: String) -> Drawing {
        Drawing { description, width: self.width, svg: self.finish() }
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

/// A text in lines of at most so many half-width letters; Latin words stay whole where
/// they fit on a line.
pub fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words(text, most.max(2)) {
        let line = lines.last_mut().expect("there is always one");
        if line.width() + word.trim_end().width() <= most {
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines.iter().map(|line| line.trim().to_owned()).collect()
}

/// Han characters one by one, Latin words whole with the space after them; a word longer
/// than a line in letters.
fn words(text: &str, most: usize) -> Vec<&str> {
    let latin = |c: char| c.is_ascii() && c != ' ';
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = if latin(first) {
            let end = rest.find(|c| !latin(c)).unwrap_or(rest.len());
            if end > most {
                most
            } else {
                end + usize::from(rest[end..].starts_with(' '))
            }
        } else {
            first.len_utf8()
        };
        let (word, after) = rest.split_at(word);
        words.push(word);
        rest = after;
    }
    words
}

/// A text in which nothing is markup, and nothing that XML has no place for.
fn escape(text: &str) -> String {
    printable(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_words_stay_whole_and_han_breaks_anywhere() {
        assert_eq!(wrapped("Vice President Wu", 10), ["Vice", "President", "Wu"]);
        assert_eq!(wrapped("副校长卞例二", 8), ["副校长卞", "例二"]);
        assert_eq!(wrapped("abcdefghij", 4), ["abcd", "efgh", "ij"]);
    }

    #[test]
    fn text_in_a_drawing_is_never_markup() {
        let mut canvas = Canvas::new(10, 10);
        canvas.text((5, 5), "<script>&");
        canvas.text((5, 5), "铜\u{1a}箔");
        let drawn = canvas.finish();
        assert!(drawn.contains("&lt;script&gt;&amp;") && drawn.contains("铜箔"));
    }
}
