//! Titles that name the institution whose the rows below are: 甲大学2026年可转化科技成果汇总表.

use crate::domain::{Kind, OrganizationKind};
use crate::import::header_key::without_numbering;
use crate::import::sheet_kind::SheetKind;

/// How the name of an institution ends before the words of what is listed.
const ENDINGS: &[&str] =
    &["大学", "学院", "研究院", "研究所", "科学院", "研究总院", "设计院"];
/// What institutions list of their own.
const LISTED: &[&str] = &[
    "成果",
    "专利",
    "专家",
    "教师",
    "导师",
    "团队",
    "平台",
    "仪器",
    "设备",
    "实验室",
    "技术",
    "特派员",
    "教授",
];
/// How the title of a list ends.
const LISTS: &[&str] =
    &["表", "清单", "目录", "汇编", "名单", "名录", "一览", "手册", "汇总", "简介", "库"];
/// Words of titles that name no institution: those of several, or of where people meet.
const OTHERS: &[&str] = &[
    "高校",
    "高等",
    "院校",
    "各",
    "驻",
    "在",
    "有关",
    "相关",
    "部分",
    "知名",
    "一流",
    "重点大学",
    "部属",
    "省属",
    "市属",
    "国内",
    "国外",
    "境外",
    "本科",
    "高职",
    "合作",
    "等",
    "与",
    "和",
    "及",
    "、",
    "，",
    "：",
    ":",
    "《",
    "“",
    "会",
];

/// The institution and the department of it that the title of a list of what is offered
/// names before all else.
pub(super) fn institution(line: &str, kind: SheetKind) -> Option<(&str, Option<&str>)> {
    if kind.kind() != Kind::Offerings || kind == SheetKind::Candidates {
        return None;
    }
    let line = without_year(without_numbering(without_annex(line.trim())));
    if !LISTS.iter().any(|end| line.ends_with(end)) {
        return None;
    }
    let ends = ENDINGS.iter().flat_map(|ending| {
        line.match_indices(ending).map(|(at, found)| at + found.len())
    });
    let (name, rest) = line.split_at(ends.max()?);
    let others = OTHERS.iter().any(|word| line.contains(word));
    let own = LISTED.iter().any(|word| rest.contains(word));
    // 大学生, 大学城, 大学科技园
    let whole = !["生", "城", "科技园"].iter().any(|more| rest.starts_with(more));
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
    let Some(rest) = line.strip_prefix("附件").or_else(|| line.strip_prefix("附表"))
    else {
        return line;
    };
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = rest.trim_start().trim_start_matches(numeral);
    rest.trim_start_matches(['：', ':', '、', '.', ' ', '\u{3000}'])
}

/// A title without the year before it.
fn without_year(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年')) {
        Some(after) if rest.len() < line.len() => after.trim_start(),
        _ => line,
    }
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
        let line = "甲乙大学技术需求汇总表";
        assert_eq!(institution(line, SheetKind::Needs), None);
    }
}
