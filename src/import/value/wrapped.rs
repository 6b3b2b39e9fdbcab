//! Names that somebody broke into lines so that they fit a narrow cell.

use super::items::without_number;
use crate::domain::OrganizationKind;
use crate::text::is_han;

/// The longest name that is put together.
const LONGEST: usize = 60;

/// A name in one line: what was broken in the middle of a word goes together. Lines that are
/// numbered, end like sentences or name organizations each stay lines.
pub fn unwrapped(name: &str) -> String {
    let Some(lines) = lines_of_one(name).filter(|_| office_below(name).is_none()) else {
        return name.to_owned();
    };
    let mut whole = String::new();
    for line in lines {
        let ends = whole.chars().last().is_some_and(|c| !is_han(c));
        if ends && line.starts_with(|c| !is_han(c)) {
            whole.push(' ');
        }
        whole.push_str(line);
    }
    whole
}

/// The organization of a cell and the office, or the post, in the lines below it, which is no
/// part of its name.
pub fn office_below(name: &str) -> Option<(&str, String)> {
    let lines = lines_of_one(name)?;
    let (first, below) = lines.split_first()?;
    (is_organization(first) && !is_organization(&lines.concat()))
        .then(|| (*first, below.join(" ")))
}

/// The lines of a cell that names one thing in several.
fn lines_of_one(name: &str) -> Option<Vec<&str>> {
    let lines: Vec<&str> =
        name.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let several = |line: &&str| {
        without_number(line) != *line
            || line.ends_with(['；', ';', '。', '，', ',', '、', '：', ':', '！', '？'])
    };
    let organizations = lines.iter().filter(|line| is_organization(line)).count();
    let long = name.chars().count() > LONGEST;
    let one = lines.len() > 1 && !long && organizations < 2;
    (one && !lines.iter().any(several)).then_some(lines)
}

fn is_organization(name: &str) -> bool {
    OrganizationKind::of_name(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_broken_into_lines_are_put_together() {
        for (name, whole) in [
            ("甲山新材料\n有限公司", "甲山新材料有限公司"),
            ("甲山机械\r\n有限责任公司", "甲山机械有限责任公司"),
            ("Sample Tools\nCo., Ltd.", "Sample Tools Co., Ltd."),
            ("甲山有限公司", "甲山有限公司"),
        ] {
            assert_eq!(unwrapped(name), whole);
        }
        assert_eq!(unwrapped("甲山有限公司\n（甲区）"), "甲山有限公司（甲区）");
        for name in [
            "甲山科学院\n影像室",
            "甲山有限公司\n乙河有限公司",
            "1.甲山\n2.乙河",
            "甲山；\n乙河",
        ] {
            assert_eq!(unwrapped(name), name);
        }
        let office = office_below("甲山科学院\n影像室\n研究员");
        assert_eq!(office, Some(("甲山科学院", "影像室 研究员".to_owned())));
        for name in ["甲山有限公司\n（甲区）", "甲山有限公司\n乙河有限公司", "甲山"]
        {
            assert_eq!(office_below(name), None);
        }
    }
}
