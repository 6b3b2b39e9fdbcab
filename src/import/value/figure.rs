//! Phone numbers that a spreadsheet took for figures.

/// Whether a spreadsheet has written a number with fewer digits than it has: `1.38E+10`.
pub(super) fn lost_digits(cell: &str) -> bool {
    let text = cell.trim();
    let Some((digits, exponent)) = text.split_once(['E', 'e']) else { return false };
    let written = digits.split_once('.').map_or(0, |(_, behind)| behind.len());
    let exponent = exponent.trim_start_matches('+').parse::<usize>();
    digits.parse::<f64>().is_ok() && exponent.is_ok_and(|exponent| exponent > written)
}

/// A number that a spreadsheet stored as a figure, written out: `10000000000.0`,
/// `1.0000000001E+10`.
pub(super) fn as_figure(cell: &str) -> String {
    let text = cell.trim();
    let figure = text.ends_with(".0") || text.contains(['E', 'e']);
    match text.parse::<f64>() {
        Ok(number) if figure && number < 1e15 => format!("{number:.0}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{codes_of, phones};

    #[test]
    fn a_number_that_a_spreadsheet_has_shortened_is_none() {
        for cell in ["1.38E+10", "1.3801E+10", "1E+10"] {
            let parsed = phones(cell);
            assert_eq!(parsed.value, [""; 0], "{cell}");
            assert_eq!(codes_of(&parsed), ["value_truncated"], "{cell}");
        }
    }
}
