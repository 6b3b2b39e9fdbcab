//! Names that somebody broke into lines so that they fit a narrow cell.

use super::items::without_number;
use crate::domain::OrganizationKind;
use crate::text::is_han;

/// The longest name that is put together.
const LONGEST: usize = 60;

/// A name in one line: what was broken in the middle of a word goes together. Lines that are
/// numbered, end like sentences or name organizations each stay lines.
pub fn unwrapped(name: &str) -> String {
    let lines: Vec<&str> =
        name.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let several = |line: &&str| {
        without_number(line) != *line
            || line.ends_with(['；', ';', '。', '，', ',', '、', '：', ':', '！', '？'])
    };
    let organizations =
        lines.iter().filter(|line| OrganizationKind::of_name(line).is_some()).count();
    let long = name.chars().count() > LONGEST;
    if lines.len() < 2 || long || organizations > 1 || lines.iter().any(several) {
        return name.to_owned();
    }
    // an office or a post below the name is no part of it
    let named = |name: &str| OrganizationKind::of_name(name).is_some();
    if lines.first().is_some_and(|first| named(first)) && !named(&lines.concat()) {
        return name.to_owned();
    }
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
    }
}
