//! The class that all enterprises of a list have, 某区高新技术企业名单, or what all organizations
//! of it are: 某市新型研发机构名单.

use crate::domain::vocabulary::{Piece, Worded as _};
use crate::domain::{Class, OrganizationKind};
use crate::text::word_lists;

word_lists! {
    /// The words of titles of rosters.
    Words in "rosters" {
        /// How such a title ends.
        ends,
        /// Words of titles whose enterprises have no class yet or no longer.
        not_yet,
    }
}

/// The word of the class that the title of a roster ends with, where it names one alone.
pub(super) fn class_of_title(title: &str) -> Option<&str> {
    let bare = things_listed(title)?;
    let mut starts = bare.char_indices().map(|(at, _)| at);
    let class = |at: &usize| Class::of_words(&bare[*at..]);
    let at = starts.find(|at| class(at).is_some_and(|class| class != Class::Other))?;
    let before = Class::vocabulary().pieces(&bare[..at]);
    let several = before.iter().any(|piece| matches!(piece, Piece::Known(..)));
    (!several).then(|| bare[at..].trim_start())
}

/// The word for what the organizations of a roster are that its title ends with, where it names
/// one alone and they are no enterprises, as the others are.
pub(super) fn kind_of_title(title: &str) -> Option<&str> {
    let bare = things_listed(title)?;
    let mut starts = bare.char_indices().map(|(at, _)| at);
    let kind = |at: usize| OrganizationKind::of_words(&bare[at..]);
    let at = starts.find(|at| kind(*at).is_some())?;
    let before = OrganizationKind::vocabulary().pieces(&bare[..at]);
    let several = before.iter().any(|piece| matches!(piece, Piece::Known(..)));
    let told = matches!(
        kind(at),
        Some(OrganizationKind::Institution | OrganizationKind::Platform)
    );
    (told && !several).then(|| &bare[at..])
}

/// What the title of a roster says is listed, where it is that already.
fn things_listed(title: &str) -> Option<&str> {
    let title = without_year(title.trim());
    let Words { ends, not_yet, .. } = Words::get();
    let bare = ends.iter().find_map(|end| title.strip_suffix(end))?.trim_end();
    (!not_yet.iter().any(|word| bare.contains(word))).then_some(bare)
}

/// A title without brackets at its end: 高新技术企业名单（2025年度）.
fn without_year(title: &str) -> &str {
    let open = title.rfind(['（', '(']).filter(|_| title.ends_with(['）', ')']));
    open.map_or(title, |open| title[..open].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_others_than_enterprises_says_what_they_are() {
        for (title, kind) in [
            ("2026年某市新型研发机构名单", Some("新型研发机构")),
            ("某区科技企业孵化器一览表", Some("科技企业孵化器")),
            ("参会高校院所名单", Some("高校院所")),
            ("某市众创空间名录", Some("众创空间")),
            ("企业、高校院所名单", None),
            ("某区企业名单", None),
            ("拟认定新型研发机构名单", None),
            ("新型研发机构工作总结", None),
        ] {
            assert_eq!(kind_of_title(title), kind, "{title}");
        }
    }

    #[test]
    fn a_list_of_one_class_names_it_in_its_title() {
        for (title, class) in [
            ("某区规模以上工业企业花名册", Some("规模以上工业企业")),
            ("附件1 高新技术企业名单（2025年度）", Some("高新技术企业")),
            ("专精特新“小巨人”企业名单", Some("专精特新“小巨人”企业")),
            ("拟认定高新技术企业名单", None),
            ("高新技术企业、瞪羚企业名单", None),
            ("高新技术企业工作总结", None),
            ("某高新区企业名单", None),
        ] {
            assert_eq!(class_of_title(title), class, "{title}");
        }
    }
}
