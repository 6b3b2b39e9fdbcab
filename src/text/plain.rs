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

/// Running text without what no page can show: line breaks of other kinds (VT, FF, NEL, LS and PS)
/// become plain ones, what Word (U+001E) and copies of PDF (U+0002) have for a hyphen one; other
/// control characters, noncharacters, marks that turn the direction of what follows and those
/// that have no width by themselves go. What is left is sound in XML 1.0 (section 2.2) and
/// harmless in a terminal.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !may_be_unprintable(text.as_bytes()) || !text.contains(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match c {
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{2}' | '\u{1e}' => Some('-'),
        c if is_unprintable(c) => None,
        c => Some(c),
    };
    Cow::Owned(text.chars().filter_map(shown).collect())
}

/// Whether a text has bytes as characters that cannot be shown have them. All are looked at, so
/// that many are at once.
fn may_be_unprintable(text: &[u8]) -> bool {
    let alone = |b: u8| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r') || b == 0x7f;
    // C1 controls start with C2, the others with E2 80, E2 81, EF BB or EF BF
    let paired = |a: u8, b: u8| {
        a == 0xc2 && b < 0xa0
            || a == 0xe2 && b <= 0x81
            || a == 0xef && (b == 0xbb || b == 0xbf)
    };
    let Some((first, ahead)) = text.split_first() else { return false };
    let pairs = text.iter().zip(ahead);
    let odd = pairs.fold(0, |odd, (a, b)| odd | u8::from(alone(*b) || paired(*a, *b)));
    odd != 0 || alone(*first)
}

fn is_unprintable(c: char) -> bool {
    let sound = matches!(c, '\t' | '\n' | '\r');
    let turns = matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    // Joiners (U+200C, U+200D) belong to some scripts and to emoji.
    let no_width = matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}');
    let nothing = matches!(c, '\u{fffe}' | '\u{ffff}');
    (c.is_control() && !sound) || turns || no_width || nothing
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
    fn what_no_page_can_show_goes() {
        assert_eq!(printable("铜\u{b}箔\u{c}\u{2028}轧制"), "铜\n箔\n\n轧制");
        assert_eq!(printable("a\u{0}b\u{1b}[31mc\u{7f}\u{9b}\u{ffff}"), "ab[31mc");
        assert_eq!(printable("Al-Zn\u{2}Mg\u{1e}Cu"), "Al-Zn-Mg-Cu");
        assert_eq!(printable("\u{202e}gpj.exe\u{2069}"), "gpj.exe");
        assert_eq!(printable("\u{feff}钛\u{200b}箔\u{2060}"), "钛箔");
        let sound = "甲\t乙\r\n—“丙”…（㎡）é𠮷";
        assert!(matches!(printable(sound), Cow::Borrowed(same) if same == sound));
    }

    #[test]
    fn words_compare_by_folded_characters() {
        let word: String = "ＴＲＬ６（级）".chars().map(fold).collect();
        assert_eq!(word, "trl6(级)");
        assert_eq!("委託開發".chars().map(fold).collect::<String>(), "委托开发");
    }
}
