//! Normal form: what a text is to the machine.

use std::borrow::Cow;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization as _;

/// The normal form of a text: NFKC, lower case, simplified characters, one kind of hyphen;
/// control and direction marks gone, any white space one plain blank, and none where word
/// processors put it: between Chinese and other letters, at the end of a full line.
pub fn normal(text: &str) -> String {
    set_close(characters(text))
}

/// The text with the hyphens of words read as blanks, byte for byte as long: sodium-ion is
/// sodium ion.
pub(super) fn unhyphened(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    let joins =
        |at: usize| bytes[at] == b'-' && at > 0 && letter(at - 1) && letter(at + 1);
    if !(0..bytes.len()).any(joins) {
        return Cow::Borrowed(text);
    }
    let read = |(at, c): (usize, char)| if c == '-' && joins(at) { ' ' } else { c };
    Cow::Owned(text.char_indices().map(read).collect())
}

/// The normal form of each character; lines still end in `\n`.
fn characters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let quick = rest.find(|c| !is_quick(c)).unwrap_or(rest.len());
        // A mark that follows may change the last character.
        let last = rest[..quick].chars().next_back().filter(|_| quick < rest.len());
        let (plain, others) = rest.split_at(quick - last.map_or(0, char::len_utf8));
        out.extend(plain.chars().map(quick_form));
        let first = others.chars().next().map_or(0, char::len_utf8);
        let end = others[first..].find(is_quick).map_or(others.len(), |at| first + at);
        composed(&others[..end], &mut out);
        rest = &others[end..];
    }
    out
}

/// Characters of a line that may go on in the next: shorter ones are titles and items of lists.
const FULL_LINE: usize = 20;

/// White space as it counts: runs are one blank, and some are none.
fn set_close(text: String) -> String {
    let is_space = |c: u8| matches!(c, b' ' | b'\n');
    if !text.bytes().any(is_space) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut line) = (text.as_str(), 0);
    while let Some(at) = rest.bytes().position(is_space) {
        let (words, spaces) = rest.split_at(at);
        out.push_str(words);
        line += words.chars().count();
        rest = spaces.trim_start_matches([' ', '\n']);
        let breaks = spaces[..spaces.len() - rest.len()].matches('\n').count();
        let goes_on = breaks == 1 && line >= FULL_LINE;
        if breaks > 0 {
            line = 0;
        }
        let before = out.chars().next_back().unwrap_or(' ');
        let after = rest.chars().next().unwrap_or(' ');
        let is_mixed = is_han(before) && after.is_ascii_alphanumeric()
            || before.is_ascii_alphanumeric() && is_han(after);
        let is_inside = goes_on && is_han(before) && is_han(after);
        if !(is_mixed || is_inside) {
            out.push(' ');
        }
    }
    out.push_str(rest);
    out
}

/// The normal form of any characters.
fn composed(text: &str, out: &mut String) {
    for c in text.nfkc().flat_map(char::to_lowercase) {
        match c {
            '\n' => out.push('\n'),
            c if c.is_whitespace() => out.push(' '),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            c if c.is_control() || is_mark(c) => {}
            c => out.push(simplified(c)),
        }
    }
}

/// Characters, almost all of a Chinese text, that never join the one before them and
/// whose normal form is one character.
fn is_quick(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | ' '..='~' | '\u{ff01}'..='\u{ff5e}'
        | '\u{3000}'..='\u{3002}' | '\u{2018}'..='\u{201d}' | '\n')
}

/// The normal form of a quick character.
fn quick_form(c: char) -> char {
    match c {
        '\u{4e00}'..='\u{9fff}' => simplified(c),
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => {
            let half = char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c);
            half.to_ascii_lowercase()
        }
        c => c.to_ascii_lowercase(),
    }
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
pub(crate) fn simplified(c: char) -> char {
    let place = u32::from(c).wrapping_sub(FIRST);
    let place = usize::try_from(place).unwrap_or(usize::MAX);
    TABLE.get_or_init(table).get(place).copied().unwrap_or(c)
}

/// The first character of the table.
const FIRST: u32 = 0x3400;

/// The simplified form of each character from U+3400 to U+9FFF.
static TABLE: OnceLock<Vec<char>> = OnceLock::new();

fn table() -> Vec<char> {
    let mut table: Vec<char> = ('\u{3400}'..='\u{9fff}').collect();
    let pairs = include_str!("../../data/vocabulary/traditional.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace);
    for pair in pairs {
        let mut chars = pair.chars();
        let (Some(from), Some(to)) = (chars.next(), chars.next()) else { continue };
        let place = usize::try_from(u32::from(from) - FIRST).expect("a Han character");
        table[place] = to;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_script_are_one() {
        assert_eq!(normal("ＬＥＤ 燈具　℃"), "led灯具 °c");
        assert_eq!(normal("垃圾焚燒\u{202e}飛灰"), "垃圾焚烧飞灰");
        assert_eq!(normal("a\u{7}b\tc"), "ab c");
    }

    #[test]
    fn white_space_counts_where_it_says_something() {
        assert_eq!(normal("copper  foil\r\nrolling"), "copper foil rolling");
        assert_eq!(normal("采用 LED 灯 10 只"), "采用led灯10只");
        assert_eq!(normal("机器人焊接 焊缝跟踪"), "机器人焊接 焊缝跟踪");
        let full = "用于新型储能系统的低成本高安全性钠离子电";
        assert_eq!(normal(&format!("{full}\n池")), format!("{full}池"));
        assert_eq!(normal(&format!("{full}\n\n池")), format!("{full} 池"));
        assert_eq!(normal("一种钠离子电\n池"), "一种钠离子电 池");
    }

    #[test]
    fn hyphens_are_one_and_join_words() {
        assert_eq!(normal("sodium\u{2011}ion −20℃"), "sodium-ion -20°c");
        assert_eq!(unhyphened("sodium-ion x-1 铜-铝"), "sodium ion x-1 铜-铝");
    }

    #[test]
    fn normal_form_is_stable() {
        for text in ["Al₂O₃陶瓷", "①②③", "蓮霧反季節調節", "ﷺ\u{200f}"]
        {
            let once = normal(text);
            assert_eq!(normal(&once), once, "{text}");
        }
    }

    proptest::proptest! {
        /// Running ahead over plain characters changes nothing.
        #[test]
        fn the_quick_way_is_the_slow_way(text in "([a-zＡ-Ｚ，。 \n鈦钛箔%~]|.|[\u{300}-\u{310}\u{3099}ｶﾞé\u{ac00}\u{11a8}㎡①\u{200b}\t]){0,24}") {
            let mut slow = String::new();
            composed(&text, &mut slow);
            proptest::prop_assert_eq!(characters(&text), slow);
            let once = normal(&text);
            proptest::prop_assert_eq!(normal(&once), once);
        }
    }
}
