//! Careful guesses at headers that no alias names.
//!
//! A guess must be safe before it is helpful: short words are never guessed at (职位 must
//! not take 职位类别), words that turn the meaning (合作, 推荐, 主管 …) forbid one, and two
//! fields that fit equally well leave the header unmapped.

use super::alias::{Aliases, Meaning};
use super::field::Field;

/// What may stand before a known header without changing what it is.
const BEFORE: &[&str] = &[
    "贵公司",
    "贵单位",
    "贵企业",
    "本公司",
    "本单位",
    "本企业",
    "您的",
    "请填写",
    "填写",
    "拟",
    "现",
    "主要",
    "具体",
    "企业",
    "公司",
    "项目",
    "该项目",
    "相关",
    "目前",
    "当前",
    "预计",
    "计划",
    "your",
    "the",
    "please",
];

/// What may stand after one.
const AFTER: &[&str] = &[
    "情况",
    "信息",
    "说明",
    "填写",
    "简述",
    "概况",
    "如有",
    "必填",
    "选填",
    "可多选",
    "多选",
    "单选",
    "等",
    "请选择",
    "下拉选择",
    "required",
    "optional",
];

/// The field a folded header most likely is; `None` where that is not clear.
pub(super) fn guess(aliases: &Aliases, header: &str) -> Option<Field> {
    stripped(aliases, header).or_else(|| misspelt(aliases, header))
}

/// A header that is a known one once words that say nothing are taken off.
fn stripped(aliases: &Aliases, header: &str) -> Option<Field> {
    let mut rest = header;
    for _ in 0..3 {
        let shorter = BEFORE
            .iter()
            .filter_map(|word| rest.strip_prefix(word))
            .chain(AFTER.iter().filter_map(|word| rest.strip_suffix(word)))
            .filter(|shorter| shorter.chars().count() >= 4)
            .min_by_key(|shorter| shorter.len())?;
        rest = shorter;
        match aliases.word(rest) {
            Some(Meaning::Field(field, _)) => return Some(field),
            Some(Meaning::Other) => return None,
            None => {}
        }
    }
    None
}

/// A long header that is one letter away from the words of a single field.
fn misspelt(aliases: &Aliases, header: &str) -> Option<Field> {
    let length = header.chars().count();
    let long = if header.is_ascii() { 7 } else { 5 };
    if length < long {
        return None;
    }
    let near = |word: &str| {
        word.chars().count().abs_diff(length) <= 1
            && word.is_ascii() == header.is_ascii()
            && strsim::levenshtein(word, header) == 1
    };
    let mut found = None;
    for (_, meaning) in aliases.words().filter(|(word, _)| near(word)) {
        match (meaning, found) {
            (Meaning::Other, _) => return None,
            (Meaning::Field(field, _), None) => found = Some(field),
            (Meaning::Field(field, _), Some(other)) if field == other => {}
            (Meaning::Field(..), Some(_)) => return None,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::sheet_kind::SheetKind;

    fn name(kind: SheetKind, header: &str) -> Option<&'static str> {
        guess(Aliases::of(kind), header).map(Field::name)
    }

    #[test]
    fn decorations_and_slips_are_seen_through() {
        assert_eq!(name(SheetKind::Needs, "贵公司联系电话"), Some("phone"));
        assert_eq!(name(SheetKind::Needs, "技术需求名秤"), Some("title"));
        assert_eq!(name(SheetKind::Needs, "descriptin"), Some("description"));
    }

    #[test]
    fn what_is_not_clear_stays_unmapped() {
        for header in [
            "合作单位名称",
            "推荐单位名称",
            "职位类型",
            "需求数",
            "合作方式备注栏",
            "拟合作单位联系电话",
        ] {
            assert_eq!(name(SheetKind::Needs, header), None, "{header}");
        }
        assert_eq!(name(SheetKind::Talent, "职位类别"), None);
    }
}
