//! Telephones and people in a numbered list: 1.固定：000-0000000 2.手机：…, ①…②….

use std::borrow::Cow;

/// A text with a break in place of each number of the list that it is, if it begins as one and
/// counts on; others stay, for they may be an extension.
pub(super) fn without_list_numbers(cell: &str) -> Cow<'_, str> {
    let marks = marks(cell);
    if marks.is_empty() {
        return Cow::Borrowed(cell);
    }
    let mut text = String::with_capacity(cell.len());
    let mut from = 0;
    for (start, end) in marks {
        text.push_str(&cell[from..start]);
        text.push(';');
        from = end;
    }
    text.push_str(&cell[from..]);
    Cow::Owned(text)
}

/// Where the numbers of a list stand, which are 1, 2, 3 …
fn marks(cell: &str) -> Vec<(usize, usize)> {
    let mut marks: Vec<(usize, usize)> = Vec::new();
    let indent = cell.len() - cell.trim_start().len();
    let first = number(&cell[indent..]).filter(|(number, _)| *number == 1);
    let Some((_, length)) = first else { return marks };
    marks.push((indent, indent + length));
    for (at, _) in cell.char_indices().skip_while(|(at, _)| *at < indent + length) {
        let next = u32::try_from(marks.len() + 1).unwrap_or(u32::MAX);
        let circled = cell[at..].starts_with(|c| ('①'..='⑳').contains(&c));
        let apart = circled
            || cell[..at]
                .ends_with(|c: char| c.is_whitespace() || ";；,，、。".contains(c))
            || cell[at..].starts_with(['(', '（']);
        let found = number(&cell[at..]).filter(|(number, _)| apart && *number == next);
        marks.extend(found.map(|(_, length)| (at, at + length)));
    }
    // 1.38E+10 is no list of one
    let decimal = cell[..indent + length].ends_with(['.', '．'])
        && cell[indent + length..].starts_with(|c: char| c.is_ascii_digit());
    if decimal && marks.len() < 2 {
        marks.clear();
    }
    marks
}

/// The number that a text begins with, and how long it is: `1.`, `2、`, `（3）`, `④`.
fn number(text: &str) -> Option<(u32, usize)> {
    let c = text.chars().next()?;
    if ('①'..='⑳').contains(&c) {
        return Some((u32::from(c) - u32::from('①') + 1, c.len_utf8()));
    }
    let inner = text.strip_prefix(['(', '（']);
    let rest = inner.unwrap_or(text);
    let digit = rest.chars().next()?.to_digit(10)?;
    let behind = &rest[1..];
    let ends: &[char] =
        if inner.is_some() { &[')', '）'] } else { &['.', '．', '、', ')', '）'] };
    let after = behind.strip_prefix(ends).filter(|after| !after.trim().is_empty())?;
    Some((digit, text.len() - after.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_a_list_are_no_digits_of_a_telephone() {
        for (cell, text) in [
            ("1.固定：000-1234567  2.手机：", ";固定：000-1234567  ;手机："),
            ("①000-1234567②000-7654321", ";000-1234567;000-7654321"),
            ("（1）某甲（2）某乙", ";某甲;某乙"),
            ("1、000-1234567\n2、000-7654321", ";000-1234567\n;000-7654321"),
        ] {
            assert_eq!(without_list_numbers(cell), text);
        }
    }

    #[test]
    fn extensions_and_numbers_of_telephones_stay() {
        for cell in [
            "000-1234567转 2、000-7654321",
            "13800000000",
            "1 380 0000000",
            "000-1234567（1）",
            "1.38E+10",
            "1. 000-1234567转3、000-7654321",
        ] {
            let text = without_list_numbers(cell);
            assert_eq!(text.contains(';'), cell.starts_with("1. "), "{cell}");
        }
    }
}
