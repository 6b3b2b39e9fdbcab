//! Cells in words: how numbers, amounts and days are written in each language.

use crate::report::{Cell, amount};
use crate::text::messages::Lang;

/// A cell in words; several lines are joined by line breaks.
pub(super) fn words(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Toned(_, text) | Cell::Money(_, text) => text.clone(),
        Cell::Lines(lines) | Cell::Shaded(_, lines) => lines.join("\n"),
        Cell::Unfolding(line, more) => std::iter::once(line)
            .chain(more)
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join("\n"),
        Cell::Integer(number) => number.to_string(),
        Cell::Decimal(number, decimals) => format!("{number:.decimals$}"),
        Cell::Percent(share) => format!("{:.1}%", share * 100.0),
        Cell::Yuan(yuan) => amount(*yuan).say(lang),
        Cell::Date(date) => date.to_string(),
        Cell::Time(clock) => clock.to_string(),
    }
}
