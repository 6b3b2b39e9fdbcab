//! Posts and professional titles (职称、职务).

use std::sync::OnceLock;

use super::{Piece, Vocabulary};
use crate::text::{is_han, word_lists};

word_lists! {
    /// Posts, and what stands beside them.
    Words in "post" {
        /// Posts and professional titles.
        post,
        /// Posts in Latin letters that stand behind Chinese names.
        chief,
        /// Forms of address.
        address,
        /// What a post of several words begins with.
        beginnings,
    }
}

/// Whether a text names posts or titles alone and nobody who holds them: 教授、博士生导师.
pub fn is_post(text: &str) -> bool {
    let pieces = posts().pieces(text);
    let of_post = |piece: &Piece<'_, ()>| match piece {
        Piece::Known(..) | Piece::Break => true,
        Piece::Unknown(_) => false,
    };
    !pieces.is_empty() && pieces.iter().all(of_post)
}

/// What may follow a name in Chinese letters, 教授 or 先生, longest first.
pub fn behind_names() -> &'static [&'static str] {
    static BEHIND: OnceLock<Vec<&'static str>> = OnceLock::new();
    BEHIND.get_or_init(|| {
        let Words { post, address, .. } = Words::get();
        let chinese = |word: &&str| word.chars().all(is_han);
        let mut words: Vec<&str> =
            post.iter().chain(address).copied().filter(chinese).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words
    })
}

/// Whether what follows a name begins like a post or a form of address.
pub fn begins_like_post(text: &str) -> bool {
    beginnings_of_posts().any(|word| text.starts_with(word))
}

/// Whether a text ends in the middle of a post of several words: 甲大学党委 before 书记.
pub fn ends_in_a_post(text: &str) -> bool {
    Words::get().beginnings.iter().any(|word| text.ends_with(word))
}

/// Whether a text holds a post, a form of address or the beginning of a post.
pub fn holds_post(text: &str) -> bool {
    beginnings_of_posts().any(|word| text.contains(word))
}

/// Whether a text ends in a post or a form of address, as a title before a name does.
pub fn ends_like_post(text: &str) -> bool {
    behind_names().iter().any(|post| text.ends_with(post))
}

fn beginnings_of_posts() -> impl Iterator<Item = &'static str> {
    let Words { chief, beginnings, .. } = Words::get();
    behind_names().iter().chain(chief).chain(beginnings).copied()
}

fn posts() -> &'static Vocabulary<()> {
    static POSTS: OnceLock<Vocabulary<()>> = OnceLock::new();
    POSTS.get_or_init(|| {
        let Words { post, chief, .. } = Words::get();
        Vocabulary::of(post.iter().chain(chief).map(|word| (*word, ())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_alone_is_told_from_who_holds_it() {
        let posts = ["教授", "院长、教授", "教授/博士生导师", "Professor", "副教授 博导"];
        assert!(posts.iter().all(|text| is_post(text)));
        let people = ["王样教授", "周样五", "Dr. Example", "Dean Example", ""];
        assert!(people.iter().all(|text| !is_post(text)));
    }
}
