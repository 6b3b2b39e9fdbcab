//! A text of TOML without what is wrong in it, so that what is wrong further on is found.

use std::ops::Range;

/// The text with the statement of a fault blanked, of a table's header the whole table, of
/// an array over several lines the lines of the fault alone if they close what they open;
/// `None` where nothing is left to blank. What stands elsewhere keeps its place.
pub(super) fn without(text: &str, fault: Range<usize>) -> Option<String> {
    let lines = lines(text);
    let of = |at: usize| lines.iter().rposition(|line| line.start <= at);
    let (mut first, mut last) = (of(fault.start)?, of(fault.end.max(fault.start))?);
    if last > first && lines[last].start == fault.end {
        last -= 1;
    }
    let after = |line: usize| lines.get(line + 1).map_or(0, |next| next.depth);
    let is_row = lines[first].depth > 0
        && !lines[first].is_quoted
        && (first..=last).all(|line| after(line) >= lines[first].depth)
        && after(last) == lines[first].depth;
    if !is_row {
        first = lines[..=first].iter().rposition(Line::begins)?;
        while last + 1 < lines.len() && !lines[last + 1].begins() {
            last += 1;
        }
    }
    let is_header = |line: &Line| {
        line.begins()
            && text[line.start..].trim_start_matches([' ', '\t']).starts_with('[')
    };
    if is_header(&lines[first]) {
        let next = lines.iter().skip(last + 1).position(is_header);
        last = next.map_or(lines.len() - 1, |next| last + next);
    }
    let end = lines.get(last + 1).map_or(text.len(), |next| next.start);
    blanked(text, lines[first].start..end)
}

fn blanked(text: &str, range: Range<usize>) -> Option<String> {
    if text[range.clone()].trim().is_empty() {
        return None;
    }
    let blank =
        |c: char| if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) };
    let blank: String = text[range.clone()].chars().map(blank).collect();
    Some([&text[..range.start], &blank, &text[range.end..]].concat())
}

/// A line: where it starts, how many brackets are open there, and whether a string is.
struct Line {
    start: usize,
    depth: u32,
    is_quoted: bool,
}

impl Line {
    /// Whether a statement may begin here.
    fn begins(&self) -> bool {
        self.depth == 0 && !self.is_quoted
    }
}

/// The lines of a text. Brackets in strings and comments open nothing.
fn lines(text: &str) -> Vec<Line> {
    let mut lines = vec![Line { start: 0, depth: 0, is_quoted: false }];
    let mut depth = 0_u32;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let at = text.len() - rest.len();
        let length = match c {
            '"' | '\'' => string(rest, c),
            '#' => rest.find('\n').unwrap_or(rest.len()),
            _ => c.len_utf8(),
        };
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let ends = rest[..length].match_indices('\n').map(|(end, _)| at + end + 1);
        let is_quoted = c != '\n';
        lines.extend(ends.map(|start| Line { start, depth, is_quoted }));
        rest = &rest[length..];
    }
    lines
}

/// The length of the string at the start of a text; one that does not end, ends with its
/// line.
fn string(text: &str, quote: char) -> usize {
    let long = [quote; 3].iter().collect::<String>();
    if let Some(inner) = text.strip_prefix(&long) {
        return inner.find(&long).map_or(text.len(), |end| end + 2 * long.len());
    }
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\n' => return at,
            _ if escaped => escaped = false,
            '\\' => escaped = quote == '"',
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stays where the first `x` of a text is at fault.
    fn rest(text: &str) -> String {
        let at = text.find('x').unwrap();
        let left = without(text, at..at + 1).unwrap();
        assert_eq!(left.len(), text.len());
        left.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_statement_goes_with_all_its_lines() {
        assert_eq!(rest("a = 1\nb = x\nc = 2\n"), "a = 1 c = 2");
        assert_eq!(rest("a = [x,\n  1,\n]\nc = 2"), "c = 2");
        assert_eq!(rest("a = [ # ]\n  1\n]\nx = '['\nc = 2"), "a = [ # ] 1 ] c = 2");
        assert_eq!(rest("a = [\n  [1,\n   x],\n]\nc = 2"), "c = 2");
        assert_eq!(rest("a = '''\n[x\n'''\nc = 2"), "c = 2");
    }

    #[test]
    fn of_an_array_only_the_row() {
        assert_eq!(
            rest("a = [\n  [1, 2],\n  [x, 3],\n]\nc = 2"),
            "a = [ [1, 2], ] c = 2"
        );
    }

    #[test]
    fn a_table_goes_with_its_header() {
        assert_eq!(rest("a = 1\n[x]\nb = [\n[2]]\n [[c]]\nd = 1"), "a = 1 [[c]] d = 1");
        assert_eq!(without("\n \n", 1..1), None);
    }
}
