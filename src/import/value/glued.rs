//! Numbers glued to what stands beside them: a line break that was lost.

use std::borrow::Cow;

use super::{account, email};

/// A plain text with a break where a whole number ends before letters, or starts behind an
/// address.
pub(super) fn with_breaks(text: &str) -> Cow<'_, str> {
    let breaks = breaks(text);
    if breaks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut parted = String::with_capacity(text.len() + breaks.len());
    let mut from = 0;
    for at in breaks {
        parted.push_str(&text[from..at]);
        parted.push(';');
        from = at;
    }
    parted.push_str(&text[from..]);
    Cow::Owned(parted)
}

/// Whether a break may be in the midst of an address that begins with a number.
pub(super) fn parts_address(text: &str) -> bool {
    text.contains('@') && matches!(with_breaks(text), Cow::Owned(_))
}

/// The mobile number that the box of an address is: 15400000000@example.com.
pub(super) fn mobile_of(address: &str) -> Option<&str> {
    let (local, _) = address.split_once('@')?;
    (local.len() == 11 && is_sure(local)).then_some(local)
}

fn breaks(text: &str) -> Vec<usize> {
    let mut breaks = Vec::new();
    if !text.bytes().any(|b| b.is_ascii_alphabetic()) {
        return breaks;
    }
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + start;
        let inside = |c: char| c.is_ascii_digit() || c == '-';
        let end = text[start..].find(|c| !inside(c)).map_or(text.len(), |n| start + n);
        let (before, number, behind) =
            (&text[..start], text[start..end].trim_end_matches('-'), &text[end..]);
        if follows_address(before, number, behind) {
            breaks.push(start);
        } else if ends_before(number, behind) && starts_word(before) {
            breaks.push(end);
        }
        at = end;
    }
    breaks
}

/// Whether a number is a mobile one or has an area code, and is none of an account's.
fn is_sure(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let mobile = |digits: &str| {
        digits.len() == 11 && digits.starts_with('1') && digits.as_bytes()[1] >= b'3'
    };
    mobile(&digits)
        || digits.strip_prefix("86").is_some_and(mobile)
        || number.split_once('-').is_some_and(|(area, rest)| {
            area.starts_with('0') && matches!((area.len(), rest.len()), (3..=4, 7..=8))
        })
}

/// Whether digits are as many as a number has; in front of the label of an account they may
/// lack the area code.
fn is_whole(number: &str, labelled: bool) -> bool {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    match number.as_bytes() {
        [b'0', ..] => (10..=12).contains(&digits),
        [b'1', ..] if digits == 11 => true,
        _ => labelled && matches!(digits, 7 | 8),
    }
}

/// Whether a number is whole where letters follow that are none of its extension.
fn ends_before(number: &str, behind: &str) -> bool {
    let letters = behind.find(|c: char| !c.is_ascii_alphabetic());
    let letters = behind[..letters.unwrap_or(behind.len())].to_ascii_lowercase();
    if letters.is_empty() {
        return false;
    }
    if behind.trim_start_matches(email::is_local).starts_with('@') {
        return is_sure(number);
    }
    let extension = matches!(&*letters, "x" | "ext" | "extension");
    !extension && is_whole(number, account::is_label(&letters))
}

/// Whether a number behind a text starts a word, or stands behind the label of a phone.
fn starts_word(before: &str) -> bool {
    let before = before.trim_end_matches(['+', '-']);
    let word = before.trim_end_matches('.');
    let glued = &word[word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len()..];
    account::is_phone_label(glued)
        || !before.ends_with(|c| email::is_local(c) || c == '@')
}

/// Whether a number stands directly behind an address: zw@example.com15400000000.
fn follows_address(before: &str, number: &str, behind: &str) -> bool {
    let host = &before[before.trim_end_matches(email::is_domain).len()..];
    let top = host.rsplit_once('.').map_or("", |(_, top)| top);
    top.len() >= 2
        && top.bytes().all(|b| b.is_ascii_alphabetic())
        && before[..before.len() - host.len()].ends_with('@')
        && !behind.starts_with(|c| email::is_local(c) || c == '@')
        && is_sure(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_break_is_put_back() {
        let table = [
            ("李莹15400000000li@example.com", "李莹15400000000;li@example.com"),
            ("Tel.15400000000li@example.com", "Tel.15400000000;li@example.com"),
            ("+8615400000000li@example.com", "+8615400000000;li@example.com"),
            ("0000-0000000li@example.com", "0000-0000000;li@example.com"),
            ("10000000000QQ12345678", "10000000000;QQ12345678"),
            ("0000-0000000QQ12345678", "0000-0000000;QQ12345678"),
            ("2000000QQ12345678", "2000000;QQ12345678"),
            ("li@example.com15400000000", "li@example.com;15400000000"),
            ("li@example.com0000-0000000", "li@example.com;0000-0000000"),
        ];
        for (text, expected) in table {
            assert_eq!(with_breaks(text), expected, "{text}");
        }
    }

    #[test]
    fn words_stay_whole() {
        for text in [
            "0000-0000000x801",
            "0000-0000000ext801",
            "15400000000@example.com",
            "li15400000000a@example.com",
            "li.15400000000a@example.com",
            "12345678li@example.com",
            "10000000000li@example.com",
            "0201123456a@example.com",
            "li@example.com 15400000000",
            "li@b15400000000.com",
            "wx10000000000a",
            "0000000abc",
        ] {
            assert_eq!(with_breaks(text), text);
        }
    }
}
