//! Headers that ask in whole sentences, as questionnaires do: 您单位目前急需解决的技术难题是什么,
//! 请详细描述该技术难题.

/// How a question names whose it is and when.
const HEADS: &[&str] = &[
    "您所在的单位",
    "您所在单位",
    "您单位",
    "您公司",
    "您企业",
    "您的",
    "贵公司",
    "贵单位",
    "贵企业",
    "贵司",
    "本公司",
    "本单位",
    "本企业",
    "你单位",
    "你公司",
    "目前",
    "现阶段",
    "当前",
    "近期",
    "该项",
    "该",
    "此项",
    "此",
    "的",
    "请问",
    "请",
];
/// What it says of what it asks for.
const ABOUT: &[&str] = &[
    "存在的",
    "面临的",
    "遇到的",
    "需要解决的",
    "希望解决的",
    "希望的",
    "期望的",
    "拟投入的",
    "计划投入的",
    "预计投入的",
];
/// How it ends.
const TAILS: &[&str] =
    &["是什么", "有哪些", "是哪些", "是多少", "为多少", "如何", "是", "吗", "有什么"];
/// How it asks to be told about something.
const TELL: &[&str] = &[
    "详细描述",
    "简要描述",
    "具体描述",
    "描述",
    "详细说明",
    "简要说明",
    "具体说明",
    "说明",
    "详细介绍",
    "简要介绍",
    "介绍",
    "概述",
    "阐述",
];
/// How it asks for something.
const GIVE: &[&str] = &["填写", "输入", "选择", "列出", "提供", "写明", "注明", "填入"];

/// Words without which no header is a question.
const MARKS: &[&str] = &[
    "请",
    "您",
    "贵",
    "你单位",
    "你公司",
    "本单位",
    "本公司",
    "本企业",
    "目前",
    "什么",
    "哪些",
    "多少",
    "希望的",
    "期望的",
];

/// What those words begin with.
const BEGINNINGS: &[char] =
    &['请', '您', '贵', '你', '本', '目', '什', '哪', '多', '希', '期'];

/// Whether a header may be a question at all.
pub(super) fn may_ask(header: &str) -> bool {
    // most texts of a form hold none of the signs that they begin with
    header.contains(BEGINNINGS) && MARKS.iter().any(|word| header.contains(word))
}

/// What a question asks for, in folded letters, likeliest first; nothing where it is none.
pub(super) fn asked(letters: &str) -> Vec<String> {
    let mut rest = letters;
    let mut told = false;
    loop {
        let cut = HEADS.iter().find_map(|word| rest.strip_prefix(word));
        let verb = |words: &[&str]| words.iter().find_map(|word| rest.strip_prefix(word));
        let polite = letters.starts_with('请');
        rest = if let Some(cut) = cut {
            cut
        } else if let Some(cut) = verb(TELL).filter(|_| polite) {
            told = true;
            cut
        } else if let Some(cut) = verb(GIVE).filter(|_| polite) {
            cut
        } else {
            break;
        };
    }
    while let Some(cut) = TAILS.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = cut;
    }
    let bare = ABOUT.iter().find_map(|word| rest.strip_prefix(word));
    if rest.len() == letters.len() && bare.is_none() || rest.chars().count() < 2 {
        return Vec::new();
    }
    // 拟投入的金额 may be known as 金额, or as 拟投入金额
    let joined = bare.map(|_| rest.replace('的', ""));
    let all =
        [Some(rest.to_owned()), bare.map(str::to_owned), joined].into_iter().flatten();
    all.map(|asked| if told { format!("{asked}描述") } else { asked }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_begins_as_is_known() {
        assert!(MARKS.iter().all(|word| word.starts_with(BEGINNINGS)));
    }

    #[test]
    fn questions_are_taken_for_what_they_ask() {
        let one = |text| asked(text).concat();
        assert_eq!(one("您单位目前急需解决的技术难题是什么"), "急需解决的技术难题");
        assert_eq!(one("请详细描述该技术难题"), "技术难题描述");
        assert_eq!(one("请填写您的企业名称"), "企业名称");
        assert_eq!(one("技术难题"), "");
        let all = asked("目前存在的技术难题是什么");
        assert_eq!(all, ["存在的技术难题", "技术难题", "存在技术难题"]);
        assert_eq!(asked("希望的合作方式")[1], "合作方式");
    }
}
