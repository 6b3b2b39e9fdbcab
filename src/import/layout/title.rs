//! Titles that name the institution whose the rows below are: 甲大学2026年可转化科技成果汇总表.

use crate::domain::{Kind, OrganizationKind};
use crate::import::header_key::{behind_year, is_numeral, without_numbering};
use crate::import::sheet_kind::SheetKind;
use crate::text::word_lists;

word_lists! {
    /// The words of such titles.
    pub(super) Words in "own_lists" {
        /// How the name of an institution ends before the words of what is listed.
        names,
        /// What institutions list of their own.
        things,
        /// What others pay them for.
        contracts,
        /// How such a title ends.
        ends,
        /// Words of titles that name no institution: those of several, or of where people
        /// meet.
        others,
        /// What stands behind 大学 where it ends no name: 大学生, 大学科技园.
        more,
        /// What a title begins with that is an annex.
        annexes,
        /// What may stand before the number of a heading that is a title: 成果二：粉尘治理.
        headed,
    }
}

/// The institution and the department of it that the title of a list of what is offered, or of
/// what others pay for, names before all else.
pub(super) fn institution(line: &str, kind: SheetKind) -> Option<(&str, Option<&str>)> {
    let Words { names, things, contracts, ends, others, more, .. } = Words::get();
    let offered = kind.kind() == Kind::Offerings && kind != SheetKind::Candidates;
    let things = if kind == SheetKind::Signings { contracts } else { things };
    if !offered && kind != SheetKind::Signings {
        return None;
    }
    let line = without_numbering(without_annex(line.trim()));
    let line = behind_year(line).map_or(line, str::trim_start);
    if !ends.iter().any(|end| line.ends_with(end)) {
        return None;
    }
    let ends = names.iter().flat_map(|ending| {
        line.match_indices(ending).map(|(at, found)| at + found.len())
    });
    let (name, rest) = line.split_at(ends.max()?);
    let others = others.iter().any(|word| line.contains(word));
    let own = things.iter().any(|word| rest.contains(word));
    let whole = !more.iter().any(|more| rest.starts_with(more));
    (own && whole && !others).then(|| parted(name)).flatten()
}

/// A name with the department of a university at its end apart.
fn parted(name: &str) -> Option<(&str, Option<&str>)> {
    const UNIVERSITY: &str = "大学";
    let (name, department) = match name.find(UNIVERSITY) {
        Some(at) => name.split_at(at + UNIVERSITY.len()),
        None => (name, ""),
    };
    let institution =
        OrganizationKind::of_name(name) == Some(OrganizationKind::Institution);
    (institution && name.chars().count() >= 4)
        .then(|| (name, Some(department).filter(|department| !department.is_empty())))
}

/// A title without 附件2： before it.
fn without_annex(line: &str) -> &str {
    let mut annexes = Words::get().annexes.iter();
    let Some(rest) = annexes.find_map(|annex| line.strip_prefix(annex)) else {
        return line;
    };
    let rest = rest.trim_start().trim_start_matches(is_numeral);
    rest.trim_start_matches(['：', ':', '、', '.', ' ', '\u{3000}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_lists_name_whose_they_are() {
        let of = |line| institution(line, SheetKind::Offerings);
        for line in [
            "甲乙大学可转化科技成果一览表",
            "附件2：2026年甲乙大学科技成果汇总表",
            "甲乙大学2026年度专利转让许可清单",
        ] {
            assert_eq!(of(line), Some(("甲乙大学", None)), "{line}");
        }
        let college = of("甲乙大学机械学院科技成果汇编");
        assert_eq!(college, Some(("甲乙大学", Some("机械学院"))));
    }

    #[test]
    fn other_titles_name_nobody() {
        for line in [
            "高校科技成果汇总表",
            "某省高等学校专家名录",
            "在豫大学科技成果清单",
            "国内知名大学科技成果汇编",
            "甲乙大学生创新成果汇总表",
            "甲乙大学、丙丁大学科技成果清单",
            "甲乙大学对接洽谈会成果清单",
            "甲乙大学校庆",
            "科技成果汇总表",
        ] {
            assert_eq!(institution(line, SheetKind::Offerings), None, "{line}");
        }
        let line = "甲乙大学2026年横向项目一览表";
        assert_eq!(institution(line, SheetKind::Signings), Some(("甲乙大学", None)));
        assert_eq!(institution(line, SheetKind::Offerings), None);
        let line = "甲乙大学签约项目一览表";
        assert_eq!(institution(line, SheetKind::Signings), None);
        let line = "甲乙大学技术需求汇总表";
        assert_eq!(institution(line, SheetKind::Needs), None);
    }
}
