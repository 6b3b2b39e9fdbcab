//! Names of people told by their surnames.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::domain::vocabulary::{begins_like_post, behind_names, holds_post};
use crate::text::is_han;

/// What follows the surname of a name.
pub(crate) fn given_name(name: &str) -> Option<&str> {
    static SURNAMES: OnceLock<BTreeSet<&str>> = OnceLock::new();
    let surnames = SURNAMES.get_or_init(|| {
        let text = include_str!("../../../data/vocabulary/surnames.txt");
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(str::split_whitespace).collect()
    });
    let ends = name.char_indices().map(|(at, c)| at + c.len_utf8()).take(2);
    let mut ends = ends.collect::<Vec<_>>().into_iter().rev();
    ends.find(|end| surnames.contains(&name[..*end])).map(|end| &name[end..])
}

/// The title and the name behind it, with a blank between them or none: `副校长 李莹`,
/// `材料学院院长李莹`. The name has to be a surname and one or two characters, and the title
/// no person's: `王经理 李莹` names two.
pub(super) fn behind_title(text: &str) -> Option<(&str, &str)> {
    if let Some((title, name)) = text.rsplit_once(' ') {
        let titled = holds_post(title) && !is_plain(title) && !names_holder(title);
        return (titled && is_plain(name)).then_some((title, name));
    }
    if !text.chars().all(is_han) {
        return None;
    }
    let ends = text.char_indices().map(|(at, _)| at).rev().skip(1).take(3);
    let mut parts = ends.map(|at| text.split_at(at));
    parts.find(|(title, name)| {
        behind_names().iter().any(|post| title.ends_with(post)) && is_plain(name)
    })
}

/// Whether a word is a surname and one or two characters that are no title.
pub(super) fn is_plain(word: &str) -> bool {
    let given = given_name(word).filter(|given| !begins_like_post(given));
    let short = given.is_some_and(|given| (1..=2).contains(&given.chars().count()));
    short && word.chars().all(is_han) && !begins_like_post(word)
}

/// Whether a surname or a name leads a title: 王经理, 李莹院长.
fn names_holder(text: &str) -> bool {
    given_name(text).is_some_and(begins_like_post)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_behind_its_title_is_told_by_its_surname() {
        for (text, parts) in [
            ("区长 王样", Some(("区长", "王样"))),
            ("区委副书记 李样本", Some(("区委副书记", "李样本"))),
            ("材料学院院长李样本", Some(("材料学院院长", "李样本"))),
            ("校长欧阳样", Some(("校长", "欧阳样"))),
            ("王经理 李样", None),
            ("总经理办公室", None),
            ("校长助理", None),
            ("李样 院长", None),
            ("李样院长", None),
            ("李样", None),
            ("CEO Li", None),
        ] {
            assert_eq!(behind_title(text), parts, "{text}");
        }
    }
}
