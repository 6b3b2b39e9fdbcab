//! Bar charts as drawings.

use super::Drawing;
use super::svg::{Canvas, wrapped};

/// A bar: its name, its length on the chart's scale, and the figure as it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub name: String,
    /// Its length; not negative.
    pub value: f64,
    /// The figure in words.
    pub figure: String,
}

const WIDTH: usize = 640;
const NAMES: usize = 200;
const ROW: usize = 26;

/// Horizontal bars, the longest over the whole width; names on the left, figures on the
/// right of the bars.
pub fn bars(description: &str, bars: &[Bar]) -> Drawing {
    let longest = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let mut canvas = Canvas::new(WIDTH, bars.len() * ROW + 8);
    for (at, bar) in bars.iter().enumerate() {
        let top = at * ROW + 4;
        let length = length(bar.value, longest);
        canvas.text_to((NAMES - 8, top + 15), &short(&bar.name));
        canvas.rect((NAMES, top), (length.max(1), ROW - 6), "bar");
        canvas.text_from((NAMES + length + 8, top + 15), &bar.figure);
    }
    canvas.drawing(description.to_owned())
}

/// As much of a name as the space for names holds.
fn short(name: &str) -> String {
    let mut lines = wrapped(name, NAMES / 7 - 2);
    let first = if lines.is_empty() { String::new() } else { lines.remove(0) };
    if lines.is_empty() { first } else { first + "…" }
}

/// Units that a value is long, out of what names and figures leave.
fn length(value: f64, longest: f64) -> usize {
    let room = WIDTH - NAMES - 90;
    if longest <= 0.0 || value <= 0.0 {
        return 0;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a small positive width"
    )]
    let length = (value / longest * room as f64).round() as usize;
    length.min(room)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_share_of_the_longest() {
        assert_eq!(length(10.0, 10.0), 350);
        assert_eq!(length(5.0, 10.0), 175);
        assert_eq!(length(0.0, 0.0), 0);
    }

    #[test]
    fn names_are_text_and_never_markup() {
        let bar = Bar { name: "<b>".into(), value: 1.0, figure: "1".into() };
        assert!(bars("", &[bar]).svg.contains("&lt;b&gt;"));
    }
}
