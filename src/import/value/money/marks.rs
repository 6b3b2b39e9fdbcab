//! Lists inside a cell: 1、设备50万；2、人工20万. Their marks are no amounts.

use std::borrow::Cow;

use crate::text::plain::plain;

/// The plain text of a cell in lower case, with a break for every mark of a list.
pub(super) fn without_marks(cell: &str) -> String {
    let circled = |c: char| if is_circled(c) { ';' } else { c };
    let cell: Cow<'_, str> = if cell.contains(is_circled) {
        cell.chars().map(circled).collect::<String>().into()
    } else {
        cell.into()
    };
    let mut text = plain(&cell).to_lowercase();
    for marks in [dashes(&text), numbers(&text)] {
        marks.iter().rev().for_each(|&(at, end)| text.replace_range(at..end, ";"));
    }
    text
}

/// Numbers in circles, brackets or with a dot of their own, which are no digits: ①50万.
fn is_circled(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{249b}' | '\u{24eb}'..='\u{24ff}' | '\u{2776}'..='\u{2793}')
}

/// Where the marks stand.
type Marks = Vec<(usize, usize)>;

/// The dashes at the heads of several lines, the first line's among them.
fn dashes(text: &str) -> Marks {
    let dash = |rest: &str| rest.starts_with(['-', '–', '—', '·', '•', '*']);
    if !dash(text) {
        return Marks::new();
    }
    let heads = text.match_indices('\n').map(|(at, _)| behind_blanks(text, at + 1));
    let marks = std::iter::once(0).chain(heads).filter(|at| dash(&text[*at..]));
    let marks: Marks = marks
        .map(|at| (at, at + text[at..].chars().next().map_or(0, char::len_utf8)))
        .collect();
    if marks.len() > 1 { marks } else { Marks::new() }
}

/// The numbers of a list that counts from 1 at the start of the text.
fn numbers(text: &str) -> Marks {
    let mut marks = Marks::new();
    if !text.starts_with(['1', '一', '(']) {
        return marks;
    }
    let Some((style, mut end)) = STYLES.iter().find_map(|s| Some((s, head(text, s, 1)?)))
    else {
        return marks;
    };
    marks.push((0, end));
    while let Some((at, next)) = following(text, end, style, marks.len() + 1) {
        marks.push((at, next));
        end = next;
    }
    if marks.len() == 1 && may_be_amounts(&text[end..], style) {
        marks.clear();
    }
    marks
}

/// Whether the number of a mark may be an amount, and a text the next one: 1、2万.
fn may_be_amounts(text: &str, style: &Style) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    style.1 == "、" && digits == 1
}

/// What stands before and behind the number of a mark.
type Style = (&'static str, &'static str);
const STYLES: [Style; 4] = [("(", ")"), ("", "、"), ("", ")"), ("", ".")];

/// The mark of a number at or after a place: bracketed, or at the head of a line or clause.
fn following(text: &str, from: usize, style: &Style, n: usize) -> Option<(usize, usize)> {
    let heads = text[from..].char_indices().filter_map(|(at, c)| {
        let at = from + at;
        match c {
            '(' if style.0 == "(" => Some(at),
            '\n' | ';' | '。' | ',' | ' ' => {
                Some(behind_blanks(text, at + c.len_utf8()))
            }
            _ => None,
        }
    });
    heads.into_iter().find_map(|at| Some((at, at + head(&text[at..], style, n)?)))
}

/// How long the mark of a number at the head of a text is.
fn head(text: &str, (before, behind): &Style, n: usize) -> Option<usize> {
    let number = n.to_string();
    let chinese = "一二三四五六七八九".chars().nth(n.checked_sub(1)?).map(String::from);
    let rest = text.strip_prefix(before)?;
    let rest = rest
        .strip_prefix(number.as_str())
        .or_else(|| rest.strip_prefix(chinese?.as_str()))?
        .strip_prefix(behind)?;
    let decimal = *behind == "." && rest.starts_with(|c: char| c.is_ascii_digit());
    // (1)万元 is a form's blank filled in.
    let unit = rest.trim_start().starts_with(['十', '百', '千', '万', '亿', '元']);
    (!decimal && !unit).then(|| text.len() - rest.len())
}

fn behind_blanks(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_lists_are_breaks() {
        let table = [
            ("1、设备50万；2、人工20万", ";设备50万;;人工20万"),
            ("1.设备50万\n2. 人工20万", ";设备50万\n; 人工20万"),
            ("（1）50万（2）30万", ";50万;30万"),
            ("一、50万\n二、30万", ";50万\n;30万"),
            ("①50万②30万", ";50万;30万"),
            ("①50万", ";50万"),
            ("- 设备50万\n- 人工20万", "; 设备50万\n; 人工20万"),
            ("-50万", "-50万"),
            ("3、5万", "3、5万"),
            ("1、2万", "1、2万"),
            ("1.5万-2.5万", "1.5万-2.5万"),
            ("1.5万, 2.5万", "1.5万, 2.5万"),
            ("（1）万元", "(1)万元"),
            ("1. 50万", "; 50万"),
            ("1、50万", ";50万"),
            ("一、50万", ";50万"),
        ];
        for (cell, text) in table {
            assert_eq!(without_marks(cell), text, "{cell}");
        }
    }
}
