//! What stands beside phones and is none: accounts, postcodes, e-mail addresses.

use std::ops::Range;

use super::email::Address;
use crate::text::word_lists;

word_lists! {
    /// What stands beside names and telephones in a cell.
    pub(super) ContactWords in "contact" {
        /// What announces a person, a telephone or an address.
        labels,
        /// What announces figures that are no phone; 号 or 码 may follow.
        accounts,
        /// Letters before a phone, short for what it is.
        phones,
        /// Labels of accounts that phones have as well.
        shared,
        /// Labels of phones that may share their number with an account.
        sharing,
    }
}

/// The e-mail addresses and the accounts with their labels in a plain text, left to right.
pub(super) fn ranges(text: &str, addresses: &[Address]) -> Vec<Range<usize>> {
    if !text.contains(char::is_alphabetic) {
        return Vec::new();
    }
    let mut ranges: Vec<_> = addresses.iter().map(|(range, _)| range.clone()).collect();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_alphanumeric()) {
        let start = at + start;
        let end = start + word_length(&text[start..]);
        at = end;
        let next = addresses.partition_point(|(address, _)| address.end <= start);
        let known = addresses.get(next).is_some_and(|(known, _)| known.start <= start);
        if !known && let Some(account) = account(text, start..end) {
            at = account.end;
            ranges.push(account);
        }
    }
    ranges.sort_by_key(|range| range.start);
    ranges
}

/// How far letters and digits run.
fn word_length(text: &str) -> usize {
    let inside = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.find(|c| !inside(c)).unwrap_or(text.len())
}

/// The account that a word is, with the label before it.
fn account(text: &str, word: Range<usize>) -> Option<Range<usize>> {
    let letters = &text[word.clone()];
    let digits_at = letters.find(|c: char| c.is_ascii_digit())?;
    let digits = &letters[digits_at..];
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if let Some(behind) = text[word.end..].strip_prefix('@') {
        // An address that lost its end.
        return Some(word.start..word.end + 1 + word_length(behind));
    }
    let (ahead, glued) = (&text[..word.start], &letters[..digits_at]);
    let before = &text[..word.start + digits_at];
    // As many as a landline has.
    let short = matches!(digits.len(), 7 | 8);
    let label = label_before(before).filter(|at| !short || !is_shared(before, *at));
    let named = label.is_some() || is_name(glued) && !(short && is_person(ahead, glued));
    if !named || !is_account(digits, label.is_some()) {
        return None;
    }
    Some(label_before(ahead).or(label).unwrap_or(word.start)..word.end)
}

/// Whether a label stands directly behind one of a phone: 电话/微信：00000000.
fn is_shared(text: &str, label: usize) -> bool {
    let (ahead, label) = text.split_at(label);
    let label = label.to_ascii_lowercase();
    let ahead = ahead.trim_end_matches(' ').strip_suffix(['/', '、']);
    let ahead = ahead.map(|ahead| ahead.trim_end_matches(' ').to_ascii_lowercase());
    let words = ContactWords::get();
    words.shared.iter().any(|known| label.starts_with(known))
        && ahead
            .is_some_and(|ahead| words.sharing.iter().any(|known| ahead.ends_with(known)))
}

/// Whether letters glued before digits are a person's name: Li00000000. In a text of other
/// letters they may be anything.
fn is_person(ahead: &str, letters: &str) -> bool {
    let alone = !ahead.contains(|c: char| !c.is_ascii() && c.is_alphabetic());
    let capital = letters.starts_with(|c: char| c.is_ascii_uppercase());
    let small = letters.bytes().skip(1).all(|b| b.is_ascii_lowercase());
    letters.len() > 1
        && capital
        && small
        && (alone || ahead.ends_with(':'))
        && label_before(ahead).is_none()
}

/// Whether digits may be an account, and are not as many as a phone has that its owner may be
/// found by.
fn is_account(digits: &str, labelled: bool) -> bool {
    match digits.len() {
        0..5 => false,
        11 => !digits.starts_with(['0', '1']),
        10 | 12 => labelled || !digits.starts_with(['0', '4', '8']),
        _ => true,
    }
}

/// Whether Latin letters glued before digits make them an account.
fn is_name(letters: &str) -> bool {
    !letters.is_empty() && !is_phone_label(letters)
}

/// Whether Latin letters announce a phone.
pub(super) fn is_phone_label(letters: &str) -> bool {
    ContactWords::get().phones.contains(&letters.to_ascii_lowercase().as_str())
}

/// Where a number starts with the letters glued before it that announce it: ph00000000.
pub(super) fn glued_label(text: &str, number: usize) -> usize {
    let letters = |c: char| c.is_ascii_alphabetic();
    let label = text[..number].trim_end_matches(letters).len();
    let long = number > label + 1 && is_phone_label(&text[label..number]);
    if long { label } else { number }
}

/// Where a label that announces no phone starts at the end of a text.
fn label_before(text: &str) -> Option<usize> {
    const FAR: usize = 30;
    let from = text.char_indices().rev().nth(FAR).map_or(0, |(at, _)| at);
    let lower = text[from..].to_ascii_lowercase();
    let starts = forms(&lower).map(|form| {
        let label = ContactWords::get()
            .accounts
            .iter()
            .filter(move |label| form.ends_with(**label));
        label.map(move |label| form.len() - label.len()).min()
    });
    starts.into_iter().flatten().min().map(|at| from + at)
}

/// The end of a text without the marks behind a label, and without 号 or 码.
fn forms(text: &str) -> [&str; 2] {
    const MARKS: [char; 4] = [' ', ':', '(', '='];
    let marks = |c: char| MARKS.contains(&c);
    let words = |c: char| marks(c) || matches!(c, '号' | '码' | '號' | '碼');
    [text.trim_end_matches(marks), text.trim_end_matches(words)]
}

/// Whether the words before figures say that these are no phone: an account (`wx123456`), a
/// postcode.
pub(super) fn announced_by(before: &str) -> bool {
    let letters = |c: char| c.is_ascii_alphabetic() || c == '_';
    let glued = &before[before.trim_end_matches(letters).len()..];
    is_name(glued) || label_before(before).is_some()
}

/// Whether a word in lower case announces an account or a postcode.
pub(super) fn is_label(word: &str) -> bool {
    forms(word).iter().any(|form| ContactWords::get().accounts.contains(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let addresses = super::super::email::all(text);
        ranges(text, &addresses).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn accounts_and_addresses_are_found_with_their_labels() {
        let table: &[(&str, &[&str])] = &[
            ("李莹QQ:12345678 10000000000", &["QQ:12345678"]),
            ("QQ(123456)", &["QQ(123456"]),
            ("微信号 abc12345678", &["微信号 abc12345678"]),
            ("wx12345678", &["wx12345678"]),
            ("邮编 454000、qq1000000000", &["邮编 454000", "qq1000000000"]),
            ("12345678@qq.com 10000000000", &["12345678@qq.com"]),
            ("12345678@qq 10000000000", &["12345678@qq"]),
            ("李莹Tony12345678", &["Tony12345678"]),
            ("微信:Li12345678", &["微信:Li12345678"]),
            ("电话/QQ:12345678", &["QQ:12345678"]),
            ("电话/微信:li12345678", &["微信:li12345678"]),
            ("Li12345", &["Li12345"]),
        ];
        for (text, expected) in table {
            assert_eq!(found(text), *expected, "{text}");
        }
    }

    #[test]
    fn phones_are_none() {
        for text in [
            "微信 10000000000",
            "微信号10000000000",
            "Tel12345678",
            "M10000000000",
            "Li0000-0000000",
            "Li00000000000",
            "Li0000000",
            "Li Ying00000000",
            "联系人:Ying00000000",
            "ph00000000",
            "Office00000000",
            "电话/微信:00000000",
            "电话 / 微信号:00000000",
            "0000-0000000x801",
            "10000000000（微信同号）00000000",
            "李莹12345678",
            "李工12345678",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
