//! What a post offers besides the pay: 安家费20万 is paid once and no part of a salary.

use std::borrow::Cow;

use crate::text::word_lists;

word_lists! {
    /// The words of what a post offers.
    Benefits in "benefits" {
        /// What is paid once.
        once,
    }
}

/// Where the words about something offered begin and end.
const BEFORE: [char; 14] =
    ['+', '＋', ',', '，', ';', '；', '、', '。', '\n', '(', '（', '及', '和', '并'];
const BEHIND: [char; 12] =
    ['+', '＋', ',', '，', ';', '；', '、', '。', '\n', ')', '）', '/'];

/// A salary without what is offered besides it.
pub(super) fn without_benefits(cell: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(cell);
    while let Some(start) = benefit(&text) {
        let from = text[..start]
            .rfind(BEFORE)
            .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        let to = text[start..].find(BEHIND).map_or(text.len(), |at| start + at);
        // What is added and is no pay adds nothing.
        let pay = text[..from].trim_end_matches(['+', '＋', ' ']);
        text = Cow::Owned(format!("{pay}{}", &text[to..]));
    }
    text
}

/// Where such a word stands.
fn benefit(text: &str) -> Option<usize> {
    Benefits::get().once.iter().filter_map(|word| text.find(word)).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_paid_once_is_no_part_of_a_salary() {
        for (cell, pay) in [
            ("30-50万/年+安家费20万", "30-50万/年"),
            ("年薪20-30万，安家费50万", "年薪20-30万，"),
            ("安家费20万，年薪30万", "，年薪30万"),
            ("年薪15-25万（含安家费）", "年薪15-25万（）"),
            ("安家费50万元", ""),
            ("8000元/月+提成", "8000元/月+提成"),
        ] {
            assert_eq!(without_benefits(cell), pay);
        }
    }
}
