//! Normal form: what a text is to the machine.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization as _;

/// The normal form of a text: NFKC, lower case, simplified characters; control and
/// direction marks gone, any white space a plain blank.
pub fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkc().flat_map(char::to_lowercase) {
        match c {
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() || is_mark(c) => {}
            c => out.push(simplified(c)),
        }
    }
    out
}

/// Whether a character is a Han ideograph.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{20000}'..='\u{3ffff}' | '\u{3007}')
}

/// Marks that show nothing: joiners, directions, byte order, soft hyphen.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}')
}

/// The simplified form of a character (`data/vocabulary/traditional.txt`), else itself.
fn simplified(c: char) -> char {
    if !('\u{3400}'..='\u{9fff}').contains(&c) {
        return c;
    }
    let table = TABLE.get_or_init(table);
    match table.binary_search_by_key(&c, |pair| pair.0) {
        Ok(place) => table[place].1,
        Err(_) => c,
    }
}

static TABLE: OnceLock<Vec<(char, char)>> = OnceLock::new();

fn table() -> Vec<(char, char)> {
    let mut pairs: Vec<_> = include_str!("../../data/vocabulary/traditional.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .filter_map(|pair| {
            let mut chars = pair.chars();
            Some((chars.next()?, chars.next()?))
        })
        .collect();
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_script_are_one() {
        assert_eq!(normal("ＬＥＤ 燈具　℃"), "led 灯具 °c");
        assert_eq!(normal("垃圾焚燒\u{202e}飛灰"), "垃圾焚烧飞灰");
        assert_eq!(normal("a\u{7}b\tc"), "ab c");
    }

    #[test]
    fn normal_form_is_stable() {
        for text in ["Al₂O₃陶瓷", "①②③", "蓮霧反季節調節", "ﷺ\u{200f}"]
        {
            let once = normal(text);
            assert_eq!(normal(&once), once, "{text}");
        }
    }
}
