//! A cell of a table: how it is aligned, coloured, broken and sorted.

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::markup::lines;
use crate::export::measure::width as letters;
use crate::export::words::words;
use crate::report::{Align, Cell, Tone};
use crate::text::messages::Lang;

/// Half-width letters of a column that is kept on one line.
pub(super) const SHORT: usize = 8;
/// Half-width letters of a word that is torn, lest it take the room of other columns.
const WORD: usize = 24;

/// A cell of a column, short or not.
pub(super) fn td(
    cell: &Cell,
    (align, short): (Align, bool),
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = words(cell, lang);
    let short = short && letters(&text) <= SHORT;
    let shaded;
    let class = match (align, cell) {
        (_, Cell::Shaded(share, _)) => {
            shaded = format!("shade{}", shade(*share));
            &shaded
        }
        (_, Cell::Toned(Tone::Good, _)) => "good",
        (_, Cell::Toned(Tone::Warn, _)) => "warn",
        (_, Cell::Toned(Tone::Bad, _)) => "bad",
        (_, Cell::Toned(Tone::Faint, _)) => "faint",
        (Align::Left, Cell::Date(_) | Cell::Time(_)) => "unbroken",
        (Align::Left, Cell::Text(_) | Cell::Lines(_)) if short => "unbroken",
        (Align::Right, _) => "num",
        (Align::Left, _) => "",
    };
    let torn = if has_long_word(&text) { "torn" } else { "" };
    let classes: Vec<_> = [class, torn].into_iter().filter(|c| !c.is_empty()).collect();
    let class = match classes.as_slice() {
        [] => String::new(),
        some => format!(" class=\"{}\"", some.join(" ")),
    };
    if let Cell::Unfolding(line, more) = cell {
        return unfolding(&class, line, more, out);
    }
    let sort = sort_key(cell, &text)
        .map_or_else(String::new, |key| format!(" data-sort=\"{key}\""));
    write!(out, "<td{class}{sort}>{}</td>", lines(&text))
}

/// Whether a text has a word too long to be kept whole; Han characters are words each.
fn has_long_word(text: &str) -> bool {
    let breaks = |c: char| c.is_whitespace() || c.width() == Some(2);
    text.len() > WORD && text.split(breaks).any(|word| word.width() > WORD)
}

/// A line with more behind it.
fn unfolding(
    class: &str,
    line: &str,
    more: &[String],
    out: &mut dyn Write,
) -> io::Result<()> {
    if more.is_empty() {
        return write!(out, "<td{class}>{}</td>", lines(line));
    }
    write!(out, "<td{class}><details><summary>{}</summary><ul>", lines(line))?;
    more.iter().try_for_each(|one| write!(out, "<li>{}</li>", lines(one)))?;
    write!(out, "</ul></details></td>")
}

/// One of five shades.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 4"
)]
fn shade(share: f64) -> u8 {
    (share.clamp(0.0, 0.999) * 5.0) as u8
}

/// The number a cell is sorted by, where its words would not sort by it.
fn sort_key(cell: &Cell, text: &str) -> Option<f64> {
    let unless_said = |number: f64| (number.to_string() != text).then_some(number);
    match cell {
        Cell::Integer(number) => unless_said(*number as f64),
        Cell::Decimal(number, _) | Cell::Percent(number) | Cell::Money(number, _) => {
            Some(*number)
        }
        Cell::Yuan(amount) => Some(amount.as_f64()),
        Cell::Empty
        | Cell::Text(_)
        | Cell::Lines(_)
        | Cell::Date(_)
        | Cell::Time(_)
        | Cell::Toned(..)
        | Cell::Unfolding(..)
        | Cell::Shaded(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(cell: &Cell, short: bool) -> String {
        let mut out = Vec::new();
        td(cell, (Align::Left, short), Lang::En, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// A table as a whole is as wide as its least words.
    #[test]
    fn a_short_column_stays_whole_and_a_long_word_is_torn() {
        let table = Cell::from("Table 1");
        assert_eq!(cell(&table, true), "<td class=\"unbroken\">Table 1</td>");
        assert_eq!(cell(&table, false), "<td>Table 1</td>");
        let word = "a".repeat(WORD);
        assert_eq!(cell(&word.as_str().into(), false), format!("<td>{word}</td>"));
        let long = format!("{word}a");
        let torn = format!("<td class=\"torn\">{long}</td>");
        assert_eq!(cell(&long.as_str().into(), false), torn);
        assert!(!cell(&"长".repeat(WORD).into(), false).contains("torn"));
        let money = cell(&Cell::Money(120e6, "1.2亿元".to_owned()), false);
        assert_eq!(money, "<td data-sort=\"120000000\">1.2亿元</td>");
        let shaded = cell(&Cell::Shaded(0.9, vec![long]), false);
        assert!(shaded.starts_with("<td class=\"shade4 torn\">"), "{shaded}");
    }
}
