//! Whole numbers of people or things: `3名`, `２人`, `2-3人`, `三名`.

use super::error::is_formula;
use super::{Parsed, is_blank};
use crate::domain::problem::Problem;
use crate::text::plain::plain;

/// Reads a count; of a range the upper end, as that many places are to be filled.
pub fn count(cell: &str) -> Parsed<Option<u32>> {
    let text = plain(cell);
    if is_blank(&text)
        || matches!(&*text, "不限" | "若干名" | "若干人" | "多名" | "数名" | "any")
    {
        return Parsed::fine(None);
    }
    let text = text.replace(',', "");
    let numbers = if is_formula(&text) { Vec::new() } else { numbers(&text) };
    match numbers.as_slice() {
        [] => Parsed::odd(None, Problem::warning("invalid_amount").in_case("count")),
        numbers => Parsed::fine(numbers.iter().copied().take(2).max()),
    }
}

/// The numbers of a text: Arabic ones, else Chinese ones.
fn numbers(text: &str) -> Vec<u32> {
    let arabic: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .filter_map(|part| part.trim_end_matches('.').split('.').next()?.parse().ok())
        .collect();
    if !arabic.is_empty() {
        return arabic;
    }
    text.split(|c: char| !super::money::is_chinese_digit(c))
        .filter_map(super::money::chinese_number)
        .filter_map(|number| u32::try_from(number).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_every_shape() {
        let table = [
            ("3", Some(3)),
            ("3名", Some(3)),
            ("２人", Some(2)),
            ("2-3人", Some(3)),
            ("3.0", Some(3)),
            ("三名", Some(3)),
            ("十二人", Some(12)),
            ("1,200人", Some(1200)),
            ("若干", None),
            ("若干名", None),
            ("", None),
            ("不限", None),
            ("约50人", Some(50)),
            ("5 persons", Some(5)),
        ];
        for (cell, expected) in table {
            assert_eq!(count(cell), Parsed::fine(expected), "{cell}");
        }
    }

    #[test]
    fn what_is_no_count_is_named() {
        assert_eq!(super::super::codes_of(&count("许多")), ["invalid_amount"]);
        assert_eq!(super::super::codes_of(&count("99999999999")), ["invalid_amount"]);
        assert_eq!(super::super::codes_of(&count("=I7")), ["invalid_amount"]);
    }
}
