//! Telephone numbers in a cell of money: one column too far to the right, they were read as
//! billions.

use crate::import::value::phone;

/// Whether a text holds a telephone number: a mobile's 11 digits or an area code and 7 or 8
/// digits, for no amount begins with a nought. In a column of `whole` yuan 11 digits may be
/// an amount where they are a round one.
pub(super) fn holds_one(text: &str, whole: bool) -> bool {
    phone::numbers(text, &[]).iter().any(|(range, number)| {
        let bytes = number.as_bytes();
        let mobile = bytes.len() == 11 && bytes[0] == b'1' && bytes[1] > b'2';
        let parted = text[..range.start].ends_with(['.', ','])
            || text[range.end..].starts_with(['.', ',']);
        let round = whole && mobile && number.ends_with("0000");
        // An area code has several digits: 0-500000000 is a range.
        let written = text[range.clone()].trim_start_matches('(').as_bytes();
        let digits = written.iter().filter(|b| b.is_ascii_digit()).count();
        let landline = digits >= 10 && matches!(written, [b'0', b'0'..=b'9', ..]);
        !parted && !round && (mobile || landline)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_amounts() {
        for text in [
            "15400000000",
            "某甲15400000001",
            "0391-1234567",
            "(0391)1234567",
            "010 12345678",
            "03911234567",
        ] {
            assert!(holds_one(text, false), "{text}");
        }
        for text in [
            "12000000000",
            "15400000000.5",
            "15,400,000,000",
            "154000000000",
            "0.0391",
            "0-5000000",
            "0-500000000",
            "300-500",
            "2026-1031",
        ] {
            assert!(!holds_one(text, false), "{text}");
        }
        assert!(holds_one("15400000001", true) && !holds_one("15400000000", true));
    }
}
