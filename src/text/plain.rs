//! The plain form of numbers, codes and headers: half width, no invisible characters.
//!
//! Running text is never put into it: `㎡`, `①` and full-width commas belong there.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

use super::normal::simplified;

/// Compatibility form (NFKC) without invisible characters and without space at the ends.
pub fn plain(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(is_blank);
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let folded: String = text.nfkc().filter(|c| !is_invisible(*c)).collect();
    Cow::Owned(folded.trim().to_owned())
}

/// The half-width, lower-case, simplified form of one character, for comparing words.
pub fn fold(c: char) -> char {
    let half = match c {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(c as u32 - 0xfee0).expect("the full-width block mirrors ASCII")
        }
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{3400}'..='\u{9fff}' => return simplified(c),
        other => other,
    };
    half.to_ascii_lowercase()
}

/// White space and what looks like none: zero-width spaces, byte order marks.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
        || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_and_invisible_characters_go() {
        assert_eq!(plain("\u{feff} ５００万　"), "500万");
        assert_eq!(plain("￥1，000"), "¥1,000");
        assert_eq!(plain(" abc\t"), "abc");
        assert_eq!(plain("13\u{200b}8"), "138");
    }

    #[test]
    fn words_compare_by_folded_characters() {
        let word: String = "ＴＲＬ６（级）".chars().map(fold).collect();
        assert_eq!(word, "trl6(级)");
        assert_eq!("委託開發".chars().map(fold).collect::<String>(), "委托开发");
    }
}
