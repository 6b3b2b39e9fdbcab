//! Unified social credit codes, GB 32100-2015.

use super::{Parsed, is_blank};
use crate::domain::problem::Problem;
use crate::text::plain::plain;

/// The 31 characters a code is made of; a character's place is its value.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Weights of the first 17 characters: powers of 3 modulo 31.
const WEIGHTS: [u32; 17] =
    [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// Reads a code: upper case, half width, without blanks. A wrong check character or an
/// impossible length is a warning; older codes (15 digits, 9 characters) are fine.
pub fn uscc(cell: &str) -> Parsed<Option<String>> {
    if is_blank(cell) {
        return Parsed::fine(None);
    }
    let code: String = plain(cell)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '`'))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let Some(case) = fault(&code) else { return Parsed::fine(Some(code)) };
    Parsed::odd(Some(code), Problem::warning("invalid_uscc").in_case(case))
}

/// Whether two codes are right and not the same: those of two organizations.
pub(crate) fn differ(one: &str, other: &str) -> bool {
    let whole = |code: &str| code.len() == 18 && fault(code).is_none();
    one != other && whole(one) && whole(other)
}

/// What is wrong with a code.
fn fault(code: &str) -> Option<&'static str> {
    let digits = code.bytes().all(|b| b.is_ascii_digit());
    match code.len() {
        15 if digits => None,
        9 | 10 if is_organization_code(code) => None,
        18 if code.bytes().all(|b| ALPHABET.contains(&b)) => {
            (check_character(code) != code.bytes().last()).then_some("check")
        }
        18 => Some("letters"),
        _ => Some("length"),
    }
}

/// The check character that the first 17 characters ask for.
fn check_character(code: &str) -> Option<u8> {
    let value = |b: u8| ALPHABET.iter().position(|c| *c == b);
    let mut sum = 0;
    for (b, weight) in code.bytes().zip(WEIGHTS) {
        sum += u32::try_from(value(b)?).ok()? * weight;
    }
    ALPHABET.get(usize::try_from((31 - sum % 31) % 31).ok()?).copied()
}

/// The older code of organizations: eight characters and a check character, with a hyphen
/// between them that may be missing.
fn is_organization_code(code: &str) -> bool {
    let bare: Vec<u8> = code.bytes().filter(|b| *b != b'-').collect();
    let hyphen = code.len() == 9 || code.as_bytes()[8] == b'-';
    bare.len() == 9 && hyphen && bare.iter().all(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(cell: &str) -> (Option<String>, Option<&'static str>) {
        let parsed = uscc(cell);
        (parsed.value, parsed.problems.first().and_then(|problem| problem.case))
    }

    #[test]
    fn good_codes_are_upper_case_and_half_width() {
        // 91000000000000000 and its check character; regions "00" do not exist.
        let good = "91000000000000000K";
        assert_eq!(check_character(good), Some(b'K'), "9·1 + 1·3 = 12, 31 − 12 = 19");
        for cell in [
            good,
            " 91000000000000000k ",
            "９１０００００００００００００００Ｋ",
            "91000000 00000000 0K",
            "'91000000000000000K",
        ] {
            assert_eq!(case(cell), (Some(good.to_owned()), None), "{cell}");
        }
    }

    #[test]
    fn any_of_the_31_characters_may_check() {
        let mut seen = std::collections::BTreeSet::new();
        for n in 0..400 {
            let body = format!("9100{n:013}");
            seen.insert(check_character(&body).unwrap());
        }
        assert_eq!(seen.len(), 31);
    }

    #[test]
    fn older_codes_are_fine() {
        for cell in ["000000000000000", "00000000-0", "000000000", "0000000X-X"] {
            assert_eq!(case(cell).1, None, "{cell}");
        }
    }

    #[test]
    fn wrong_codes_are_kept_and_flagged() {
        assert_eq!(
            case("910000000000000000"),
            (Some("910000000000000000".into()), Some("check"))
        );
        assert_eq!(case("9100000000000000OI").1, Some("letters"));
        assert_eq!(case("9100").1, Some("length"));
        assert_eq!(case("无").0, None);
    }
}
