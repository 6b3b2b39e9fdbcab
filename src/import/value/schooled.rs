//! Where somebody has learnt and what, in one text: 甲大学材料学专业.

use super::endings::Endings;
use crate::domain::vocabulary::provinces;

/// The school that a text begins with, one of its colleges if it is named, and what was learnt
/// there; `None` where that is missing or there may be several schools.
pub fn schooled(cell: &str) -> Option<(&str, Option<&str>, &str)> {
    let cell = cell.trim();
    let (school, rest) = cell.split_at(behind_campus(cell, end_of_school(cell)?));
    let (college, rest) = match end_of_school(rest) {
        Some(end) if school.ends_with("大学") => rest.split_at(end),
        _ => ("", rest),
    };
    let subject = |text: &str| {
        let ends = &Endings::get().subjects;
        let bare = ends.iter().find_map(|end| text.strip_suffix(end));
        bare.map_or(text.len(), str::len)
    };
    let major = bare(rest);
    let major = major[..subject(major)].trim_matches(is_mark);
    let college = college.trim_matches(is_mark);
    let several = [college, major].iter().any(|part| part.contains(is_mark))
        || end_of_school(major).is_some();
    let college = Some(college).filter(|college| !college.is_empty());
    (!several && major.chars().count() > 1).then_some((school, college, major))
}

/// Where the name of the first school of a text ends.
fn end_of_school(text: &str) -> Option<usize> {
    let schools = Endings::get().schools.iter();
    schools.filter_map(|end| Some(text.find(end)? + end.len())).min()
}

/// Where a name ends that a campus in brackets may belong to: 甲大学（北京）.
fn behind_campus(text: &str, end: usize) -> usize {
    let inside = text[end..].strip_prefix(['（', '(']);
    let Some((place, rest)) = inside.and_then(|text| text.split_once(['）', ')']))
    else {
        return end;
    };
    let known = || {
        provinces()
            .iter()
            .any(|(name, of)| name == place || of.iter().any(|city| city == place))
    };
    let campus = !rest.is_empty() || place.chars().count() <= 2 || known();
    if campus { text.len() - rest.len() } else { end }
}

/// A text without marks and brackets around it.
fn bare(text: &str) -> &str {
    let text = text.trim_matches(is_mark);
    let inside = text.strip_prefix(['（', '(']);
    inside.and_then(|text| text.strip_suffix(['）', ')'])).unwrap_or(text)
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || "、，,/；;：:-—–·".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schools_stand_before_what_is_learnt_there() {
        for (cell, college, major) in [
            ("甲大学材料科学与工程专业", None, "材料科学与工程"),
            ("甲大学 机械工程", None, "机械工程"),
            ("甲大学/机械工程", None, "机械工程"),
            ("甲大学（机械工程）", None, "机械工程"),
            ("甲大学机械学院机械工程专业", Some("机械学院"), "机械工程"),
            ("甲大学，材料学方向", None, "材料学"),
        ] {
            assert_eq!(schooled(cell), Some(("甲大学", college, major)), "{cell}");
        }
        let of = |cell| schooled(cell).map(|(school, _, major)| (school, major));
        assert_eq!(of("甲大学（北京）土木工程"), Some(("甲大学（北京）", "土木工程")));
        assert_eq!(of("甲职业学院机电"), Some(("甲职业学院", "机电")));
    }

    #[test]
    fn a_school_alone_and_several_stay_as_they_are() {
        for cell in [
            "甲大学",
            "甲大学（秦皇岛）",
            "甲大学（华东）",
            "甲大学材料学院",
            "甲大学机械、乙大学材料",
            "本科：甲大学机械；硕士：乙大学材料",
            "机械工程",
        ] {
            assert_eq!(schooled(cell), None, "{cell}");
        }
    }
}
