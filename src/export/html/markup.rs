//! Texts in which nothing is markup.

use crate::text::plain::printable;

/// A text with its line breaks, nothing in it markup.
pub(super) fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

/// A text in which nothing is markup, in elements and in attributes, and nothing that a page has
/// no place for.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_never_markup() {
        assert_eq!(lines("</script>\n\"'&"), "&lt;/script&gt;<br>&quot;&#39;&amp;");
        assert_eq!(lines("a\0\u{b}b"), "a<br>b");
    }
}
