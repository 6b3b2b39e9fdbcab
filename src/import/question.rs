//! Headers that ask in whole sentences, as questionnaires do: 您单位目前急需解决的技术难题是什么,
//! 请详细描述该技术难题.

use crate::text::word_lists;

word_lists! {
    /// The words of questions.
    Words in "questions" {
        /// How one names whose it is and when.
        heads,
        /// Those of them that name the enterprise: what is asked for may be its name.
        enterprises,
        /// What it says of what it asks for.
        about,
        /// How it ends.
        tails,
        /// How it asks to be told about something.
        tell,
        /// How it asks for something.
        give,
        /// Words without which no header is a question.
        marks,
        /// How a header says that something is wanted.
        wanted,
        /// What a header adds to what it asks for.
        added,
    }
}

/// What those words begin with.
const BEGINNINGS: &[char] =
    &['请', '您', '贵', '你', '本', '目', '什', '哪', '多', '希', '期'];

/// Whether a header may be a question at all.
pub(super) fn may_ask(header: &str) -> bool {
    // most texts of a form hold none of the signs that they begin with
    header.contains(BEGINNINGS)
        && Words::get().marks.iter().any(|word| header.contains(word))
}

/// What a question asks for, in folded letters, likeliest first; nothing where it is none.
pub(super) fn asked(letters: &str) -> Vec<String> {
    let words = Words::get();
    let mut rest = letters;
    let mut told = false;
    let mut whose = "";
    loop {
        let cut = words.heads.iter().find_map(|word| rest.strip_prefix(word));
        let of_enterprise = words.enterprises.iter().any(|word| rest.starts_with(word));
        let verb = |words: &[&str]| words.iter().find_map(|word| rest.strip_prefix(word));
        let polite = letters.starts_with('请');
        rest = if let Some(cut) = cut {
            whose = if of_enterprise { "企业" } else { whose };
            cut
        } else if let Some(cut) = verb(&words.tell).filter(|_| polite) {
            told = true;
            cut
        } else if let Some(cut) = verb(&words.give).filter(|_| polite) {
            cut
        } else {
            break;
        };
    }
    while let Some(cut) = words.tails.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = cut;
    }
    let bare = words.about.iter().find_map(|word| rest.strip_prefix(word));
    if rest.len() == letters.len() && bare.is_none() || rest.chars().count() < 2 {
        return Vec::new();
    }
    // 拟投入的金额 may be known as 金额, or as 拟投入金额
    let joined = bare.map(|_| rest.replace('的', ""));
    // 贵单位名称 is 企业名称 before it is 名称
    let own = Some(format!("{whose}{rest}")).filter(|_| !whose.is_empty());
    let all = [own, Some(rest.to_owned()), bare.map(str::to_owned), joined];
    all.into_iter()
        .flatten()
        .map(|asked| if told { format!("{asked}描述") } else { asked })
        .collect()
}

/// Whether a header may hold words that say nothing.
pub(super) fn is_wordy(header: &str) -> bool {
    header.contains(['的', '及', '与', '和', '拟', '达']) && header.chars().count() <= 30
}

/// The folded letters of a header without words that say nothing: 拟达到的技术指标及要求 is
/// 技术指标.
pub(super) fn in_fewer_words(letters: &str) -> Vec<String> {
    let words = Words::get();
    let tail = words.added.iter().find_map(|word| letters.strip_suffix(word));
    let short = tail.unwrap_or(letters);
    let wanted = words.wanted.iter().find_map(|word| short.strip_prefix(word));
    let bare = wanted.map(|rest| rest.strip_prefix('的').unwrap_or(rest));
    let all = [Some(short), bare].into_iter().flatten();
    let all = all.filter(|text| text.chars().count() >= 2);
    all.flat_map(|text| [text.to_owned(), text.replace('的', "")]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_begins_as_is_known() {
        assert!(Words::get().marks.iter().all(|word| word.starts_with(BEGINNINGS)));
    }

    #[test]
    fn words_that_say_nothing_are_left_out() {
        let has = |header, word: &str| in_fewer_words(header).iter().any(|f| f == word);
        assert!(has("难题的具体描述", "难题具体描述"));
        assert!(has("拟达到的技术指标及要求", "技术指标"));
        assert!(
            has("需求内容及要求", "需求内容") && has("项目简介及技术需求", "项目简介")
        );
    }

    #[test]
    fn questions_are_taken_for_what_they_ask() {
        let one = |text| asked(text).concat();
        assert_eq!(
            asked("您单位目前急需解决的技术难题是什么"),
            ["企业急需解决的技术难题", "急需解决的技术难题"]
        );
        assert_eq!(asked("贵单位名称"), ["企业名称", "名称"]);
        assert_eq!(asked("您目前遇到的技术难题")[1], "技术难题");
        assert_eq!(one("请详细描述该技术难题"), "技术难题描述");
        assert_eq!(one("请填写您的企业名称"), "企业名称");
        assert_eq!(one("技术难题"), "");
        let all = asked("目前存在的技术难题是什么");
        assert_eq!(all, ["存在的技术难题", "技术难题", "存在技术难题"]);
        assert_eq!(asked("希望的合作方式")[1], "合作方式");
    }
}
