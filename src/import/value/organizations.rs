//! Several organizations in one cell.

use std::borrow::Cow;

use super::items::{split, strong_parts, without_number};
use super::{Parsed, is_blank};
use crate::domain::OrganizationKind;
use crate::domain::problem::Problem;
use crate::text::is_han;

/// What the parties are called in an agreement, in their order.
pub const ROLES: [&str; 4] = ["甲方", "乙方", "丙方", "丁方"];

/// The organizations of a cell, each once; more than one is a note. A separator parts
/// two names only where both sides end like organizations or none does (`A研究所、B公司`,
/// not `电力、热力研究所`).
pub fn organizations(cell: &str) -> Parsed<Vec<String>> {
    if is_blank(cell) {
        return Parsed::fine(Vec::new());
    }
    let mut names: Vec<String> = Vec::new();
    for part in join_cut_names(&with_legal_forms(cell)) {
        for name in at_blanks(&part).into_iter().flat_map(at_joints) {
            let name = without_number(name).trim().to_owned();
            if !is_blank(&name) && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    if names.len() > 1 {
        return Parsed::odd(names, Problem::info("several_organizations"));
    }
    Parsed::fine(names)
}

/// The parties of a cell, each once: parted by line breaks and semicolons where there are any,
/// for others may stand in a name (`Johnson & Johnson；甲大学`), else as organizations.
pub fn parties(cell: &str) -> Vec<String> {
    let cell = &without_roles(cell);
    let Some(parts) = strong_parts(cell) else { return organizations(cell).value };
    let mut names: Vec<String> = Vec::new();
    for name in parts.into_iter().map(without_number).filter(|name| !is_blank(name)) {
        if !names.iter().any(|other| other == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// A cell of parties without what each is called in the agreement: `甲方：甲公司 乙方：乙大学`,
/// `甲公司（甲方）、乙大学（乙方）`.
fn without_roles(cell: &str) -> Cow<'_, str> {
    if !ROLES.iter().any(|role| cell.contains(role)) {
        return Cow::Borrowed(cell);
    }
    let mut text = cell.to_owned();
    for role in ROLES {
        for colon in ['：', ':'] {
            text = text.replace(&format!("{role}{colon}"), "；");
        }
        for (open, close) in [('（', '）'), ('(', ')')] {
            text = text.replace(&format!("{open}{role}{close}"), "");
        }
    }
    Cow::Owned(text)
}

/// What stands behind the party that a text begins with, `乙方：李莹`, and which party that is.
pub fn of_party(text: &str) -> (Option<usize>, &str) {
    let behind =
        |role: &str| text.strip_prefix(role)?.trim_start().strip_prefix(['：', ':']);
    let found = ROLES.iter().enumerate().find_map(|(at, role)| Some((at, behind(role)?)));
    found.map_or((None, text), |(at, rest)| (Some(at), rest.trim()))
}

/// The parts of a cell with those put together again that a sign of one name stands between:
/// `A&B科技有限公司`. It parts two names only where both are whole, as [`at_joints`] sees.
fn with_signs<'a>(cell: &'a str, parts: Vec<&'a str>) -> Vec<&'a str> {
    let start = |part: &str| part.as_ptr() as usize - cell.as_ptr() as usize;
    let mut whole: Vec<&str> = Vec::new();
    for part in parts {
        let joined = whole.last().and_then(|last| {
            let between = &cell[start(last) + last.len()..start(part)];
            let sign = matches!(between.trim(), "&" | "＆");
            sign.then(|| &cell[start(last)..start(part) + part.len()])
        });
        match (whole.last_mut(), joined) {
            (Some(last), Some(joined)) => *last = joined,
            _ => whole.push(part),
        }
    }
    whole
}

/// The parts of a cell; an English legal form after a comma stays with its name.
fn with_legal_forms(cell: &str) -> Vec<&str> {
    let start = |part: &str| part.as_ptr() as usize - cell.as_ptr() as usize;
    let mut parts: Vec<&str> = Vec::new();
    for part in with_signs(cell, split(cell)) {
        let word = part.trim_end_matches('.').to_ascii_lowercase();
        let form = matches!(&*word, "ltd" | "inc" | "llc" | "limited" | "corp" | "plc");
        match parts.last_mut() {
            Some(last) if form => *last = &cell[start(last)..start(part) + part.len()],
            _ => parts.push(part),
        }
    }
    parts
}

/// Parts that don't end like an organization belong to the next that does, if any does.
fn join_cut_names(parts: &[&str]) -> Vec<String> {
    if !parts.iter().any(|part| ends_like_one(part)) {
        return parts.iter().map(|part| (*part).to_owned()).collect();
    }
    let mut joined: Vec<String> = Vec::new();
    let mut pending = String::new();
    for part in parts {
        let cut =
            part.chars().count() <= 4 && !ends_like_one(part) && part.chars().all(is_han);
        pending.push_str(part);
        if cut {
            pending.push('、');
        } else {
            joined.push(std::mem::take(&mut pending));
        }
    }
    let rest = pending.trim_end_matches('、');
    joined.extend(rest.split('、').filter(|part| !part.is_empty()).map(str::to_owned));
    joined
}

/// Names parted by blanks alone, where every piece ends like an organization.
fn at_blanks(part: &str) -> Vec<&str> {
    let pieces: Vec<&str> = part.split_whitespace().collect();
    let whole = |piece: &&str| {
        ends_like_one(piece) && piece.chars().count() >= 4 && piece.ends_with(is_han)
    };
    if pieces.len() > 1 && pieces.iter().all(whole) { pieces } else { vec![part] }
}

/// Names joined by `与` or a sign, where both sides are whole names: `A公司与B大学`.
fn at_joints(part: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut from = 0;
    for (at, joint) in part.match_indices(['与', '和', '×', '&', '—', '–', '-', '＆'])
    {
        let (left, right) = (part[from..at].trim(), part[at + joint.len()..].trim());
        let next = right.split(['与', '和', '×', '&']).next().unwrap_or_default();
        let whole = |name: &str| {
            let han = name.ends_with(|c| is_han(c) || matches!(c, '）' | ')'));
            han && ends_like_one(name) && name.chars().count() >= 3
        };
        if whole(left) && whole(next.trim()) {
            names.push(without_joint(left));
            from = at + joint.len();
        }
    }
    names.push(without_joint(&part[from..]));
    names
}

/// A name without the rest of a doubled joint before it: `——乙大学`.
fn without_joint(name: &str) -> &str {
    name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-'))
}

fn ends_like_one(name: &str) -> bool {
    let name = name.trim_end_matches(['）', ')', ' ']);
    let latin = name.chars().any(|c| c.is_ascii_alphabetic());
    latin || OrganizationKind::ends_like_one(name) || name.contains('（')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_names_are_parted_and_noted() {
        let table: &[(&str, &[&str])] = &[
            ("甲大学、乙机械有限公司", &["甲大学", "乙机械有限公司"]),
            ("甲大学；乙研究院\n丙公司", &["甲大学", "乙研究院", "丙公司"]),
            ("甲乙大学 丙丁学院", &["甲乙大学", "丙丁学院"]),
            ("1.甲大学 2.乙大学", &["甲大学", "乙大学"]),
            (
                "Fictional Motors Co., Ltd.; Nowhere University",
                &["Fictional Motors Co., Ltd.", "Nowhere University"],
            ),
            ("甲大学/甲大学", &["甲大学"]),
            ("清华、北大", &["清华", "北大"]),
            ("甲乙有限公司与丙丁大学", &["甲乙有限公司", "丙丁大学"]),
            ("甲乙区政府×丙丁大学", &["甲乙区政府", "丙丁大学"]),
            ("甲乙有限公司&丙丁大学", &["甲乙有限公司", "丙丁大学"]),
            ("Nowhere & Sons、甲大学", &["Nowhere & Sons", "甲大学"]),
        ];
        for (cell, expected) in table {
            let parsed = organizations(cell);
            assert_eq!(parsed.value, *expected, "{cell}");
            let note =
                if expected.len() > 1 { vec!["several_organizations"] } else { vec![] };
            assert_eq!(super::super::codes_of(&parsed), note, "{cell}");
        }
    }

    #[test]
    fn semicolons_part_parties_before_any_other_mark() {
        let table: &[(&str, &[&str])] = &[
            ("Nowhere & Sons；甲大学", &["Nowhere & Sons", "甲大学"]),
            ("甲局、乙局；丙公司与丁大学", &["甲局、乙局", "丙公司与丁大学"]),
            ("1.甲公司\n2.乙大学；", &["甲公司", "乙大学"]),
            ("A&B科技有限公司", &["A&B科技有限公司"]),
            ("甲＆乙科技有限公司、丙丁大学", &["甲＆乙科技有限公司", "丙丁大学"]),
            ("甲公司、乙大学", &["甲公司", "乙大学"]),
            ("甲公司——乙大学", &["甲公司", "乙大学"]),
            ("甲公司 -- 乙大学", &["甲公司", "乙大学"]),
            ("甲方：甲公司 乙方：乙大学", &["甲公司", "乙大学"]),
            ("甲方:甲公司；乙方:乙大学", &["甲公司", "乙大学"]),
            ("甲公司（甲方）、乙大学（乙方）", &["甲公司", "乙大学"]),
            ("无", &[]),
        ];
        for (cell, expected) in table {
            assert_eq!(parties(cell), *expected, "{cell}");
        }
    }

    #[test]
    fn one_name_stays_one() {
        for cell in [
            "某地电力、热力研究所",
            "某地能源与环境研究院",
            "甲乙大学材料与化工学院",
            "甲（乙、丙）有限公司",
            "Fictional Motors Co., Ltd.",
            "某某机械有限公司（原第二厂）",
        ] {
            assert_eq!(organizations(cell).value, [cell], "{cell}");
        }
    }
}
