//! Escapes in JSON that stand for half a character.
//!
//! Programs that cut texts by UTF-16 units leave `\ud83d` without its other half; strict
//! readers refuse the whole text for it (RFC 8259, section 8.2).

/// The text with U+FFFD in place of each half that stands alone; `None` if none does.
pub(super) fn whole(text: &str) -> Option<String> {
    let mut out = String::new();
    let (mut done, mut at) = (0, 0);
    while let Some(found) = memchr::memchr(b'\\', &text.as_bytes()[at..]) {
        let escape = at + found;
        at = match unit(text, escape) {
            None => escape + 2,
            Some(0xd800..=0xdbff)
                if matches!(unit(text, escape + 6), Some(0xdc00..=0xdfff)) =>
            {
                escape + 12
            }
            Some(0xd800..=0xdfff) => {
                out.push_str(&text[done..escape]);
                out.push_str("\\ufffd");
                done = escape + 6;
                done
            }
            Some(_) => escape + 6,
        };
        at = at.min(text.len());
    }
    (done > 0).then(|| out + &text[done..])
}

/// The UTF-16 unit that an escape at a place stands for.
fn unit(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_that_stand_alone_are_replaced() {
        let mended = whole(r#"{"a":"x\ud83d","b":"\uDC00\ud83d\ud83d\ude00"}"#);
        let expected = r#"{"a":"x\ufffd","b":"\ufffd\ufffd\ud83d\ude00"}"#;
        assert_eq!(mended.as_deref(), Some(expected));
    }

    #[test]
    fn pairs_other_escapes_and_escaped_backslashes_are_left_alone() {
        for text in
            [r#""\ud83d\ude00\u98de\n""#, r#""\\ud83d""#, "", "\\", r"\u", r"\ud8"]
        {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    proptest::proptest! {
        /// What is mended needs no mending, and any text may come.
        #[test]
        fn once_is_enough(text in r#"(\\u[dD][89abcdefABCDEF][0-9a-f]{2}|\\|"|[a飞]|u){0,12}"#) {
            if let Some(mended) = whole(&text) {
                proptest::prop_assert_eq!(whole(&mended), None);
            }
        }
    }
}
