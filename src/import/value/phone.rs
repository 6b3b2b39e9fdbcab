//! Phone numbers: several in a cell, extensions, full width, spaced digits, numbers a
//! spreadsheet took for figures.

use std::ops::Range;

use super::figure::{as_figure, lost_digits};
use super::listed::without_list_numbers;
use super::{Parsed, account, email, glued, is_blank};
use crate::domain::problem::Problem;
use crate::text::plain::plain;

/// The phone numbers of a cell, in order, each once: half width, digits without blanks,
/// area codes after a hyphen, extensions after `转`, `+86` taken off.
pub fn phones(cell: &str) -> Parsed<Vec<String>> {
    if is_blank(cell) {
        return Parsed::fine(Vec::new());
    }
    if is_one(cell)
        && let Some(phone) = normalised(cell)
    {
        return Parsed::fine(vec![phone]);
    }
    if lost_digits(cell) {
        let problem = Problem::warning("value_truncated").in_case("phone");
        return Parsed::odd(Vec::new(), problem);
    }
    let (phones, rest) = parted(cell);
    if phones.is_empty() {
        return Parsed::odd(phones, Problem::warning("invalid_phone"));
    }
    if leaves_figures(&rest) {
        return Parsed::odd(phones, cut());
    }
    Parsed::fine(phones)
}

/// Whether a cell of phones holds digits that are in none of them: a second line (`、55`), an
/// account.
pub fn phones_leave_digits(cell: &str) -> bool {
    !is_blank(cell)
        && !is_one(cell)
        && (parted(cell).1.contains(|c: char| c.is_ascii_digit())
            || glued::parts_address(&plain(cell)))
}

/// The phones of a cell, each once, and what is left beside them and e-mail addresses.
fn parted(cell: &str) -> (Vec<String>, String) {
    let text = as_figure(cell);
    let text = without_list_numbers(&text);
    let text = plain(&text);
    let text = glued::with_breaks(&text);
    let addresses = email::all(&text);
    let others = account::ranges(&text, &addresses);
    let mut taken: Vec<_> = addresses.into_iter().map(|(range, _)| range).collect();
    let mut phones: Vec<String> = Vec::new();
    for (range, phone) in numbers(&text, &others) {
        taken.push(range);
        if !phones.contains(&phone) {
            phones.push(phone);
        }
    }
    let rest = without(&text, taken);
    (phones, rest)
}

/// The problem of a number that has not the digits of one.
pub(super) fn cut() -> Problem {
    Problem::warning("invalid_phone").in_case("digits")
}

/// Whether what is left beside the numbers of a cell holds figures that may be one more with
/// a digit lost.
pub(super) fn leaves_figures(rest: &str) -> bool {
    let mut at = 0;
    while let Some(start) = rest[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + start;
        let run = &rest[start..];
        let length = run.find(|c: char| !c.is_ascii_digit()).unwrap_or(run.len());
        if length >= 5 && !account::announced_by(&rest[..start]) {
            return true;
        }
        at = start + length;
    }
    false
}

/// What is left of a text where some ranges are taken out.
pub(super) fn without(text: &str, mut taken: Vec<Range<usize>>) -> String {
    taken.sort_by_key(|range| range.start);
    let mut left = String::new();
    let mut from = 0;
    for range in taken {
        left.push_str(text.get(from..range.start).unwrap_or_default());
        left.push(';');
        from = range.end.max(from);
    }
    left.push_str(&text[from..]);
    left
}

/// Whether a cell is digits with at most a hyphen, as most are: one number and no more.
fn is_one(cell: &str) -> bool {
    let inside = |b: u8| b.is_ascii_digit() || b == b'-';
    (7..=13).contains(&cell.len())
        && cell.bytes().all(inside)
        && cell.bytes().filter(|b| *b == b'-').count() < 2
        && !cell.starts_with('-')
        && !cell.ends_with('-')
}

/// The numbers in a plain text with their byte ranges, beside its accounts and addresses.
pub(super) fn numbers(
    text: &str,
    others: &[Range<usize>],
) -> Vec<(Range<usize>, String)> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit() || c == '+') {
        let start = at + start;
        let other = others.get(others.partition_point(|other| other.end <= start));
        if let Some(other) = other.filter(|other| other.start <= start) {
            let mobile = glued::mobile_of(&text[other.clone()]);
            found.extend(mobile.map(|m| (start..start + m.len(), m.to_owned())));
            at = other.end;
            continue;
        }
        let start = opened(text, start);
        let rest = &text[start..other.map_or(text.len(), |other| other.start)];
        let run = &rest[..run_length(rest)];
        let mut from = start;
        for part in several(run) {
            let range = from..from + part.len();
            from += part.len();
            if let Some(phone) = normalised(part) {
                found.push((account::glued_label(text, range.start)..range.end, phone));
            } else if let (Some((last, phone)), Some(digits)) =
                (found.last_mut(), extension(part))
            {
                let between = &text[last.end..range.start];
                if is_extension_mark(between) && !phone.contains('转') {
                    phone.push('转');
                    phone.push_str(digits);
                    last.end = range.end;
                }
            }
        }
        at = start + run.len().max(1);
    }
    found
}

/// Takes an opening bracket of an area code with the number: `(0391) 0000000`.
fn opened(text: &str, start: usize) -> usize {
    if text[..start].ends_with('(') { start - 1 } else { start }
}

/// How far digits, blanks and hyphens of one or more numbers run.
fn run_length(text: &str) -> usize {
    let inside = |c: char| {
        c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '—' | '(' | ')' | '+')
    };
    let end = text.find(|c| !inside(c)).unwrap_or(text.len());
    text[..end].trim_end_matches(|c: char| !c.is_ascii_digit()).len()
}

/// A run of digits cut where blanks part whole numbers (`0391-0000000 13000000000`), not where
/// they part the digits of one (`138 0000 0000`).
fn several(run: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    if let Some(mobiles) = glued_mobiles(run) {
        return mobiles;
    }
    for (at, _) in run.match_indices(' ') {
        let left = &run[from..at];
        let right = run[at..].trim_start().split(' ').next().unwrap_or_default();
        let mobile = is_mobile(left) || is_mobile(right) && !is_country(left);
        if mobile || is_whole(left) && is_whole(right) {
            parts.push(left);
            from = at;
        }
    }
    parts.push(&run[from..]);
    parts
}

/// Mobile numbers written without anything between them.
fn glued_mobiles(run: &str) -> Option<Vec<&str>> {
    let whole = run.len() >= 22 && run.len().is_multiple_of(11);
    let digits = run.bytes().all(|b| b.is_ascii_digit());
    if !whole || !digits {
        return None;
    }
    let mobiles = (0..run.len() / 11).map(|at| &run[at * 11..(at + 1) * 11]);
    let mobiles: Vec<&str> = mobiles.collect();
    let mobile = |part: &&str| part.starts_with('1') && part.as_bytes()[1] >= b'3';
    mobiles.iter().all(mobile).then_some(mobiles)
}

/// Whether a part is the digits of a mobile number and no more.
fn is_mobile(part: &str) -> bool {
    let part = part.trim();
    part.len() == 11 && part.starts_with('1') && part.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a part is the code of the country, 86.
fn is_country(part: &str) -> bool {
    matches!(part.trim().trim_matches(['+', '(', ')', '-', ' ']), "86" | "0086")
}

fn is_whole(part: &str) -> bool {
    let digits = part.chars().filter(char::is_ascii_digit).count();
    digits >= 7
}

/// A number in its usual form, or nothing if the digits are no phone number.
fn normalised(part: &str) -> Option<String> {
    let digits: String = part.chars().filter(char::is_ascii_digit).collect();
    let domestic = match digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86"))
    {
        Some(rest)
            if part.contains('+') || digits.starts_with("0086") || rest.len() == 11 =>
        {
            rest
        }
        _ => &digits,
    };
    let foreign = part.contains('+') && domestic.len() == digits.len();
    match domestic.len() {
        _ if foreign => (8..=15).contains(&digits.len()).then(|| format!("+{digits}")),
        11 if domestic.starts_with('1') => Some(domestic.to_owned()),
        10..=12 if domestic.starts_with('0') => Some(landline(part, domestic)),
        9..=11 if part.contains('+') || digits.starts_with("0086") => {
            Some(landline(part, &format!("0{domestic}")))
        }
        10 if domestic.starts_with("400") || domestic.starts_with("800") => {
            Some(domestic.to_owned())
        }
        7 | 8 => Some(domestic.to_owned()),
        11 if domestic.starts_with("000") => Some(domestic.to_owned()),
        13..=17 if domestic.starts_with('0') => hyphenated_extension(part, domestic),
        _ => None,
    }
}

/// A landline number with a hyphen after the area code: as written, else after three
/// digits (010, 02x), else four.
fn landline(part: &str, digits: &str) -> String {
    let written = part
        .trim_start_matches(['(', ' ', '+'])
        .split(['-', ')', ' ', '–', '—'])
        .find(|piece| {
            matches!(piece.len(), 3 | 4) && piece.starts_with('0') && *piece != "0086"
        })
        .map(str::len);
    let area = written.unwrap_or(match digits.as_bytes() {
        [b'0', b'1' | b'2', ..] => 3,
        _ => 4,
    });
    format!("{}-{}", &digits[..area], &digits[area..])
}

/// `0391-0000000-801`: the last hyphen leads to an extension.
fn hyphenated_extension(part: &str, digits: &str) -> Option<String> {
    let (number, extension) = part.rsplit_once('-')?;
    let own = number.chars().filter(char::is_ascii_digit).count();
    let fits = (10..=12).contains(&own) && (1..=6).contains(&extension.trim().len());
    fits.then(|| format!("{}转{}", landline(number, &digits[..own]), extension.trim()))
}

/// Digits short enough to be an extension.
fn extension(part: &str) -> Option<&str> {
    let digits = part.trim_matches([' ', '-', '(', ')']);
    let fits =
        (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then_some(digits)
}

/// Whether the text between a number and digits says that they are its extension.
fn is_extension_mark(between: &str) -> bool {
    let mark: String = between.chars().filter(|c| !c.is_whitespace()).collect();
    let mark = mark.trim_matches(['(', ',', ':', '.']).to_lowercase();
    matches!(
        &*mark,
        "转" | "转接" | "分机" | "分机号" | "ext" | "x" | "#" | "extension" | "轉"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_every_shape() {
        let table: &[(&str, &[&str])] = &[
            ("10000000000", &["10000000000"]),
            ("10000000000.0", &["10000000000"]),
            ("1.0000000001E+10", &["10000000001"]),
            ("100 0000 0000", &["10000000000"]),
            ("100-0000-0000", &["10000000000"]),
            ("１００００００００００", &["10000000000"]),
            ("+86 100 0000 0000", &["10000000000"]),
            ("86-10000000000", &["10000000000"]),
            ("0000-0000000,10000000000", &["0000-0000000", "10000000000"]),
            ("0000-0000000 10000000000", &["0000-0000000", "10000000000"]),
            ("00000000000", &["0000-0000000"]),
            ("(0000)0000000", &["0000-0000000"]),
            ("（0000）0000000", &["0000-0000000"]),
            ("010-00000000", &["010-00000000"]),
            ("01000000000", &["010-00000000"]),
            ("0000-0000000转801", &["0000-0000000转801"]),
            ("0000-0000000 分机 801", &["0000-0000000转801"]),
            ("0000-0000000 ext. 801", &["0000-0000000转801"]),
            ("0000-0000000-801", &["0000-0000000转801"]),
            ("0000000", &["0000000"]),
            ("4000000000", &["4000000000"]),
            ("座机：0000-0000000；手机：10000000000", &["0000-0000000", "10000000000"]),
            ("10000000000/10000000001", &["10000000000", "10000000001"]),
            ("10000000000、10000000000", &["10000000000"]),
            ("1540000000015400000001", &["15400000000", "15400000001"]),
            ("0086-010-00000000", &["010-00000000"]),
            ("+49 30 0000000", &["+49300000000"]),
            ("无", &[]),
            ("QQ 123456 10000000000", &["10000000000"]),
            ("QQ:12345678，0000-0000000", &["0000-0000000"]),
            ("10000000000 12345678@example.com", &["10000000000"]),
            ("10000000000 8012", &["10000000000"]),
            ("10000000000 +86 10000000001", &["10000000000", "10000000001"]),
            ("+86 - 10000000000", &["10000000000"]),
            ("0000-0000000QQ12345678", &["0000-0000000"]),
            ("15400000000@example.com", &["15400000000"]),
        ];
        for (cell, expected) in table {
            let parsed = phones(cell);
            assert_eq!(parsed.value, *expected, "{cell}");
            assert_eq!(parsed.problems, [], "{cell}");
        }
    }

    #[test]
    fn a_number_with_a_digit_lost_is_named_beside_a_whole_one() {
        let parsed = phones("10000000000/1000000001");
        assert_eq!(parsed.value, ["10000000000"]);
        assert_eq!(super::super::codes_of(&parsed), ["invalid_phone"]);
    }

    #[test]
    fn accounts_addresses_and_postcodes_are_no_phones_with_a_digit_lost() {
        for rest in [
            "，123456789@qq.com",
            " a@example.com;123456789@example.com",
            " wx123456",
            " 微信号：1234567a",
            " QQ:123456789",
            " 邮编454000",
            " 邮政编码：454000",
        ] {
            let cell = format!("10000000000{rest}");
            let parsed = phones(&cell);
            assert_eq!(parsed.value[0], "10000000000", "{cell}");
            assert_eq!(parsed.problems, [], "{cell}");
        }
        for rest in [" tel1000000001", "、电话：1000000001"] {
            let parsed = phones(&format!("10000000000{rest}"));
            assert_eq!(super::super::codes_of(&parsed), ["invalid_phone"], "{rest}");
        }
    }

    #[test]
    fn digits_that_are_in_no_phone_are_seen() {
        for cell in ["0000-0000000、55", "0000-0000000~6", "10000000000 wx123456"] {
            assert!(phones_leave_digits(cell), "{cell}");
        }
        for cell in ["10000000000", "10000000000.0", "0000-0000000转801", "无", "见附件"]
        {
            assert!(!phones_leave_digits(cell), "{cell}");
        }
        assert!(!phones_leave_digits("10000000000，123456789@qq.com"));
    }

    #[test]
    fn what_is_no_number_is_named() {
        for cell in ["12345", "见附件", "不便透露"] {
            assert_eq!(
                super::super::codes_of(&phones(cell)),
                ["invalid_phone"],
                "{cell}"
            );
        }
    }
}
