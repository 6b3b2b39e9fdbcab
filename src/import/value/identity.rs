//! Identity-card numbers (GB 11643) where they should not be.

use std::ops::Range;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

/// Where identity-card numbers stand in a text, in bytes: 17 digits and their check
/// character, with a birth date inside; full width and blanks between groups allowed.
pub fn id_numbers(text: &str) -> Vec<Range<usize>> {
    if text.len() < 18 {
        return Vec::new();
    }
    let digits: Vec<(usize, usize, u8)> = text.char_indices().filter_map(digit).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at + 18 <= digits.len() {
        let window = &digits[at..at + 18];
        if is_run(text, window) && stands_alone(text, &digits, at) && is_number(window) {
            found.push(window[0].0..window[17].1);
            at += 18;
        } else {
            at += 1;
        }
    }
    found
}

/// The text with its identity-card numbers taken out; `None` if it holds none.
pub fn without_id_numbers(text: &str) -> Option<String> {
    let found = id_numbers(text);
    let last = found.last()?.end;
    let mut kept = String::new();
    let mut from = 0;
    for range in &found {
        kept.push_str(&text[from..range.start]);
        from = range.end;
    }
    kept.push_str(&text[last..]);
    Some(kept.trim().to_owned())
}

/// A digit or X: where it starts and ends, and its half-width byte.
fn digit((at, c): (usize, char)) -> Option<(usize, usize, u8)> {
    let folded = crate::text::plain::fold(c).to_ascii_uppercase();
    let byte = u8::try_from(folded).ok().filter(|b| b.is_ascii_digit() || *b == b'X')?;
    Some((at, at + c.len_utf8(), byte))
}

/// Whether nothing but single blanks stands between the digits.
fn is_run(text: &str, window: &[(usize, usize, u8)]) -> bool {
    window.windows(2).all(|pair| {
        let between = &text[pair[0].1..pair[1].0];
        between.is_empty() || between == " " || between == "\u{3000}"
    })
}

/// Whether no further digit is glued to either end.
fn stands_alone(text: &str, digits: &[(usize, usize, u8)], at: usize) -> bool {
    let glued = |a: usize, b: usize| digits[a].1 == digits[b].0;
    let before = at > 0 && glued(at - 1, at);
    let after = at + 18 < digits.len() && glued(at + 17, at + 18);
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let in_code = letter(text[..digits[at].0].chars().next_back())
        || letter(text[digits[at + 17].1..].chars().next());
    !before && !after && !in_code
}

/// Whether digits are a number: of a province and a day of birth, with the right check
/// character, or so likely one that a slip of the pen made it wrong.
fn is_number(window: &[(usize, usize, u8)]) -> bool {
    let bytes: Vec<u8> = window.iter().map(|digit| digit.2).collect();
    let number = |range: Range<usize>| {
        bytes[range].iter().fold(0_u32, |n, b| n * 10 + u32::from(b.wrapping_sub(b'0')))
    };
    if bytes[..17].contains(&b'X') || bytes[0] == b'0' {
        return false;
    }
    let (year, month, day) = (number(6..10), number(10..12), number(12..14));
    let born = (1900..2100).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day);
    let sum: u32 = bytes.iter().zip(WEIGHTS).map(|(b, w)| u32::from(b - b'0') * w).sum();
    let checked = CHECKS[usize::try_from(sum % 11).expect("below 11")] == bytes[17];
    let likely = is_province(number(0..2)) && (1930..=2012).contains(&year);
    born && (checked || likely)
}

/// The first two digits of the provinces, GB/T 2260.
fn is_province(code: u32) -> bool {
    matches!(
        code,
        11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    // Region 990000 does not exist; the check characters are computed by GB 11643.
    const NUMBER: &str = "990000190001010008";
    const WITH_X: &str = "99000019000101018X";

    #[test]
    fn numbers_are_found_in_running_text() {
        for number in [NUMBER, WITH_X] {
            assert_eq!(id_numbers(number).first(), Some(&(0..18)), "{number}");
            let text = format!("联系人身份证号：{number}，请核");
            assert_eq!(without_id_numbers(&text).unwrap(), "联系人身份证号：，请核");
        }
        assert_eq!(id_numbers("99000019000101018x").len(), 1);
        assert_eq!(id_numbers("９９００００１９０００１０１０００８").len(), 1);
        assert_eq!(id_numbers("990000 19000101 0008").len(), 1);
    }

    #[test]
    fn a_slip_of_the_pen_hides_no_number() {
        // A province, a day of birth of somebody alive, and a wrong check character.
        assert_eq!(without_id_numbers("身份证110000198001010001").unwrap(), "身份证");
        // A code with the day of its making.
        assert_eq!(without_id_numbers("110000202601010001"), None);
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "990000190001010007",
            "990000190013010008",
            "1990000190001010008",
            "91000000000000000K",
            "18 位数字",
            "",
        ] {
            assert_eq!(without_id_numbers(text), None, "{text}");
        }
    }
}
