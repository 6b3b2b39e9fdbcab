//! The enterprise that a file or its title is named after: 附件1-甲有限公司技术需求表.docx.

use crate::domain::Kind;
use crate::import::sheet_kind::SheetKind;
use crate::text::{is_han, word_lists};

word_lists! {
    /// The words of names of files and titles of papers.
    FileWords in "file_names" {
        /// Legal forms that leave no doubt where a name ends.
        legal,
        /// What may stand right before a name.
        before,
        /// What tells that a file gathers what several have sent, or who passed it on.
        of_several,
        /// How the title of a paper ends.
        titles,
    }
}

/// The longest title.
const LONGEST: usize = 40;

/// The enterprise that the title of a paper names: 甲有限公司技术需求表.
pub(super) fn enterprise_of_title(title: &str, kind: SheetKind) -> Option<String> {
    let title = title.trim();
    let ends = FileWords::get().titles.iter().any(|end| title.ends_with(end));
    let is_title =
        ends && title.chars().count() <= LONGEST && !title.contains(['/', '.']);
    is_title.then(|| enterprise_of(title, kind))?
}

/// The enterprise whose needs a file holds by its name, where that is unmistakable: one name
/// with its legal form.
pub(super) fn enterprise_of(file: &str, kind: SheetKind) -> Option<String> {
    if kind.kind() != Kind::Needs {
        return None;
    }
    let file = file.rsplit(['/', '\\']).next()?;
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let FileWords { legal, of_several, .. } = FileWords::get();
    let forms: usize = legal.iter().map(|form| stem.matches(form).count()).sum();
    if forms != 1 || of_several.iter().any(|word| stem.contains(word)) {
        return None;
    }
    let ends = legal.iter().filter_map(|form| Some(stem.find(form)? + form.len()));
    let end = ends.max()?;
    let start = start_of(&stem[..end]);
    let name = without_words(&stem[start..end]);
    let branch = branch(&stem[end..]);
    let name = format!("{name}{branch}");
    let brand_end = legal.iter().find_map(|form| name.find(form))?;
    let brand = name[..brand_end].chars().filter(|c| is_han(*c)).count();
    (brand >= 2).then_some(name)
}

/// Where the name that ends a text starts: Chinese characters, and brackets within them.
fn start_of(text: &str) -> usize {
    let mut start = text.len();
    let mut open = false;
    for (at, c) in text.char_indices().rev() {
        match c {
            '）' | ')' if !open => open = true,
            '（' | '(' if open => open = false,
            _ if is_han(c) => {}
            _ => break,
        }
        if !open {
            start = at;
        }
    }
    start
}

/// A name without words of a file's name before it, 技术需求表甲有限公司, and without the number
/// and the year that those end with.
fn without_words(name: &str) -> &str {
    let before = FileWords::get().before.iter();
    let words = before.filter_map(|word| Some(name.rfind(word)? + word.len()));
    let cut = words.max().unwrap_or(0);
    let counted = |c: char| "一二三四五六七八九十年月日号".contains(c);
    let rest = &name[cut..];
    if cut > 0 || rest.starts_with(['年', '月', '日', '号']) {
        rest.trim_start_matches(counted)
    } else {
        rest
    }
}

/// The branch of a firm that its name goes on with: 北京分公司.
fn branch(rest: &str) -> &str {
    const END: &str = "分公司";
    let end = rest.find(END).map_or(0, |at| at + END.len());
    let branch = &rest[..end];
    let whole = branch.chars().all(is_han) && branch.chars().count() <= 10;
    if whole { branch } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_with_its_legal_form_is_the_enterprise() {
        for file in [
            "附件1-甲山机械有限公司技术需求表.docx",
            "in/甲山机械有限公司.xlsx",
            "企业技术需求征集表（甲山机械有限公司）.docx",
            "03 甲山机械有限公司 2026年技术需求征集表(1).docx",
            "技术需求征集表_甲山机械有限公司_20260901.docx",
            "2026年甲山机械有限公司技术需求.docx",
            "技术需求表甲山机械有限公司.docx",
            "附件一甲山机械有限公司需求.docx",
        ] {
            let found = enterprise_of(file, SheetKind::Needs);
            assert_eq!(found.as_deref(), Some("甲山机械有限公司"), "{file}");
        }
        let of = |file| enterprise_of(file, SheetKind::Talent);
        assert_eq!(
            of("甲山（北京）有限公司.xls").as_deref(),
            Some("甲山（北京）有限公司")
        );
        let branch = of("甲山有限公司北京分公司岗位.xls");
        assert_eq!(branch.as_deref(), Some("甲山有限公司北京分公司"));
    }

    #[test]
    fn other_files_are_named_after_nobody() {
        for file in [
            "技术需求表.docx",
            "某市科技局技术需求汇总.docx",
            "甲山有限公司与乙河有限公司需求.docx",
            "甲山有限公司等3家企业需求.docx",
            "XX有限公司技术需求表.docx",
            "有限公司.docx",
            "甲大学需求.docx",
        ] {
            assert_eq!(enterprise_of(file, SheetKind::Needs), None, "{file}");
        }
        assert_eq!(enterprise_of("甲山机械有限公司.xlsx", SheetKind::Offerings), None);
    }

    #[test]
    fn a_title_may_name_the_enterprise() {
        let of = |title| enterprise_of_title(title, SheetKind::Needs);
        let firm = Some("甲山机械有限公司".to_owned());
        assert_eq!(of("2026年甲山机械有限公司技术需求汇总表"), firm);
        assert_eq!(of("甲山机械有限公司"), None);
        assert_eq!(of("由甲山机械有限公司填写"), None);
    }
}
