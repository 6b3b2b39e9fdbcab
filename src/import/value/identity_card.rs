//! Identity-card numbers (GB 11643) where they should not be.

use std::ops::Range;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

/// Digits of a number, and of one of the cards before 1999.
const LENGTH: usize = 18;
const OLD_LENGTH: usize = 15;

/// What may stand around the day of birth.
const HYPHENS: [char; 4] = ['-', '－', '–', '—'];

/// Where identity-card numbers stand in a text, in bytes: 17 digits and their check
/// character, with a birth date inside; full width, blanks between groups and hyphens around
/// the birth date allowed. The 15 digits of older cards count where the text calls them so.
pub fn id_numbers(text: &str) -> Vec<Range<usize>> {
    if text.len() < OLD_LENGTH {
        return Vec::new();
    }
    let digits: Vec<Digit> = text.char_indices().filter_map(digit).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at + OLD_LENGTH <= digits.len() {
        let rest = &digits[at..];
        let here = |length: usize| {
            let window = rest.get(..length)?;
            let alone = is_run(text, window) && stands_alone(text, &digits, at, length);
            alone.then_some(window)
        };
        let new = here(LENGTH).filter(|window| is_number(text, window));
        let old = || here(OLD_LENGTH).filter(|window| is_old_number(text, window));
        if let Some(window) = new.or_else(old) {
            found.push(window[0].0..window[window.len() - 1].1);
            at += window.len();
        } else {
            at += 1;
        }
    }
    found
}

/// Whether the code of an organization is a person's number instead: it reads as one, and is
/// no code by its own check character. Codes of firms start with 9, no number does.
pub fn is_id_number(code: &str) -> bool {
    let code = code.trim();
    let whole = id_numbers(code).first() == Some(&(0..code.len()));
    whole && !crate::text::plain::plain(code).starts_with('9') && {
        let digits: Vec<Digit> = code.char_indices().filter_map(digit).collect();
        checks(&digits) || !super::uscc(code).problems.is_empty()
    }
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
type Digit = (usize, usize, u8);

fn digit((at, c): (usize, char)) -> Option<Digit> {
    let folded = crate::text::plain::fold(c).to_ascii_uppercase();
    let byte = u8::try_from(folded).ok().filter(|b| b.is_ascii_digit() || *b == b'X')?;
    Some((at, at + c.len_utf8(), byte))
}

/// Whether nothing but single blanks stands between the digits, or hyphens around the day.
fn is_run(text: &str, window: &[Digit]) -> bool {
    window.windows(2).enumerate().all(|(at, pair)| {
        let between = &text[pair[0].1..pair[1].0];
        let mut between = between.chars();
        match (between.next(), between.next()) {
            (None | Some(' ' | '\u{3000}'), None) => true,
            (Some(mark), None) => HYPHENS.contains(&mark) && matches!(at, 5 | 13),
            _ => false,
        }
    })
}

/// Whether no further digit is glued to either end.
fn stands_alone(text: &str, digits: &[Digit], at: usize, length: usize) -> bool {
    let glued = |a: usize, b: usize| digits[a].1 == digits[b].0;
    let before = at > 0 && glued(at - 1, at);
    let after = at + length < digits.len() && glued(at + length - 1, at + length);
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let in_code = letter(text[..digits[at].0].chars().next_back())
        || letter(text[digits[at + length - 1].1..].chars().next());
    !before && !after && !in_code
}

/// Whether digits are a number: of a province and a day of birth, with the right check
/// character, or so likely one that a slip of the pen made it wrong. Project numbers are of a
/// place, a day and a counter, too (410800-20260801-0001), and the check character of one in
/// eleven fits by chance: with hyphens only the years that people at work are born in count.
fn is_number(text: &str, window: &[Digit]) -> bool {
    if window[..17].iter().any(|digit| digit.2 == b'X') || window[0].2 == b'0' {
        return false;
    }
    let number = |range| number(window, range);
    let year = number(6..10);
    let born = (1900..2100).contains(&year) && is_day(number(10..12), number(12..14));
    let likely = is_province(number(0..2)) && (1930..=2012).contains(&year);
    let written = &text[window[0].0..window[window.len() - 1].1];
    let hyphens = written.contains(HYPHENS);
    born && (likely || !hyphens && checks(window))
}

/// Whether the last character is the one that the others ask for.
fn checks(window: &[Digit]) -> bool {
    let weighed = window.iter().zip(WEIGHTS);
    let sum: u32 = weighed.map(|(d, w)| u32::from(d.2.wrapping_sub(b'0')) * w).sum();
    let check = CHECKS[usize::try_from(sum % 11).expect("below 11")];
    window.get(17).is_some_and(|digit| digit.2 == check)
}

/// Whether 15 digits are the number of an older card: of a province and a day of birth,
/// behind a word that says so.
fn is_old_number(text: &str, window: &[Digit]) -> bool {
    const LABELS: [&str; 4] = ["身份证", "身份證", "idcard", "idnumber"];
    let digits = window.iter().all(|digit| digit.2 != b'X');
    let before: Vec<char> = text[..window[0].0].chars().rev().take(16).collect();
    let before: String = before.into_iter().rev().filter(|c| c.is_alphabetic()).collect();
    let before = before.to_lowercase();
    let label = before.trim_end_matches(['号', '號', '码', '碼', '为', '是']);
    let number = |range| number(window, range);
    digits
        && LABELS.iter().any(|word| label.ends_with(word))
        && is_province(number(0..2))
        && is_day(number(8..10), number(10..12))
}

fn number(window: &[Digit], range: Range<usize>) -> u32 {
    let digits = window[range].iter();
    digits.fold(0, |n, digit| n * 10 + u32::from(digit.2.wrapping_sub(b'0')))
}

fn is_day(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
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
    fn hyphens_and_older_cards_hide_no_number() {
        assert_eq!(without_id_numbers("110000-19800101-0001").unwrap(), "");
        assert_eq!(
            without_id_numbers("原身份证：110000800101001").unwrap(),
            "原身份证："
        );
        assert_eq!(without_id_numbers("ID number 110000800101001").unwrap(), "ID number");
        assert_eq!(without_id_numbers("注册号110000800101001"), None);
        assert_eq!(without_id_numbers("身份证号 110000801301001"), None);
    }

    #[test]
    fn project_numbers_with_hyphens_are_left_alone() {
        for counter in 1..=100 {
            let number = format!("410800-20260801-{counter:04}");
            assert_eq!(without_id_numbers(&number), None, "{number}");
        }
    }

    #[test]
    fn a_number_in_place_of_a_code_is_told_from_codes() {
        assert!(is_id_number("110000198001010001"));
        assert!(!is_id_number("91000000000000000K") && !is_id_number(NUMBER));
        assert!(!is_id_number("110000202601010001"));
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
