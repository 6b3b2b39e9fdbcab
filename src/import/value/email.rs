//! E-mail addresses in a cell.

use std::ops::Range;

use super::{Parsed, is_blank};
use crate::domain::problem::Problem;
use crate::text::plain::plain;

/// An address and its byte range.
pub(super) type Address = (Range<usize>, String);

/// The first e-mail address of a cell, half width.
pub fn email(cell: &str) -> Parsed<Option<String>> {
    if is_blank(cell) {
        return Parsed::fine(None);
    }
    match find(&plain(cell)) {
        Some((_, address)) => Parsed::fine(Some(address)),
        None => Parsed::odd(None, Problem::warning("invalid_email")),
    }
}

/// Whether a cell holds different addresses.
pub fn several_emails(cell: &str) -> bool {
    let addresses = all(&plain(cell));
    addresses.iter().any(|(_, address)| *address != addresses[0].1)
}

/// All addresses in a plain text, with their byte ranges.
pub(super) fn all(text: &str) -> Vec<Address> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((range, address)) = find(&text[from..]) {
        let end = from + range.end;
        found.push((from + range.start..end, address));
        from = end;
    }
    found
}

/// The first address in a plain text, with its byte range.
fn find(text: &str) -> Option<Address> {
    let (at, _) = text.char_indices().find(|(at, c)| {
        *c == '@'
            && text[..*at].ends_with(is_local)
            && text[at + 1..].starts_with(is_domain)
    })?;
    let start = at - text[..at].chars().rev().take_while(|c| is_local(*c)).count();
    let domain_len = text[at + 1..].chars().take_while(|c| is_domain(*c)).count();
    let address = text[start..=at + domain_len].trim_matches('.');
    let domain = address.rsplit_once('@')?.1;
    let (_, top) = domain.rsplit_once('.')?;
    let fine = top.len() >= 2 && top.chars().all(|c| c.is_ascii_alphabetic());
    fine.then(|| (start..at + 1 + domain_len, address.to_owned()))
}

/// What the box of an address is written with.
pub(super) fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%')
}

/// What the host of an address is written with.
pub(super) fn is_domain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_what_surrounds_them() {
        let table = [
            ("li@example.com", Some("li@example.com")),
            ("ｌｉ＠example．com", Some("li@example.com")),
            (
                "邮箱：li.ying+a@mail.example.edu.cn；",
                Some("li.ying+a@mail.example.edu.cn"),
            ),
            ("<a@example.com>; b@example.com", Some("a@example.com")),
            ("无", None),
        ];
        for (cell, expected) in table {
            assert_eq!(email(cell), Parsed::fine(expected.map(str::to_owned)), "{cell}");
        }
    }

    #[test]
    fn a_second_address_is_seen() {
        assert!(several_emails("a@example.com;b@example.com"));
        assert!(!several_emails("a@example.com / a@example.com"));
        assert!(!several_emails("a@example.com") && !several_emails("无"));
    }

    #[test]
    fn what_is_no_address_is_named() {
        for cell in ["li@", "@example.com", "li at example.com", "a@b"] {
            assert_eq!(super::super::codes_of(&email(cell)), ["invalid_email"], "{cell}");
        }
    }
}
