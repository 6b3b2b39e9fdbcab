//! Titles of tables that stand where a record's title may stand.

use crate::text::word_lists;

word_lists! {
    /// The words of captions.
    Words in "captions" {
        /// How one ends.
        ends,
        /// What shows that it is one: 设备点检登记表 is a need of a few words,
        /// 2026年企业人才需求汇总表 is none.
        signs,
        /// What it may consist of besides: 企业情况一览表.
        inside,
    }
}

/// The title of a table: `企业技术需求汇总表`.
pub(super) fn is_caption(text: &str) -> bool {
    let ends = &Words::get().ends;
    text.chars().count() <= 40 && ends.iter().any(|end| text.ends_with(end))
}

/// Whether a caption has a sign of one besides its end, what surveys ask for or a year of
/// four digits, or consists of nothing but words of captions.
pub(super) fn is_plain_caption(text: &str) -> bool {
    let year = |rest: &str| {
        rest.trim_end().chars().rev().take_while(|c| is_digit(*c)).count() == 4
    };
    has_only_words_of_captions(text)
        || Words::get().signs.iter().any(|sign| text.contains(sign))
        || text.split('年').rev().skip(1).any(year)
}

/// Whether a character is a digit as years are written in.
pub(super) fn is_digit(c: char) -> bool {
    ('０'..='９').contains(&c)
        || c.is_ascii_digit()
        || "〇○零一二三四五六七八九".contains(c)
}

fn has_only_words_of_captions(text: &str) -> bool {
    let Words { ends, signs, inside } = Words::get();
    let mut words = [inside, ends, signs].into_iter().flatten();
    text.is_empty()
        || words
            .any(|word| text.strip_prefix(word).is_some_and(has_only_words_of_captions))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_told_from_titles_that_end_like_one() {
        let plain = |text: &str| is_caption(text) && is_plain_caption(text);
        for caption in [
            "附件2：企业人才需求汇总表",
            "2026年企业情况一览表",
            "二〇二六年企业情况一览表",
            "焦作市２０２６ 年设备登记表",
            "项目清单",
            "企业情况一览表",
        ] {
            assert!(plain(caption), "{caption}");
        }
        for title in [
            "设备点检登记表",
            "寿命10年设备点检登记表",
            "炉龄5年以上锅炉点检一览表",
            "十年设备点检登记表",
            "企业设备点检登记表",
        ] {
            assert!(!plain(title), "{title}");
        }
    }
}
