//! Who answered a survey that nothing is needed.

use std::sync::OnceLock;

use super::Organization;
use super::vocabulary::Vocabulary;
use crate::text::plain::fold;

/// A part of such an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// 我公司目前
    Lead,
    /// 无, 暂无
    None,
    /// 相关技术
    About,
    /// 需求
    What,
    /// 不需要
    Whole,
}

/// How definite such an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// 无: of what, the question tells.
    None,
    /// 暂无技术需求
    NoNeed,
}

/// Whether a text, asked what is needed, says that nothing is: 无, 暂无技术需求.
pub fn says_no_need(text: &str) -> bool {
    said(text).is_some()
}

fn said(text: &str) -> Option<Said> {
    const LONGEST: usize = 120;
    let denies = |c| matches!(c, '无' | '没' | '不' | '未' | 'n' | 'N');
    if text.len() > LONGEST || !text.contains(denies) {
        return None;
    }
    let text =
        text.trim().trim_matches(['（', '(', '）', ')', '。', '.', '！', '!', '，']);
    let letters: Vec<char> =
        text.chars().map(fold).filter(|c| !matches!(c, '，' | ',')).collect();
    let mut parts = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if letters[at].is_whitespace() {
            at += 1;
            continue;
        }
        let (part, taken) = words().longest_at(&letters[at..])?;
        parts.push(part);
        at += taken;
    }
    let parts = &parts[parts.iter().take_while(|part| **part == Part::Lead).count()..];
    match parts {
        [Part::Whole] => Some(Said::NoNeed),
        [Part::None] => Some(Said::None),
        [Part::None, about @ .., Part::What]
            if about.iter().all(|part| matches!(part, Part::About | Part::What)) =>
        {
            Some(Said::NoNeed)
        }
        _ => None,
    }
}

fn words() -> &'static Vocabulary<Part> {
    static WORDS: OnceLock<Vocabulary<Part>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let groups = [
            ("lead", Part::Lead),
            ("none", Part::None),
            ("about", Part::About),
            ("what", Part::What),
            ("whole", Part::Whole),
        ];
        let file = include_str!("../../data/vocabulary/no_need.toml");
        Vocabulary::read(file, |group| {
            groups.iter().find(|(name, _)| *name == group).map(|(_, part)| *part)
        })
    })
}

/// Under which name the answer of an organization is kept.
const ASKED: &str = "有无需求";

impl Organization {
    /// Whether it said that it needs nothing: in answer to a survey, or in a column of the
    /// roster such as 是否有技术需求.
    pub fn needs_nothing(&self) -> bool {
        self.extra.iter().any(|(asked, answer)| match said(answer) {
            Some(Said::NoNeed) => true,
            Some(Said::None) => asks(asked),
            None => asks(asked) && matches!(answer.trim(), "否" | "0" | "0项"),
        })
    }

    /// Notes what it answered where it needs nothing.
    pub fn note_no_need(&mut self, answer: &str) {
        self.extra.insert(ASKED.to_owned(), answer.trim().to_owned());
    }
}

/// Whether a header asks for needs.
fn asks(header: &str) -> bool {
    header.contains("需求") || header.contains("难题")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_needs_nothing_is_told_from_who_needs_something() {
        for text in [
            "无",
            "暂无",
            "无需求",
            "暂无技术需求",
            "我公司目前暂无相关技术需求。",
            "（没有人才需求）",
            "不需要",
            "no needs",
        ] {
            assert!(says_no_need(text), "{text}");
        }
        for text in [
            "无人机技术需求",
            "无损检测技术",
            "无创血糖检测需求",
            "待定",
            "技术需求",
            "无纺布需求",
            "",
        ] {
            assert!(!says_no_need(text), "{text}");
        }
    }

    #[test]
    fn a_roster_may_say_so() {
        let of = |asked: &str, answer: &str| {
            let mut organization = Organization::default();
            organization.extra.insert(asked.into(), answer.into());
            organization.needs_nothing()
        };
        assert!(of("是否有技术需求", "否") && of("有无需求", "无"));
        assert!(of("备注", "暂无技术需求"));
        assert!(!of("备注", "无") && !of("技术需求", "有") && !of("需求", "待定"));
    }
}
