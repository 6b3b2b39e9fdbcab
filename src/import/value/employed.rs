//! Where somebody works and as what, in one text: 甲大学材料学院副教授.

use super::endings::{Endings, ends_with};
use super::items::split;
use crate::domain::OrganizationKind;
use crate::domain::vocabulary::{begins_like_post, behind_names, ends_in_a_post};

/// An organization, its office and the post somebody has there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Employed {
    /// The organization.
    pub organization: String,
    /// Its office, if one is named.
    pub office: Option<String>,
    /// The post, or several of them.
    pub post: String,
}

/// Reads where somebody works and as what; `None` where no organization stands before a post.
pub fn employed(cell: &str) -> Option<Employed> {
    let cell = cell.trim();
    let ends = cell.char_indices().map(|(at, _)| at).filter(|at| *at > 0);
    let at = ends.rev().find(|at| parts_there(&cell[..*at], &cell[*at..]))?;
    let (name, post) = (cell[..at].trim_end_matches(is_mark), &cell[at..]);
    let (organization, office) = with_office(name).unwrap_or((name, ""));
    Some(Employed {
        organization: organization.to_owned(),
        office: Some(office.to_owned()).filter(|office| !office.is_empty()),
        post: post.trim_start_matches(is_mark).to_owned(),
    })
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '、' | '，' | ',' | '/' | '；' | ';')
}

/// Whether a text ends with the name of an organization and the rest is nothing but posts.
fn parts_there(name: &str, post: &str) -> bool {
    let post = post.trim_start_matches(is_mark);
    let ends_like_post = |part: &str| {
        let bare = part.split(['（', '(']).next().unwrap_or(part).trim();
        behind_names().iter().any(|word| bare.ends_with(word))
    };
    let name = name.trim_end_matches(is_mark);
    let whole =
        || OrganizationKind::of_name(name).is_some() || with_office(name).is_some();
    begins_like_post(post)
        && name.chars().count() > 2
        && !ends_in_a_post(name)
        && whole()
        && split(post).into_iter().all(ends_like_post)
}

/// The organization of a name that ends with one of its offices: 甲大学材料学院.
pub fn with_office(name: &str) -> Option<(&str, &str)> {
    let Endings { whole, offices, .. } = Endings::get();
    let end = |word: &&str| Some(name.rfind(*word)? + word.len());
    let at = whole.iter().filter_map(end).max()?;
    let (organization, office) = name.split_at(at);
    let office = office.trim_matches(is_mark);
    ends_with(office, offices).then_some((organization, office))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Organization, office and post; blank where none is named.
    type Parts = [&'static str; 3];

    #[test]
    fn organizations_stand_before_posts() {
        let table: &[(&str, Parts)] = &[
            ("甲大学材料学院副教授", ["甲大学", "材料学院", "副教授"]),
            ("甲大学 材料学院 教授、博导", ["甲大学", "材料学院", "教授、博导"]),
            ("甲大学教授", ["甲大学", "", "教授"]),
            ("甲大学党委书记、校长", ["甲大学", "", "党委书记、校长"]),
            ("甲大学科研处处长", ["甲大学", "科研处", "处长"]),
            ("某市农业科学院研究员", ["某市农业科学院", "", "研究员"]),
            ("甲山有限公司董事长", ["甲山有限公司", "", "董事长"]),
            ("甲山有限公司技术部部长", ["甲山有限公司", "技术部", "部长"]),
            ("甲山有限公司总经理办公室主任", ["甲山有限公司", "总经理办公室", "主任"]),
            (
                "甲大学科技园有限公司市场部经理",
                ["甲大学科技园有限公司", "市场部", "经理"],
            ),
            ("某区科技局副局长（挂职）", ["某区科技局", "", "副局长（挂职）"]),
            ("某省科技厅副厅长", ["某省科技厅", "", "副厅长"]),
        ];
        for (cell, [organization, office, post]) in table {
            let expected = Employed {
                organization: (*organization).into(),
                office: Some((*office).to_owned()).filter(|office| !office.is_empty()),
                post: (*post).into(),
            };
            assert_eq!(employed(cell), Some(expected), "{cell}");
        }
    }

    #[test]
    fn a_post_or_an_organization_alone_is_neither() {
        for cell in ["副教授", "甲大学", "某局高新科科长", "院长、教授", "Professor"]
        {
            assert_eq!(employed(cell), None, "{cell}");
        }
    }
}
