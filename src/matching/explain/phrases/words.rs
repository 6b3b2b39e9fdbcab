//! Where common words stand in a text, so that no phrase ends in the middle of one.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::text::word_lists;

word_lists! {
    /// Common words.
    Words in "common_words" {
        /// Those of Chinese texts.
        zh,
    }
}

/// The common words of a text, left to right; none that reaches into a name, which tells more
/// of where words end. `names` are sorted.
pub(super) fn words(text: &str, names: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut names = names.iter().copied().peekable();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        while names.next_if(|(_, end)| *end <= at).is_some() {}
        let (start, end) = names.peek().copied().unwrap_or((text.len(), text.len()));
        let word = text.get(at..start).and_then(longest);
        at = match word {
            _ if start <= at => end,
            Some(length) => {
                found.push((at, at + length));
                at + length
            }
            None => at + c.len_utf8(),
        };
    }
    found
}

/// How many bytes the longest common word takes with which a text begins.
fn longest(text: &str) -> Option<usize> {
    let words = by_first().get(&text.chars().next()?)?;
    words.iter().find(|word| text.starts_with(**word)).map(|word| word.len())
}

/// The words by their first characters, longest first: most characters begin none.
fn by_first() -> &'static BTreeMap<char, Vec<&'static str>> {
    static WORDS: OnceLock<BTreeMap<char, Vec<&str>>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut by_first: BTreeMap<char, Vec<&str>> = BTreeMap::new();
        for word in &Words::get().zh {
            let first = word.chars().next().expect("no word is empty");
            by_first.entry(first).or_default().push(word);
        }
        by_first
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(text: &'t str, names: &[(usize, usize)]) -> Vec<&'t str> {
        words(text, names).into_iter().map(|(from, to)| &text[from..to]).collect()
    }

    #[test]
    fn the_longest_words_are_found_from_left_to_right() {
        assert_eq!(found("外观目检漏检", &[]), ["外观", "目检", "漏检"]);
        assert_eq!(found("ab保质期 延长", &[]), ["保质期", "延长"]);
    }

    #[test]
    fn words_do_not_reach_into_names() {
        assert_eq!(found("表面处理", &[(3, 9)]), [""; 0]);
        assert_eq!(found("模具表面处理", &[(6, 12)]), ["模具", "处理"]);
        assert_eq!(found("表面处理", &[(6, 12)]), ["表面"]);
    }
}
