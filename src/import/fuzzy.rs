//! Careful guesses at headers that no alias names.
//!
//! A guess must be safe before it is helpful: short words are never guessed at (职位 must
//! not take 职位类别), only words that change nothing are taken off (合作, 推荐, 主管 …
//! turn the meaning and stay), and fields that fit equally well leave the header unmapped.

use super::alias::{Aliases, Meaning};
use super::field::Field;
use super::header_key::{letters, outside_brackets};
use crate::text::word_lists;

word_lists! {
    /// Words around a header that change nothing of what it asks for.
    Words in "around_headers" {
        /// Whose value it is, or of what: what is left must say more by itself (企业类别 is
        /// not a need's 类别).
        owners,
        /// What the sheet is about anyway.
        subjects,
        /// Words of asking and intending.
        asking,
        /// What may stand after a header.
        after,
        /// What may stand after the name of a party, however short.
        names,
    }
}

/// The field a header most likely is; `None` where that is not clear. `folded` are its
/// letters without brackets.
pub(super) fn guess(aliases: &Aliases, header: &str, folded: &str) -> Option<Field> {
    match stripped(aliases, folded).or_else(|| first_of_several(aliases, header)) {
        Some(Meaning::Field(field, _)) => Some(field),
        Some(Meaning::Other) => None,
        None => of_a_year(aliases, folded).or_else(|| misspelt(aliases, folded)),
    }
}

/// Whether folded letters say only what a sheet is about: 需求, 技术难题.
pub(super) fn is_subject(letters: &str) -> bool {
    Words::get().subjects.contains(&letters)
}

/// A header that is a known one once words that say nothing are taken off: as few as do.
fn stripped(aliases: &Aliases, header: &str) -> Option<Meaning> {
    let mut all = vec![(header, false)];
    for _ in 0..3 {
        let mut shorter: Vec<(&str, bool)> =
            all.iter().flat_map(|(text, owned)| shorter(text, *owned)).collect();
        shorter.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
        shorter.dedup();
        let known = |(text, owned): &(&str, bool)| {
            let meaning = aliases.word(text)?;
            (!owned || says_enough(meaning) || text.chars().count() >= 4)
                .then_some(meaning)
        };
        let found: Vec<(usize, Meaning)> = shorter
            .iter()
            .filter_map(|this| Some((this.0.len(), known(this)?)))
            .collect();
        if let Some((length, meaning)) = found.first() {
            let clear =
                found.iter().all(|(l, m)| l < length || field(*m) == field(*meaning));
            return clear.then_some(*meaning);
        }
        all = shorter;
    }
    None
}

/// A text without one word at its start or end, and whether the word leaves too little of
/// a short rest.
fn shorter(text: &str, owned: bool) -> Vec<(&str, bool)> {
    let words = Words::get();
    let start = |words: &'static [&'static str], owned: bool| {
        words.iter().filter_map(move |word| Some((text.strip_prefix(word)?, owned)))
    };
    let end = |words: &'static [&'static str], least: usize, owned: bool| {
        let rest = words.iter().filter_map(|word| text.strip_suffix(word));
        rest.filter(move |rest| rest.chars().count() >= least)
            .map(move |rest| (rest, owned))
    };
    let all = start(&words.owners, true)
        .chain(start(&words.subjects, owned))
        .chain(start(&words.asking, owned))
        .chain(end(&words.after, 4, true))
        .chain(end(&words.names, 2, owned));
    all.filter(|(rest, _)| rest.chars().count() >= 2).collect()
}

/// Whether a field is none that a short word could mean of many things: 保密要求 asks for
/// conditions, not for yes or no.
fn says_enough(meaning: Meaning) -> bool {
    let Meaning::Field(field, _) = meaning else { return true };
    !matches!(
        field,
        Field::Id
            | Field::Kind
            | Field::Title
            | Field::Description
            | Field::Stage
            | Field::Status
            | Field::Note
            | Field::Confidential
            | Field::Publish
    )
}

fn field(meaning: Meaning) -> Option<Field> {
    match meaning {
        Meaning::Field(field, _) => Some(field),
        Meaning::Other => None,
    }
}

/// Of `职责及要求`, `院系/部门` the first, unless the others ask for something else; a name
/// stands whatever is asked beside it.
fn first_of_several(aliases: &Aliases, header: &str) -> Option<Meaning> {
    let text = outside_brackets(&crate::text::plain::plain(header));
    let parts: Vec<String> = text
        .split(['及', '和', '与', '或', '、', '/', ','])
        .map(letters)
        .filter(|part| !part.is_empty())
        .collect();
    let [first, others @ ..] = parts.as_slice() else { return None };
    if others.is_empty() {
        return None;
    }
    let meaning = |part: &String| aliases.word(part).or_else(|| stripped(aliases, part));
    let found = field(meaning(first)?)?;
    let named = matches!(found, Field::Title | Field::Organization | Field::Name);
    let agree =
        others.iter().filter_map(meaning).all(|other| field(other) == Some(found));
    (named || agree).then_some(Meaning::Field(found, 0))
}

/// A figure of a year: 2025年研发投入, 上年度研发费用.
fn of_a_year(aliases: &Aliases, header: &str) -> Option<Field> {
    let rest = header.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.trim_start_matches(['上', '去', '近', '三', '两']);
    let rest = rest.strip_prefix('年').filter(|rest| rest.len() < header.len())?;
    let found = field(aliases.word(rest.trim_start_matches('度'))?)?;
    matches!(found, Field::RdSpend | Field::Staff).then_some(found)
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
            (Meaning::Field(field, _), None) => found = Some(field),
            (Meaning::Field(field, _), Some(other)) if field == other => {}
            (Meaning::Field(..), Some(_)) | (Meaning::Other, _) => return None,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::sheet_kind::SheetKind;

    fn name(kind: SheetKind, header: &str) -> Option<&'static str> {
        guess(Aliases::of(kind), header, &letters(header)).map(Field::name)
    }

    #[test]
    fn decorations_and_slips_are_seen_through() {
        assert_eq!(name(SheetKind::Needs, "贵公司联系电话"), Some("phone"));
        assert_eq!(name(SheetKind::Needs, "技术需求名秤"), Some("title"));
        assert_eq!(name(SheetKind::Needs, "descriptin"), Some("description"));
        assert_eq!(name(SheetKind::Needs, "期望解决时限要求"), Some("deadline"));
        assert_eq!(name(SheetKind::Signings, "买方名称"), Some("party_a"));
        assert_eq!(name(SheetKind::Talent, "工作内容及要求"), Some("description"));
        assert_eq!(name(SheetKind::Organizations, "2025年研发投入"), Some("rd_spend"));
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
            "单位类别",
            "2025年研发投入",
            "项目保密要求",
        ] {
            assert_eq!(name(SheetKind::Needs, header), None, "{header}");
        }
        assert_eq!(name(SheetKind::Talent, "职位类别"), None);
    }
}
